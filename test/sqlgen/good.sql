-- What sqlgen takes: every cardinality and every type, in one file.

-- product_one: one, reads
-- A product. The name is used :twice, and '::' is no parameter.
-- in  id product_id, name text
-- out id product_id, name text, spec text?, mark bytes,
--     made_on day, is_new flag, n int?
SELECT id, name, spec, mark, made_on, made_on > 100 AS is_new,
       CASE WHEN id = 1 THEN NULL ELSE id END AS n -- a comment; with a semicolon
  FROM product
 WHERE id = :id AND (name = :name OR name = ':name' OR spec = :name);
-- postgres: FOR UPDATE

-- product_maybe: maybe, reads
-- The moment is no column.
-- in  at moment
-- out at moment?
SELECT max(made_on) + :at AS at FROM product;
-- postgres-instead:
SELECT (max(made_on)::bigint + :at) AS at FROM product;

-- product_list: many, reads
-- All of them.
-- in  n int
-- out id product_id
SELECT id FROM product ORDER BY id LIMIT :n;

-- product_newest: many, reads
-- The same rows as the statement above, for whoever takes either.
-- in  n int
-- out as product_list
SELECT id FROM product ORDER BY id DESC LIMIT :n;

-- product_add: exec 1, writes
-- More than five parameters travel as one struct.
-- in  id product_id?, name text, spec text?, mark bytes, made_on day, n int?
INSERT INTO product (id, name, spec, mark, made_on)
VALUES (coalesce(:id, :n), :name, :spec, :mark, :made_on);

-- note_clear: exec, writes
-- None.
DELETE FROM note;
