-- Entries of the public log and what they speak of (act/entries.c).

-- record_due_list: many, reads
-- Records that wait for their entry, in order, with the dossier they belong to; an
-- incident goes first: it begins a generation.
-- out id record_id, at moment, kind text, noun text, noun_id int, body text
-- out seat text?, dossier dossier_id?, has_parts flag
SELECT r.id, r.at, r.kind, r.noun, r.noun_id, r.body, r.seat,
       CASE r.noun WHEN 'dossier' THEN r.noun_id
         WHEN 'agenda' THEN (SELECT a.dossier FROM agenda a WHERE a.id = r.noun_id)
         WHEN 'sheet' THEN (SELECT a.dossier FROM sheet s
                              JOIN agenda a ON a.id = s.agenda WHERE s.id = r.noun_id)
         WHEN 'certificate' THEN (SELECT c.dossier FROM certificate c
                                   WHERE c.id = r.noun_id) END,
       CASE WHEN EXISTS (SELECT 1 FROM part p WHERE p.record = r.id) THEN 1 ELSE 0 END
  FROM record r
 WHERE r.due = 1
 ORDER BY CASE r.kind WHEN 'log.incident' THEN 0 ELSE 1 END, r.id
 LIMIT 500;

-- record_due_done: exec 1, writes
-- It has its entry.
-- in  id record_id
UPDATE record SET due = NULL WHERE id = :id AND due = 1;

-- chain_of_dossier: maybe, reads
-- The chain of a dossier.
-- in  dossier dossier_id
-- out id chain_id, uuid text, epoch int, entries int, head bytes?
SELECT id, uuid, epoch, entries, head FROM chain WHERE dossier = :dossier;

-- chain_of_office: maybe, reads
-- The chain of the office itself.
-- out id chain_id, uuid text, epoch int, entries int, head bytes?
SELECT id, uuid, epoch, entries, head FROM chain WHERE dossier IS NULL;

-- chain_add: one, writes
-- Begins a chain.
-- in  uuid text, dossier dossier_id?
-- out id chain_id
INSERT INTO chain (uuid, dossier, epoch, entries) VALUES (:uuid, :dossier, 0, 0)
RETURNING id;

-- chain_grow: exec 1, writes
-- More entries on it: as many as that, and the last of them.
-- in  id chain_id, entries int, more int, head bytes
UPDATE chain SET entries = :entries + :more, head = :head
 WHERE id = :id AND entries = :entries;

-- entry_next: one, reads
-- Where the next entry goes.
-- out place int
SELECT coalesce(max(place) + 1, 0) FROM entry;

-- entry_written: one, reads
-- How far the entries of the database go, and whether records still wait for theirs.
-- out next int, waits flag
SELECT (SELECT coalesce(max(place) + 1, 0) FROM entry),
       CASE WHEN EXISTS (SELECT 1 FROM record WHERE due = 1) THEN 1 ELSE 0 END;

-- entry_add: exec 1, writes
-- An entry, for ever.
-- in  place int, chain chain_id, n int, record record_id, type text, leaf bytes
-- in  code text, body bytes
INSERT INTO entry (place, chain, n, record, type, leaf, code, body)
VALUES (:place, :chain, :n, :record, :type, :leaf, :code, :body);

-- entry_list: many, reads
-- The bytes of entries in order, from a place on.
-- in  place int
-- out body bytes
SELECT body FROM entry WHERE place >= :place ORDER BY place LIMIT 1024;

-- entry_by_code: many, reads
-- Entries with a short code: nearly always one.
-- in  code text
-- out place int, type text, code text, leaf bytes, body bytes, record record_id
-- out at moment, base int, generation int
SELECT e.place, e.type, e.code, e.leaf, e.body, e.record, r.at,
       coalesce((SELECT max(g.base) FROM generation g WHERE g.base <= e.place), 0),
       coalesce((SELECT max(g.n) FROM generation g WHERE g.base <= e.place), 1)
  FROM entry e JOIN record r ON r.id = e.record
 WHERE e.code = :code ORDER BY e.place LIMIT 5;

-- entry_of: maybe, reads
-- The newest entry of a kind of record about one thing.
-- in  kind text, noun text, noun_id int
-- out place int, code text, leaf bytes, body bytes, base int, generation int
SELECT e.place, e.code, e.leaf, e.body,
       coalesce((SELECT max(g.base) FROM generation g WHERE g.base <= e.place), 0),
       coalesce((SELECT max(g.n) FROM generation g WHERE g.base <= e.place), 1)
  FROM record r JOIN entry e ON e.record = r.id
 WHERE r.noun = :noun AND r.noun_id = :noun_id AND r.kind = :kind
 ORDER BY r.id DESC LIMIT 1;

-- entry_at: maybe, reads
-- One entry by its place.
-- in  place int
-- out type text, code text, leaf bytes, body bytes, record record_id
SELECT type, code, leaf, body, record FROM entry WHERE place = :place;

-- entry_newest: many, reads
-- The newest entries, for the page.
-- out place int, type text, code text, at moment
SELECT e.place, e.type, e.code, r.at FROM entry e JOIN record r ON r.id = e.record
 ORDER BY e.place DESC LIMIT 20;

-- entry_lock: one, writes
-- One publisher at a time numbers entries; the others wait for its commit.
-- out done int
SELECT 1;
-- postgres-instead:
SELECT CASE WHEN pg_advisory_xact_lock(7366191) IS NULL THEN 1 ELSE 1 END;

-- part_add: one, writes
-- A part of a record.
-- in  record record_id, name text, class int, salt bytes?, body bytes?
-- out id part_id
INSERT INTO part (record, name, class, salt, body)
VALUES (:record, :name, :class, :salt, :body)
RETURNING id;

-- part_add_act: exec 1, writes
-- What every entry has: the salt of its record's own words.
-- in  record record_id, class int, salt bytes
INSERT INTO part (record, name, class, salt) VALUES (:record, 'act', :class, :salt);

-- part_list: many, reads
-- The parts of a record, with what opens them.
-- in  record record_id
-- out id part_id, name text, class int, salt bytes?, body bytes?, wrapped bytes?
-- out erased_at moment?
SELECT p.id, p.name, p.class, p.salt, p.body, k.wrapped, p.erased_at
  FROM part p LEFT JOIN part_key k ON k.part = p.id
 WHERE p.record = :record ORDER BY p.id LIMIT 16;

-- part_key_add: exec 1, writes
-- The wrapped key and salt of a personal part.
-- in  part part_id, wrapped bytes
INSERT INTO part_key (part, wrapped) VALUES (:part, :wrapped);

-- part_key_drop: exec 1, writes
-- Destroys them: the part can never be opened again.
-- in  part part_id
DELETE FROM part_key WHERE part = :part;

-- part_erased: exec 1, writes
-- … and the encrypted bytes with them.
-- in  part part_id, at moment
UPDATE part SET erased_at = :at, body = NULL WHERE id = :part AND erased_at IS NULL;

-- record_of: maybe, reads
-- A record as it was written.
-- in  id record_id
-- out kind text, noun text, noun_id int, body text, at moment, due int?
SELECT kind, noun, noun_id, body, at, due FROM record WHERE id = :id;

-- record_past: many, reads
-- Records in order, for the digest of what was there before the log.
-- in  after record_id
-- out id record_id, at moment, actor account_id?, kind text, noun text, noun_id int, body text
SELECT id, at, actor, kind, noun, noun_id, body FROM record
 WHERE id > :after ORDER BY id LIMIT 500;

-- record_decided: maybe, reads
-- Whether the dossier of a record about an agenda item is decided.
-- in  id record_id
-- out at moment
SELECT coalesce(d.decided_at, 0)
  FROM record r JOIN agenda a ON r.noun = 'agenda' AND a.id = r.noun_id
  JOIN dossier d ON d.id = a.dossier
 WHERE r.id = :id AND d.decided_at IS NOT NULL;

-- entry_walk: many, reads
-- All entries in order, with the record and the chain of each.
-- in  place int
-- out place int, leaf bytes, body bytes, record record_id, kind text, noun_id int
-- out type text, code text, n int, uuid text, dossier dossier_id?
-- out at moment, seat text?, said text, due int?, on_agenda dossier_id?
SELECT e.place, e.leaf, e.body, e.record, r.kind, r.noun_id, e.type, e.code, e.n,
       c.uuid, c.dossier, r.at, r.seat, r.body, r.due,
       CASE r.noun WHEN 'agenda' THEN (SELECT a.dossier FROM agenda a WHERE a.id = r.noun_id)
         WHEN 'sheet' THEN (SELECT a.dossier FROM sheet s JOIN agenda a ON a.id = s.agenda
                             WHERE s.id = r.noun_id)
         WHEN 'certificate' THEN (SELECT x.dossier FROM certificate x WHERE x.id = r.noun_id)
         WHEN 'dossier' THEN r.noun_id END
  FROM entry e JOIN record r ON r.id = e.record
  JOIN chain c ON c.id = e.chain
 WHERE e.place >= :place ORDER BY e.place LIMIT 200;

-- entry_erasure: many, reads
-- The entries that say that parts of an entry were erased.
-- in  place int
-- out place int
SELECT e.place FROM record r JOIN entry e ON e.record = r.id
 WHERE r.noun = 'entry' AND r.noun_id = :place AND r.kind = 'part.erase'
 ORDER BY e.place LIMIT 10;

-- chain_walk: many, reads
-- Chains, each with how many entries it has, and the last of them.
-- in  after chain_id
-- out id chain_id, uuid text, entries int, head bytes?, epoch int, counted int
-- out last bytes?, place int?, body bytes?
SELECT c.id, c.uuid, c.entries, c.head, c.epoch,
       (SELECT count(*) FROM entry e WHERE e.chain = c.id), l.leaf, l.place, l.body
  FROM chain c
  LEFT JOIN entry l ON l.place = (SELECT e.place FROM entry e WHERE e.chain = c.id
                                   ORDER BY e.n DESC LIMIT 1)
 WHERE c.id > :after ORDER BY c.id LIMIT 200;

-- record_without_entry: many, reads
-- Records newer than the log whose kind wants an entry: judged by the caller.
-- in  after record_id
-- out id record_id, kind text, due int?
SELECT r.id, r.kind, r.due FROM record r
 WHERE r.id > :after AND r.id > (SELECT coalesce(min(e.record), 0) FROM entry e)
   AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.record = r.id)
 ORDER BY r.id LIMIT 500;

-- replay_sheet: maybe, reads
-- A sheet as it stands, if this record is its newest sealing.
-- in  sheet sheet_id, record record_id
-- out sealed_at moment?, seal text?, opinion int?
SELECT s.sealed_at, s.seal, s.opinion FROM sheet s
 WHERE s.id = :sheet AND NOT EXISTS (SELECT 1 FROM record r
   WHERE r.noun = 'sheet' AND r.noun_id = s.id AND r.kind = 'sheet.seal'
     AND r.id > :record);

-- replay_dossier: maybe, reads
-- A dossier that nobody may change any more, if this record is the newest by which
-- it was handed in.
-- in  dossier dossier_id, record record_id
-- out concluded_at moment
SELECT coalesce(d.concluded_at, 0) FROM dossier d
 WHERE d.id = :dossier AND d.concluded_at IS NOT NULL AND d.state BETWEEN 10 AND 13
   AND NOT EXISTS (SELECT 1 FROM record r WHERE r.noun = 'dossier'
     AND r.noun_id = d.id AND r.kind IN ('dossier.submitted', 'dossier.answered')
     AND r.id > :record);

-- replay_report: maybe, reads
-- A dossier that its commune cannot write about any more, if this record is the newest
-- by which it was forwarded.
-- in  dossier dossier_id, record record_id
-- out state int
SELECT d.state FROM dossier d
 WHERE d.id = :dossier AND d.state NOT IN (1, 2, 3, 4, 14)
   AND NOT EXISTS (SELECT 1 FROM record r WHERE r.noun = 'dossier'
     AND r.noun_id = d.id AND r.kind = 'dossier.forwarded' AND r.id > :record);

-- replay_result: maybe, reads
-- A conclusion as it stands.
-- in  agenda agenda_id
-- out input text, output text, star int, opinion text?
SELECT input, output, star, opinion FROM result WHERE agenda = :agenda;

-- replay_certificate: maybe, reads
-- A certificate as it stands.
-- in  id certificate_id
-- out code text, star int, valid_until_on day?, revoked_on day?, gtin text?
SELECT code, star, valid_until_on, revoked_on, gtin FROM certificate WHERE id = :id;

-- replay_extension: maybe, reads
-- How long a certificate runs on, if this record is the newest word on it.
-- in  id certificate_id, record record_id
-- out extended_until_on day?
SELECT c.extended_until_on FROM certificate c
 WHERE c.id = :id AND NOT EXISTS (SELECT 1 FROM record r
   WHERE r.noun = 'certificate' AND r.noun_id = c.id
     AND r.kind IN ('certificate.extend', 'certificate.extension_end')
     AND r.id > :record);

-- replay_issue: maybe, reads
-- A paper on its way as it stands.
-- in  id issue_id
-- out paper text, number int?, year int?, hash text?
SELECT paper, number, year, hash FROM paper_issue WHERE id = :id;

-- replay_signed: maybe, reads
-- … and a file of it that came back.
-- in  issue issue_id, file signed_id
-- out hash text
SELECT hash FROM paper_signed WHERE id = :file AND issue = :issue;

-- replay_decision: maybe, reads
-- A decision as it stands.
-- in  id decision_id
-- out number text?, state int, signed_on day?, kind int, agency_name text
SELECT d.number, d.state, d.signed_on, d.kind, a.name
  FROM decision d JOIN agency a ON a.id = d.agency WHERE d.id = :id;

-- replay_decision_items: many, reads
-- … and what it says of each product.
-- in  id decision_id
-- out dossier dossier_id, star int
SELECT dossier, star FROM decision_item WHERE decision = :id
 ORDER BY position LIMIT 1000;
