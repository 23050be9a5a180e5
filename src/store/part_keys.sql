-- Keys of personal parts, kept apart from the rest (act/key_copies.c).

-- part_key_page: many, reads
-- Keys in order of their parts, with the bytes they open.
-- in  after part_id
-- out part part_id, wrapped bytes, body bytes?
SELECT k.part, k.wrapped, p.body FROM part_key k JOIN part p ON p.id = k.part
 WHERE k.part > :after ORDER BY k.part LIMIT 500;

-- part_keyless: many, reads
-- Personal parts that nobody can open and nobody erased: in a copy of the database
-- they have left their keys behind.
-- in  after part_id
-- out part part_id, body bytes?, place int?
SELECT p.id, p.body, (SELECT e.place FROM entry e WHERE e.record = p.record)
  FROM part p LEFT JOIN part_key k ON k.part = p.id
 WHERE p.id > :after AND p.class = 3 AND p.erased_at IS NULL AND k.part IS NULL
 ORDER BY p.id LIMIT 500;

-- part_body: maybe, reads
-- The encrypted bytes of a part, before they go.
-- in  part part_id
-- out body bytes?
SELECT body FROM part WHERE id = :part;

-- key_gone_add: exec, writes
-- A key was destroyed: copies must lose it too.
-- in  name text, at moment
INSERT INTO key_gone (name, at) VALUES (:name, :at) ON CONFLICT (name) DO NOTHING;

-- key_gone_list: many, reads
-- Those that copies may still have.
-- out name text, at moment
SELECT name, at FROM key_gone WHERE reached_at IS NULL ORDER BY name LIMIT 1000;

-- key_gone_reached: exec, writes
-- Every copy has lost them.
-- in  at moment
UPDATE key_gone SET reached_at = :at WHERE reached_at IS NULL;

-- erasure_add: one, writes
-- Somebody asks that a name be erased.
-- in  place int, province agency_id, basis text, reason text, by_account account_id, at moment
-- out id int
INSERT INTO erasure (place, province, basis, reason, asked_by, asked_at)
VALUES (:place, :province, :basis, :reason, :by_account, :at)
RETURNING id;

-- erasure_list: many, reads
-- What was asked in a province, what waits first.
-- in  province agency_id
-- out id int, place int, code text, type text, basis text, reason text, asked_by account_id
-- out asked_name text, asked_at moment, decided_name text?, decided_at moment?, outcome int?
-- out answer text?, product text?
SELECT x.id, x.place, e.code, e.type, x.basis, x.reason, x.asked_by, a.name, x.asked_at,
       b.name, x.decided_at, x.outcome, x.answer, p.name
  FROM erasure x JOIN entry e ON e.place = x.place JOIN account a ON a.id = x.asked_by
  LEFT JOIN account b ON b.id = x.decided_by
  LEFT JOIN chain c ON c.id = e.chain LEFT JOIN dossier d ON d.id = c.dossier
  LEFT JOIN product p ON p.id = d.product
 WHERE x.province = :province
 ORDER BY CASE WHEN x.decided_at IS NULL THEN 0 ELSE 1 END, x.id DESC LIMIT 100;

-- erasure_of: maybe, reads
-- One of them.
-- in  id int
-- out place int, province agency_id, basis text, asked_by account_id, decided_at moment?
SELECT place, province, basis, asked_by, decided_at FROM erasure WHERE id = :id;

-- erasure_open: maybe, reads
-- Whether the same is asked already and waits.
-- in  place int
-- out id int
SELECT id FROM erasure WHERE place = :place AND decided_at IS NULL LIMIT 1;

-- erasure_decide: exec 1, writes
-- Approved (1) or refused (2), once.
-- in  id int, by_account account_id, at moment, outcome int, answer text
UPDATE erasure SET decided_by = :by_account, decided_at = :at, outcome = :outcome,
       answer = :answer
 WHERE id = :id AND decided_at IS NULL;

-- erasable_by_code: maybe, reads
-- An entry that belongs to a dossier of this province.
-- in  code text, province agency_id
-- out place int, type text, record record_id, product text
SELECT e.place, e.type, e.record, p.name
  FROM entry e JOIN chain c ON c.id = e.chain JOIN dossier d ON d.id = c.dossier
  JOIN product p ON p.id = d.product
 WHERE e.code = :code AND d.province = :province ORDER BY e.place LIMIT 1;

-- erase_said: maybe, reads
-- Whether an entry says that this one was erased.
-- in  place int
-- out id record_id
SELECT id FROM record
 WHERE kind = 'part.erase' AND noun = 'entry' AND noun_id = :place
 ORDER BY id LIMIT 1;
