-- why: a day of the calendar says what it rests on; what is only expected is known
-- and not counted. Facts. Rows of before count as announced.
ALTER TABLE holiday ADD COLUMN grade {int} NOT NULL DEFAULT 2; -- enum day_grade
ALTER TABLE holiday ADD COLUMN source {text};
