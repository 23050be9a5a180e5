-- why: the sheets of a meeting on paper are typed from their scans by two persons,
-- who do not see each other's; what differs is settled, and who typed is kept.
--
-- Facts. A row of paper_tick is never changed: turn 1 and 2 are what each typed,
-- turn 3 what was settled where they differ.
CREATE TABLE paper_sheet (
  id {id},
  agenda {int} NOT NULL REFERENCES agenda (id),
  seat {int} NOT NULL REFERENCES seat (id),
  pass {int} NOT NULL,
  scan {text} NOT NULL REFERENCES blob (hash),
  first_by {int} REFERENCES account (id),
  second_by {int} REFERENCES account (id),
  settled_by {int} REFERENCES account (id),
  made_by {int} NOT NULL REFERENCES account (id),
  made_at {int} NOT NULL,
  sealed_at {int},
  UNIQUE (agenda, seat, pass)
) {table};
CREATE INDEX paper_sheet_scan ON paper_sheet (scan);

CREATE TABLE paper_tick (
  paper {int} NOT NULL REFERENCES paper_sheet (id),
  turn {int} NOT NULL,
  criterion {text} NOT NULL,
  case_id {text},
  points {int} NOT NULL,
  PRIMARY KEY (paper, turn, criterion)
) {table};

-- The scan that a sealed sheet was typed from; NULL: sealed by its member.
ALTER TABLE sheet ADD COLUMN scan {text} REFERENCES blob (hash);
CREATE INDEX sheet_scan ON sheet (scan) WHERE scan IS NOT NULL;
