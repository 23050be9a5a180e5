-- Petitions and complaints (act/complaint.c).

-- complaint_add: one, writes
-- One was received.
-- in  agency agency_id, kind int, subject subject_id, dossier dossier_id
-- in  certificate certificate_id, number text, sender text?, body text
-- in  received_on day, accept_by_on day, account account_id, at moment
-- out id complaint_id
INSERT INTO complaint (agency, kind, subject, dossier, certificate, number,
       sender, body, received_on, accept_by_on, complex, state, created_by,
       created_at, version)
VALUES (:agency, :kind, nullif(:subject, 0), nullif(:dossier, 0),
       nullif(:certificate, 0), :number, :sender, :body, :received_on,
       :accept_by_on, 0, 1, :account, :at, 1)
RETURNING id;

-- complaint_open_of: maybe, reads
-- An open one about a dossier.
-- in  dossier dossier_id
-- out id complaint_id
SELECT id FROM complaint WHERE dossier = :dossier AND state IN (1, 2) LIMIT 1;

-- complaint_of_dossier: many, reads
-- Those about a dossier.
-- in  dossier dossier_id
-- out id complaint_id, number text, state int, received_on day
SELECT id, number, state, received_on FROM complaint WHERE dossier = :dossier
 ORDER BY id LIMIT 20;

-- complaint_list: many, reads
-- Those an office received, open ones first.
-- in  agency agency_id
-- out id complaint_id, number text, kind int, state int, received_on day
-- out accept_by_on day, settle_by_on day?, product text?, sender text?
SELECT k.id, k.number, k.kind, k.state, k.received_on, k.accept_by_on,
       k.settle_by_on, p.name, coalesce(s.name, k.sender)
  FROM complaint k
  LEFT JOIN dossier d ON d.id = k.dossier
  LEFT JOIN certificate c ON c.id = k.certificate
  LEFT JOIN product p ON p.id = coalesce(d.product, c.product)
  LEFT JOIN subject s ON s.id = k.subject
 WHERE k.agency = :agency
 ORDER BY CASE WHEN k.state IN (1, 2) THEN 0 ELSE 1 END, k.id DESC LIMIT 100;

-- complaint_of: maybe, reads
-- One, for the office that answers it or the subject that sent it.
-- in  id complaint_id, agency agency_id, subject subject_id
-- out id complaint_id, agency agency_id, agency_name text, kind int
-- out subject subject_id?, dossier dossier_id?, number text, body text
-- out received_on day, accept_by_on day, accepted_on day?, complex flag
-- out settle_by_on day?, state int, answer text?, answer_no text?
-- out answered_on day?, version int, product text?, sender text?, code text?
SELECT k.id, k.agency, g.name, k.kind, k.subject, k.dossier, k.number, k.body,
       k.received_on, k.accept_by_on, k.accepted_on, k.complex, k.settle_by_on,
       k.state, k.answer, k.answer_no, k.answered_on, k.version, p.name,
       coalesce(s.name, k.sender), c.code
  FROM complaint k
  JOIN agency g ON g.id = k.agency
  LEFT JOIN dossier d ON d.id = k.dossier
  LEFT JOIN certificate c ON c.id = k.certificate
  LEFT JOIN product p ON p.id = coalesce(d.product, c.product)
  LEFT JOIN subject s ON s.id = k.subject
 WHERE k.id = :id AND (k.agency = :agency
    OR (:subject > 0 AND k.subject = :subject));

-- complaint_set: exec 1, writes
-- A step; an older form is stale. NULL keeps what was there.
-- in  id complaint_id, version int, state int, accepted_on day?, complex int
-- in  settle_by_on day?, answer text?, answer_no text?, answered_on day?
UPDATE complaint SET state = :state,
       accepted_on = coalesce(:accepted_on, accepted_on),
       complex = CASE WHEN :complex > 0 THEN 1 ELSE complex END,
       settle_by_on = coalesce(:settle_by_on, settle_by_on),
       answer = coalesce(:answer, answer),
       answer_no = coalesce(:answer_no, answer_no),
       answered_on = coalesce(:answered_on, answered_on), version = version + 1
 WHERE id = :id AND version = :version;

-- complaint_holds: maybe, reads
-- An open complaint about a dossier that cites a paper: its file is held.
-- in  evidence evidence_id
-- out number text
SELECT k.number FROM cite t JOIN complaint k ON k.dossier = t.dossier
 WHERE t.evidence = :evidence AND k.state IN (1, 2) LIMIT 1;

-- task_of_complaints: many, reads
-- Those that wait for an office.
-- in  agency agency_id
-- out id complaint_id, number text, state int, due_on day, since moment
SELECT id, number, state, coalesce(settle_by_on, accept_by_on), created_at
  FROM complaint WHERE agency = :agency AND state IN (1, 2)
 ORDER BY id LIMIT 50;
