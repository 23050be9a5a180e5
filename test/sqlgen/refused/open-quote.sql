--! expect: 5: a quote is not closed on its line
-- p: one, reads
-- Sentence.
-- out n int
SELECT count(*) FROM product WHERE name = 'x;
