--! expect: 7: `p` is already at refused/name-twice.sql:2
-- p: one, reads
-- Sentence.
-- out n int
SELECT count(*) FROM product;

-- p: one, reads
-- Sentence.
-- out n int
SELECT count(*) FROM note;
