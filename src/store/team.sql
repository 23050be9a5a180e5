-- The advisory team of a council (QĐ 26/2026 Đ7.3.c).

-- team_add: one, writes
-- A team, as its decision sets it up for a council of this agency.
-- in  council council_id, name text, decision_no text, decision_on day, now moment
-- out id team_id
INSERT INTO team (council, name, decision_no, decision_on, created_at)
VALUES (:council, :name, :decision_no, :decision_on, :now)
RETURNING id;

-- team_list: many, reads
-- The teams of an agency's councils, newest first; those in force before others.
-- in  agency agency_id
-- out id team_id, name text, decision_no text, decision_on day, until_on day?,
-- out council text, seats int, tasks int
SELECT t.id, t.name, t.decision_no, t.decision_on, t.until_on, c.name,
       (SELECT count(*) FROM team_seat s WHERE s.team = t.id AND s.until_at IS NULL),
       (SELECT count(*) FROM team_task k WHERE k.team = t.id AND k.reported_at IS NULL)
  FROM team t JOIN council c ON c.id = t.council
 WHERE c.agency = :agency
 ORDER BY CASE WHEN t.until_on IS NULL THEN 0 ELSE 1 END, t.id DESC LIMIT 50;

-- team_in_force: maybe, reads
-- A team in force of this agency: then its report comes before the council.
-- in  agency agency_id
-- out name text
SELECT t.name FROM team t JOIN council c ON c.id = t.council
 WHERE c.agency = :agency AND t.until_on IS NULL
   AND EXISTS (SELECT 1 FROM team_seat s WHERE s.team = t.id AND s.until_at IS NULL)
 ORDER BY t.id DESC LIMIT 1;

-- team_of: one, reads
-- One team of this agency.
-- in  id team_id, agency agency_id
-- out id team_id, name text, decision_no text, decision_on day, until_on day?
SELECT t.id, t.name, t.decision_no, t.decision_on, t.until_on
  FROM team t JOIN council c ON c.id = t.council
 WHERE t.id = :id AND c.agency = :agency;

-- team_end: exec 1, writes
-- Dissolved: what it found stays.
-- in  id team_id, until_on day
UPDATE team SET until_on = :until_on WHERE id = :id AND until_on IS NULL;

-- team_seats: many, reads
-- Who belongs to a team, its leader first.
-- in  team team_id
-- out id team_seat_id, account account_id, name text, role int, office text
SELECT s.id, s.account, a.name, s.role, s.office
  FROM team_seat s JOIN account a ON a.id = s.account
 WHERE s.team = :team AND s.until_at IS NULL
 ORDER BY s.role, s.id LIMIT 60;

-- team_seat_add: exec 1, writes
-- Somebody joins.
-- in  team team_id, account account_id, role int, office text
INSERT INTO team_seat (team, account, role, office)
VALUES (:team, :account, :role, :office);

-- team_seat_end: exec 1, writes
-- Somebody leaves; what she found stays hers.
-- in  id team_seat_id, team team_id, now moment
UPDATE team_seat SET until_at = :now
 WHERE id = :id AND team = :team AND until_at IS NULL;

-- team_people: many, reads
-- Who may join: officers of the province, and experts with the role of a team.
-- in  province text
-- out id account_id, name text, login text
SELECT a.id, a.name AS name, a.login
  FROM agency g CROSS JOIN account a
 WHERE g.province_code = :province AND g.level <= 1
   AND a.agency = g.id AND a.state = 2
UNION
SELECT a.id, a.name AS name, a.login
  FROM role_grant r CROSS JOIN account a
 WHERE r.role = 7 AND a.id = r.account AND a.agency IS NULL AND a.state = 2
 ORDER BY 2, 1 LIMIT 200;

-- team_task_add: one, writes
-- A product is given to a team; once more to the same one, and its report is
-- asked for anew, with the old words to begin from.
-- in  team team_id, dossier dossier_id, due_on day?, now moment
-- out id team_task_id
INSERT INTO team_task (team, dossier, due_on, assigned_at, version)
VALUES (:team, :dossier, :due_on, :now, 1)
ON CONFLICT (team, dossier) DO UPDATE SET due_on = excluded.due_on,
       assigned_at = excluded.assigned_at, reported_by = NULL,
       reported_at = NULL, version = team_task.version + 1
RETURNING id;

-- team_task_of_dossier: maybe, reads
-- The newest task on a dossier, for the desk and the council.
-- in  dossier dossier_id
-- out id team_task_id, team team_id, team_name text, due_on day?, report text?,
-- out star int?, reported_at moment?
SELECT k.id, t.id, t.name AS team_name, k.due_on, k.report, k.star, k.reported_at
  FROM team_task k JOIN team t ON t.id = k.team
 WHERE k.dossier = :dossier ORDER BY k.assigned_at DESC, k.id DESC LIMIT 1;

-- team_mine: many, reads
-- The products that somebody's teams have to assess, the nearest day first.
-- in  account account_id
-- out id team_task_id, product text, subject text, set_code text, due_on day?,
-- out reported_at moment?, role int, assigned_at moment
SELECT k.id, p.name, s.name, d.set_code, k.due_on, k.reported_at, t.role,
       k.assigned_at
  FROM team_seat t JOIN team_task k ON k.team = t.team
  JOIN dossier d ON d.id = k.dossier
  JOIN product p ON p.id = d.product JOIN subject s ON s.id = d.subject
 WHERE t.account = :account AND t.until_at IS NULL
 ORDER BY CASE WHEN k.reported_at IS NULL THEN 0 ELSE 1 END,
       coalesce(k.due_on, 0), k.id LIMIT 100;

-- team_task_of: maybe, reads
-- One task as a member of its team sees it.
-- in  id team_task_id, account account_id
-- out id team_task_id, team team_id, dossier dossier_id, seat team_seat_id,
-- out role int, due_on day?, report text?, star int?, reported_at moment?, version int
SELECT k.id, k.team, k.dossier, t.id, t.role, k.due_on, k.report, k.star,
       k.reported_at, k.version
  FROM team_task k JOIN team_seat t ON t.team = k.team
 WHERE k.id = :id AND t.account = :account AND t.until_at IS NULL;

-- team_report_of: maybe, reads
-- What the report on a product says of itself, for a member of its team and for
-- the agency of its council.
-- in  id team_task_id, account account_id, agency agency_id
-- out dossier dossier_id, team_name text, agency agency_id, council text
-- out leader text?, report text?, reported_at moment?, role int
SELECT k.dossier, t.name, c.agency, c.name,
       (SELECT a.name FROM team_seat l JOIN account a ON a.id = l.account
         WHERE l.team = t.id AND l.role = 1 AND l.until_at IS NULL),
       k.report, k.reported_at, coalesce(m.role, 0)
  FROM team_task k JOIN team t ON t.id = k.team
  JOIN council c ON c.id = t.council
  LEFT JOIN team_seat m ON m.team = t.id AND m.account = :account
        AND m.until_at IS NULL
 WHERE k.id = :id AND (c.agency = :agency OR m.id IS NOT NULL);

-- team_shares: many, reads
-- Who answers for which group of criteria.
-- in  task team_task_id
-- out part text, seat team_seat_id, name text, office text
SELECT h.part, h.seat, a.name, s.office
  FROM team_share h JOIN team_seat s ON s.id = h.seat
  JOIN account a ON a.id = s.account
 WHERE h.task = :task ORDER BY h.part LIMIT 40;

-- team_share_put: exec 1, writes
-- A group of criteria is given to a member of the same team.
-- in  task team_task_id, part text, seat team_seat_id
INSERT INTO team_share (task, part, seat)
SELECT k.id, :part, s.id FROM team_task k JOIN team_seat s ON s.team = k.team
 WHERE k.id = :task AND s.id = :seat AND s.until_at IS NULL
ON CONFLICT (task, part) DO UPDATE SET seat = excluded.seat;

-- team_findings: many, reads
-- What the team has found, criterion by criterion, and who answered for it.
-- in  task team_task_id
-- out criterion text, points int, note text?, name text, office text, seat team_seat_id
SELECT f.criterion, f.points, f.note, a.name, s.office, f.seat
  FROM team_finding f JOIN team_seat s ON s.id = f.seat
  JOIN account a ON a.id = s.account
 WHERE f.task = :task ORDER BY f.criterion LIMIT 100;

-- team_answered: many, reads
-- Who answered for which criterion before a conclusion: of the newest team that had
-- reported by then.
-- in  dossier dossier_id, until moment
-- out criterion text, office text, name text
SELECT f.criterion, s.office, a.name
  FROM team_finding f JOIN team_seat s ON s.id = f.seat
  JOIN account a ON a.id = s.account
 WHERE f.task = (SELECT k.id FROM team_task k
                  WHERE k.dossier = :dossier AND k.reported_at <= :until
                  ORDER BY k.id DESC LIMIT 1)
 ORDER BY f.criterion LIMIT 100;

-- team_finding_put: exec 1, writes
-- One finding.
-- in  task team_task_id, criterion text, points int, note text?, seat team_seat_id, now moment
INSERT INTO team_finding (task, criterion, points, note, seat, saved_at)
VALUES (:task, :criterion, :points, :note, :seat, :now)
ON CONFLICT (task, criterion) DO UPDATE SET points = excluded.points,
       note = excluded.note, seat = excluded.seat, saved_at = excluded.saved_at;

-- team_stops: many, reads
-- Knock-outs the team proposes to the council.
-- in  task team_task_id
-- out code text, reason text, name text, office text
SELECT p.code, p.reason, a.name, s.office
  FROM team_stop p JOIN team_seat s ON s.id = p.seat
  JOIN account a ON a.id = s.account
 WHERE p.task = :task ORDER BY p.code LIMIT 20;

-- team_stop_drop: exec, writes
-- … and is not proposed any more: its condition holds.
-- in  task team_task_id, code text
DELETE FROM team_stop WHERE task = :task AND code = :code;

-- team_conditions: many, reads
-- What the team answered to the conditions of the set.
-- in  task team_task_id
-- out code text, holds flag, reason text?, name text, office text
SELECT k.code, k.holds, k.reason, a.name, s.office
  FROM team_condition k JOIN team_seat s ON s.id = k.seat
  JOIN account a ON a.id = s.account
 WHERE k.task = :task ORDER BY k.code LIMIT 20;

-- team_condition_put: exec 1, writes
-- One condition is answered.
-- in  task team_task_id, code text, holds flag, reason text?, seat team_seat_id, now moment
INSERT INTO team_condition (task, code, holds, reason, seat, saved_at)
VALUES (:task, :code, :holds, :reason, :seat, :now)
ON CONFLICT (task, code) DO UPDATE SET holds = excluded.holds,
       reason = excluded.reason, seat = excluded.seat, saved_at = excluded.saved_at;

-- team_stop_put: exec 1, writes
-- A knock-out is proposed, with its reason.
-- in  task team_task_id, code text, reason text, seat team_seat_id, now moment
INSERT INTO team_stop (task, code, reason, seat, saved_at)
VALUES (:task, :code, :reason, :seat, :now)
ON CONFLICT (task, code) DO UPDATE SET reason = excluded.reason,
       seat = excluded.seat, saved_at = excluded.saved_at;

-- team_reported: exec 1, writes
-- The leader hands the report to the chair of the council.
-- in  task team_task_id, report text, star int, seat team_seat_id, now moment
UPDATE team_task SET report = :report, star = :star, reported_by = :seat,
       reported_at = :now, version = version + 1
 WHERE id = :task;

-- survey_add: exec 1, writes
-- Something must be looked at outside the papers.
-- in  dossier dossier_id, kind int, why text, due_on day?, account account_id, now moment
INSERT INTO survey (dossier, kind, why, due_on, asked_by, asked_at, version)
VALUES (:dossier, :kind, :why, :due_on, :account, :now, 1);

-- survey_done: exec 1, writes
-- … and was: when, and what was found.
-- in  id survey_id, dossier dossier_id, done_on day, told text, account account_id, now moment
UPDATE survey SET done_on = :done_on, found = :told, done_by = :account,
       done_at = :now, version = version + 1
 WHERE id = :id AND dossier = :dossier AND done_at IS NULL;

-- surveys: many, reads
-- What was looked at outside the papers of a dossier.
-- in  dossier dossier_id
-- out id survey_id, kind int, why text, due_on day?, asked_at moment, done_on day?,
-- out found text?, by_name text
SELECT v.id, v.kind, v.why, v.due_on, v.asked_at, v.done_on, v.found, a.name
  FROM survey v JOIN account a ON a.id = v.asked_by
 WHERE v.dossier = :dossier ORDER BY v.id LIMIT 40;
