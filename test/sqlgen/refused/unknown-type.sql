--! expect: 4: unknown type `nmber` of `n`: int, text, bytes, flag, day, moment or an id of core/ids.h
-- p: one, reads
-- Sentence.
-- out n nmber
SELECT count(*) FROM product;
