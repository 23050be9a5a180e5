--! expect: 4: `in` and `out` list `name type, name type`; found ""
-- p: one, reads
-- Sentence.
-- out id
SELECT id FROM product;
