-- The schema as both back ends describe it, for comparing them and for
-- docs/made/schema.txt (store/migrate.c).

-- schema_lines: many, reads
-- A line for each column, key, reference and index, the same text on both.
-- Columns in their order, the rest by name; word tables are left out.
-- out tbl text, section int, position int, line text
WITH t AS (
  SELECT coalesce(name, '') AS name FROM sqlite_schema
   WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
     AND name NOT LIKE 'product_search%')
SELECT t.name, 1, c.cid,
       c.name || ' ' || CASE c.type WHEN 'INTEGER' THEN 'int'
         WHEN 'TEXT' THEN 'text' WHEN 'BLOB' THEN 'bytes' ELSE c.type END ||
       CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN '' ELSE '?' END
  FROM t, pragma_table_info(t.name) c
UNION ALL
SELECT t.name, 2, 0, 'key (' || (SELECT group_concat(k.name, ', ')
    FROM (SELECT p.name FROM pragma_table_info(t.name) p
           WHERE p.pk > 0 ORDER BY p.pk) k) || ')'
  FROM t
UNION ALL
SELECT t.name, 3, 0, 'references ' || f."from" || ' -> ' || f."table" ||
       ' (' || f."to" || ')'
  FROM t, pragma_foreign_key_list(t.name) f
UNION ALL
SELECT t.name, CASE i.origin WHEN 'u' THEN 4 ELSE 5 END, 0,
       CASE i.origin WHEN 'u' THEN 'unique' ELSE 'index ' || i.name ||
         CASE i."unique" WHEN 1 THEN ' unique' ELSE '' END END ||
       ' (' || (SELECT group_concat(k.name || CASE k."desc" WHEN 1 THEN ' DESC'
           ELSE '' END, ', ')
         FROM (SELECT x.name, x."desc" FROM pragma_index_xinfo(i.name) x
                WHERE x.key = 1 ORDER BY x.seqno) k) || ')' ||
       CASE i.partial WHEN 1 THEN ' where ' || (SELECT substr(s.sql,
           instr(s.sql, ' WHERE ') + 7) FROM sqlite_schema s
          WHERE s.type = 'index' AND s.name = i.name) ELSE '' END
  FROM t, pragma_index_list(t.name) i
 WHERE i.origin <> 'pk'
 ORDER BY 1, 2, 3, 4
 LIMIT 5000;
-- postgres-instead:
WITH t AS (
  SELECT c.oid, c.relname::text COLLATE "C" AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind = 'r' AND n.nspname = current_schema()
     AND c.relname NOT LIKE 'product_search%'),
x AS (
  SELECT i.indexrelid, i.indrelid, i.indisunique, i.indisprimary, i.indpred,
         c.relname::text AS name,
         EXISTS (SELECT 1 FROM pg_constraint o WHERE o.conindid = i.indexrelid
            AND o.contype = 'u') AS is_constraint,
         (SELECT string_agg(a.attname || CASE WHEN (i.indoption[k.n - 1] & 1) = 1
              THEN ' DESC' ELSE '' END, ', ' ORDER BY k.n)
            FROM unnest(i.indkey) WITH ORDINALITY k (attnum, n)
            JOIN pg_attribute a ON a.attrelid = i.indrelid
             AND a.attnum = k.attnum) AS columns
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid)
SELECT t.name AS tbl, 1 AS section, a.attnum::bigint AS position,
       (a.attname || ' ' || CASE format_type(a.atttypid, -1)
         WHEN 'bigint' THEN 'int' WHEN 'text' THEN 'text'
         WHEN 'bytea' THEN 'bytes' ELSE format_type(a.atttypid, -1) END ||
       CASE WHEN a.attnotnull THEN '' ELSE '?' END)::text COLLATE "C" AS line
  FROM t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0
   AND NOT a.attisdropped
UNION ALL
SELECT t.name, 2, 0, 'key (' || x.columns || ')'
  FROM t JOIN x ON x.indrelid = t.oid AND x.indisprimary
UNION ALL
SELECT t.name, 3, 0, 'references ' || a.attname || ' -> ' || f.relname ||
       ' (' || b.attname || ')'
  FROM t JOIN pg_constraint o ON o.conrelid = t.oid AND o.contype = 'f'
  JOIN pg_class f ON f.oid = o.confrelid
  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = o.conkey[1]
  JOIN pg_attribute b ON b.attrelid = f.oid AND b.attnum = o.confkey[1]
UNION ALL
SELECT t.name, CASE WHEN x.is_constraint THEN 4 ELSE 5 END, 0,
       CASE WHEN x.is_constraint THEN 'unique' ELSE 'index ' || x.name ||
         CASE WHEN x.indisunique THEN ' unique' ELSE '' END END ||
       ' (' || x.columns || ')' ||
       CASE WHEN x.indpred IS NULL THEN '' ELSE ' where ' ||
         replace(trim(BOTH '()' FROM pg_get_expr(x.indpred, x.indrelid)),
           ') OR (', ' OR ') END
  FROM t JOIN x ON x.indrelid = t.oid AND NOT x.indisprimary
 ORDER BY 1, 2, 3, 4
 LIMIT 5000;
