-- The agenda of a session and what becomes of each product on it.

-- agenda_candidates: many, reads
-- Accepted dossiers of a province that are on no agenda yet, oldest first, with
-- what tells whether they were proposed in time for a round (Đ5). Without what the
-- reader withdrew from.
-- in  province agency_id, account account_id
-- out id dossier_id, product text, subject text, set_code text, unit_code text
-- out accepted_at moment?, kind int, pack text, forwarded_at moment?, sent_up_on day?
SELECT d.id, p.name, s.name, d.set_code, p.unit_code, d.accepted_at, d.kind,
       d.pack, d.forwarded_at, d.sent_up_on
  FROM dossier d JOIN product p ON p.id = d.product
  JOIN subject s ON s.id = d.subject
 WHERE d.evaluator = :province AND d.state IN (8, 19)
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
        AND x.dossier = d.id)
 ORDER BY d.id
 LIMIT 200;

-- agenda_last: one, reads
-- The last position taken on an agenda.
-- in  meeting meeting_id
-- out position int
SELECT coalesce(max(position), 0) FROM agenda WHERE meeting = :meeting;

-- agenda_add: one, writes
-- A product goes on the agenda.
-- in  meeting meeting_id, dossier dossier_id, position int, late_why text?
-- out id agenda_id
INSERT INTO agenda (meeting, dossier, position, late_why, state, pass, version)
VALUES (:meeting, :dossier, :position, :late_why, 1, 1, 1)
RETURNING id;

-- trial_candidates: many, reads
-- Products that this office has recognised, newest first: one of them is scored by
-- all for practice. Without those the reader is recused from.
-- in  province agency_id, pack text, account account_id, meeting meeting_id
-- out id dossier_id, product text, subject text
SELECT d.id, p.name, s.name
  FROM dossier d JOIN product p ON p.id = d.product
  JOIN subject s ON s.id = d.subject
 WHERE d.evaluator = :province AND d.pack = :pack AND d.decided_at IS NOT NULL
   AND EXISTS (SELECT 1 FROM agenda a JOIN result r ON r.agenda = a.id
        WHERE a.dossier = d.id)
   AND NOT EXISTS (SELECT 1 FROM agenda b WHERE b.meeting = :meeting
        AND b.dossier = d.id)
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
        AND x.dossier = d.id)
 ORDER BY d.id DESC
 LIMIT 100;

-- trial_of: maybe, reads
-- The trial of a session.
-- in  meeting meeting_id
-- out id agenda_id
SELECT id FROM agenda WHERE meeting = :meeting AND kind = 2;

-- trial_add: one, writes
-- The product that all score before the session, discussed and never counted.
-- in  meeting meeting_id, dossier dossier_id, at moment
-- out id agenda_id
INSERT INTO agenda (meeting, dossier, position, state, pass, version, kind, noticed_at)
VALUES (:meeting, :dossier, 0, 1, 1, 1, 2, :at)
RETURNING id;

-- strict_totals: many, reads
-- Totals of the counted, concluded products of a session, sheet by sheet; without
-- those that the reader is recused from. For advice on how strict a seat is.
-- in  meeting meeting_id, account account_id
-- out agenda agenda_id, seat seat_id, total int
SELECT a.id, h.seat, sum(c.points)
  FROM agenda a JOIN result r ON r.agenda = a.id
  JOIN sheet h ON h.agenda = a.id AND h.pass = a.pass
       AND h.sealed_at IS NOT NULL AND h.aside_at IS NULL
  JOIN choice c ON c.sheet = h.id
 WHERE a.meeting = :meeting AND a.kind = 1 AND a.state = 4
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
        AND x.dossier = a.dossier)
 GROUP BY a.id, h.seat
 ORDER BY a.id, h.seat
 LIMIT 6000;

-- agenda_hold: one, writes
-- Keeps an item as it is until this act is committed: on PostgreSQL nobody can
-- close it while a sheet of it is being sealed. Asked before it is read.
-- in  id agenda_id
-- out state int
SELECT state FROM agenda WHERE id = :id;
-- postgres: FOR SHARE

-- agenda_drop: exec 1, writes
-- … and off it, before anything was scored.
-- in  id agenda_id, meeting meeting_id
DELETE FROM agenda
 WHERE id = :id AND meeting = :meeting AND state = 1
   AND NOT EXISTS (SELECT 1 FROM sheet h WHERE h.agenda = agenda.id);

-- agenda_list: many, reads
-- A session's products in order: how many sheets are begun and sealed. Without
-- those that the reader is recused from.
-- in  meeting meeting_id, account account_id
-- out id agenda_id, dossier dossier_id, position int, state int, pass int
-- out product text, subject text, set_code text, unit_code text, version int
-- out kind int, late_why text?, drafts int, sealed int, star int?
SELECT a.id, a.dossier, a.position, a.state, a.pass, p.name, s.name,
       d.set_code, p.unit_code, a.version, a.kind, a.late_why,
       (SELECT count(*) FROM sheet h WHERE h.agenda = a.id AND h.pass = a.pass
           AND h.sealed_at IS NULL),
       (SELECT count(*) FROM sheet h WHERE h.agenda = a.id AND h.pass = a.pass
           AND h.sealed_at IS NOT NULL),
       (SELECT r.star FROM result r WHERE r.agenda = a.id)
  FROM agenda a JOIN dossier d ON d.id = a.dossier
  JOIN product p ON p.id = d.product
  JOIN subject s ON s.id = d.subject
 WHERE a.meeting = :meeting
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
        AND x.dossier = a.dossier)
 ORDER BY a.position
 LIMIT 200;

-- agenda_withdrawn: one, reads
-- How many counted products of a session the reader is recused from, and how many
-- of those are not concluded. Shown to nobody: a paper of the whole session is not
-- made by whoever does not see it whole, and a session is not closed under others.
-- in  meeting meeting_id, account account_id, concluded int
-- out n int, open int
SELECT count(*), coalesce(sum(CASE WHEN a.state <> :concluded THEN 1 ELSE 0 END), 0)
  FROM agenda a
 WHERE a.meeting = :meeting AND a.kind = 1
   AND EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
        AND x.dossier = a.dossier);

-- agenda_mine: many, reads
-- The same as a member sees it: only the state of her own sheet, and only the
-- products she is not recused from.
-- in  meeting meeting_id, seat seat_id
-- out id agenda_id, position int, state int, product text, subject text
-- out set_code text, saved_at moment?, sealed_at moment?, stake int?, kind int
-- out runs int
SELECT a.id, a.position, a.state, p.name, s.name, d.set_code, h.saved_at,
       h.sealed_at, k.state, a.kind,
       (SELECT count(*) FROM seat z WHERE z.id = :seat AND z.role = 4
           AND (z.stands_for IS NULL OR EXISTS (SELECT 1 FROM stands_in i
                WHERE i.seat = z.id AND i.agenda = a.id)))
  FROM agenda a JOIN dossier d ON d.id = a.dossier
  JOIN product p ON p.id = d.product
  JOIN subject s ON s.id = d.subject
  LEFT JOIN stake k ON k.agenda = a.id AND k.seat = :seat
  LEFT JOIN sheet h ON h.agenda = a.id AND h.seat = :seat AND h.pass = a.pass
 WHERE a.meeting = :meeting AND coalesce(k.state, 0) <> 2
 ORDER BY a.position
 LIMIT 200;

-- agenda_seat: maybe, reads
-- What somebody with a seat needs to know of one product: her seat, the
-- session, the product, the state of her own sheet. Nothing for whoever is
-- recused from it. `steps_in`: an alternate, and the one it stands for is out;
-- whoever stands in for the secretary has that role only then.
-- in  id agenda_id, account account_id
-- out agenda agenda_id, meeting meeting_id, meeting_name text, meeting_state int
-- out state int, pass int, version int, position int, seat seat_id
-- out seat_code text, role int, votes flag, council council_id
-- out dossier dossier_id, set_code text, branch text?, product text
-- out code text?, subject text, unit_code text, story text?, photo text?
-- out again_why text?
-- out sheet sheet_id?, sheet_version int?, sealed_at moment?, remark text?
-- out saved_at moment?, stop text?, stop_why text?
-- out stake int?, attends int?, stands_for seat_id?, steps_in int, kind int
-- out noticed_at moment?, waived text?, discussion text?, opinion text?
-- out despite text?, proposed_at moment?, reopened_at moment?, ballot text?
-- out said int?
SELECT a.id, m.id, m.name, m.state, a.state, a.pass, a.version, a.position,
       s.id, s.code,
       CASE WHEN s.role = 4 AND s.stands_for IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM stands_in i WHERE i.seat = s.id
                  AND i.agenda = a.id) THEN 3 ELSE s.role END,
       s.votes, m.council, d.id, d.set_code, d.branch, p.name, p.code,
       j.name, p.unit_code, p.story, p.photo, a.again_why, h.id, h.version, h.sealed_at,
       h.remark, h.saved_at, h.stop, h.stop_why, k.state, t.state, s.stands_for,
       (SELECT count(*) FROM stands_in i WHERE i.seat = s.id AND i.agenda = a.id),
       a.kind,
       a.noticed_at, a.waived, a.discussion, a.opinion, a.despite, a.proposed_at, h.reopened_at,
       h.ballot, h.opinion
  FROM agenda a JOIN meeting m ON m.id = a.meeting
  JOIN seat s ON s.council = m.council AND s.account = :account AND s.until_at IS NULL
       AND s.since_at <= m.starts_at
  JOIN dossier d ON d.id = a.dossier
  JOIN product p ON p.id = d.product
  JOIN subject j ON j.id = d.subject
  LEFT JOIN stake k ON k.agenda = a.id AND k.seat = s.id
  LEFT JOIN attendance t ON t.meeting = m.id AND t.seat = s.id
  LEFT JOIN sheet h ON h.agenda = a.id AND h.seat = s.id AND h.pass = a.pass
 WHERE a.id = :id AND coalesce(k.state, 0) <> 2;

-- pulse_items: many, reads
-- What changes on the pages of a session, as one seat may see it; without what
-- the reader is recused from.
-- in  meeting meeting_id, seat seat_id, account account_id
-- out id agenda_id, state int, pass int, version int, discussion text?
-- out sealed_at moment?, stake int?
SELECT a.id, a.state, a.pass, a.version, a.discussion, h.sealed_at, k.state
  FROM agenda a
  LEFT JOIN stake k ON k.agenda = a.id AND k.seat = :seat
  LEFT JOIN sheet h ON h.agenda = a.id AND h.seat = :seat AND h.pass = a.pass
 WHERE a.meeting = :meeting
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
        AND x.dossier = a.dossier)
 ORDER BY a.position
 LIMIT 200;

-- agenda_next: maybe, reads
-- The next product of the session whose sheet this seat has not sealed.
-- in  meeting meeting_id, seat seat_id, position int
-- out id agenda_id, product text
SELECT a.id, p.name
  FROM agenda a JOIN dossier d ON d.id = a.dossier
  JOIN product p ON p.id = d.product
  LEFT JOIN sheet h ON h.agenda = a.id AND h.seat = :seat AND h.pass = a.pass
 WHERE a.meeting = :meeting AND a.state <= 2 AND h.sealed_at IS NULL
   AND a.position <> :position
   AND NOT EXISTS (SELECT 1 FROM stake k WHERE k.agenda = a.id
        AND k.seat = :seat AND k.state = 2)
 ORDER BY CASE WHEN a.position > :position THEN 0 ELSE 1 END, a.position
 LIMIT 1;

-- agenda_set_state: exec 1, writes
-- Scoring begins, is closed, is concluded; or begins again as the next pass.
-- in  id agenda_id, version int, state int, pass int
UPDATE agenda SET state = :state, pass = :pass, version = version + 1
 WHERE id = :id AND version = :version;

-- agenda_again: exec 1, writes
-- Scoring begins once more, as the next pass, for a reason that stays.
-- in  id agenda_id, version int, state int, why text
UPDATE agenda SET state = :state, pass = pass + 1, again_why = :why,
       version = version + 1
 WHERE id = :id AND version = :version;

-- agenda_notice: exec, writes
-- Members were told of a product, and its evidence lies open to them.
-- in  meeting meeting_id, at moment
UPDATE agenda SET noticed_at = :at WHERE meeting = :meeting AND noticed_at IS NULL;

-- agenda_waive: exec 1, writes
-- The council agreed to shorter notice, for a reason that stays.
-- in  id agenda_id, why text
UPDATE agenda SET waived = :why WHERE id = :id;

-- agenda_discuss: exec 1, writes
-- What was said at the table.
-- in  id agenda_id, note text
UPDATE agenda SET discussion = :note WHERE id = :id;

-- agenda_propose: exec 1, writes
-- The secretary wrote the conclusion; who presides confirms it.
-- in  id agenda_id, version int, opinion text?, despite text?, at moment?
UPDATE agenda SET opinion = :opinion, despite = :despite, proposed_at = :at,
       version = version + 1
 WHERE id = :id AND version = :version;

-- agenda_unpropose: exec, writes
-- Something under a conclusion changed: it is written anew.
-- in  id agenda_id
UPDATE agenda SET proposed_at = NULL, version = version + 1
 WHERE id = :id AND proposed_at IS NOT NULL;

-- dossier_set_concluded: exec 1, writes
-- The council has concluded; what comes next is the decision. The 45 days of a
-- re-evaluation (kind 3) run until it is signed (QĐ 26/2026 Đ7.6.g).
-- in  id dossier_id, state int, now moment
UPDATE dossier SET state = :state, concluded_at = :now,
       due_on = CASE WHEN kind = 3 THEN due_on ELSE NULL END,
       version = version + 1
 WHERE id = :id;
