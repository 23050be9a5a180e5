--! expect: 2: `p` is exec but gives rows: use one, maybe or many
-- p: exec, writes
-- Sentence.
-- out id product_id
DELETE FROM note RETURNING product;
