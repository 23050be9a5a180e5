-- Facts about this office: what `ocop init` was told.

-- setting_find: maybe, reads
-- One fact by name: "sample", "place", "province".
-- in  name text
-- out value text
SELECT value FROM setting WHERE name = :name;

-- setting_put: exec 1, writes
-- Sets or changes a fact.
-- in  name text, value text
INSERT INTO setting (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
