--! expect: 5: only one statement under a head
-- p: exec, writes
-- Sentence.

DELETE FROM product; DELETE FROM note;
