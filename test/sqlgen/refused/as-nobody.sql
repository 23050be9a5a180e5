--! expect: 8: `out as p`: no statement above is called so and has as many rows, or `out` was listed already
-- p: one, reads
-- Sentence.
-- out id product_id
SELECT id FROM product;
-- q: many, reads
-- One row there, many here.
-- out as p
SELECT id FROM product LIMIT 3;
