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

-- unit_between: many, reads
-- Units whose folded name lies between two words: the names that begin so.
-- With the names, as of its last day, of what it belonged to.
-- in  first text, last text
-- out id unit_id, code text, level int, kind text, name text, full_name text,
--     fold text, parent_name text?, province_code text, province_name text?,
--     since_on day, until_on day?
SELECT u.id, u.code, u.level, u.kind, u.name, u.full_name, u.fold,
       (SELECT max(d.full_name) FROM unit d
         WHERE d.level = 2 AND d.code = u.parent_code AND u.level = 3
           AND d.since_on <= coalesce(u.until_on, 999999)
           AND coalesce(d.until_on, 999999) >= coalesce(u.until_on, 999999)),
       u.province_code,
       (SELECT max(p.full_name) FROM unit p
         WHERE p.level = 1 AND p.code = u.province_code
           AND p.since_on <= coalesce(u.until_on, 999999)
           AND coalesce(p.until_on, 999999) >= coalesce(u.until_on, 999999)),
       u.since_on, u.until_on
  FROM unit u
 WHERE u.fold >= :first AND u.fold < :last
 ORDER BY u.fold, u.id
 LIMIT 200;

-- unit_followers: many, reads
-- The units of today that stand where one stood.
-- in  old unit_id
-- out id unit_id, code text, level int, full_name text, province_name text?,
--     extent text, note text
SELECT n.id, n.code, n.level, n.full_name,
       (SELECT max(p.full_name) FROM unit p
         WHERE p.level = 1 AND p.code = n.province_code AND p.until_on IS NULL),
       s.extent, s.note
  FROM unit_successor s JOIN unit n ON n.id = s.new_unit
 WHERE s.old_unit = :old
 ORDER BY n.fold, n.id
 LIMIT 100;

-- unit_today: maybe, reads
-- A unit of today by its code.
-- in  level int, code text
-- out id unit_id, code text, kind text, name text, full_name text,
--     province_code text, since_on day
SELECT id, code, kind, name, full_name, province_code, since_on
  FROM unit
 WHERE level = :level AND code = :code AND until_on IS NULL;

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
