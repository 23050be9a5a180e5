--! expect: 2: `p`: column 1 is `name`, but `out` calls it `spec`
-- p: one, reads
-- Sentence.
-- out spec text?, name text?
SELECT name, spec FROM product;
