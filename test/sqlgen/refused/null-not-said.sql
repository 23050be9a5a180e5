--! expect: 2: `p`: column `spec` may be NULL: declare `spec text?`, or use coalesce()
-- p: one, reads
-- Sentence.
-- out spec text
SELECT spec FROM product;
