--! expect: 6: `p`: no such column: nme
-- p: many, reads
-- Sentence.
-- out id product_id, name text
SELECT id,
       nme
  FROM product LIMIT 5;
