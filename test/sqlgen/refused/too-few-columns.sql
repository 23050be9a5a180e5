--! expect: 2: `p` gives 1 columns, `out` names 2
-- p: one, reads
-- Sentence.
-- out id product_id, name text
SELECT id FROM product;
