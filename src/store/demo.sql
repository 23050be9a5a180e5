-- What only the sample office needs: agencies and published facts.

-- agency_add: one, writes
-- An agency.
-- in  code text, name text, level int, unit_code text, province_code text
-- in  since_on day
-- out id agency_id
INSERT INTO agency (code, name, level, unit_code, province_code, since_on)
VALUES (:code, :name, :level, :unit_code, :province_code, :since_on)
RETURNING id;

-- demo_subject_add: one, writes
-- A subject as it was published: a name, a kind, a place.
-- in  name text, fold text, kind int, state int, unit_code text, sample flag
-- in  at moment
-- out id subject_id
INSERT INTO subject (name, fold, kind, state, unit_code, ticks, sample,
                     created_at, version)
VALUES (:name, :fold, :kind, :state, :unit_code, 0, :sample, :at, 1)
RETURNING id;

-- demo_subject_of: maybe, reads
-- A subject by its exact name.
-- in  name text
-- out id subject_id
SELECT id FROM subject WHERE name = :name ORDER BY id LIMIT 1;

-- demo_member_add: exec, writes
-- A person works for a subject.
-- in  account account_id, subject subject_id
INSERT INTO member (account, subject) VALUES (:account, :subject)
ON CONFLICT (account, subject) DO NOTHING;

-- demo_product_add: one, writes
-- A product as it was published.
-- in  subject subject_id, name text, fold text, pack text, set_code text
-- in  unit_code text, sample flag, at moment
-- out id product_id
INSERT INTO product (subject, name, fold, pack, set_code, unit_code, sample,
                     created_at, version)
VALUES (:subject, :name, :fold, :pack, :set_code, :unit_code, :sample, :at, 1)
RETURNING id;

-- demo_empty: one, reads
-- Whether an office has any account yet: a sample never goes into a real one.
-- out accounts int
SELECT count(*) FROM account;
