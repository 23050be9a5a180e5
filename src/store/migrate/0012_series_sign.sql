-- why: each office writes its own signs behind its numbers (TTr-SNNMT, BC-UBND …)
-- What is not here is what the text of the paper proposes. A number that was
-- given keeps the signs it was given with.
CREATE TABLE series_sign (
  agency {int} NOT NULL REFERENCES agency (id),
  series {text} NOT NULL,           -- of data/papers
  signs {text} NOT NULL,            -- "TTr-SNNMT"
  set_by {int} NOT NULL REFERENCES account (id),
  set_at {int} NOT NULL,
  PRIMARY KEY (agency, series)
) {table};
