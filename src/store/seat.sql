-- Who is there, who declared what, who is recused (core/quorum.h).

-- attendance_list: many, reads
-- What the secretary wrote of the seats of a session.
-- in  meeting meeting_id
-- out seat seat_id, state int, why text?
SELECT seat, state, why FROM attendance WHERE meeting = :meeting
 ORDER BY seat LIMIT 200;

-- attendance_put: exec 1, writes
-- Somebody is there, or is not.
-- in  meeting meeting_id, seat seat_id, state int, why text?, at moment
INSERT INTO attendance (meeting, seat, state, why, at)
VALUES (:meeting, :seat, :state, :why, :at)
ON CONFLICT (meeting, seat) DO UPDATE SET state = excluded.state,
       why = excluded.why, at = excluded.at;

-- stake_list: many, reads
-- What the seats of a session declared, product by product.
-- in  meeting meeting_id
-- out agenda agenda_id, seat seat_id, state int, kind int, why text?, at moment
SELECT k.agenda, k.seat, k.state, k.kind, k.why, k.at
  FROM stake k JOIN agenda a ON a.id = k.agenda
 WHERE a.meeting = :meeting
 ORDER BY k.agenda, k.seat LIMIT 6000;

-- stake_put: exec 1, writes
-- A seat declares of one product; who is recused stays so.
-- in  agenda agenda_id, seat seat_id, state int, kind int, why text?, at moment
INSERT INTO stake (agenda, seat, state, kind, why, at)
VALUES (:agenda, :seat, :state, :kind, :why, :at)
ON CONFLICT (agenda, seat) DO UPDATE SET state = excluded.state,
       kind = excluded.kind, why = excluded.why, at = excluded.at
 WHERE stake.state <> 2;

-- stake_carry: exec, writes
-- Who withdrew from a dossier in an earlier session, of any council, has withdrawn from
-- it in the sessions of this council that are not over too: her seat is recused, not
-- missing, here and on the room's laptop. What is concluded is closed to her too, and its
-- minutes stay as they were (minutes_stakes).
-- in  council council_id, at moment
INSERT INTO stake (agenda, seat, state, kind, why, at)
SELECT a.id, s.id, 2, max(k.kind), max(k.why), :at
  FROM agenda a JOIN meeting m ON m.id = a.meeting
  JOIN seat s ON s.council = m.council AND s.until_at IS NULL
  JOIN agenda b ON b.dossier = a.dossier AND b.id <> a.id
  JOIN stake k ON k.agenda = b.id AND k.state = 2
  JOIN seat t ON t.id = k.seat AND t.account = s.account
 WHERE m.council = :council AND m.state <> 3
   AND NOT EXISTS (SELECT 1 FROM stake x WHERE x.agenda = a.id AND x.seat = s.id)
 GROUP BY a.id, s.id;

-- stake_open: many, reads
-- The products of a session that a seat has declared nothing of, and what may
-- tie its holder to the subject: an account of it, an office in its commune or
-- the seat of an office that is the subject, its representative's name or mail,
-- an earlier recusal.
-- in  meeting meeting_id, seat seat_id, account account_id
-- out id agenda_id, position int, product text, subject text
-- out own int, near int, before int, kin int
SELECT a.id, a.position, p.name, s.name,
       (SELECT count(*) FROM member x WHERE x.account = :account AND x.subject = s.id),
       (SELECT count(*) FROM account y JOIN agency g ON g.id = y.agency
         WHERE y.id = :account AND (g.id = d.commune OR g.unit_code = s.unit_code))
       + (SELECT count(*) FROM seat z WHERE z.id = :seat
           AND lower(z.office) = lower(s.name)),
       (SELECT count(*) FROM stake k JOIN seat t ON t.id = k.seat
          JOIN agenda b ON b.id = k.agenda JOIN dossier e ON e.id = b.dossier
         WHERE t.account = :account AND k.state = 2 AND e.subject = s.id),
       (SELECT count(*) FROM account y WHERE y.id = :account
           AND (lower(y.name) = lower(s.rep_name) OR lower(y.email) = lower(s.email)))
  FROM agenda a JOIN dossier d ON d.id = a.dossier
  JOIN product p ON p.id = d.product JOIN subject s ON s.id = d.subject
 WHERE a.meeting = :meeting
   AND NOT EXISTS (SELECT 1 FROM stake k WHERE k.agenda = a.id AND k.seat = :seat)
 ORDER BY a.position LIMIT 200;

-- sheet_set_aside: exec, writes
-- The sheets of a seat that was recused after it had scored: kept, not counted.
-- in  agenda agenda_id, seat seat_id, at moment
UPDATE sheet SET aside_at = :at, version = version + 1
 WHERE agenda = :agenda AND seat = :seat AND aside_at IS NULL;

-- stake_drop_all: exec, writes
-- A product that nobody has scored leaves the agenda: so does what was declared.
-- in  agenda agenda_id
DELETE FROM stake WHERE agenda = :agenda;
