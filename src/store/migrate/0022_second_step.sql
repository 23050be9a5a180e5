-- why: officers and council members may sign in with a second step
-- Facts. What opens the secret is not in the database (DIR/key/second.key).
CREATE TABLE second_step (
  account {int} PRIMARY KEY REFERENCES account (id),
  secret {bytes},                   -- encrypted; NULL: not switched on yet
  fresh {bytes},                    -- encrypted; shown, and waiting for its first code
  on_at {int},                      -- NULL: not switched on yet
  last_step {int} NOT NULL          -- of the code that was taken last: each works once
) {table};

CREATE TABLE recovery_code (
  account {int} NOT NULL REFERENCES account (id),
  hash {text} NOT NULL,             -- never the code; the row goes when it is used
  PRIMARY KEY (account, hash)
) {table};

ALTER TABLE session ADD COLUMN half {int} NOT NULL DEFAULT 0; -- enum half
