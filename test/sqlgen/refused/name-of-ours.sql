--! expect: 4: a parameter cannot be called `out`: the C function has one already
-- p: one, reads
-- Sentence.
-- in  out int
-- out n int
SELECT :out AS n;
