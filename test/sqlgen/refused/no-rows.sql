--! expect: 2: `p` gives no rows: use exec
-- p: one, writes
-- Sentence.
DELETE FROM product;
