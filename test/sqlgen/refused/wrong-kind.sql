--! expect: 2: `p`: column `name` is TEXT, not `int`
-- p: one, reads
-- Sentence.
-- out name int
SELECT name FROM product;
