--! expect: 6: `q`: column `id` is TEXT, not `product_id`
-- p: one, reads
-- Sentence.
-- out id product_id
SELECT id FROM product;
-- q: one, reads
-- Other rows than it says.
-- out as p
SELECT name FROM product;
