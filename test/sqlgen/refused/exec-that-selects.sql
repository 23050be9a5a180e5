--! expect: 2: `p` is exec but changes nothing
-- p: exec, writes
-- Sentence.
-- out id product_id
SELECT id FROM product;
