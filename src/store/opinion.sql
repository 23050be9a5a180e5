-- Written opinions of a council on re-evaluations (QĐ 26/2026 Đ7.6.d).

-- opinion_candidates: many, reads
-- Accepted re-evaluations that wait for the council, the nearest deadline first.
-- Without what the reader withdrew from.
-- in  agency agency_id, account account_id
-- out id dossier_id, product text, subject text, set_code text, due_on day?,
-- out pack text
SELECT d.id, p.name, s.name, d.set_code, d.due_on, d.pack
  FROM dossier d JOIN product p ON p.id = d.product
  JOIN subject s ON s.id = d.subject
 WHERE d.evaluator = :agency AND d.state = 8 AND d.kind = 3
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
        AND x.dossier = d.id)
 ORDER BY coalesce(d.due_on, 0), d.id LIMIT 100;

-- opinion_list: many, reads
-- Written askings of an agency, the newest first, with how many sheets are
-- sealed of those that are awaited. Counted without what the reader withdrew from.
-- in  agency agency_id, account account_id
-- out id meeting_id, name text, council text, answer_by_on day?, state int,
-- out products int, sealed int, seats int
SELECT m.id, m.name, c.name, m.answer_by_on, m.state,
       (SELECT count(*) FROM agenda a WHERE a.meeting = m.id
           AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
                AND x.dossier = a.dossier)),
       (SELECT count(*) FROM agenda a JOIN sheet h ON h.agenda = a.id AND h.pass = a.pass
         WHERE a.meeting = m.id AND h.sealed_at IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
                AND x.dossier = a.dossier)),
       (SELECT count(*) FROM seat s WHERE s.council = c.id AND s.until_at IS NULL
           AND s.votes = 1)
  FROM meeting m JOIN council c ON c.id = m.council
 WHERE c.agency = :agency AND m.kind = 2
 ORDER BY m.id DESC LIMIT 50;

-- opinion_round: maybe, reads
-- The year's own round of re-evaluations: they are tied to none of the law's.
-- in  agency agency_id, year int
-- out id round_id
SELECT id FROM round WHERE agency = :agency AND year = :year AND number = 0;

-- opinion_meeting: exec 1, writes
-- A session in writing: open at once, to be answered by a day.
-- in  id meeting_id, answer_by_on day
UPDATE meeting SET kind = 2, state = 2, answer_by_on = :answer_by_on,
       version = version + 1
 WHERE id = :id;

-- opinion_meeting_round: one, reads
-- The round that an asking belongs to.
-- in  id meeting_id
-- out round round_id
SELECT round FROM meeting WHERE id = :id;

-- opinion_put: exec 1, writes
-- What a member answers, beside a sheet that is not sealed yet.
-- in  sheet sheet_id, opinion int
UPDATE sheet SET opinion = :opinion WHERE id = :sheet AND sealed_at IS NULL;

-- opinion_of_agenda: maybe, reads
-- Whether a product is asked in writing, until when, and what this member has
-- answered; why written opinions were not enough.
-- in  agenda agenda_id, account account_id
-- out kind int, answer_by_on day?, opinion int?, meet_why text?
SELECT m.kind, m.answer_by_on,
       (SELECT h.opinion FROM sheet h JOIN seat s ON s.id = h.seat
         WHERE h.agenda = a.id AND h.pass = a.pass AND s.account = :account
           AND s.until_at IS NULL), a.meet_why
  FROM agenda a JOIN meeting m ON m.id = a.meeting
 WHERE a.id = :agenda;

-- opinions_sealed: many, reads
-- The sealed answers of a pass.
-- in  agenda agenda_id, pass int
-- out seat_code text, opinion int?
SELECT s.code, h.opinion FROM sheet h JOIN seat s ON s.id = h.seat
 WHERE h.agenda = :agenda AND h.pass = :pass AND h.sealed_at IS NOT NULL
 ORDER BY s.id LIMIT 200;

-- opinion_move: exec 1, writes
-- Opinions diverge: the product goes before a session, as the next pass.
-- in  agenda agenda_id, meeting meeting_id, why text
UPDATE agenda SET meeting = :meeting, position = 1, state = 1, pass = pass + 1,
       meet_why = :why, version = version + 1
 WHERE id = :agenda;

-- opinion_waiting: many, reads
-- Members whose answers are awaited by a day: for reminding them. Not who withdrew, nor an
-- alternate who stands in for nobody.
-- in  from_on day, until_on day
-- out meeting meeting_id, name text, answer_by_on day, account account_id, left_over int
SELECT m.id, m.name, coalesce(m.answer_by_on, 0), s.account, count(*)
  FROM meeting m JOIN agenda a ON a.meeting = m.id AND a.state = 2
  JOIN seat s ON s.council = m.council AND s.until_at IS NULL AND s.votes = 1
       AND s.since_at <= m.starts_at
  LEFT JOIN sheet h ON h.agenda = a.id AND h.seat = s.id AND h.pass = a.pass
 WHERE m.kind = 2 AND m.state = 2 AND m.answer_by_on BETWEEN :from_on AND :until_on
   AND h.sealed_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = s.account
        AND x.dossier = a.dossier)
   AND (s.stands_for IS NULL
     OR EXISTS (SELECT 1 FROM stands_in i WHERE i.seat = s.id AND i.agenda = a.id))
 GROUP BY m.id, m.name, m.answer_by_on, s.account
 ORDER BY m.id, s.account LIMIT 500;
