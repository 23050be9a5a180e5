-- Products as their subject keeps them. What the public sees is listing.sql.

-- product_mine: many, reads
-- The products of a subject, by name, each with its newest dossier.
-- in  subject subject_id
-- out id product_id, name text, spec text?, pack text, set_code text, photo text?,
--     thumb text?, code text?, dossier dossier_id?, state int?
SELECT p.id, p.name, p.spec, p.pack, p.set_code, p.photo, b.thumb, p.code, d.id, d.state
  FROM product p
  LEFT JOIN blob b ON b.hash = p.photo
  LEFT JOIN dossier d ON d.id =
       (SELECT max(o.id) FROM dossier o WHERE o.product = p.id)
 WHERE p.subject = :subject
 ORDER BY p.fold, p.id
 LIMIT 200;

-- product_own: one, reads
-- One product of a subject; somebody else's is not there.
-- in  product product_id, subject subject_id
-- out id product_id, name text, spec text?, standard text?, story text?,
--     photo text?, thumb text?, pack text, set_code text, unit_code text,
--     code text?, old_code text?, gtin text?, version int
SELECT p.id, p.name, p.spec, p.standard, p.story, p.photo, b.thumb, p.pack,
       p.set_code, p.unit_code, p.code, p.old_code, p.gtin, p.version
  FROM product p LEFT JOIN blob b ON b.hash = p.photo
 WHERE p.id = :product AND p.subject = :subject;

-- product_lock: one, writes
-- A product that is about to be changed.
-- in  product product_id, subject subject_id
-- out id product_id, name text, spec text?, standard text?, story text?,
--     photo text?, pack text, set_code text, version int
SELECT id, name, spec, standard, story, photo, pack, set_code, version
  FROM product WHERE id = :product AND subject = :subject;
-- postgres: FOR UPDATE

-- product_standing: one, reads
-- How many dossiers of a product are being written, and how many left the
-- producer's hand and were not withdrawn (enum dossier_state).
-- in  product product_id
-- out drafts int, sent int
SELECT count(CASE WHEN state IN (1, 14) THEN 1 END),
       count(CASE WHEN state NOT IN (1, 14, 15) THEN 1 END)
  FROM dossier WHERE product = :product;

-- product_dossiers: many, reads
-- The dossiers of a product, newest first.
-- in  product product_id
-- out id dossier_id, kind int, state int, opened_at moment, due_on day?
SELECT id, kind, state, opened_at, due_on FROM dossier
 WHERE product = :product
 ORDER BY id DESC
 LIMIT 20;

-- product_add: one, writes
-- A product joins its subject.
-- in  subject subject_id, name text, fold text, spec text?, standard text?,
--     story text?, gtin text?, pack text, set_code text, unit_code text, sample flag,
--     now moment
-- out id product_id
INSERT INTO product (subject, name, fold, spec, standard, story, gtin, pack, set_code,
                     unit_code, sample, created_at, version)
VALUES (:subject, :name, :fold, :spec, :standard, :story, :gtin, :pack, :set_code,
        :unit_code, :sample, :now, 1)
RETURNING id;

-- product_set_texts: exec 1, writes
-- What its owner writes of it.
-- in  product product_id, name text, fold text, spec text?, standard text?,
--     story text?, old_code text?, gtin text?
UPDATE product
   SET name = :name, fold = :fold, spec = :spec, standard = :standard,
       story = :story, old_code = :old_code, gtin = :gtin, version = version + 1
 WHERE id = :product;

-- product_of_gtin: maybe, reads
-- Another product of a subject that has this number.
-- in  subject subject_id, gtin text, besides product_id
-- out name text
SELECT name FROM product
 WHERE gtin = :gtin AND subject = :subject AND id <> :besides
 ORDER BY id LIMIT 1;

-- product_set_set: exec 1, writes
-- Puts it in another set.
-- in  product product_id, pack text, set_code text
UPDATE product SET pack = :pack, set_code = :set_code, version = version + 1
 WHERE id = :product;
