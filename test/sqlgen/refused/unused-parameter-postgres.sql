--! expect: 2: `p` declares `no` and does not use it for PostgreSQL
-- p: one, reads
-- Sentence.
-- in  no int
-- out id product_id
SELECT id FROM product WHERE id = :no;
-- postgres-instead:
SELECT id FROM product;
