-- Signed codes of certificates, and the keys that check them.

-- code_key_add: exec, writes
-- A key that signs from now on.
-- in  kid text, spki text, at moment
INSERT INTO code_key (kid, spki, since_at) VALUES (:kid, :spki, :at)
ON CONFLICT (kid) DO NOTHING;

-- code_key_there: maybe, reads
-- Whether a key is known; its public half.
-- in  kid text
-- out spki text, since_at moment
SELECT spki, since_at FROM code_key WHERE kid = :kid;

-- code_key_list: many, reads
-- All keys that ever signed, newest first.
-- out kid text, spki text, since_at moment
SELECT kid, spki, since_at FROM code_key ORDER BY since_at DESC, kid LIMIT 100;

-- signed_code_facts: maybe, reads
-- What a signed code says of a certificate of ours.
-- in  certificate certificate_id
-- out code text, product text, subject text, unit_code text, agency text,
--     star int, issued_on day?, valid_until_on day?, gtin text?
SELECT c.code, p.name, s.name, p.unit_code, a.code, c.star, c.issued_on,
       c.valid_until_on, c.gtin
  FROM certificate c JOIN product p ON p.id = c.product
  JOIN subject s ON s.id = p.subject
  JOIN decision d ON d.id = c.decision
  JOIN agency a ON a.id = d.agency
 WHERE c.id = :certificate;

-- signed_code_add: exec 1, writes
-- The code of a certificate, for ever.
-- in  certificate certificate_id, kid text, text text, at moment
INSERT INTO signed_code (certificate, kid, text, made_at)
VALUES (:certificate, :kid, :text, :at);

-- signed_code_of: maybe, reads
-- The code of a certificate.
-- in  certificate certificate_id
-- out text text, kid text, made_at moment
SELECT text, kid, made_at FROM signed_code WHERE certificate = :certificate;

-- signed_code_missing: many, reads
-- Certificates of ours that were issued before there were signed codes, with the
-- entry of the record log that each has.
-- out id certificate_id, place int?, base int
SELECT c.id, e.place,
       coalesce((SELECT max(g.base) FROM generation g WHERE g.base <= e.place), 0)
  FROM certificate c
  LEFT JOIN record r ON r.noun = 'certificate' AND r.noun_id = c.id
   AND r.kind = 'certificate.issue'
  LEFT JOIN entry e ON e.record = r.id
 WHERE c.decision IS NOT NULL AND c.issued_on IS NOT NULL
   AND c.valid_until_on IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM signed_code s WHERE s.certificate = c.id)
 ORDER BY c.id
 LIMIT 200;

-- code_changed: many, reads
-- Signed codes that say more or less than is true: revoked, replaced, extended.
-- What ended before `since_on` ended by itself.
-- in  since_on day
-- out code text, revoked_on day?, replaced flag, extended_until_on day?
SELECT c.code, c.revoked_on,
       CASE WHEN c.replaced_by IS NULL THEN 0 ELSE 1 END, c.extended_until_on
  FROM certificate c
 WHERE (c.revoked_on IS NOT NULL OR c.replaced_by IS NOT NULL
        OR c.extended_until_on IS NOT NULL)
   AND c.valid_until_on >= :since_on
   AND EXISTS (SELECT 1 FROM signed_code s WHERE s.certificate = c.id)
 ORDER BY c.valid_until_on, c.id
 LIMIT 20000;
