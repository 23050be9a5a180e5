-- why: this office asks witnesses by line and says how old their word is; it keeps
-- every head it has seen of the logs it watches, and copies of those logs.
--
-- Facts: seen_head, fork_evidence, which witness is asked where. What came of
-- asking (asked_at to checkpoint, mirrored) is the state of work that goes on.

-- Witnesses of this office's own log.
CREATE TABLE cosigner (
  name {text} PRIMARY KEY,          -- of the key
  vkey {text} NOT NULL,
  url {text} NOT NULL,              -- without /add-checkpoint
  known {int} NOT NULL,             -- how many entries it knew last
  asked_at {int},
  tries {int} NOT NULL,             -- in vain since it last answered
  why {text},                       -- what came of the last one in vain
  cosigned_at {int},                -- what its newest cosignature says
  size {int} NOT NULL,              -- … of which head
  checkpoint {bytes},               -- … whole, with its line
  dropped_at {int}                  -- no longer asked
) {table};

-- Where a watched log is published, and its copy (DIR/mirror).
ALTER TABLE watched ADD COLUMN url {text};
ALTER TABLE watched ADD COLUMN mirrored {int};       -- entries in the copy
ALTER TABLE watched ADD COLUMN mirrored_at {int};    -- last visit that went well
ALTER TABLE watched ADD COLUMN mirror_why {text};    -- what the last one found; NULL: well

-- Every signed head that was seen of a watched log: two that cannot both be true
-- prove a fork to everybody. Of days long past the last of each is kept.
CREATE TABLE seen_head (
  origin {text} NOT NULL REFERENCES watched (origin),
  size {int} NOT NULL,
  root {bytes} NOT NULL,
  checkpoint {bytes} NOT NULL,      -- whole, as it came
  seen_at {int} NOT NULL,
  PRIMARY KEY (origin, size, root)
) {table};
CREATE INDEX seen_head_time ON seen_head (origin, seen_at);

-- What was offered, and whether that proves a fork by itself (1) or wants the
-- entries of the copy (0). NULL: kept before this was told apart.
ALTER TABLE fork_evidence ADD COLUMN size {int};
ALTER TABLE fork_evidence ADD COLUMN root {bytes};
ALTER TABLE fork_evidence ADD COLUMN proven {int};
