-- Logs of other offices that this one watches (act/witness.c), and the witnesses of
-- its own (act/cosigner.c).

-- watched_find: maybe, reads
-- What is known of the log of an origin; held until the answer is stored.
-- in  origin text
-- out vkey text, size int, root bytes?, checkpoint bytes?
SELECT vkey, size, root, checkpoint FROM watched WHERE origin = :origin;
-- postgres: FOR UPDATE

-- watched_list: many, reads
-- All of them.
-- out origin text, vkey text, size int, root bytes?, seen_at moment?, checkpoint bytes?
-- out url text?, mirrored int?, mirrored_at moment?, mirror_why text?
SELECT origin, vkey, size, root, seen_at, checkpoint, url, mirrored, mirrored_at, mirror_why
  FROM watched ORDER BY origin LIMIT 200;

-- watched_add: exec 1, writes
-- Begins to watch a log.
-- in  origin text, vkey text, url text?
INSERT INTO watched (origin, vkey, size, url) VALUES (:origin, :vkey, 0, :url);

-- watched_place: exec 1, writes
-- Where it is published, when that has changed.
-- in  origin text, url text?
UPDATE watched SET url = :url WHERE origin = :origin;

-- watched_key: exec 1, writes
-- The key that took the place of its old one.
-- in  origin text, vkey text
UPDATE watched SET vkey = :vkey WHERE origin = :origin;

-- watched_grow: exec 1, writes
-- A newer head that was cosigned.
-- in  origin text, size int, root bytes, checkpoint bytes, at moment
UPDATE watched SET size = :size, root = :root, checkpoint = :checkpoint, seen_at = :at
 WHERE origin = :origin AND size <= :size;

-- watched_mirrored: exec 1, writes
-- What came of a visit: how many entries the copy has, what was wrong.
-- in  origin text, mirrored int, at moment?, why text?
UPDATE watched SET mirrored = :mirrored, mirrored_at = coalesce(:at, mirrored_at),
       mirror_why = :why
 WHERE origin = :origin;

-- seen_head_add: exec, writes
-- A signed head that was seen; the same again is fine.
-- in  origin text, size int, root bytes, checkpoint bytes, at moment
INSERT INTO seen_head (origin, size, root, checkpoint, seen_at)
VALUES (:origin, :size, :root, :checkpoint, :at)
ON CONFLICT (origin, size, root) DO NOTHING;

-- seen_head_other: maybe, reads
-- A head of the same size with another root.
-- in  origin text, size int, root bytes
-- out checkpoint bytes
SELECT checkpoint FROM seen_head
 WHERE origin = :origin AND size = :size AND root <> :root
 ORDER BY seen_at LIMIT 1;

-- seen_head_thin: exec, writes
-- Of days long past only the last head of each is kept.
-- in  origin text, before moment
DELETE FROM seen_head
 WHERE origin = :origin AND seen_at < :before
   AND EXISTS (SELECT 1 FROM seen_head s WHERE s.origin = seen_head.origin
        AND s.seen_at / 86400000 = seen_head.seen_at / 86400000
        AND (s.seen_at > seen_head.seen_at OR
             (s.seen_at = seen_head.seen_at AND s.size > seen_head.size)));

-- fork_keep: exec 1, writes
-- Two heads that contradict each other, whole.
-- in  origin text, known bytes, offered bytes, at moment, size int, root bytes, proven int
INSERT INTO fork_evidence (origin, known, offered, at, size, root, proven)
VALUES (:origin, :known, :offered, :at, :size, :root, :proven);

-- fork_same: many, reads
-- Evidence that is kept already: of this head, and as certain.
-- in  origin text, size int, root bytes, proven int
-- out id int
SELECT id FROM fork_evidence
 WHERE origin = :origin AND size = :size AND root = :root AND proven >= :proven
 ORDER BY id LIMIT 2;

-- fork_count: one, reads
-- How much evidence is kept of a log, and how much of it proves a fork.
-- in  origin text
-- out n int, proven int
SELECT count(*), coalesce(sum(CASE WHEN proven = 1 THEN 1 ELSE 0 END), 0)
  FROM fork_evidence WHERE origin = :origin;

-- fork_list: many, reads
-- Everything that was kept, the newest first.
-- out id int, origin text, known bytes, offered bytes, at moment, size int?, proven int?
SELECT id, origin, known, offered, at, size, proven FROM fork_evidence
 ORDER BY id DESC LIMIT 100;

-- fork_at: maybe, reads
-- One of them.
-- in  id int
-- out origin text, known bytes, offered bytes, at moment
SELECT origin, known, offered, at FROM fork_evidence WHERE id = :id;

-- cosigner_list: many, reads
-- The witnesses of this office's log.
-- out name text, vkey text, url text, known int, asked_at moment?, tries int, why text?
-- out cosigned_at moment?, size int, checkpoint bytes?
SELECT name, vkey, url, known, asked_at, tries, why, cosigned_at, size, checkpoint
  FROM cosigner WHERE dropped_at IS NULL ORDER BY name LIMIT 32;

-- cosigner_put: exec 1, writes
-- Asks this witness from now on, or at another address.
-- in  name text, vkey text, url text
INSERT INTO cosigner (name, vkey, url, known, tries, size)
VALUES (:name, :vkey, :url, 0, 0, 0)
ON CONFLICT (name) DO UPDATE SET vkey = excluded.vkey, url = excluded.url, tries = 0,
  asked_at = NULL, why = NULL, dropped_at = NULL;

-- cosigner_drop: exec 1, writes
-- No longer; what it has said stays.
-- in  name text, at moment
UPDATE cosigner SET dropped_at = :at WHERE name = :name AND dropped_at IS NULL;

-- cosigner_ask: maybe, writes
-- One server at a time asks it: nothing when another has meanwhile.
-- in  name text, at moment, seen moment?
-- out known int
UPDATE cosigner SET asked_at = :at
 WHERE name = :name AND coalesce(asked_at, 0) = coalesce(:seen, 0)
RETURNING known;

-- cosigner_answered: exec 1, writes
-- It has cosigned.
-- in  name text, size int, cosigned_at moment, checkpoint bytes
UPDATE cosigner SET known = :size, size = :size, cosigned_at = :cosigned_at,
       checkpoint = :checkpoint, tries = 0, why = NULL
 WHERE name = :name;

-- cosigner_failed: exec 1, writes
-- It has not; what it knows is kept where it said so.
-- in  name text, known int, why text
UPDATE cosigner SET known = :known, tries = tries + 1, why = :why WHERE name = :name;
