-- Score sheets: drafts that only their owner sees, then sealed.

-- sheet_choices: many, reads
-- The choices of one sheet.
-- in  sheet sheet_id
-- out criterion text, case_id text?, points int, note text?
SELECT criterion, case_id, points, note FROM choice
 WHERE sheet = :sheet
 ORDER BY criterion
 LIMIT 100;

-- sheet_add: one, writes
-- The first save of a sheet makes it.
-- in  agenda agenda_id, seat seat_id, pass int, remark text?, stop text?
-- in  stop_why text?, at moment
-- out id sheet_id
INSERT INTO sheet (agenda, seat, pass, remark, stop, stop_why, saved_at, version)
VALUES (:agenda, :seat, :pass, :remark, :stop, :stop_why, :at, 1)
RETURNING id;

-- sheet_touch: exec 1, writes
-- A later save of a draft.
-- in  id sheet_id, version int, remark text?, stop text?, stop_why text?
-- in  at moment
UPDATE sheet SET remark = :remark, stop = :stop, stop_why = :stop_why,
       saved_at = :at, version = version + 1
 WHERE id = :id AND version = :version AND sealed_at IS NULL;

-- choice_put: exec 1, writes
-- What is ticked for one criterion.
-- in  sheet sheet_id, criterion text, case_id text?, points int, note text?
INSERT INTO choice (sheet, criterion, case_id, points, note)
VALUES (:sheet, :criterion, :case_id, :points, :note)
ON CONFLICT (sheet, criterion) DO UPDATE SET case_id = excluded.case_id,
       points = excluded.points, note = excluded.note;

-- sheet_seal: exec 1, writes
-- The member locks her sheet; from now on nobody changes it.
-- in  id sheet_id, version int, seal text, ballot text?, at moment
UPDATE sheet SET sealed_at = :at, seal = :seal, ballot = :ballot, version = version + 1
 WHERE id = :id AND version = :version AND sealed_at IS NULL;

-- sheet_reopen: exec 1, writes
-- The secretary reopens a sealed sheet before the product is closed, with a
-- reason that stays.
-- in  agenda agenda_id, seat seat_id, pass int, why text, at moment
UPDATE sheet SET sealed_at = NULL, seal = NULL, ballot = NULL, reopened_at = :at, why = :why,
       version = version + 1
 WHERE agenda = :agenda AND seat = :seat AND pass = :pass
   AND sealed_at IS NOT NULL;

-- sheet_given: maybe, reads
-- One sealed sheet, to be kept before it is given back.
-- in  agenda agenda_id, seat seat_id, pass int
-- out id sheet_id, seat_code text, seal text?, sealed_at moment?, remark text?
-- out stop text?, stop_why text?, ballot text?
SELECT h.id, s.code, h.seal, h.sealed_at, h.remark, h.stop, h.stop_why, h.ballot
  FROM sheet h JOIN seat s ON s.id = h.seat
 WHERE h.agenda = :agenda AND h.seat = :seat AND h.pass = :pass
   AND h.sealed_at IS NOT NULL AND h.aside_at IS NULL;

-- sheet_past_add: exec 1, writes
-- What a sheet was: the lines its seal is the hash of.
-- in  sheet sheet_id, lines text, seal text, sealed_at moment, remark text?
-- in  stop_why text?, why text, at moment
INSERT INTO sheet_past (sheet, lines, seal, sealed_at, remark, stop_why, why, at)
VALUES (:sheet, :lines, :seal, :sealed_at, :remark, :stop_why, :why, :at);

-- sheet_pasts: many, reads
-- Earlier versions of the sheets of a closed product.
-- in  agenda agenda_id
-- out seat seat_id, seat_code text, name text, pass int, lines text, seal text
-- out sealed_at moment, why text, at moment
SELECT s.id, s.code, a.name, h.pass, x.lines, x.seal, x.sealed_at, x.why, x.at
  FROM sheet_past x JOIN sheet h ON h.id = x.sheet
  JOIN seat s ON s.id = h.seat JOIN account a ON a.id = s.account
 WHERE h.agenda = :agenda
 ORDER BY x.id LIMIT 200;

-- sheet_late: exec, writes
-- A draft that missed the closing is not sealed later, given back or not.
-- in  agenda agenda_id, pass int
UPDATE sheet SET reopened_at = NULL, version = version + 1
 WHERE agenda = :agenda AND pass = :pass AND sealed_at IS NULL
   AND reopened_at IS NOT NULL;

-- sheet_given_back: one, reads
-- How many sheets were given back after the closing and are not sealed again.
-- in  agenda agenda_id, pass int
-- out n int
SELECT count(*) FROM sheet WHERE agenda = :agenda AND pass = :pass
   AND sealed_at IS NULL AND reopened_at IS NOT NULL AND aside_at IS NULL;

-- sheet_states: many, reads
-- Who has begun and who has sealed, product by product, without a number.
-- in  meeting meeting_id
-- out agenda agenda_id, seat seat_id, sealed flag
SELECT h.agenda, h.seat, CASE WHEN h.sealed_at IS NULL THEN 0 ELSE 1 END
  FROM sheet h JOIN agenda a ON a.id = h.agenda AND a.pass = h.pass
 WHERE a.meeting = :meeting AND h.aside_at IS NULL
 ORDER BY h.agenda, h.seat
 LIMIT 6000;

-- sheet_sealed_choices: many, reads
-- The sealed sheets of a closed product, seat by seat.
-- in  agenda agenda_id, pass int
-- out seat seat_id, seat_code text, name text, role int, office text
-- out stop text?, stop_why text?, remark text?, seal text?, ballot text?
-- out sealed_at moment?, criterion text?, case_id text?, points int?
SELECT s.id, s.code, p.name, s.role, s.office, h.stop, h.stop_why, h.remark, h.seal, h.ballot,
       h.sealed_at, c.criterion, c.case_id, c.points
  FROM sheet h JOIN seat s ON s.id = h.seat
  JOIN account p ON p.id = s.account
  LEFT JOIN choice c ON c.sheet = h.id
 WHERE h.agenda = :agenda AND h.pass = :pass AND h.sealed_at IS NOT NULL
   AND h.aside_at IS NULL
 ORDER BY s.role, s.id
 LIMIT 8000;

-- finding_list: many, reads
-- What the council has agreed for starred criteria.
-- in  agenda agenda_id
-- out criterion text, points int
SELECT criterion, points FROM finding WHERE agenda = :agenda
 ORDER BY criterion LIMIT 100;

-- finding_put: exec 1, writes
-- One agreed finding.
-- in  agenda agenda_id, criterion text, points int, at moment
INSERT INTO finding (agenda, criterion, points, saved_at)
VALUES (:agenda, :criterion, :points, :at)
ON CONFLICT (agenda, criterion) DO UPDATE SET points = excluded.points,
       saved_at = excluded.saved_at;

-- finding_drop_all: exec, writes
-- What was agreed on sheets that are scored again is agreed anew.
-- in  agenda agenda_id
DELETE FROM finding WHERE agenda = :agenda;

-- stop_list: many, reads
-- The knock-outs the council has found.
-- in  agenda agenda_id
-- out code text, reason text
SELECT code, reason FROM stop WHERE agenda = :agenda ORDER BY code LIMIT 50;

-- stop_put: exec 1, writes
-- A knock-out with its reason.
-- in  agenda agenda_id, code text, reason text, at moment
INSERT INTO stop (agenda, code, reason, saved_at)
VALUES (:agenda, :code, :reason, :at)
ON CONFLICT (agenda, code) DO UPDATE SET reason = excluded.reason,
       saved_at = excluded.saved_at;

-- stop_drop: exec, writes
-- … withdrawn before the conclusion.
-- in  agenda agenda_id, code text
DELETE FROM stop WHERE agenda = :agenda AND code = :code;

-- result_add: exec 1, writes
-- The conclusion: exactly what `ocop score` reads and answers.
-- in  agenda agenda_id, input text, output text, star int, sum int, sheets int
-- in  opinion text?, account account_id, at moment
INSERT INTO result (agenda, input, output, star, sum, sheets, opinion,
                    concluded_by, concluded_at)
VALUES (:agenda, :input, :output, :star, :sum, :sheets, :opinion, :account, :at);

-- result_of: maybe, reads
-- The conclusion of a dossier's newest agenda item.
-- in  dossier dossier_id
-- out agenda agenda_id, input text, output text, star int, sum int, sheets int
-- out opinion text?, concluded_at moment, meeting text, council council_id
-- out council_agency agency_id
SELECT r.agenda, r.input, r.output, r.star, r.sum, r.sheets, r.opinion,
       r.concluded_at, m.name, m.council, k.agency
  FROM agenda a JOIN result r ON r.agenda = a.id
  JOIN meeting m ON m.id = a.meeting
  JOIN council k ON k.id = m.council
 WHERE a.dossier = :dossier
 ORDER BY a.id DESC
 LIMIT 1;
