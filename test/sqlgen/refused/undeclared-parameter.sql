--! expect: 6: parameter `:no` of `p` is not declared: add it to `-- in`
-- p: one, reads
-- Sentence.
-- out id product_id
SELECT id FROM product
 WHERE id = :no;
