-- What the night says of days (act/night.c).

-- turn_add: maybe, writes
-- Writes down that something was said of a day; nothing when it was before.
-- in  noun text, noun_id int, step text, on_day day, at moment
-- out noun_id int
INSERT INTO turn (noun, noun_id, step, on_day, at)
VALUES (:noun, :noun_id, :step, :on_day, :at)
ON CONFLICT (noun, noun_id, step, on_day) DO NOTHING
RETURNING noun_id;

-- night_certificates: many, reads
-- Certificates that stand for their product and whose last day, their own or
-- of an extension, lies in a range; a page at a time.
-- in  from_on day, to_on day, after certificate_id
-- out id certificate_id, code text, name text, valid_until_on day?
--     extended_until_on day?, subject subject_id, commune agency_id?
--     province agency_id?
SELECT c.id, c.code, p.name, c.valid_until_on, c.extended_until_on, p.subject,
       (SELECT g.id FROM agency g WHERE g.level = 3 AND g.until_on IS NULL
           AND g.unit_code = p.unit_code),
       (SELECT min(g.id) FROM agency g JOIN unit u ON u.province_code = g.unit_code
         WHERE g.level = 1 AND g.until_on IS NULL AND u.level = 3
           AND u.until_on IS NULL AND u.code = p.unit_code)
  FROM certificate c JOIN product p ON p.id = c.product
 WHERE c.replaced_by IS NULL AND c.revoked_on IS NULL AND c.id > :after
   AND (c.valid_until_on BETWEEN :from_on AND :to_on
    OR c.extended_until_on BETWEEN :from_on AND :to_on)
 ORDER BY c.id LIMIT 200;
