-- Administrative units, for ever: who follows whom, and finding them by words.

-- unit_count: one, reads
-- How many units there are: 0 before the first start.
-- in  level int
-- out n int
SELECT count(*) FROM unit WHERE level = :level;

-- unit_add_many: exec, writes
-- Units from one JSON list of rows [code, level, kind, name, full_name, fold,
-- parent_code, province_code, since_on, until_on]: the first start brings
-- fifteen thousand, so they do not travel one by one.
-- in  rows text
INSERT INTO unit (code, level, kind, name, full_name, fold, parent_code,
                  province_code, since_on, until_on)
SELECT r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3,
       r.value ->> 4, r.value ->> 5, r.value ->> 6, r.value ->> 7,
       r.value ->> 8, r.value ->> 9
  FROM json_each(:rows) AS r;
-- postgres-instead:
INSERT INTO unit (code, level, kind, name, full_name, fold, parent_code,
                  province_code, since_on, until_on)
SELECT r ->> 0, (r ->> 1)::bigint, r ->> 2, r ->> 3, r ->> 4, r ->> 5,
       r ->> 6, r ->> 7, (r ->> 8)::bigint, (r ->> 9)::bigint
  FROM json_array_elements((:rows)::json) AS r;

-- unit_follow_many: exec, writes
-- Successors from one JSON list of rows [old level, old code, old since_on,
-- new level, new code, new since_on, extent, note]. What is there stays.
-- in  rows text
INSERT INTO unit_successor (old_unit, new_unit, extent, note)
SELECT o.id, n.id, r.value ->> 6, r.value ->> 7
  FROM json_each(:rows) AS r
  JOIN unit o ON o.level = r.value ->> 0 AND o.code = r.value ->> 1
             AND o.since_on = r.value ->> 2
  JOIN unit n ON n.level = r.value ->> 3 AND n.code = r.value ->> 4
             AND n.since_on = r.value ->> 5
 WHERE true
    ON CONFLICT (old_unit, new_unit) DO NOTHING;
-- postgres-instead:
INSERT INTO unit_successor (old_unit, new_unit, extent, note)
SELECT o.id, n.id, r ->> 6, r ->> 7
  FROM json_array_elements((:rows)::json) AS r
  JOIN unit o ON o.level = (r ->> 0)::bigint AND o.code = r ->> 1
             AND o.since_on = (r ->> 2)::bigint
  JOIN unit n ON n.level = (r ->> 3)::bigint AND n.code = r ->> 4
             AND n.since_on = (r ->> 5)::bigint
    ON CONFLICT (old_unit, new_unit) DO NOTHING;

-- unit_named: many, reads
-- Units whose folded name begins with one of some words: `words` is a JSON
-- list of pairs [first, last] between which such names lie. With the names,
-- as of its last day, of what it belonged to.
-- in  words text
-- out id unit_id, code text, level int, kind text, name text, full_name text,
--     parent_name text?, province_name text?, since_on day, until_on day?
SELECT u.id, u.code, u.level, u.kind, u.name, u.full_name,
       (SELECT max(d.full_name) FROM unit d
         WHERE d.level = 2 AND d.code = u.parent_code AND u.level = 3
           AND d.since_on <= coalesce(u.until_on, 999999)
           AND coalesce(d.until_on, 999999) >= coalesce(u.until_on, 999999)),
       (SELECT max(p.full_name) FROM unit p
         WHERE p.level = 1 AND p.code = u.province_code AND u.level > 1
           AND p.since_on <= coalesce(u.until_on, 999999)
           AND coalesce(p.until_on, 999999) >= coalesce(u.until_on, 999999)),
       u.since_on, u.until_on
  FROM json_each(:words) AS w CROSS JOIN unit u
 WHERE u.fold >= w.value ->> 0 AND u.fold < w.value ->> 1
 ORDER BY u.fold, u.id
 LIMIT 400;
-- postgres-instead:
SELECT u.id, u.code, u.level, u.kind, u.name, u.full_name,
       (SELECT max(d.full_name) FROM unit d
         WHERE d.level = 2 AND d.code = u.parent_code AND u.level = 3
           AND d.since_on <= coalesce(u.until_on, 999999)
           AND coalesce(d.until_on, 999999) >= coalesce(u.until_on, 999999)),
       (SELECT max(p.full_name) FROM unit p
         WHERE p.level = 1 AND p.code = u.province_code AND u.level > 1
           AND p.since_on <= coalesce(u.until_on, 999999)
           AND coalesce(p.until_on, 999999) >= coalesce(u.until_on, 999999)),
       u.since_on, u.until_on
  FROM json_array_elements((:words)::json) AS w
  JOIN unit u ON u.fold >= w ->> 0 AND u.fold < w ->> 1
 ORDER BY u.fold, u.id
 LIMIT 400;

-- unit_followers: many, reads
-- The units of today that stand where some stood: `old` is a JSON list of ids.
-- in  old text
-- out old_unit unit_id, id unit_id, code text, level int, full_name text,
--     province_name text?, extent text, note text
SELECT s.old_unit, n.id, n.code, n.level, n.full_name,
       (SELECT max(p.full_name) FROM unit p
         WHERE p.level = 1 AND p.code = n.province_code AND n.level > 1
           AND p.until_on IS NULL),
       s.extent, s.note
  FROM json_each(:old) AS o CROSS JOIN unit_successor s
  JOIN unit n ON n.id = s.new_unit
 WHERE s.old_unit = o.value
 ORDER BY s.old_unit, n.fold, n.id
 LIMIT 600;
-- postgres-instead:
SELECT s.old_unit, n.id, n.code, n.level, n.full_name,
       (SELECT max(p.full_name) FROM unit p
         WHERE p.level = 1 AND p.code = n.province_code AND n.level > 1
           AND p.until_on IS NULL),
       s.extent, s.note
  FROM json_array_elements_text((:old)::json) AS o
  JOIN unit_successor s ON s.old_unit = o::bigint
  JOIN unit n ON n.id = s.new_unit
 ORDER BY s.old_unit, n.fold, n.id
 LIMIT 600;

-- unit_of_day: maybe, reads
-- A unit as it was on a day, by its code: for papers of then.
-- in  level int, code text, on_day day
-- out id unit_id, code text, kind text, name text, full_name text,
--     province_code text, since_on day, until_on day?
SELECT id, code, kind, name, full_name, province_code, since_on, until_on
  FROM unit
 WHERE level = :level AND code = :code AND since_on <= :on_day
   AND (until_on IS NULL OR until_on >= :on_day)
 ORDER BY since_on DESC
 LIMIT 1;

-- unit_communes: many, reads
-- The communes of a province today.
-- in  province_code text
-- out id unit_id, code text, kind text, name text, full_name text
SELECT id, code, kind, name, full_name
  FROM unit
 WHERE parent_code = :province_code AND level = 3 AND until_on IS NULL
 LIMIT 1000;

-- unit_provinces: many, reads
-- The provinces today.
-- out id unit_id, code text, full_name text
SELECT id, code, full_name FROM unit
 WHERE level = 1 AND until_on IS NULL
 ORDER BY code
 LIMIT 200;
