--! expect: 2: `p` gives 2 columns, `out` names 1
-- p: one, reads
-- Sentence.
-- out id product_id
SELECT id, name FROM product;
