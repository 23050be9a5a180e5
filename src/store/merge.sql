-- One commune follows another while dossiers are on their road: what lies with
-- the old one goes to the new one; numbers that were given stay as they are.

-- merge_communes: many, reads
-- The communes' agencies of today.
-- out id agency_id, name text, province_name text?
SELECT a.id, a.name, (SELECT max(p.full_name) FROM unit p
        WHERE p.level = 1 AND p.code = a.province_code AND p.until_on IS NULL)
  FROM agency a WHERE a.level = 3 AND a.until_on IS NULL
 ORDER BY a.province_code, a.name, a.id
 LIMIT 4000;

-- merge_agency: maybe, reads
-- A commune's agency of today and the unit it serves.
-- in  id agency_id
-- out id agency_id, name text, unit_code text, province_code text,
-- out unit unit_id, since_on day
SELECT a.id, a.name, a.unit_code, a.province_code, u.id, u.since_on
  FROM agency a JOIN unit u ON u.level = 3 AND u.code = a.unit_code
   AND u.until_on IS NULL
 WHERE a.id = :id AND a.level = 3 AND a.until_on IS NULL;

-- merge_unit_ends: exec 1, writes
-- A unit that is gone stays findable for ever.
-- in  unit unit_id, until_on day
UPDATE unit SET until_on = :until_on WHERE id = :unit AND until_on IS NULL;

-- merge_follows: exec 1, writes
-- … with the one that stands where it stood.
-- in  old_unit unit_id, new_unit unit_id, note text
INSERT INTO unit_successor (old_unit, new_unit, extent, note)
VALUES (:old_unit, :new_unit, 'whole', :note);

-- merge_agency_ends: exec 1, writes
-- The old office.
-- in  id agency_id, until_on day
UPDATE agency SET until_on = :until_on WHERE id = :id AND until_on IS NULL;

-- merge_open_dossiers: many, reads
-- What lies with an office and is still on its road: its producers are told.
-- in  commune agency_id, after int
-- out id dossier_id, subject subject_id, product text
SELECT d.id, d.subject, p.name FROM dossier d JOIN product p ON p.id = d.product
 WHERE d.commune = :commune AND d.id > :after
   AND d.state NOT IN (11, 12, 15)
 ORDER BY d.id LIMIT 200;

-- merge_dossiers: exec, writes
-- Dossiers, finished ones too: the new office answers for them.
-- in  old_agency agency_id, new_agency agency_id
UPDATE dossier SET commune = :new_agency WHERE commune = :old_agency;

-- merge_accounts: exec, writes
-- Its people, with their roles.
-- in  old_agency agency_id, new_agency agency_id
UPDATE account SET agency = :new_agency WHERE agency = :old_agency;

-- merge_notices: exec, writes
-- What was told to whoever serves it.
-- in  old_agency agency_id, new_agency agency_id
UPDATE notice SET agency = :new_agency WHERE agency = :old_agency;

-- merge_misuse: exec, writes
-- Reports that it answers.
-- in  old_agency agency_id, new_agency agency_id
UPDATE misuse SET agency = :new_agency WHERE agency = :old_agency;

-- merge_inspections: exec, writes
-- Inspections that it makes.
-- in  old_agency agency_id, new_agency agency_id
UPDATE inspection SET worker = :new_agency WHERE worker = :old_agency;

-- merge_consents: exec, writes
-- Producers it files for.
-- in  old_agency agency_id, new_agency agency_id
UPDATE consent SET agency = :new_agency WHERE agency = :old_agency AND ended_at IS NULL;

-- merge_subjects: exec, writes
-- Producers live in the new unit.
-- in  old_code text, new_code text
UPDATE subject SET unit_code = :new_code WHERE unit_code = :old_code;

-- merge_products: exec, writes
-- … and so do their products; a code that was given stays word for word.
-- in  old_code text, new_code text
UPDATE product SET unit_code = :new_code WHERE unit_code = :old_code;

-- merge_listed: many, reads
-- Recognised products that the public list still shows at the old place.
-- in  unit_code text
-- out product product_id
SELECT product FROM listing WHERE unit_code = :unit_code ORDER BY product LIMIT 200;
