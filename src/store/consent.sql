-- Filing for a producer, with her consent (act/consent.c).

-- consent_add: one, writes
-- A consent as it was given.
-- in  subject subject_id, agency agency_id, account account_id, how int, scope int
-- in  said_by text, witness text?, note text?, blob text?, given_on day, ends_on day, at moment
-- out id consent_id
INSERT INTO consent (subject, agency, account, how, scope, said_by, witness, note, blob,
       given_on, ends_on, created_at)
VALUES (:subject, :agency, :account, :how, :scope, :said_by, :witness, :note, :blob,
       :given_on, :ends_on, :at)
RETURNING id;

-- consent_subject_add: one, writes
-- A subject without a phone, entered by its commune, which thereby lets it in.
-- in  name text, fold text, kind int, unit_code text, rep_name text, sample flag, now moment
-- out id subject_id
INSERT INTO subject (name, fold, kind, state, unit_code, rep_name, ticks, sample,
                     created_at, version)
VALUES (:name, :fold, :kind, 2, :unit_code, :rep_name, 0, :sample, :now, 1)
RETURNING id;

-- consent_subjects: many, reads
-- Subjects of a commune that can be filed for.
-- in  unit_code text
-- out id subject_id, name text
SELECT id, name FROM subject WHERE unit_code = :unit_code AND state = 2
 ORDER BY name, id LIMIT 300;

-- consent_scans: many, reads
-- Signed consents that were scanned (enum coded: 4) and are not written down yet.
-- in  agency agency_id
-- out id scan_page_id, subject subject_id, name text, blob text, placed_at moment?
SELECT p.id, b.id AS subject, b.name,
       CASE WHEN coalesce(f.pages, 1) = 1 OR p.picture IS NULL THEN p.file ELSE p.picture END,
       p.placed_at
  FROM scan_page p JOIN subject b ON b.id = p.thing JOIN blob f ON f.hash = p.file
 WHERE p.kind = 4 AND p.part = :agency AND p.state = 1
   AND NOT EXISTS (SELECT 1 FROM consent k WHERE k.subject = b.id
     AND (k.blob = p.file OR k.blob = p.picture))
 ORDER BY p.id DESC LIMIT 30;

-- consent_list: many, reads
-- Consents that a commune holds, those still open first.
-- in  agency agency_id
-- out id consent_id, subject text, account account_id, account_name text, how int
-- out scope int, said_by text, witness text?, blob text?, given_on day, ends_on day
-- out ended_at moment?, ended_why text?, ended_by text?
SELECT k.id, b.name AS subject, k.account, a.name, k.how, k.scope, k.said_by, k.witness, k.blob,
       k.given_on, k.ends_on, k.ended_at, k.ended_why, e.name
  FROM consent k JOIN subject b ON b.id = k.subject
  JOIN account a ON a.id = k.account
  LEFT JOIN account e ON e.id = k.ended_by
 WHERE k.agency = :agency
 ORDER BY CASE WHEN k.ended_at IS NULL THEN 0 ELSE 1 END, k.id DESC LIMIT 100;

-- consent_list_of_subject: many, reads
-- The same, for the producer herself.
-- in  subject subject_id
-- out as consent_list
SELECT k.id, b.name AS subject, k.account, a.name, k.how, k.scope, k.said_by, k.witness, k.blob,
       k.given_on, k.ends_on, k.ended_at, k.ended_why, e.name
  FROM consent k JOIN subject b ON b.id = k.subject
  JOIN account a ON a.id = k.account
  LEFT JOIN account e ON e.id = k.ended_by
 WHERE k.subject = :subject
 ORDER BY CASE WHEN k.ended_at IS NULL THEN 0 ELSE 1 END, k.id DESC LIMIT 50;

-- consent_of: maybe, reads
-- One of them.
-- in  id consent_id
-- out id consent_id, subject subject_id, agency agency_id, account account_id, blob text?
-- out ends_on day, ended_at moment?, subject_name text, mime text?
SELECT k.id, k.subject, k.agency, k.account, k.blob, k.ends_on, k.ended_at, b.name, f.mime
  FROM consent k JOIN subject b ON b.id = k.subject
  LEFT JOIN blob f ON f.hash = k.blob
 WHERE k.id = :id;

-- consent_end: exec 1, writes
-- Whoever ends it, and why; once.
-- in  id consent_id, account account_id, why text?, at moment
UPDATE consent SET ended_at = :at, ended_by = :account, ended_why = :why
 WHERE id = :id AND ended_at IS NULL;

-- session_consent: exec 1, writes
-- From here on a session acts under a consent; 0: for oneself again.
-- in  token bytes, account account_id, consent consent_id
UPDATE session SET consent = nullif(:consent, 0)
 WHERE token = :token AND account = :account;
