--! expect: 2: `p` is many and has no LIMIT
-- p: many, reads
-- Sentence.
-- out id product_id, n int
SELECT id, (SELECT count(*) FROM note LIMIT 5) FROM product WHERE name <> ' LIMIT ';
