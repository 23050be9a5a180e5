--! expect: 2: `p` declares `no` and does not use it
-- p: one, reads
-- Sentence.
-- in  no int
-- out id product_id
SELECT id FROM product WHERE name = ':no';
