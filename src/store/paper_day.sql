-- Sheets of a meeting on paper, typed from their scans (act/paper_day.h).

-- paper_typist: maybe, reads
-- A session as whoever types for it sees it: whether the reader is its secretary,
-- serves the agency of its council, or hands in sheets.
-- in  meeting meeting_id, account account_id, agency agency_id
-- out name text, state int, council council_id, secretary int, serves int, votes int
SELECT m.name, m.state, m.council,
       (SELECT count(*) FROM seat s WHERE s.council = m.council AND s.account = :account
           AND s.role = 4 AND s.until_at IS NULL),
       (SELECT count(*) FROM council c WHERE c.id = m.council AND c.agency = :agency),
       (SELECT count(*) FROM seat s WHERE s.council = m.council AND s.account = :account
           AND s.votes = 1)
  FROM meeting m WHERE m.id = :meeting;

-- paper_sheets: many, reads
-- The seats that hand in a sheet, product by product, and how far each has come.
-- Without products that the reader is recused from, and without recused seats.
-- in  meeting meeting_id, account account_id
-- out agenda agenda_id, position int, product text, state int, seat seat_id
-- out seat_code text, name text, scan text?, first_by account_id?
-- out second_by account_id?, typed_at moment?, sealed_at moment?
SELECT a.id, a.position, p.name, a.state, s.id, s.code, n.name AS name, y.scan, y.first_by,
       y.second_by, y.sealed_at AS typed_at, h.sealed_at
  FROM agenda a JOIN meeting m ON m.id = a.meeting
  JOIN dossier d ON d.id = a.dossier JOIN product p ON p.id = d.product
  JOIN seat s ON s.council = m.council AND s.votes = 1 AND s.until_at IS NULL
  JOIN account n ON n.id = s.account
  LEFT JOIN paper_sheet y ON y.agenda = a.id AND y.seat = s.id AND y.pass = a.pass
  LEFT JOIN sheet h ON h.agenda = a.id AND h.seat = s.id AND h.pass = a.pass
 WHERE a.meeting = :meeting
   AND NOT EXISTS (SELECT 1 FROM stake k WHERE k.agenda = a.id AND k.seat = s.id
        AND k.state = 2)
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
        AND x.dossier = a.dossier)
 ORDER BY a.position, s.id LIMIT 4000;

-- paper_sheet_of: maybe, reads
-- One sheet to be typed: its product, seat, scan, who has typed.
-- in  agenda agenda_id, seat seat_id, account account_id
-- out meeting meeting_id, product text, set_code text, branch text?, state int, pass int
-- out seat_code text, name text, paper paper_sheet_id?, scan text?, mime text?
-- out first_by account_id?, second_by account_id?, sealed_at moment?, sheet_at moment?
-- out product_code text?, subject text, unit_code text, starts_at moment
SELECT a.meeting, p.name AS product, d.set_code, d.branch, a.state, a.pass, s.code, n.name AS name,
       y.id, y.scan, b.mime, y.first_by, y.second_by, y.sealed_at,
       h.sealed_at AS sheet_at, p.code AS product_code, u.name AS subject, p.unit_code, m.starts_at
  FROM agenda a JOIN meeting m ON m.id = a.meeting
  JOIN dossier d ON d.id = a.dossier JOIN product p ON p.id = d.product
  JOIN subject u ON u.id = d.subject
  JOIN seat s ON s.council = m.council AND s.id = :seat AND s.votes = 1
  JOIN account n ON n.id = s.account
  LEFT JOIN paper_sheet y ON y.agenda = a.id AND y.seat = s.id AND y.pass = a.pass
  LEFT JOIN blob b ON b.hash = y.scan
  LEFT JOIN sheet h ON h.agenda = a.id AND h.seat = s.id AND h.pass = a.pass
 WHERE a.id = :agenda
   AND NOT EXISTS (SELECT 1 FROM stake k WHERE k.agenda = a.id AND k.seat = s.id
        AND k.state = 2)
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
        AND x.dossier = a.dossier);

-- paper_sheet_add: exec 1, writes
-- A scan is there; another one takes its place while nobody has typed.
-- in  agenda agenda_id, seat seat_id, pass int, scan text, account account_id, at moment
INSERT INTO paper_sheet (agenda, seat, pass, scan, made_by, made_at)
VALUES (:agenda, :seat, :pass, :scan, :account, :at)
ON CONFLICT (agenda, seat, pass) DO UPDATE SET scan = excluded.scan,
       made_by = excluded.made_by, made_at = excluded.made_at
 WHERE paper_sheet.first_by IS NULL;

-- paper_sheet_first: exec 1, writes
-- The first has typed it.
-- in  id paper_sheet_id, account account_id
UPDATE paper_sheet SET first_by = :account WHERE id = :id AND first_by IS NULL;

-- paper_sheet_second: exec 1, writes
-- … and the second, who is another person.
-- in  id paper_sheet_id, account account_id
UPDATE paper_sheet SET second_by = :account
 WHERE id = :id AND second_by IS NULL AND first_by <> :account;

-- paper_sheet_sealed: exec 1, writes
-- It became the seat's sealed sheet.
-- in  id paper_sheet_id, settled_by account_id?, at moment
UPDATE paper_sheet SET sealed_at = :at, settled_by = :settled_by
 WHERE id = :id AND sealed_at IS NULL AND second_by IS NOT NULL;

-- paper_tick_add: exec 1, writes
-- One point as it was typed.
-- in  paper paper_sheet_id, turn int, criterion text, case_id text?, points int
INSERT INTO paper_tick (paper, turn, criterion, case_id, points)
VALUES (:paper, :turn, :criterion, :case_id, :points);

-- paper_ticks: many, reads
-- What was typed in one turn.
-- in  paper paper_sheet_id, turn int
-- out criterion text, case_id text?, points int
SELECT criterion, case_id, points FROM paper_tick
 WHERE paper = :paper AND turn = :turn ORDER BY criterion LIMIT 200;

-- paper_attends: maybe, reads
-- What the secretary wrote of a seat's attendance.
-- in  meeting meeting_id, seat seat_id
-- out state int
SELECT state FROM attendance WHERE meeting = :meeting AND seat = :seat;

-- paper_word_add: exec 1, writes
-- What was written on the paper, as one person read it.
-- in  paper paper_sheet_id, turn int, remark text?, stop text?, stop_why text?
INSERT INTO paper_word (paper, turn, remark, stop, stop_why)
VALUES (:paper, :turn, :remark, :stop, :stop_why);

-- paper_words: maybe, reads
-- … in one turn.
-- in  paper paper_sheet_id, turn int
-- out remark text?, stop text?, stop_why text?
SELECT remark, stop, stop_why FROM paper_word WHERE paper = :paper AND turn = :turn;

-- sheet_scan: exec 1, writes
-- A sealed sheet was typed from this scan.
-- in  id sheet_id, scan text
UPDATE sheet SET scan = :scan WHERE id = :id;
