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

-- night_deadlines: many, reads
-- What ends on a day, by enum deadline_noun, with whoever must act (0: nobody of
-- that sort) and where.
-- in  on_day day, next_day day, from_at moment, to_at moment
-- out noun int, id int, name text, subject subject_id, agency agency_id
--     link text, account account_id
SELECT 1, d.id, p.name, 0, d.commune, '/xa/ho-so/' || d.id, 0
  FROM dossier d JOIN product p ON p.id = d.product
 WHERE d.due_on = :on_day AND d.state IN (2, 3)
UNION ALL
SELECT 2, s.id, p.name, d.subject, 0, '/ho-so/' || d.id || '/bo-sung', 0
  FROM supplement s JOIN dossier d ON d.id = s.dossier
  JOIN product p ON p.id = d.product
 WHERE s.due_on = :on_day AND s.answered_at IS NULL AND s.closed_at IS NULL AND d.state IN (4, 7)
UNION ALL
SELECT 3, i.id, p.name, 0, i.worker, '/hau-kiem/' || i.id, 0
  FROM inspection i JOIN product p ON p.id = i.product
 WHERE i.planned_on = :on_day AND i.state = 1
UNION ALL
SELECT 4, i.id, p.name, p.subject, i.worker, '/chung-nhan/' || c.code, 0
  FROM inspection i JOIN product p ON p.id = i.product
  JOIN certificate c ON c.id = i.certificate
 WHERE i.correct_by_on = :on_day AND i.state = 3
UNION ALL
SELECT 5, r.id, p.name, 0, r.agency, '/tinh/thu-hoi', 0
  FROM revocation r JOIN certificate c ON c.id = r.certificate
  JOIN product p ON p.id = c.product
 WHERE r.due_on = :on_day AND r.state IN (1, 2)
UNION ALL
SELECT 6, k.id, k.number, 0, k.agency, '/khieu-nai/' || k.id, 0
  FROM complaint k WHERE k.accept_by_on = :on_day AND k.state = 1
UNION ALL
SELECT 7, k.id, k.number, 0, k.agency, '/khieu-nai/' || k.id, 0
  FROM complaint k WHERE k.settle_by_on = :on_day AND k.state = 2
UNION ALL
SELECT 8, m.id, p.name, 0, m.agency, '/tinh/bao-sai/' || m.id, 0
  FROM misuse m JOIN product p ON p.id = m.product
 WHERE m.due_on = :on_day AND m.state IN (1, 2)
UNION ALL
SELECT 9, d.id, p.name, 0, d.evaluator, '/tinh/ho-so/' || d.id, 0
  FROM dossier d JOIN product p ON p.id = d.product
 WHERE d.due_on = :on_day AND d.kind = 3 AND d.state IN (6, 8, 9, 10, 17)
UNION ALL
SELECT 10, o.id, o.name, 0, g.id,
       CASE WHEN g.id = o.agency THEN '/tinh/dot' ELSE '/xa' END, 0
  FROM round o JOIN agency a ON a.id = o.agency
  JOIN agency g ON g.id = a.id OR (a.level = 1 AND g.level = 3
        AND g.province_code = a.province_code AND g.until_on IS NULL)
 WHERE o.proposed_before_on = :next_day
UNION ALL
SELECT 11, o.id, o.name, 0, o.agency, '/tinh/dot', 0
  FROM round o WHERE o.held_before_on = :next_day
UNION ALL
SELECT 12, e.id, e.name, 0, 0, '/hoi-dong/phien/' || e.id, t.account
  FROM meeting e JOIN seat t ON t.council = e.council AND t.until_at IS NULL
 WHERE e.starts_at >= :from_at AND e.starts_at < :to_at AND e.state = 1
   AND e.kind = 1
 ORDER BY 1, 2 LIMIT 5000;
