-- Facts about this office: what `ocop init` was told, and what it founds.

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

-- agency_found: exec 1, writes
-- The provincial OCOP agency of a new office.
-- in  province_code text, since day
INSERT INTO agency (code, name, level, unit_code, province_code, since_on)
SELECT 'tinh-' || u.code,
       'Sở Nông nghiệp và Môi trường ' || u.kind || ' ' || u.name,
       1, u.code, u.code, :since
  FROM unit u
 WHERE u.level = 1 AND u.code = :province_code AND u.until_on IS NULL;

-- agency_found_ministry: exec 1, writes
-- The Ministry's agency: of its own office, or the one that a province sends up to.
-- in  name text, since day
INSERT INTO agency (code, name, level, unit_code, province_code, since_on)
VALUES ('bo-00', :name, 0, '00', '00', :since);

-- agency_found_communes: exec, writes
-- An agency for each commune of the province.
-- in  province_code text, since day
INSERT INTO agency (code, name, level, unit_code, province_code, since_on)
SELECT 'xa-' || u.code, 'UBND ' || u.kind || ' ' || u.name, 3, u.code,
       u.province_code, :since
  FROM unit u
 WHERE u.level = 3 AND u.province_code = :province_code
   AND u.until_on IS NULL;

-- unit_place: maybe, reads
-- What people call a province of today: "Thành phố Hồ Chí Minh".
-- in  province_code text
-- out full_name text
SELECT full_name FROM unit
 WHERE level = 1 AND code = :province_code AND until_on IS NULL;

-- agency_by_code: maybe, reads
-- An agency, as the command line names it.
-- in  code text
-- out id agency_id
SELECT id FROM agency WHERE code = :code;

-- blob_names: many, reads
-- Kept files, some at a time, for comparing each with its name.
-- in  after text
-- out hash text, thumb text?, clean text?
SELECT hash, thumb, clean FROM blob
 WHERE hash > :after ORDER BY hash LIMIT 200;
