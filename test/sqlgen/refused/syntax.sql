--! expect: 6: `p`: near "product": syntax error
-- p: many, reads
-- Sentence.
-- out id product_id
SELECT id
  FORM product LIMIT 5;
