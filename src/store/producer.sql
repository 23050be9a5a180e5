-- What waits for a producer: rows of /viec.

-- producer_bare_products: many, reads
-- Products for which no dossier was ever opened and no certificate stands.
-- in  subject subject_id
-- out id product_id, name text, at moment
SELECT p.id, p.name, p.created_at FROM product p
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
