--! expect: 9: parameter `:nu` of `p` is not declared: add it to `-- in`
-- p: one, reads
-- Sentence.
-- in  no int
-- out id product_id
SELECT id FROM product WHERE id = :no;
-- postgres-instead:
SELECT id FROM product
 WHERE id = :no AND id = :nu;
