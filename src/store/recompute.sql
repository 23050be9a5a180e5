-- What `ocop verify` computes again: every conclusion with the facts it rests on.

-- recompute_results: many, reads
-- Products concluded here, in order: what came back from another office was computed
-- from sheets that are there (act/handed.h).
-- in  after agenda_id
-- out agenda agenda_id, pass int, input text, output text, star int, sum int,
--     sheets int, pack text, set_code text
SELECT r.agenda, a.pass, r.input, r.output, r.star, r.sum, r.sheets, d.pack, d.set_code
  FROM result r JOIN agenda a ON a.id = r.agenda JOIN dossier d ON d.id = a.dossier
 WHERE r.agenda > :after
   AND EXISTS (SELECT 1 FROM record x WHERE x.noun = 'agenda' AND x.noun_id = a.id
        AND x.kind = 'product.conclude')
 ORDER BY r.agenda
 LIMIT 50;

-- recompute_sheets: many, reads
-- The sealed sheets of a product.
-- in  agenda agenda_id, pass int
-- out id sheet_id, seat text, seal text?, stop text?, stop_why text?, remark text?
-- out ballot text?
SELECT h.id, s.code, h.seal, h.stop, h.stop_why, h.remark, h.ballot
  FROM sheet h JOIN seat s ON s.id = h.seat
 WHERE h.agenda = :agenda AND h.pass = :pass AND h.sealed_at IS NOT NULL
   AND h.aside_at IS NULL
 ORDER BY s.code
 LIMIT 200;

-- recompute_items: many, reads
-- What signed decisions say of each product, and what was concluded.
-- in  after_decision decision_id, after_position int, state int
-- out decision decision_id, position int, number text?, star int, concluded int?
-- out dossier dossier_id, of_dossier dossier_id?
SELECT i.decision, i.position, d.number, i.star, r.star, i.dossier, a.dossier
  FROM decision_item i JOIN decision d ON d.id = i.decision
  LEFT JOIN agenda a ON a.id = i.agenda
  LEFT JOIN result r ON r.agenda = i.agenda
 WHERE d.state = :state AND (i.decision > :after_decision
       OR (i.decision = :after_decision AND i.position > :after_position))
 ORDER BY i.decision, i.position
 LIMIT 200;

-- recompute_certificates: many, reads
-- Certificates of this office, with their decision and their signed code.
-- in  after certificate_id
-- out id certificate_id, code text, star int, issued_on day?, valid_until_on day?,
--     decision_no text?, number text?, same flag, pack text, decided int?, signed_on day?, text text?, product text, subject text, place int?, base int,
--     gtin text?
SELECT c.id, c.code, c.star, c.issued_on, c.valid_until_on, c.decision_no, d.number,
       CASE WHEN o.product = c.product THEN 1 ELSE 0 END, o.pack,
       (SELECT i.star FROM decision_item i
         WHERE i.decision = c.decision AND i.dossier = c.dossier),
       d.signed_on, s.text, p.name, b.name, e.place,
       coalesce((SELECT max(g.base) FROM generation g WHERE g.base <= e.place), 0), c.gtin
  FROM certificate c JOIN decision d ON d.id = c.decision
  JOIN dossier o ON o.id = c.dossier
  JOIN product p ON p.id = c.product
  JOIN subject b ON b.id = p.subject
  LEFT JOIN signed_code s ON s.certificate = c.id
  LEFT JOIN record r ON r.noun = 'certificate' AND r.noun_id = c.id
   AND r.kind = 'certificate.issue'
  LEFT JOIN entry e ON e.record = r.id
 WHERE c.id > :after
 ORDER BY c.id
 LIMIT 100;

-- recompute_unsaid: many, reads
-- Certificates, revocations and extensions that no record tells of; signed codes of
-- what this office did not issue.
-- in  after certificate_id
-- out code text, revoked flag, extended flag, has_code flag
SELECT c.code,
       CASE WHEN c.revoked_on IS NULL THEN 0 ELSE 1 END,
       CASE WHEN c.extended_until_on IS NULL THEN 0 ELSE 1 END,
       CASE WHEN s.certificate IS NULL THEN 0 ELSE 1 END
  FROM certificate c LEFT JOIN signed_code s ON s.certificate = c.id
 WHERE c.id > :after AND ((s.certificate IS NOT NULL AND c.decision IS NULL)
    OR NOT EXISTS (SELECT 1 FROM record r WHERE r.noun = 'certificate'
         AND r.noun_id = c.id AND r.kind IN ('certificate.issue',
             'certificate.published', 'certificate.sample'))
    OR (c.decision IS NOT NULL AND c.revoked_on IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM record r WHERE r.noun = 'certificate'
         AND r.noun_id = c.id AND r.kind = 'certificate.revoke'))
    OR (c.extended_until_on IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM record r WHERE r.noun = 'certificate'
         AND r.noun_id = c.id AND r.kind = 'certificate.extend')))
 ORDER BY c.id LIMIT 100;
