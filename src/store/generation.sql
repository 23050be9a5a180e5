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
-- It ended here, with the head that this key has signed.
-- in  n int, vkey text, at moment, checkpoint bytes
UPDATE generation SET vkey = :vkey, ended_at = :at, checkpoint = :checkpoint
 WHERE n = :n AND ended_at IS NULL;

-- key_note_list: many, reads
-- The notes of both keys of every change, in order: they are kept with their entries.
-- out note bytes?
SELECT p.body FROM record r JOIN part p ON p.record = r.id AND p.name = 'note'
 WHERE r.noun = 'setting' AND r.noun_id = 0 AND r.kind IN ('log.key', 'log.incident')
 ORDER BY r.id LIMIT 64;

-- chains_hand_over: exec, writes
-- Every chain goes on in the new generation, as after a handover.
UPDATE chain SET epoch = epoch + 1;
