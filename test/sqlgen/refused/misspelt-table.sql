--! expect: 5: `p`: no such table: produkt
-- p: many, reads
-- Sentence.
-- out id product_id
SELECT id FROM produkt LIMIT 5;
