-- why: of a sheet on paper what was written is typed too, as its points are: the opinion and a
-- knock-out with its reason, twice, each alone.
--
-- Facts. Turn 1 and 2 are what each typed, turn 3 what was settled.
CREATE TABLE paper_word (
  paper {int} NOT NULL REFERENCES paper_sheet (id),
  turn {int} NOT NULL,
  remark {text},
  stop {text}, stop_why {text},
  PRIMARY KEY (paper, turn)
) {table};
