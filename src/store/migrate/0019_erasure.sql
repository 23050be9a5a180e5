-- why: a name is erased by two people, one asks and another approves, and copies of
-- its key lose it too.
--
-- Facts: who asked, on what basis, who decided. key_gone: what was destroyed, by the
-- hash of the bytes it opened; reached_at is the state of work.
CREATE TABLE erasure (
  id {id},
  place {int} NOT NULL REFERENCES entry (place),
  province {int} NOT NULL REFERENCES agency (id),
  basis {text} NOT NULL,            -- clause and number of the request; no name
  reason {text} NOT NULL,
  asked_by {int} NOT NULL REFERENCES account (id),
  asked_at {int} NOT NULL,
  decided_by {int} REFERENCES account (id),
  decided_at {int},
  outcome {int},                    -- 1 erased, 2 refused
  answer {text}
) {table};
CREATE INDEX erasure_province ON erasure (province, id);
CREATE INDEX erasure_place ON erasure (place);

CREATE TABLE key_gone (
  name {text} PRIMARY KEY,          -- SHA-256 of the encrypted part, hexadecimal
  at {int} NOT NULL,
  reached_at {int}                  -- when every copy of keys had lost it
) {table};
CREATE INDEX key_gone_open ON key_gone (name) WHERE reached_at IS NULL;
