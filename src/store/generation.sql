-- Generations of this office's public record (act/generation.c).

-- generation_list: many, reads
-- All of them, the newest first; none: there is only the first.
-- out n int, origin text, vkey text, base int, begun_at moment?, ended_at moment?
-- out checkpoint bytes?
SELECT n, origin, vkey, base, begun_at, ended_at, checkpoint FROM generation
 ORDER BY n DESC LIMIT 100;

-- generation_add: exec 1, writes
-- One more; the first row is written together with the second.
-- in  n int, origin text, vkey text, base int, begun_at moment?
INSERT INTO generation (n, origin, vkey, base, begun_at)
VALUES (:n, :origin, :vkey, :base, :begun_at);

-- generation_end: exec 1, writes
-- It ended here.
-- in  n int, at moment, checkpoint bytes
UPDATE generation SET ended_at = :at, checkpoint = :checkpoint
 WHERE n = :n AND ended_at IS NULL;

-- chains_hand_over: exec, writes
-- Every chain goes on in the new generation, as after a handover.
UPDATE chain SET epoch = epoch + 1;
