-- Scans of printed forms, page by page (act/scan.h).

-- scan_add: one, writes
-- A scan as it was handed in.
-- in  account account_id, pages int, at moment
-- out id scan_id
INSERT INTO scan (account, pages, made_at) VALUES (:account, :pages, :at) RETURNING id;

-- scan_page_add: exec 1, writes
-- A page of it, in the order of the files.
-- in  scan scan_id, file text, name text, file_page int, picture text?, state int
-- in  kind int?, thing int?, part int?, edition int?, page int?, of_pages int?
-- in  placed_by account_id?, placed_at moment?
INSERT INTO scan_page (scan, file, name, file_page, picture, state, kind, thing, part,
       edition, page, of_pages, placed_by, placed_at)
VALUES (:scan, :file, :name, :file_page, :picture, :state, :kind, :thing, :part,
       :edition, :page, :of_pages, :placed_by, :placed_at);

-- scan_mine: many, reads
-- The newest scans of an account, with what still waits in each.
-- in  account account_id
-- out id scan_id, pages int, made_at moment, placed int, waits int
SELECT s.id, s.pages, s.made_at,
       (SELECT count(*) FROM scan_page p WHERE p.scan = s.id AND p.state = 1),
       (SELECT count(*) FROM scan_page p WHERE p.scan = s.id AND p.state IN (2, 3, 4, 6))
  FROM scan s WHERE s.account = :account ORDER BY s.id DESC LIMIT 30;

-- scan_own: maybe, reads
-- A scan of an account.
-- in  id scan_id, account account_id
-- out pages int, made_at moment
SELECT pages, made_at FROM scan WHERE id = :id AND account = :account;

-- scan_pages: many, reads
-- All pages of a scan.
-- in  scan scan_id
-- out id scan_page_id, name text, file_page int, picture text?, state int, kind int?
-- out thing int?, part int?, edition int?, page int?, of_pages int?
SELECT id, name, file_page, picture, state, kind, thing, part, edition, page, of_pages
  FROM scan_page WHERE scan = :scan ORDER BY id LIMIT 3000;

-- scan_page_of: maybe, reads
-- One page, with who scanned it.
-- in  id scan_page_id
-- out scan scan_id, account account_id, file text, mime text, file_pages int?, name text
-- out file_page int, picture text?, state int, kind int?, thing int?, part int?, edition int?
-- out page int?, of_pages int?
SELECT p.scan, s.account, p.file, b.mime, b.pages AS file_pages, p.name, p.file_page, p.picture,
       p.state, p.kind, p.thing, p.part, p.edition, p.page, p.of_pages
  FROM scan_page p JOIN scan s ON s.id = p.scan JOIN blob b ON b.hash = p.file
 WHERE p.id = :id;

-- scan_page_at: maybe, reads
-- The page that lies in a place.
-- in  kind int, thing int, part int, page int
-- out id scan_page_id
SELECT id FROM scan_page
 WHERE kind = :kind AND thing = :thing AND part = :part AND page = :page AND state = 1;

-- scan_form_pages: many, reads
-- What lies in the places of a form.
-- in  kind int, thing int, part int
-- out id scan_page_id, page int, of_pages int?, edition int?, picture text?, file text
-- out name text, placed_at moment?
SELECT id, coalesce(page, 0), of_pages, edition, picture, file, name, placed_at FROM scan_page
 WHERE kind = :kind AND thing = :thing AND part = :part AND state = 1
 ORDER BY page LIMIT 1100;

-- scan_page_set: exec 1, writes
-- Puts a page in a place, aside, or back among those that wait.
-- in  id scan_page_id, state int, kind int?, thing int?, part int?, edition int?, page int?
-- in  of_pages int?, account account_id, at moment
UPDATE scan_page SET state = :state, kind = :kind, thing = :thing, part = :part,
       edition = :edition, page = :page, of_pages = :of_pages, placed_by = :account,
       placed_at = :at
 WHERE id = :id;

-- scan_page_replaced: exec 1, writes
-- Another page took its place.
-- in  id scan_page_id
UPDATE scan_page SET state = 7 WHERE id = :id AND state = 1;

-- scan_dossiers: many, reads
-- Dossiers that may be before who sorts a scan: a producer's own, a commune's. The
-- workflow says which of them may be filed to.
-- in  subject subject_id, agency agency_id
-- out id dossier_id, product text
SELECT d.id, p.name FROM dossier d JOIN product p ON p.id = d.product
 WHERE (d.subject = :subject AND d.state IN (1, 4, 7, 14)) OR
       (d.commune = :agency AND d.state IN (2, 3))
 ORDER BY d.id DESC LIMIT 30;
