-- The subject (chủ thể): Mẫu 02 part I, as its owner keeps it.

-- subject_load: one, reads
-- A subject as its owner sees it, personal data included.
-- in  subject subject_id
-- out id subject_id, name text, kind int, state int, unit_code text,
--     unit_name text?, agency_name text?, address text?, phone text?, email text?,
--     reg_no text?, reg_on day?, rep_name text?, rep_position text?,
--     rep_gender int?, rep_ethnicity text?, rep_residence text?,
--     rep_disability int?, history text?, structure text?, ticks int, why text?,
--     at moment, version int
SELECT s.id, s.name, s.kind, s.state, s.unit_code, u.full_name, a.name,
       s.address, s.phone, s.email, s.reg_no, s.reg_on, s.rep_name,
       s.rep_position, s.rep_gender, s.rep_ethnicity, s.rep_residence,
       s.rep_disability, s.history, s.structure, s.ticks, s.why, s.created_at,
       s.version
  FROM subject s
  LEFT JOIN unit u ON u.level = 3 AND u.code = s.unit_code AND u.until_on IS NULL
  LEFT JOIN agency a ON a.level = 3 AND a.unit_code = s.unit_code AND a.until_on IS NULL
 WHERE s.id = :subject;

-- subject_lock: one, writes
-- The same, about to be changed in this transaction.
-- in  subject subject_id
-- out id subject_id, name text, kind int, state int, unit_code text,
--     address text?, phone text?, email text?,
--     reg_no text?, reg_on day?, rep_name text?, rep_position text?,
--     rep_gender int?, rep_ethnicity text?, rep_residence text?,
--     rep_disability int?, history text?, structure text?, ticks int, version int
SELECT id, name, kind, state, unit_code, address, phone, email, reg_no, reg_on,
       rep_name, rep_position, rep_gender, rep_ethnicity, rep_residence,
       rep_disability, history, structure, ticks, version
  FROM subject WHERE id = :subject;
-- postgres: FOR UPDATE

-- subject_state: one, reads
-- Whether the commune has let it in, and where it is.
-- in  subject subject_id
-- out state int, unit_code text
SELECT state, unit_code FROM subject WHERE id = :subject;

-- subject_set_general: exec 1, writes
-- Section one of the profile.
-- in  subject subject_id, name text, fold text, kind int, address text?,
--     phone text?, email text?, reg_no text?, reg_on day?
UPDATE subject
   SET name = :name, fold = :fold, kind = :kind, address = :address,
       phone = :phone, email = :email, reg_no = :reg_no, reg_on = :reg_on,
       version = version + 1
 WHERE id = :subject;

-- subject_set_person: exec 1, writes
-- The legal representative: personal and sensitive.
-- in  subject subject_id, name text?, position text?, gender int?,
--     ethnicity text?, residence text?, disability int?
UPDATE subject
   SET rep_name = :name, rep_position = :position, rep_gender = :gender,
       rep_ethnicity = :ethnicity, rep_residence = :residence,
       rep_disability = :disability, version = version + 1
 WHERE id = :subject;

-- subject_set_about: exec 1, writes
-- Section three of the profile: history, structure, boxes.
-- in  subject subject_id, history text?, structure text?, ticks int
UPDATE subject
   SET history = :history, structure = :structure, ticks = :ticks,
       version = version + 1
 WHERE id = :subject;

-- subject_counts: one, reads
-- What a subject has, for the head of its pages and its bounds.
-- in  subject subject_id
-- out products int, papers int, dossiers int
SELECT (SELECT count(*) FROM product WHERE subject = :subject),
       (SELECT count(*) FROM evidence WHERE subject = :subject AND dropped_at IS NULL),
       (SELECT count(*) FROM dossier WHERE subject = :subject);
