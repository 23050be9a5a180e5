--! expect: 2: `p` does not end with a semicolon
-- p: one, reads
-- Sentence.
-- out n int
SELECT count(*) FROM product
