-- The rules of a council's bylaw, where it says something.

-- bylaw_list: many, reads
-- What the bylaw of a council says.
-- in  council council_id
-- out rule text, value int
SELECT rule, value FROM bylaw WHERE council = :council ORDER BY rule LIMIT 100;

-- bylaw_put: exec 1, writes
-- One rule.
-- in  council council_id, rule text, value int
INSERT INTO bylaw (council, rule, value) VALUES (:council, :rule, :value)
ON CONFLICT (council, rule) DO UPDATE SET value = excluded.value;

-- bylaw_touch: exec 1, writes
-- The bylaw changed: its number may, and the council's version does.
-- in  council council_id, version int, bylaw_no text?, bylaw_on day?
UPDATE council SET bylaw_no = :bylaw_no, bylaw_on = :bylaw_on, version = version + 1
 WHERE id = :council AND version = :version;

-- bylaw_in_use: one, reads
-- How many sessions of a council are open: their rules do not change.
-- in  council council_id
-- out n int
SELECT count(*) FROM meeting WHERE council = :council AND state IN (2, 4);
