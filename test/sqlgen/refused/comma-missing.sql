--! expect: 4: a comma is missing before "name text"
-- p: one, reads
-- Sentence.
-- out id product_id name text
SELECT id, name FROM product;
