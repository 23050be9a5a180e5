--! expect: 2: `p` has no sentence that says what it is for
-- p: one, reads
-- out n int
SELECT count(*) FROM product;
