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
-- in  id sheet_id, version int, seal text, at moment
UPDATE sheet SET sealed_at = :at, seal = :seal, version = version + 1
 WHERE id = :id AND version = :version AND sealed_at IS NULL;

-- sheet_reopen: exec 1, writes
-- The secretary reopens a sealed sheet before the product is closed, with a
-- reason that stays.
-- in  agenda agenda_id, seat seat_id, pass int, why text, at moment
UPDATE sheet SET sealed_at = NULL, seal = NULL, reopened_at = :at, why = :why,
       version = version + 1
 WHERE agenda = :agenda AND seat = :seat AND pass = :pass
   AND sealed_at IS NOT NULL;

-- sheet_states: many, reads
-- Who has begun and who has sealed, product by product, without a number.
-- in  meeting meeting_id
-- out agenda agenda_id, seat seat_id, sealed flag
SELECT h.agenda, h.seat, CASE WHEN h.sealed_at IS NULL THEN 0 ELSE 1 END
  FROM sheet h JOIN agenda a ON a.id = h.agenda AND a.pass = h.pass
 WHERE a.meeting = :meeting
 ORDER BY h.agenda, h.seat
 LIMIT 6000;

-- sheet_sealed_choices: many, reads
-- The sealed sheets of a closed product, seat by seat.
-- in  agenda agenda_id, pass int
-- out seat seat_id, seat_code text, name text, role int, office text
-- out stop text?, stop_why text?, remark text?, seal text?, criterion text?, case_id text?, points int?
SELECT s.id, s.code, p.name, s.role, s.office, h.stop, h.stop_why, h.remark, h.seal, c.criterion,
       c.case_id, c.points
  FROM sheet h JOIN seat s ON s.id = h.seat
  JOIN account p ON p.id = s.account
  LEFT JOIN choice c ON c.sheet = h.id
 WHERE h.agenda = :agenda AND h.pass = :pass AND h.sealed_at IS NOT NULL
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
-- out opinion text?, concluded_at moment, meeting text
SELECT r.agenda, r.input, r.output, r.star, r.sum, r.sheets, r.opinion,
       r.concluded_at, m.name
  FROM agenda a JOIN result r ON r.agenda = a.id
  JOIN meeting m ON m.id = a.meeting
 WHERE a.dossier = :dossier
 ORDER BY a.id DESC
 LIMIT 1;
