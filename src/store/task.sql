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
-- Dossiers the provincial agency has to take, check, or put on an agenda; and
-- whether its request for a supplement was answered.
-- in  agency agency_id, account account_id
-- out id dossier_id, name text, state int, due_on day?, since moment, answered int
SELECT d.id, p.name, d.state, d.due_on, COALESCE(d.forwarded_at, d.opened_at),
       (SELECT COUNT(*) FROM supplement u WHERE u.dossier = d.id AND u.level = 1
           AND u.answered_at IS NOT NULL)
  FROM dossier d JOIN product p ON p.id = d.product
 WHERE d.evaluator = :agency AND d.state IN (5, 6, 8, 13, 16, 19)
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
        AND x.dossier = d.id)
 ORDER BY d.id LIMIT 100;

-- task_of_province_concluded: one, reads
-- Concluded dossiers that no decision names and no letter has told yet.
-- in  agency agency_id, account account_id
-- out n int, since moment?
SELECT COUNT(*), MIN(d.concluded_at) FROM dossier d
 WHERE d.evaluator = :agency AND d.state = 10
   AND NOT EXISTS (SELECT 1 FROM decision_item i JOIN decision y
        ON y.id = i.decision WHERE i.dossier = d.id AND y.state = 1)
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
        AND x.dossier = d.id);

-- task_of_secretary: many, reads
-- Sessions of a secretary with products: to be opened, or to be closed because
-- all of them are concluded.
-- in  account account_id
-- out id meeting_id, name text, state int, since moment
SELECT m.id, m.name, m.state, m.starts_at
  FROM seat s JOIN meeting m ON m.council = s.council AND s.since_at <= m.starts_at
 WHERE s.account = :account AND s.until_at IS NULL AND s.role = 4
   AND (s.stands_for IS NULL OR EXISTS (SELECT 1 FROM attendance x
        WHERE x.meeting = m.id AND x.seat = s.stands_for AND x.state > 1))
   AND EXISTS (SELECT 1 FROM agenda a WHERE a.meeting = m.id)
   AND (m.state = 1 OR (m.state = 2 AND NOT EXISTS (SELECT 1 FROM agenda a
        WHERE a.meeting = m.id AND a.state <> 4 AND a.kind = 1)))
 ORDER BY m.starts_at, m.id LIMIT 50;

-- task_of_seat: many, reads
-- Products of an open session that the holder of a seat has not sealed a sheet
-- for; and, for a secretary, those to open, those whose sheets are all sealed,
-- and those whose scoring is closed.
-- in  account account_id
-- out id agenda_id, name text, state int, role int, since moment
SELECT a.id, p.name, a.state, s.role, m.starts_at
  FROM seat s
  JOIN meeting m ON m.council = s.council AND m.state = 2
       AND s.since_at <= m.starts_at
  JOIN agenda a ON a.meeting = m.id
  JOIN dossier d ON d.id = a.dossier
  JOIN product p ON p.id = d.product
  LEFT JOIN sheet h ON h.agenda = a.id AND h.seat = s.id AND h.pass = a.pass
 WHERE s.account = :account AND s.until_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = s.account
        AND x.dossier = a.dossier)
   AND (s.stands_for IS NULL
     OR EXISTS (SELECT 1 FROM stands_in i WHERE i.seat = s.id AND i.agenda = a.id))
   AND ((a.state = 2 AND s.votes = 1 AND h.sealed_at IS NULL)
     OR (a.state IN (1, 3) AND s.role = 4 AND a.kind = 1)
     OR (a.state = 2 AND s.role = 4 AND NOT EXISTS (SELECT 1 FROM seat v
          LEFT JOIN sheet x ON x.agenda = a.id AND x.seat = v.id
               AND x.pass = a.pass
         WHERE v.council = s.council AND v.until_at IS NULL AND v.votes = 1
           AND v.since_at <= m.starts_at
           AND (v.stands_for IS NULL
             OR EXISTS (SELECT 1 FROM stands_in i WHERE i.seat = v.id AND i.agenda = a.id))
           AND NOT EXISTS (SELECT 1 FROM attendance y WHERE y.meeting = m.id
                AND y.seat = v.id AND y.state > 1)
           AND NOT EXISTS (SELECT 1 FROM stake k WHERE k.agenda = a.id
                AND k.seat = v.id AND k.state = 2)
           AND x.sealed_at IS NULL)))
 ORDER BY m.starts_at, a.position, a.id LIMIT 100;

-- task_of_session: many, reads
-- Sessions that are coming or under way, of somebody with a seat in their council
-- that may score (the secretary has tasks of her own). Not one about nothing but what she
-- withdrew from.
-- in  account account_id
-- out id meeting_id, name text, state int, starts_at moment
SELECT m.id, m.name, m.state, m.starts_at
  FROM seat s JOIN meeting m ON m.council = s.council AND s.since_at <= m.starts_at
 WHERE s.account = :account AND s.until_at IS NULL AND s.role <> 4
   AND m.kind = 1 AND m.state IN (1, 2)
   AND (s.role = 1 OR NOT EXISTS (SELECT 1 FROM unseen_meeting u
        WHERE u.meeting = m.id AND u.account = s.account))
 ORDER BY m.starts_at, m.id LIMIT 50;

-- task_of_signer: many, reads
-- Decisions that wait for a signature.
-- in  agency agency_id, account account_id
-- out id decision_id, items int, since moment
SELECT d.id, (SELECT COUNT(*) FROM decision_item i WHERE i.decision = d.id) +
       (SELECT COUNT(*) FROM revocation r WHERE r.decision = d.id),
       d.created_at
  FROM decision d
 WHERE d.agency = :agency AND d.state = 1
   AND NOT EXISTS (SELECT 1 FROM decision_item i JOIN recused x
        ON x.dossier = i.dossier AND x.account = :account WHERE i.decision = d.id)
   AND (EXISTS (SELECT 1 FROM decision_item i WHERE i.decision = d.id)
     OR EXISTS (SELECT 1 FROM revocation r WHERE r.decision = d.id))
 ORDER BY d.id LIMIT 50;
