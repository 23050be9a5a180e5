-- The words that products are found by (store/search.c).

-- search_facts: maybe, reads
-- What the words of a product are made of; the last ones only of listed ones.
-- in  product product_id
-- out name text, subject_name text, unit_name text?, province_name text?
--     set_code text, unit_code text, province_code text?, star int?, sector int?
--     valid_until_on day?, revoked int?
SELECT p.name, s.name AS subject_name, u.full_name AS unit_name,
       v.full_name AS province_name, p.set_code, p.unit_code, u.province_code,
       l.star, l.sector, l.valid_until_on, l.revoked
  FROM product p
  JOIN subject s ON s.id = p.subject
  LEFT JOIN unit u ON u.id = (SELECT max(x.id) FROM unit x
        WHERE x.level = 3 AND x.code = p.unit_code)
  LEFT JOIN unit v ON v.id = (SELECT max(x.id) FROM unit x
        WHERE x.level = 1 AND x.code = u.province_code)
  LEFT JOIN listing l ON l.product = p.id
 WHERE p.id = :product;

-- search_begin: one, reads
-- PostgreSQL plans the searches of this transaction for the words they have: a
-- rare word wants its index, a common one the newest rows. SQLite always takes
-- the index.
-- out ready text
SELECT 'on' AS ready;
-- postgres-instead:
SELECT set_config('plan_cache_mode', 'force_custom_plan', true) AS ready;

-- search_put: exec 1, writes
-- Stores the words of a product, one blank between; search_drop comes first.
-- in  product product_id, words text
INSERT INTO product_search (rowid, words) VALUES (:product, :words);
-- postgres-instead:
INSERT INTO product_search (rowid, words)
VALUES (:product, array_to_tsvector(string_to_array(:words, ' ')));

-- search_drop: exec, writes
-- Forgets the words of a product.
-- in  product product_id
DELETE FROM product_search WHERE rowid = :product;

-- search_product_page: many, reads
-- Products that were ever certified, by key, a page at a time: for making the
-- derived tables again. The sector of a product whose set was never published is nowhere but here.
-- in  after product_id
-- out id product_id, set_code text, sector int
SELECT p.id, p.set_code, coalesce(l.sector, 0)
  FROM product p LEFT JOIN listing l ON l.product = p.id
 WHERE p.id > :after
   AND EXISTS (SELECT 1 FROM certificate c WHERE c.product = p.id)
 ORDER BY p.id LIMIT 500;

-- search_derived: maybe, reads
-- What is derived of a product, as one text: to see whether making it again
-- changes anything.
-- in  product product_id
-- out derived text
SELECT coalesce(l.certificate || '|' || l.certificate_code || '|' ||
       coalesce(l.code, '') || '|' || l.name || '|' || l.subject_name || '|' ||
       l.star || '|' || l.set_code || '|' || l.sector || '|' || l.unit_code ||
       '|' || l.unit_name || '|' || l.province_code || '|' ||
       coalesce(l.photo, '') || '|' || l.valid_until_on || '|' || l.revoked ||
       '|' || l.extended_from_on,
       '') || '|' || coalesce(s.words, '')
  FROM product p
  LEFT JOIN listing l ON l.product = p.id
  LEFT JOIN product_search s ON s.rowid = p.id
 WHERE p.id = :product;
-- postgres-instead:
SELECT coalesce(l.certificate || '|' || l.certificate_code || '|' ||
       coalesce(l.code, '') || '|' || l.name || '|' || l.subject_name || '|' ||
       l.star || '|' || l.set_code || '|' || l.sector || '|' || l.unit_code ||
       '|' || l.unit_name || '|' || l.province_code || '|' ||
       coalesce(l.photo, '') || '|' || l.valid_until_on || '|' || l.revoked ||
       '|' || l.extended_from_on,
       '') || '|' || coalesce(s.words::text, '')
  FROM product p
  LEFT JOIN listing l ON l.product = p.id
  LEFT JOIN product_search s ON s.rowid = p.id
 WHERE p.id = :product;
