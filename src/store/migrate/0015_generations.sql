-- why: an office that was restored from a copy older than its signed record begins
-- a new generation of the record. Entries keep their place here; each generation
-- counts its own from 0.
--
-- Facts. An office that never had to has no row: everything is generation 1.
CREATE TABLE generation (
  n {int} PRIMARY KEY,
  origin {text} NOT NULL UNIQUE,
  vkey {text} NOT NULL,
  base {int} NOT NULL,              -- the place of its first entry
  begun_at {int},
  ended_at {int},
  checkpoint {bytes}                -- of one that ended: the last head it signed, whole
) {table};
