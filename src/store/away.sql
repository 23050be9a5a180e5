-- A session on the room's own laptop, and what came back (act/away.h).

-- room_out_add: one, writes
-- A session is handed over.
-- in  meeting meeting_id, meeting_state int, at moment
-- out id room_id
INSERT INTO room_out (meeting, state, meeting_state, made_at)
VALUES (:meeting, 1, :meeting_state, :at)
RETURNING id;

-- room_out_of: maybe, reads
-- The newest hand-over of a session.
-- in  meeting meeting_id
-- out id room_id, state int, meeting_state int, vkey text?, manifest text?
-- out head text?, sent_at moment?, brought_at moment?, ended_at moment?
-- out why text?, made_at moment, sheets int, both int
SELECT r.id, r.state, r.meeting_state, r.vkey, r.manifest, r.head, r.sent_at,
       r.brought_at, r.ended_at, r.why, r.made_at,
       (SELECT count(*) FROM room_sheet s WHERE s.room = r.id AND s.state = 1),
       (SELECT count(*) FROM room_sheet s WHERE s.room = r.id AND s.state = 3)
  FROM room_out r WHERE r.meeting = :meeting
 ORDER BY r.id DESC LIMIT 1;

-- room_out_sent: exec 1, writes
-- Its folder was written.
-- in  id room_id, vkey text, manifest text, at moment
UPDATE room_out SET state = 2, vkey = :vkey, manifest = :manifest, sent_at = :at
 WHERE id = :id AND state = 1;

-- room_out_brought: exec 1, writes
-- Sheets came back, up to this head of the laptop's log.
-- in  id room_id, head text, at moment
UPDATE room_out SET head = :head, brought_at = :at WHERE id = :id;

-- room_out_end: exec 1, writes
-- The session is here again.
-- in  id room_id, state int, why text?, at moment
UPDATE room_out SET state = :state, why = :why, ended_at = :at
 WHERE id = :id AND state <= 2;

-- meeting_hold: one, writes
-- A session as it is, kept so until this act is committed.
-- in  id meeting_id
-- out state int, version int, kind int, council council_id, name text
SELECT state, version, kind, council, name FROM meeting WHERE id = :id;
-- postgres: FOR UPDATE

-- room_sheets_both: many, reads
-- Sheets that were sealed here and on the laptop: who, of what, when; no
-- number. Not those of a product that the reader is recused from.
-- in  meeting meeting_id, account account_id
-- out id room_sheet_id, agenda agenda_id, product text, seat seat_id, seat_code text
-- out name text, pass int, seal text, sealed_at moment, here_seal text?
-- out here_at moment?, product_state int
SELECT b.id, b.agenda, p.name, b.seat, s.code, n.name, b.pass, b.seal,
       b.sealed_at, h.seal, h.sealed_at, a.state
  FROM room_out r JOIN room_sheet b ON b.room = r.id AND b.state = 3
  JOIN agenda a ON a.id = b.agenda JOIN dossier d ON d.id = a.dossier
  JOIN product p ON p.id = d.product
  JOIN seat s ON s.id = b.seat JOIN account n ON n.id = s.account
  JOIN sheet h ON h.agenda = b.agenda AND h.seat = b.seat AND h.pass = b.pass
 WHERE r.meeting = :meeting
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
        AND x.dossier = a.dossier)
 ORDER BY a.position, s.id LIMIT 500;

-- room_sheet_of: maybe, reads
-- One sheet that was brought and waits for a choice.
-- in  id room_sheet_id, meeting meeting_id
-- out agenda agenda_id, seat seat_id, seat_code text, account account_id, pass int
-- out lines text, seal text, leaf text, place int, room room_id, sealed_at moment
-- out remark text?, stop text?, stop_why text?, product_state int, name text
SELECT b.agenda, b.seat, s.code, s.account, b.pass, b.lines, b.seal, b.leaf,
       b.place, b.room, b.sealed_at, b.remark, b.stop, b.stop_why, a.state, n.name
  FROM room_sheet b JOIN room_out r ON r.id = b.room
  JOIN agenda a ON a.id = b.agenda JOIN seat s ON s.id = b.seat
  JOIN account n ON n.id = s.account
 WHERE b.id = :id AND r.meeting = :meeting AND b.state = 3;

-- room_sheet_state: exec 1, writes
-- What became of it.
-- in  id room_sheet_id, state int, why text?, at moment
UPDATE room_sheet SET state = :state, why = :why, decided_at = :at WHERE id = :id;

-- room_sheet_add: exec, writes
-- A sealed version is brought back; a second time is no harm.
-- in  room room_id, place int, agenda agenda_id, seat seat_id, pass int
-- in  lines text, seal text, leaf text, sealed_at moment, remark text?, stop text?
-- in  stop_why text?, state int, why text?, at moment
INSERT INTO room_sheet (room, place, agenda, seat, pass, lines, seal, leaf,
       sealed_at, remark, stop, stop_why, state, why, brought_at)
VALUES (:room, :place, :agenda, :seat, :pass, :lines, :seal, :leaf,
       :sealed_at, :remark, :stop, :stop_why, :state, :why, :at)
ON CONFLICT (room, place) DO NOTHING;

-- room_sheet_known: one, reads
-- Whether an entry of the laptop's log was brought before.
-- in  room room_id, place int
-- out n int
SELECT count(*) FROM room_sheet WHERE room = :room AND place = :place;

-- sheet_put: one, writes
-- A sealed sheet that was made elsewhere takes its place here: a new one, or
-- instead of the draft or the version that was here.
-- in  agenda agenda_id, seat seat_id, pass int, remark text?, stop text?
-- in  stop_why text?, sealed_at moment, seal text, ballot text?, at moment
-- out id sheet_id
INSERT INTO sheet (agenda, seat, pass, remark, stop, stop_why, sealed_at, seal,
                   ballot, saved_at, version)
VALUES (:agenda, :seat, :pass, :remark, :stop, :stop_why, :sealed_at, :seal,
        :ballot, :at, 1)
ON CONFLICT (agenda, seat, pass) DO UPDATE SET remark = excluded.remark,
       stop = excluded.stop, stop_why = excluded.stop_why,
       sealed_at = excluded.sealed_at, seal = excluded.seal,
       ballot = excluded.ballot, reopened_at = NULL,
       saved_at = excluded.saved_at, version = sheet.version + 1
RETURNING id;

-- choice_drop_all: exec, writes
-- The choices of a sheet whose place another version takes.
-- in  sheet sheet_id
DELETE FROM choice WHERE sheet = :sheet;

-- room_seals: many, reads
-- In the laptop's database: every sealed version, as its entry commits to it.
-- in  place int
-- out place int, leaf bytes, sheet sheet_id, account account_id?, at moment
-- out lines bytes?
SELECT e.place, e.leaf, r.noun_id, r.actor, r.at, p.body
  FROM entry e JOIN record r ON r.id = e.record
  LEFT JOIN part p ON p.record = r.id AND p.name IN ('scores', 'ballot')
 WHERE r.kind = 'sheet.seal' AND r.noun = 'sheet' AND e.place >= :place
 ORDER BY e.place LIMIT 200;

-- room_sheet_row: maybe, reads
-- … and the sheet as it stands there.
-- in  sheet sheet_id
-- out agenda agenda_id, seat seat_id, pass int, remark text?, stop text?
-- out stop_why text?, sealed_at moment?, seal text?, aside_at moment?
SELECT agenda, seat, pass, remark, stop, stop_why, sealed_at, seal, aside_at
  FROM sheet WHERE id = :sheet;

-- room_past_of: many, reads
-- … and what it was before.
-- in  sheet sheet_id
-- out seal text, remark text?, stop_why text?, why text, at moment
SELECT seal, remark, stop_why, why, at FROM sheet_past
 WHERE sheet = :sheet ORDER BY id LIMIT 100;

-- sheet_of_seat: maybe, reads
-- The sheet of a seat here: drafts too.
-- in  agenda agenda_id, seat seat_id, pass int
-- out id sheet_id, seal text?, sealed_at moment?, remark text?, stop text?
-- out stop_why text?, ballot text?
SELECT id, seal, sealed_at, remark, stop, stop_why, ballot FROM sheet
 WHERE agenda = :agenda AND seat = :seat AND pass = :pass;

-- agenda_of_meeting: maybe, reads
-- A product of this session and its set of criteria.
-- in  id agenda_id, meeting meeting_id
-- out set_code text, branch text?, state int, pass int, version int, dossier dossier_id
-- out council council_id
SELECT d.set_code, d.branch, a.state, a.pass, a.version, a.dossier, m.council
  FROM agenda a JOIN dossier d ON d.id = a.dossier JOIN meeting m ON m.id = a.meeting
 WHERE a.id = :id AND a.meeting = :meeting;

-- room_items: many, reads
-- What became of each product at the laptop.
-- in  meeting meeting_id
-- out id agenda_id, state int, pass int, again_why text?, waived text?
-- out discussion text?, opinion text?, despite text?, proposed_at moment?
-- out star int?, sum int?, sheets int?, said text?, concluded_by account_id?
SELECT a.id, a.state, a.pass, a.again_why, a.waived, a.discussion, a.opinion,
       a.despite, a.proposed_at, r.star, r.sum, r.sheets, r.opinion AS said,
       r.concluded_by
  FROM agenda a LEFT JOIN result r ON r.agenda = a.id
 WHERE a.meeting = :meeting ORDER BY a.position LIMIT 500;

-- agenda_bring: exec 1, writes
-- A product as it stood at the laptop, short of its conclusion.
-- in  id agenda_id, state int, pass int, again_why text?, waived text?
-- in  discussion text?, opinion text?, despite text?, proposed_at moment?
UPDATE agenda SET state = :state, pass = :pass, again_why = :again_why,
       waived = :waived, discussion = :discussion, opinion = :opinion,
       despite = :despite, proposed_at = :proposed_at, version = version + 1
 WHERE id = :id;

-- room_meeting: one, reads
-- The session as it stands at the laptop.
-- in  id meeting_id
-- out state int
SELECT state FROM meeting WHERE id = :id;
