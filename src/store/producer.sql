-- What waits for a producer: rows of /viec.

-- producer_dossiers: many, reads
-- The dossiers of a subject that are on their way, those that wait for the
-- producer first (draft, returned, asked).
-- in  subject subject_id
-- out id dossier_id, state int, due_on day?, product text, at moment
SELECT d.id, d.state, d.due_on, p.name, d.opened_at
  FROM dossier d JOIN product p ON p.id = d.product
 WHERE d.subject = :subject AND d.state NOT IN (11, 12, 13, 15)
 ORDER BY CASE WHEN d.state IN (4, 7) THEN 0 WHEN d.state = 14 THEN 1
               WHEN d.state = 1 THEN 2 ELSE 3 END,
          coalesce(d.due_on, 99999), d.id DESC
 LIMIT 50;

-- producer_bare_products: many, reads
-- Products for which no dossier was ever opened and no certificate stands.
-- in  subject subject_id
-- out id product_id, name text
SELECT p.id, p.name FROM product p
 WHERE p.subject = :subject
   AND NOT EXISTS (SELECT 1 FROM dossier d WHERE d.product = p.id)
   AND NOT EXISTS (SELECT 1 FROM certificate c WHERE c.product = p.id)
 ORDER BY p.id
 LIMIT 20;

-- producer_expiring: many, reads
-- Papers that expire until a day, or have expired.
-- in  subject subject_id, until day
-- out id evidence_id, title text, expires_on day?
SELECT id, title, expires_on FROM evidence
 WHERE subject = :subject AND dropped_at IS NULL AND expires_on <= :until
 ORDER BY expires_on, id
 LIMIT 20;
