-- why: records become entries of a public log: numbered in order, chained by
-- dossier, their parts committed to; personal parts under keys of their own.
--
-- Facts: entry, part (its bytes and salt), chain. A row of part_key is the one
-- thing that may be destroyed: that is what erasing is.

-- Work left, not a fact: 1 until the record has its entry; NULL: it has one, or
-- never gets one (drafts, and what was recorded before there was a log).
ALTER TABLE record ADD COLUMN due {int};
-- Who acted, as the log says it: a seat (m3) or an office, never a person.
ALTER TABLE record ADD COLUMN seat {text};
CREATE INDEX record_due ON record (id) WHERE due = 1;

-- One for each dossier that has an entry, and one for the office itself.
CREATE TABLE chain (
  id {id},
  uuid {text} NOT NULL UNIQUE,      -- random, version 4
  dossier {int} REFERENCES dossier (id), -- NULL: the office itself
  epoch {int} NOT NULL,             -- custody, +1 at each handover
  entries {int} NOT NULL,           -- how many; the next has this number
  head {bytes}                      -- leaf of the last one
) {table};
CREATE UNIQUE INDEX chain_dossier ON chain (dossier);

CREATE TABLE entry (
  place {int} PRIMARY KEY,          -- in the log, from 0, without gaps
  chain {int} NOT NULL REFERENCES chain (id),
  n {int} NOT NULL,                 -- in the chain, from 0, without gaps
  record {int} NOT NULL UNIQUE REFERENCES record (id),
  type {text} NOT NULL,
  leaf {bytes} NOT NULL,            -- its hash
  code {text} NOT NULL,             -- first ten letters of the leaf in base32
  body {bytes} NOT NULL,            -- the line itself, for ever these bytes
  UNIQUE (chain, n)
) {table};
CREATE INDEX entry_code ON entry (code);

CREATE TABLE part (
  id {id},
  record {int} NOT NULL REFERENCES record (id),
  name {text} NOT NULL,
  class {int} NOT NULL,             -- enum part_class
  salt {bytes},                     -- NULL: personal, the salt is with the key
  body {bytes},                     -- NULL: made from the record's own row;
                                    -- personal: encrypted
  erased_at {int},
  UNIQUE (record, name)
) {table};

-- Key and salt of a personal part, encrypted with the office's key, which is
-- not in the database. Backed up apart, with at most thirty days of history.
CREATE TABLE part_key (
  part {int} PRIMARY KEY REFERENCES part (id),
  wrapped {bytes} NOT NULL
) {table};

-- Logs of others that we watch, and the last head of each that we cosigned.
CREATE TABLE watched (
  origin {text} PRIMARY KEY,
  vkey {text} NOT NULL,
  size {int} NOT NULL,              -- of the last head cosigned; 0: none
  root {bytes},
  checkpoint {bytes},               -- whole, as it came
  seen_at {int}
) {table};
-- Two heads that contradict each other: kept whole, never removed.
CREATE TABLE fork_evidence (
  id {id},
  origin {text} NOT NULL REFERENCES watched (origin),
  known {bytes} NOT NULL,
  offered {bytes} NOT NULL,         -- the whole request
  at {int} NOT NULL
) {table};
