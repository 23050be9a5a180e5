-- Logs of other offices that this one watches (act/witness.c).

-- watched_find: maybe, reads
-- What is known of the log of an origin; held until the answer is stored.
-- in  origin text
-- out vkey text, size int, root bytes?, checkpoint bytes?
SELECT vkey, size, root, checkpoint FROM watched WHERE origin = :origin;
-- postgres: FOR UPDATE

-- watched_list: many, reads
-- All of them.
-- out origin text, vkey text, size int, seen_at moment?, checkpoint bytes?
SELECT origin, vkey, size, seen_at, checkpoint FROM watched ORDER BY origin LIMIT 200;

-- watched_add: exec 1, writes
-- Begins to watch a log.
-- in  origin text, vkey text
INSERT INTO watched (origin, vkey, size) VALUES (:origin, :vkey, 0);

-- watched_grow: exec 1, writes
-- A newer head that was cosigned.
-- in  origin text, size int, root bytes, checkpoint bytes, at moment
UPDATE watched SET size = :size, root = :root, checkpoint = :checkpoint, seen_at = :at
 WHERE origin = :origin AND size <= :size;

-- fork_keep: exec 1, writes
-- Two heads that contradict each other, whole.
-- in  origin text, known bytes, offered bytes, at moment
INSERT INTO fork_evidence (origin, known, offered, at)
VALUES (:origin, :known, :offered, :at);

-- fork_last: maybe, reads
-- Whether this evidence is kept already: the newest of a log.
-- in  origin text
-- out offered bytes
SELECT offered FROM fork_evidence WHERE origin = :origin ORDER BY id DESC LIMIT 1;
