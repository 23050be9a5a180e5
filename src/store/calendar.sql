-- The calendar of rest days.

-- holidays: many, reads
-- Rest days and swapped working days within two days; not what is only expected.
-- in  from_on day, to_on day
-- out on_day day, kind int
SELECT on_day, kind FROM holiday
 WHERE on_day BETWEEN :from_on AND :to_on AND grade < 3 ORDER BY on_day LIMIT 2000;
