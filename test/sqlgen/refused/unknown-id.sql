--! expect: 4: unknown type `produkt_id` of `id`: int, text, bytes, flag, day, moment or an id of core/ids.h
-- p: one, reads
-- Sentence.
-- out id produkt_id
SELECT id FROM product;
