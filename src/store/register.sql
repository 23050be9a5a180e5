-- The register of certificates: what a producer, a commune and a province see
-- of those that are theirs (act/register.c).

-- register_list: many, reads
-- Certificates of a province or a commune by their last day; '' is any. Those
-- without a published day (0) come first.
-- in  province_code text, unit_code text
-- in  until_from day, until_to day, revoked int, after_on day
--     after_product product_id, limit_rows int
-- out product product_id, code text, name text, subject_name text, star int
--     unit_name text, valid_until_on day, extended_from_on day, revoked flag
SELECT l.product, l.certificate_code, l.name, l.subject_name, l.star,
       l.unit_name, l.valid_until_on, l.extended_from_on, l.revoked
  FROM listing l
 WHERE l.valid_until_on BETWEEN :until_from AND :until_to
   AND (l.valid_until_on > :after_on
     OR (l.valid_until_on = :after_on AND l.product > :after_product))
   AND (:province_code = '' OR l.province_code = :province_code)
   AND (:unit_code = '' OR l.unit_code = :unit_code)
   AND (:revoked < 0 OR l.revoked = :revoked)
 ORDER BY l.valid_until_on, l.product
 LIMIT :limit_rows;

-- register_of_subject: many, reads
-- All certificates of a subject that stand for their product, by last day.
-- in  subject subject_id
-- out as register_list
SELECT l.product, l.certificate_code, l.name, l.subject_name, l.star,
       l.unit_name, l.valid_until_on, l.extended_from_on, l.revoked
  FROM product p JOIN listing l ON l.product = p.id
 WHERE p.subject = :subject
 ORDER BY l.valid_until_on, l.product
 LIMIT 200;

-- certificate_code_of: maybe, reads
-- The code of a certificate, for papers that name it by its number here.
-- in  id certificate_id
-- out code text
SELECT code FROM certificate WHERE id = :id;

-- register_records: many, reads
-- What was done to a certificate, oldest first.
-- in  certificate certificate_id
-- out at moment, kind text, agency_name text?
SELECT r.at, r.kind, g.name
  FROM record r
  LEFT JOIN account a ON a.id = r.actor
  LEFT JOIN agency g ON g.id = a.agency
 WHERE r.noun = 'certificate' AND r.noun_id = :certificate
 ORDER BY r.id LIMIT 100;

-- certificate_extend: exec 1, writes
-- It runs on (QĐ 26/2026 Đ12.3), once.
-- in  id certificate_id, until_on day, why text
UPDATE certificate SET extended_until_on = :until_on, extended_why = :why
 WHERE id = :id AND extended_until_on IS NULL AND revoked_on IS NULL
   AND replaced_by IS NULL;

-- certificate_extension_end: exec, writes
-- A result without recognition ends it: this is its last day.
-- in  id certificate_id, on_day day
UPDATE certificate SET extended_until_on = :on_day WHERE id = :id;

-- certificate_extended_of: maybe, reads
-- A certificate of a product that runs on today, or will after its own last day.
-- in  product product_id, on_day day
-- out id certificate_id, code text, valid_until_on day?
SELECT id, code, valid_until_on FROM certificate
 WHERE product = :product AND extended_until_on >= :on_day
   AND extended_until_on > valid_until_on AND revoked_on IS NULL AND replaced_by IS NULL;

-- certificate_stands_of: maybe, reads
-- The province and commune that answer for a product's certificate, and who
-- runs to renew or upgrade it now.
-- in  product product_id
-- out dossier dossier_id, kind int, state int
SELECT d.id, d.kind, d.state FROM dossier d
 WHERE d.product = :product AND d.kind IN (2, 3) AND d.state NOT IN (11, 12, 15)
 ORDER BY d.id DESC LIMIT 1;
