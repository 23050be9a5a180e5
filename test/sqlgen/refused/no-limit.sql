--! expect: 2: `p` is many and has no LIMIT
-- p: many, reads
-- Sentence.
-- out id product_id
SELECT id FROM product;
