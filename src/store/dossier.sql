-- The dossier: from its opening to its end, with the texts of its papers.

-- dossier_product: maybe, reads
-- What opening a dossier has to know of the product and of its subject.
-- in  id product_id
-- out id product_id, subject subject_id, name text, pack text, set_code text,
-- out unit_code text, subject_state int
SELECT p.id, p.subject, p.name, p.pack, p.set_code, p.unit_code, s.state
  FROM product p JOIN subject s ON s.id = p.subject
 WHERE p.id = :id;

-- dossier_agencies: maybe, reads
-- The commune's agency of a unit and the agency of its province, today.
-- in  unit_code text, commune_level int, province_level int
-- out commune agency_id, commune_name text, province agency_id
SELECT a.id, a.name, b.id
  FROM agency a
  JOIN agency b ON b.level = :province_level AND b.province_code = a.province_code
   AND b.until_on IS NULL
 WHERE a.level = :commune_level AND a.unit_code = :unit_code AND a.until_on IS NULL;

-- dossier_unfinished: maybe, reads
-- A dossier of this product that is still on its road: a product has one at a
-- time.
-- in  product product_id, recognised int, not_recognised int, approved int, withdrawn int
-- out id dossier_id
SELECT id FROM dossier
 WHERE product = :product
   AND state NOT IN (:recognised, :not_recognised, :approved, :withdrawn)
 ORDER BY id LIMIT 1;

-- dossier_certificate_today: maybe, reads
-- A certificate of this product that is good today: then it is an upgrade or a
-- new evaluation, not a first time (QĐ 26/2026 Đ6.1).
-- in  product product_id, today day
-- out code text
SELECT code FROM certificate
 WHERE product = :product AND revoked_on IS NULL AND replaced_by IS NULL
   AND valid_until_on >= :today
 ORDER BY id DESC LIMIT 1;

-- dossier_add: one, writes
-- A new dossier, with the rule pack it keeps to its end.
-- in  product product_id, subject subject_id, kind int, pack text, set_code text,
-- in  state int, commune agency_id, province agency_id, samples int, now moment
-- out id dossier_id
INSERT INTO dossier (product, subject, kind, pack, set_code, state, commune,
                     province, samples, opened_at, version)
VALUES (:product, :subject, :kind, :pack, :set_code, :state, :commune,
        :province, :samples, :now, 1)
RETURNING id;

-- dossier_lock: one, writes
-- Keeps others away from this dossier until the transaction ends.
-- in  id dossier_id
-- out id dossier_id, version int
SELECT d.id, d.version FROM dossier d WHERE d.id = :id;
-- postgres: FOR UPDATE OF d

-- dossier_load: one, reads
-- One dossier with its product, its subject, its two agencies, and what the
-- workflow asks about the reader.
-- in  id dossier_id, account account_id, secretary int
-- out id dossier_id, product product_id, subject subject_id, kind int, pack text,
-- out set_code text, branch text?, state int, commune agency_id,
-- out province agency_id, samples int, slip_no text?, slip2_no text?,
-- out opened_at moment, submitted_at moment?, received_at moment?,
-- out forwarded_at moment?, accepted_at moment?, concluded_at moment?,
-- out decided_at moment?, due_on day?, request_no text?, request_on day?,
-- out note text?, version int,
-- out product_name text, product_code text?, unit_code text, photo text?,
-- out subject_name text, subject_kind int,
-- out commune_name text, commune_code text, province_name text, province_code text,
-- out asked_by int?, seats int, secretaries int, star int?, since_at moment
SELECT d.id, d.product, d.subject, d.kind, d.pack,
       d.set_code, d.branch, d.state, d.commune,
       d.province, d.samples, d.slip_no, d.slip2_no,
       d.opened_at, d.submitted_at, d.received_at,
       d.forwarded_at, d.accepted_at, d.concluded_at,
       d.decided_at, d.due_on, d.request_no, d.request_on,
       d.note, d.version,
       p.name, p.code, p.unit_code, p.photo,
       s.name, s.kind,
       a.name, a.unit_code, b.name, b.province_code,
       (SELECT u.level FROM supplement u
         WHERE u.dossier = d.id AND u.answered_at IS NULL
         ORDER BY u.id DESC LIMIT 1),
       (SELECT count(*) FROM agenda g JOIN meeting m ON m.id = g.meeting
          JOIN seat t ON t.council = m.council
         WHERE g.dossier = d.id AND t.account = :account AND t.until_at IS NULL),
       (SELECT count(*) FROM agenda g JOIN meeting m ON m.id = g.meeting
          JOIN seat t ON t.council = m.council
         WHERE g.dossier = d.id AND t.account = :account AND t.until_at IS NULL
           AND t.role = :secretary),
       (SELECT r.star FROM agenda g JOIN result r ON r.agenda = g.id
         WHERE g.dossier = d.id ORDER BY r.concluded_at DESC LIMIT 1),
       coalesce((SELECT max(r.at) FROM record r
                  WHERE r.noun = 'dossier' AND r.noun_id = d.id
                    AND r.kind LIKE 'dossier.%'), d.opened_at)
  FROM dossier d
  JOIN product p ON p.id = d.product
  JOIN subject s ON s.id = d.subject
  JOIN agency a ON a.id = d.commune
  JOIN agency b ON b.id = d.province
 WHERE d.id = :id;

-- dossier_subject: one, reads
-- The profile that Mẫu 01 and Mẫu 02 part I are filled in from.
-- in  id dossier_id
-- out subject_name text, kind int, address text?, phone text?, email text?,
-- out reg_no text?, reg_on day?, rep_name text?, rep_position text?,
-- out rep_gender int?, rep_ethnicity text?, rep_residence text?,
-- out history text?, structure text?, ticks int,
-- out product_name text, spec text?, standard text?, story text?
SELECT s.name, s.kind, s.address, s.phone, s.email,
       s.reg_no, s.reg_on, s.rep_name, s.rep_position,
       s.rep_gender, s.rep_ethnicity, s.rep_residence,
       s.history, s.structure, s.ticks,
       p.name, p.spec, p.standard, p.story
  FROM dossier d
  JOIN subject s ON s.id = d.subject
  JOIN product p ON p.id = d.product
 WHERE d.id = :id;

-- ---- the texts of the papers -------------------------------------------------

-- dossier_texts: many, reads
-- Everything that was typed into the papers of a dossier.
-- in  dossier dossier_id
-- out field text, body text, saved_at moment
SELECT field, body, saved_at
  FROM dossier_text WHERE dossier = :dossier ORDER BY field LIMIT 200;

-- dossier_text_put: exec 1, writes
-- Keeps one text as it was typed.
-- in  dossier dossier_id, field text, body text, now moment
INSERT INTO dossier_text (dossier, field, body, saved_at, version)
VALUES (:dossier, :field, :body, :now, 1)
ON CONFLICT (dossier, field) DO UPDATE
   SET body = excluded.body, saved_at = excluded.saved_at,
       version = dossier_text.version + 1;

-- ---- the road ----------------------------------------------------------------

-- dossier_set_submitted: exec 1, writes
-- Handed to the commune (QĐ 26/2026 Đ7.1).
-- in  id dossier_id, state int, now moment
UPDATE dossier SET state = :state, submitted_at = :now, due_on = NULL,
       note = NULL, version = version + 1
 WHERE id = :id;

-- dossier_set_received: exec 1, writes
-- Received and numbered by the commune (Mẫu 01).
-- in  id dossier_id, state int, slip_no text, due_on day, now moment
UPDATE dossier SET state = :state, slip_no = :slip_no, received_at = :now,
       due_on = :due_on, version = version + 1
 WHERE id = :id;

-- dossier_set_state: exec 1, writes
-- Another holder, another deadline, and the reason where one was given.
-- in  id dossier_id, state int, due_on day?, note text?
UPDATE dossier SET state = :state, due_on = :due_on, note = :note,
       version = version + 1
 WHERE id = :id;

-- dossier_set_forwarded: exec 1, writes
-- The commune's letter with Mẫu 03 leaves for the province (Đ7.2.b).
-- in  id dossier_id, state int, request_no text, request_on day, now moment
UPDATE dossier SET state = :state, request_no = :request_no,
       request_on = :request_on, forwarded_at = :now, due_on = NULL,
       note = NULL, version = version + 1
 WHERE id = :id;

-- dossier_set_branch: exec 1, writes
-- The alternative that the criteria with cases are read in (set 26).
-- in  id dossier_id, branch text
UPDATE dossier SET branch = :branch, version = version + 1 WHERE id = :id;

-- dossier_history: many, reads
-- The steps of a dossier as recorded, oldest first; of an officer the agency
-- is told, not the person.
-- in  id int
-- out at moment, kind text, agency_name text?
SELECT r.at, r.kind, a.name
  FROM record r
  LEFT JOIN account c ON c.id = r.actor
  LEFT JOIN agency a ON a.id = c.agency
 WHERE r.noun = 'dossier' AND r.noun_id = :id AND r.kind LIKE 'dossier.%'
 ORDER BY r.id LIMIT 200;

-- product_set_code: exec 1, writes
-- The number T-X-STT-year that the commune gives a product (Phụ lục II).
-- in  id product_id, code text
UPDATE product SET code = :code, version = version + 1
 WHERE id = :id AND code IS NULL;
