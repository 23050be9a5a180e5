--! expect: 2: `p` has no SQL
-- p: one, reads
-- Sentence.
-- q: one, reads
-- Sentence.
-- out n int
SELECT count(*) FROM product;
