-- Rounds, councils with their seats, sessions (QĐ 26/2026 Đ5, Đ7.3.b).

-- round_add: one, writes
-- A round of evaluation; its dates come from the pack (Đ5.1) or, for an extra
-- round, from the plan that allows it.
-- in  agency agency_id, pack text, year int, number int, name text
-- in  proposed_before_on day, held_before_on day, extra_plan text?, at moment
-- out id round_id
INSERT INTO round (agency, pack, year, number, name, proposed_before_on,
                   held_before_on, extra_plan, created_at, version)
VALUES (:agency, :pack, :year, :number, :name, :proposed_before_on,
        :held_before_on, :extra_plan, :at, 1)
RETURNING id;

-- round_list: many, reads
-- The rounds of an agency, newest first, with their sessions but for those about nothing
-- but what the reader withdrew from.
-- in  agency agency_id, account account_id
-- out id round_id, year int, number int, name text, proposed_before_on day
-- out held_before_on day, extra_plan text?, meetings int
SELECT r.id, r.year, r.number, r.name, r.proposed_before_on,
       r.held_before_on, r.extra_plan,
       (SELECT count(*) FROM meeting m WHERE m.round = r.id
           AND NOT EXISTS (SELECT 1 FROM unseen_meeting u WHERE u.meeting = m.id
                AND u.account = :account))
  FROM round r
 WHERE r.agency = :agency
 ORDER BY r.year DESC, r.number DESC
 LIMIT 100;

-- round_of: one, reads
-- One round of this agency.
-- in  id round_id, agency agency_id
-- out id round_id, name text, pack text, year int, number int
-- out proposed_before_on day, held_before_on day, extra_plan text?
SELECT id, name, pack, year, number, proposed_before_on, held_before_on, extra_plan
  FROM round WHERE id = :id AND agency = :agency;

-- council_add: one, writes
-- A council, as its decision set it up.
-- in  agency agency_id, name text, decision_no text, decision_on day
-- in  bylaw_no text?, bylaw_on day?, at moment
-- out id council_id
INSERT INTO council (agency, name, decision_no, decision_on, bylaw_no, bylaw_on,
                     created_at, version)
VALUES (:agency, :name, :decision_no, :decision_on, :bylaw_no, :bylaw_on, :at, 1)
RETURNING id;

-- council_list: many, reads
-- The councils of an agency, newest first.
-- in  agency agency_id
-- out id council_id, name text, decision_no text, decision_on day, seats int
SELECT c.id, c.name, c.decision_no, c.decision_on,
       (SELECT count(*) FROM seat s WHERE s.council = c.id AND s.until_at IS NULL)
  FROM council c
 WHERE c.agency = :agency
 ORDER BY c.id DESC
 LIMIT 100;

-- council_of: one, reads
-- One council of this agency.
-- in  id council_id, agency agency_id
-- out id council_id, name text, decision_no text, decision_on day
-- out bylaw_no text?, bylaw_on day?, version int
SELECT id, name, decision_no, decision_on, bylaw_no, bylaw_on, version
  FROM council WHERE id = :id AND agency = :agency;

-- seat_list: many, reads
-- The seats of a council, chair first.
-- in  council council_id
-- out id seat_id, code text, account account_id, name text, role int
-- out office text, votes flag, stands_for seat_id?, since_at moment
SELECT s.id, s.code, s.account, a.name, s.role, s.office, s.votes, s.stands_for,
       s.since_at
  FROM seat s JOIN account a ON a.id = s.account
 WHERE s.council = :council AND s.until_at IS NULL
 ORDER BY s.role, s.id
 LIMIT 60;

-- seat_told: many, reads
-- Whom to tell of the products behind a place of an agenda, and of how many: not of those
-- that she withdrew from, and nobody of nothing.
-- in  council council_id, meeting meeting_id, behind int
-- out account account_id, products int
SELECT s.account, count(*)
  FROM seat s JOIN agenda a ON a.meeting = :meeting AND a.position > :behind
 WHERE s.council = :council AND s.until_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = s.account
        AND x.dossier = a.dossier)
 GROUP BY s.account ORDER BY s.account LIMIT 60;

-- seat_ever: many, reads
-- Every seat of a session, chair first: those that began with it or before and
-- had not ended before it was closed are its seats; `over` is one that has ended.
-- in  meeting meeting_id
-- out id seat_id, code text, account account_id, name text, role int
-- out office text, votes flag, stands_for seat_id?, over flag
SELECT s.id, s.code, s.account, a.name, s.role, s.office, s.votes, s.stands_for,
       CASE WHEN s.until_at IS NULL OR s.until_at > m.closed_at THEN 0 ELSE 1 END
  FROM meeting m JOIN seat s ON s.council = m.council
       AND s.since_at <= m.starts_at
  JOIN account a ON a.id = s.account
 WHERE m.id = :meeting
 ORDER BY s.role, s.id
 LIMIT 200;

-- seat_add: one, writes
-- Somebody takes a seat.
-- in  council council_id, code text, account account_id, role int
-- in  office text, votes flag, stands_for seat_id?, since_at moment
-- out id seat_id
INSERT INTO seat (council, code, account, role, office, votes, stands_for, since_at)
VALUES (:council, :code, :account, :role, :office, :votes, :stands_for, :since_at)
RETURNING id;

-- seat_count: one, reads
-- How many seats a council ever had: the next one's number.
-- in  council council_id
-- out n int
SELECT count(*) FROM seat WHERE council = :council;

-- seat_end: exec 1, writes
-- Somebody leaves a seat; sheets already sealed stay.
-- in  id seat_id, council council_id, at moment
UPDATE seat SET until_at = :at
 WHERE id = :id AND council = :council AND until_at IS NULL;

-- seat_candidates: many, reads
-- Who may be given a seat: active accounts of a province's officers, and of
-- members from outside any agency whom an administrator has entered.
-- in  province text
-- out id account_id, name text, login text, agency text?
SELECT a.id, a.name AS name, a.login, g.name
  FROM agency g CROSS JOIN account a -- in this order: few agencies, many producers
 WHERE g.province_code = :province AND g.level <= 1
   AND a.agency = g.id AND a.state = 2
UNION ALL
SELECT a.id, a.name AS name, a.login, NULL
  FROM role_grant r CROSS JOIN account a
 WHERE r.role = 4 AND a.id = r.account AND a.agency IS NULL AND a.state = 2
 ORDER BY 2, 1
 LIMIT 200;

-- meeting_add: one, writes
-- A session of a council in a round.
-- in  round round_id, council council_id, name text, place text?
-- in  starts_at moment, late_why text?
-- out id meeting_id
INSERT INTO meeting (round, council, name, place, starts_at, late_why, state, version)
VALUES (:round, :council, :name, :place, :starts_at, :late_why, 1, 1)
RETURNING id;

-- meeting_list: many, reads
-- The sessions of an agency, newest first; counted without what the reader withdrew from. A
-- session that was called because opinions in writing differed about nothing but that is not there.
-- in  agency agency_id, account account_id
-- out id meeting_id, name text, place text?, starts_at moment, state int
-- out round text, council text, products int, kind int
SELECT m.id, m.name, m.place, m.starts_at, m.state, r.name, c.name,
       (SELECT count(*) FROM agenda a WHERE a.meeting = m.id
           AND NOT EXISTS (SELECT 1 FROM recused k WHERE k.account = :account
                AND k.dossier = a.dossier)), m.kind
  FROM meeting m JOIN round r ON r.id = m.round
  JOIN council c ON c.id = m.council
 WHERE r.agency = :agency
   AND NOT EXISTS (SELECT 1 FROM unseen_meeting u WHERE u.meeting = m.id AND u.account = :account)
 ORDER BY m.starts_at DESC, m.id DESC
 LIMIT 100;

-- meeting_of: one, reads
-- One session of this agency.
-- in  id meeting_id, agency agency_id, account account_id
-- out id meeting_id, name text, place text?, starts_at moment, state int
-- out version int, round round_id, round_name text, council council_id
-- out council_name text, pack text, number int, proposed_before_on day
-- out held_before_on day, late_why text?
SELECT m.id, m.name, m.place, m.starts_at, m.state, m.version, r.id, r.name,
       c.id, c.name, r.pack, r.number, r.proposed_before_on, r.held_before_on,
       m.late_why
  FROM meeting m JOIN round r ON r.id = m.round
  JOIN council c ON c.id = m.council
 WHERE m.id = :id AND r.agency = :agency
   AND NOT EXISTS (SELECT 1 FROM unseen_meeting u WHERE u.meeting = m.id AND u.account = :account);

-- meeting_seat: maybe, reads
-- The seat somebody has in the council of a session, and the session. Whoever
-- stands in for the secretary has that role while the secretary is away. Nobody but who runs
-- the table finds one that was called about nothing but what she withdrew from.
-- in  id meeting_id, account account_id
-- out id meeting_id, seat seat_id, code text, role int, votes flag, name text
-- out place text?, starts_at moment, state int, council council_id
-- out council_name text, agency agency_id, version int, kind int, answer_by_on day?
-- out level int
SELECT m.id, s.id, s.code,
       CASE WHEN s.role = 4 AND s.stands_for IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM attendance x WHERE x.meeting = m.id
                  AND x.seat = s.stands_for AND x.state > 1)
             AND NOT EXISTS (SELECT 1 FROM seat o WHERE o.id = s.stands_for
                  AND o.until_at IS NOT NULL) THEN 3 ELSE s.role END,
       s.votes, m.name, m.place, m.starts_at, m.state,
       c.id, c.name, c.agency, m.version, m.kind, m.answer_by_on,
       (SELECT g.level FROM agency g WHERE g.id = c.agency)
  FROM meeting m JOIN council c ON c.id = m.council
  JOIN seat s ON s.council = c.id AND s.account = :account AND s.until_at IS NULL
       AND s.since_at <= m.starts_at
 WHERE m.id = :id
   AND (s.role IN (1, 4) OR NOT EXISTS (SELECT 1 FROM unseen_meeting u
        WHERE u.meeting = m.id AND u.account = s.account));

-- meeting_mine: many, reads
-- The sessions somebody has a seat in: open ones first, then the next.
-- in  account account_id
-- out id meeting_id, name text, place text?, starts_at moment, state int
-- out role int, votes flag, products int, sealed int, council text, kind int
SELECT m.id, m.name, m.place, m.starts_at, m.state, s.role, s.votes,
       (SELECT count(*) FROM agenda a WHERE a.meeting = m.id AND a.kind = 1
           AND NOT EXISTS (SELECT 1 FROM recused k WHERE k.account = s.account
                AND k.dossier = a.dossier)),
       (SELECT count(*) FROM agenda a JOIN sheet h ON h.agenda = a.id
               AND h.seat = s.id AND h.pass = a.pass
         WHERE a.meeting = m.id AND a.kind = 1 AND h.sealed_at IS NOT NULL
           AND h.aside_at IS NULL),
       c.name, m.kind
  FROM seat s JOIN council c ON c.id = s.council
  JOIN meeting m ON m.council = c.id AND s.since_at <= m.starts_at
 WHERE s.account = :account AND s.until_at IS NULL
   AND (s.role IN (1, 4) OR NOT EXISTS (SELECT 1 FROM unseen_meeting u
        WHERE u.meeting = m.id AND u.account = s.account))
 ORDER BY CASE m.state WHEN 2 THEN 0 WHEN 1 THEN 1 ELSE 2 END,
       m.starts_at DESC, m.id DESC
 LIMIT 50;

-- meeting_set_state: exec 1, writes
-- A session is opened or closed.
-- in  id meeting_id, version int, state int, at moment
UPDATE meeting SET state = :state, version = version + 1,
       closed_at = CASE WHEN :state = 3 THEN :at ELSE closed_at END
 WHERE id = :id AND version = :version;

-- account_role_put: exec, writes
-- Somebody is given a role (again is no harm).
-- in  account account_id, role int
INSERT INTO role_grant (account, role) VALUES (:account, :role)
ON CONFLICT (account, role) DO NOTHING;
