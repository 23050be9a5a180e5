-- What the public sees of recognised products: one row each, derived. Written
-- by store/search.c only; read here by words and filters.

-- listing_put: exec, writes
-- Makes the row of a product again from what it is derived from: the newest
-- certificate that no other one replaces. A product without one gets no row.
-- The sector is the set's, which the rule packs know and the store does not.
-- in  product product_id, sector int
INSERT INTO listing (product, certificate, certificate_code, code, name,
       subject_name, star, set_code, sector, unit_code, unit_name,
       province_code, photo, valid_until_on, revoked,
       extended_from_on)
SELECT p.id, c.id, c.code, p.code, p.name, s.name, c.star, p.set_code, :sector,
       p.unit_code, coalesce(u.full_name, ''), coalesce(u.province_code, ''),
       p.photo, coalesce(c.extended_until_on, c.valid_until_on, 0),
       CASE WHEN c.revoked_on IS NULL THEN 0 ELSE 1 END,
       CASE WHEN c.extended_until_on IS NULL THEN 0 ELSE c.valid_until_on END
  FROM product p
  JOIN subject s ON s.id = p.subject
  JOIN certificate c ON c.id = (SELECT max(x.id) FROM certificate x
        WHERE x.product = p.id AND x.replaced_by IS NULL)
  LEFT JOIN unit u ON u.id = (SELECT max(x.id) FROM unit x
        WHERE x.level = 3 AND x.code = p.unit_code)
 WHERE p.id = :product
ON CONFLICT (product) DO UPDATE SET certificate = excluded.certificate,
       certificate_code = excluded.certificate_code, code = excluded.code,
       name = excluded.name, subject_name = excluded.subject_name,
       star = excluded.star, set_code = excluded.set_code,
       sector = excluded.sector, unit_code = excluded.unit_code,
       unit_name = excluded.unit_name,
       province_code = excluded.province_code, photo = excluded.photo,
       valid_until_on = excluded.valid_until_on, revoked = excluded.revoked,
       extended_from_on = excluded.extended_from_on;

-- listing_search: many, reads
-- The newest recognised products that a match (store/search.c) finds, before a
-- product, whose last day is in a range (0: not published) and which are
-- revoked (1), not (0), or either (-1); of one commune, or '' any (its tag is in
-- the match too; said twice, PostgreSQL can take the index of communes). The
-- picture is the small one.
-- in  match text, before product_id, until_from day, until_to day, revoked int
--     unit_code text, limit_rows int
-- out product product_id, certificate_code text, code text?, name text
--     subject_name text, star int, set_code text, sector int, unit_code text
--     unit_name text, province_code text, photo text?, thumb text?
--     valid_until_on day, revoked flag, extended_from_on day
SELECT l.product, l.certificate_code, l.code, l.name, l.subject_name, l.star,
       l.set_code, l.sector, l.unit_code, l.unit_name, l.province_code, l.photo,
       b.thumb, l.valid_until_on, l.revoked, l.extended_from_on
  FROM product_search s
 CROSS JOIN listing l ON l.product = s.rowid
  LEFT JOIN blob b ON b.hash = l.photo
 WHERE s.product_search MATCH :match AND s.rowid < :before
   AND l.valid_until_on BETWEEN :until_from AND :until_to
   AND (:revoked < 0 OR l.revoked = :revoked)
   AND (:unit_code = '' OR l.unit_code = :unit_code)
 ORDER BY s.rowid DESC
 LIMIT :limit_rows;
-- postgres-instead:
SELECT l.product, l.certificate_code, l.code, l.name, l.subject_name, l.star,
       l.set_code, l.sector, l.unit_code, l.unit_name, l.province_code, l.photo,
       b.thumb, l.valid_until_on, l.revoked, l.extended_from_on
  FROM product_search s
  JOIN listing l ON l.product = s.rowid
  LEFT JOIN blob b ON b.hash = l.photo
 WHERE s.words @@ CAST(:match AS tsquery) AND s.rowid < :before
   AND l.valid_until_on BETWEEN :until_from AND :until_to
   AND (:revoked < 0 OR l.revoked = :revoked)
   AND (:unit_code = '' OR l.unit_code = :unit_code)
 ORDER BY s.rowid DESC
 LIMIT :limit_rows;

-- listing_newest: many, reads
-- The newest recognised products without words or filters: a plain walk down
-- the key, the cheapest page there is.
-- in  before product_id, limit_rows int
-- out as listing_search
SELECT l.product, l.certificate_code, l.code, l.name, l.subject_name, l.star,
       l.set_code, l.sector, l.unit_code, l.unit_name, l.province_code, l.photo,
       b.thumb, l.valid_until_on, l.revoked, l.extended_from_on
  FROM listing l LEFT JOIN blob b ON b.hash = l.photo
 WHERE l.product < :before
 ORDER BY l.product DESC
 LIMIT :limit_rows;

-- listing_gtin: many, reads
-- Products that the public sees and that say a number is theirs, the newest first.
-- in  gtin text
-- out as listing_search
SELECT l.product, l.certificate_code, l.code, l.name, l.subject_name, l.star,
       l.set_code, l.sector, l.unit_code, l.unit_name, l.province_code, l.photo,
       b.thumb, l.valid_until_on, l.revoked, l.extended_from_on
  FROM product p JOIN listing l ON l.product = p.id LEFT JOIN blob b ON b.hash = l.photo
 WHERE p.gtin = :gtin
 ORDER BY l.product DESC
 LIMIT 20;

-- listing_stars: many, reads
-- How many products of each star a province has; '' is the whole country. Reads
-- an index only; a page for the whole country keeps the answer for a while.
-- in  province_code text
-- out star int, n int
SELECT l.star, count(*) FROM listing l
 WHERE :province_code = '' OR l.province_code = :province_code
 GROUP BY l.star ORDER BY l.star DESC
 LIMIT 5;
