-- What waits for somebody (act/tasks.c). One statement for each source.

-- task_of_producer: many, reads
-- Own dossiers that wait for the producer: draft, returned, asked to supplement.
-- in  subject subject_id
-- out id dossier_id, name text, state int, due_on day?, since moment
SELECT d.id, p.name, d.state, d.due_on,
       COALESCE(d.received_at, d.submitted_at, d.opened_at)
  FROM dossier d JOIN product p ON p.id = d.product
 WHERE d.subject = :subject AND d.state IN (1, 4, 7, 14)
 ORDER BY d.id LIMIT 100;

-- task_of_commune: many, reads
-- Dossiers a commune has not received yet, or is checking.
-- in  agency agency_id
-- out id dossier_id, name text, state int, due_on day?, since moment
SELECT d.id, p.name, d.state, d.due_on, COALESCE(d.submitted_at, d.opened_at)
  FROM dossier d JOIN product p ON p.id = d.product
 WHERE d.commune = :agency AND d.state IN (2, 3)
 ORDER BY d.id LIMIT 100;

-- task_of_commune_signups: one, reads
-- People who want to come in and wait for the commune.
-- in  unit_code text
-- out n int, since moment?
SELECT COUNT(*), MIN(created_at) FROM subject
 WHERE unit_code = :unit_code AND state = 1;

-- task_of_province: many, reads
-- Dossiers the provincial agency has to take, check, or put on an agenda.
-- in  agency agency_id
-- out id dossier_id, name text, state int, due_on day?, since moment
SELECT d.id, p.name, d.state, d.due_on, COALESCE(d.forwarded_at, d.opened_at)
  FROM dossier d JOIN product p ON p.id = d.product
 WHERE d.province = :agency AND d.state IN (5, 6, 8)
 ORDER BY d.id LIMIT 100;

-- task_of_seat: many, reads
-- Products of an open session that the holder of a seat has not sealed a sheet
-- for; and, for a secretary, those whose scoring is closed.
-- in  account account_id
-- out id agenda_id, name text, state int, role int, since moment
SELECT a.id, p.name, a.state, s.role, m.starts_at
  FROM seat s
  JOIN meeting m ON m.council = s.council AND m.state = 2
  JOIN agenda a ON a.meeting = m.id
  JOIN dossier d ON d.id = a.dossier
  JOIN product p ON p.id = d.product
  LEFT JOIN sheet h ON h.agenda = a.id AND h.seat = s.id AND h.pass = a.pass
 WHERE s.account = :account AND s.until_at IS NULL
   AND ((a.state = 2 AND s.votes = 1 AND h.sealed_at IS NULL)
     OR (a.state = 3 AND s.role = 4))
 ORDER BY m.starts_at, a.position, a.id LIMIT 100;

-- task_of_signer: many, reads
-- Decisions that wait for a signature.
-- in  agency agency_id
-- out id decision_id, items int, since moment
SELECT d.id, (SELECT COUNT(*) FROM decision_item i WHERE i.decision = d.id),
       d.created_at
  FROM decision d
 WHERE d.agency = :agency AND d.state = 1
 ORDER BY d.id LIMIT 50;
