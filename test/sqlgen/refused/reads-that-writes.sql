--! expect: 2: `p` is marked reads, but it writes
-- p: exec, reads
-- Sentence.
DELETE FROM product;
