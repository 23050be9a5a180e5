-- why: printed forms carry a code, so the pages of a scan find their places by
-- themselves; what has no readable code waits for a person, with its picture.
--
-- Facts. A page is never deleted: it lies in its place, waits, was put aside, or
-- another took its place. `kind` … `page` say where a page belongs; they are kept
-- only where who scanned it may file there.
CREATE TABLE scan (
  id {id},
  account {int} NOT NULL REFERENCES account (id),
  pages {int} NOT NULL,
  made_at {int} NOT NULL
) {table};
CREATE INDEX scan_account ON scan (account, id);

CREATE TABLE scan_page (
  id {id},
  scan {int} NOT NULL REFERENCES scan (id),
  file {text} NOT NULL REFERENCES blob (hash),
  name {text} NOT NULL,
  file_page {int} NOT NULL,
  picture {text} REFERENCES blob (hash),
  state {int} NOT NULL,       -- enum page_state
  kind {int},                 -- enum coded
  thing {int},
  part {int},
  edition {int},              -- NULL: placed by hand
  page {int},
  of_pages {int},             -- NULL: not known
  placed_by {int} REFERENCES account (id),
  placed_at {int}
) {table};
CREATE INDEX scan_page_scan ON scan_page (scan, id);
CREATE INDEX scan_page_file ON scan_page (file);
CREATE INDEX scan_page_picture ON scan_page (picture) WHERE picture IS NOT NULL;
CREATE UNIQUE INDEX scan_page_once ON scan_page (kind, thing, part, page) WHERE state = 1;
