--! expect: 4: `id` is declared twice
-- p: one, reads
-- Sentence.
-- out id product_id, id product_id
SELECT id, id FROM product;
