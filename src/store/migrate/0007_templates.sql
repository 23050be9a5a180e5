-- why: an office replaces the DOCX of a paper by its own; kept by hash, put
-- away with a record, and then the program's own is used again. Facts.

CREATE TABLE paper_template (
  id {id},
  paper {text} NOT NULL,            -- name of a text in data/papers
  hash {text} NOT NULL REFERENCES blob (hash),
  name {text} NOT NULL,             -- as its owner called it
  added_by {int} NOT NULL REFERENCES account (id),
  added_at {int} NOT NULL,
  dropped_at {int}
) {table};
CREATE INDEX paper_template_paper ON paper_template (paper) WHERE dropped_at IS NULL;
