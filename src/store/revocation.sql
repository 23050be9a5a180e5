-- Revocation (QĐ 26/2026 Đ8; act/revocation.c).

-- revocation_add: one, writes
-- A proposal.
-- in  certificate certificate_id, agency agency_id, ground text, facts text
-- in  basis_no text?, basis_on day, inspection inspection_id
-- in  by_commune agency_id, ordered_by agency_id, due_on day, account account_id
-- in  at moment
-- out id revocation_id
INSERT INTO revocation (certificate, agency, ground, facts, basis_no, basis_on,
       inspection, by_commune, ordered_by, state, due_on, created_by, created_at, version)
VALUES (:certificate, :agency, :ground, :facts, :basis_no, :basis_on,
       nullif(:inspection, 0), nullif(:by_commune, 0),
       nullif(:ordered_by, 0), 1, :due_on, :account,
       :at, 1)
RETURNING id;

-- certificate_of_dossier: maybe, reads
-- The certificate that a dossier brought.
-- in  dossier dossier_id
-- out id certificate_id, code text, revoked_on day?, replaced_by int?
SELECT id, code, revoked_on, replaced_by FROM certificate
 WHERE dossier = :dossier ORDER BY id DESC LIMIT 1;

-- revocation_open_of: maybe, reads
-- A proposal for this certificate that is not at its end.
-- in  certificate certificate_id
-- out id revocation_id
SELECT id FROM revocation WHERE certificate = :certificate AND state IN (1, 2)
 LIMIT 1;

-- revocation_of_certificate: maybe, reads
-- The newest proposal for a certificate.
-- in  certificate certificate_id
-- out id revocation_id, state int, ground text, due_on day
SELECT id, state, ground, due_on FROM revocation
 WHERE certificate = :certificate ORDER BY id DESC LIMIT 1;

-- revocation_list: many, reads
-- The proposals of a province, open ones first, the earliest deadline first.
-- in  agency agency_id
-- out id revocation_id, state int, ground text, basis_no text?, basis_on day
-- out due_on day, code text, product text, subject text, facts text
-- out decision decision_id?, why text?, ordered_by agency_id?, replaced flag
SELECT r.id, r.state, r.ground, r.basis_no, r.basis_on, r.due_on, c.code,
       p.name, s.name, r.facts, r.decision, r.why, r.ordered_by,
       CASE WHEN c.replaced_by IS NULL THEN 0 ELSE 1 END
  FROM revocation r
  JOIN certificate c ON c.id = r.certificate
  JOIN product p ON p.id = c.product
  JOIN subject s ON s.id = p.subject
 WHERE r.agency = :agency
 ORDER BY r.state, r.due_on, r.id LIMIT 200;

-- revocation_of: maybe, reads
-- One proposal of a province.
-- in  id revocation_id, agency agency_id
-- out id revocation_id, state int, ground text, facts text, basis_no text?
-- out basis_on day, due_on day, inspection inspection_id?, decision decision_id?
-- out why text?, commune_name text?, version int, certificate certificate_id
-- out code text, product product_id, product_name text, subject text
-- out ordered_by agency_id?, replaced flag
SELECT r.id, r.state, r.ground, r.facts, r.basis_no, r.basis_on, r.due_on,
       r.inspection, r.decision, r.why, g.name, r.version, c.id, c.code, p.id,
       p.name, s.name, r.ordered_by, CASE WHEN c.replaced_by IS NULL THEN 0 ELSE 1 END
  FROM revocation r
  JOIN certificate c ON c.id = r.certificate
  JOIN product p ON p.id = c.product
  JOIN subject s ON s.id = p.subject
  LEFT JOIN agency g ON g.id = r.by_commune
 WHERE r.id = :id AND r.agency = :agency;

-- revocation_set: exec 1, writes
-- Into a draft, out of it again, or dropped with a reason.
-- in  id revocation_id, from_state int, state int, decision decision_id
-- in  position int, why text?
UPDATE revocation SET state = :state, decision = nullif(:decision, 0),
       position = nullif(:position, 0), why = :why, version = version + 1
 WHERE id = :id AND state = :from_state;

-- revocation_items: many, reads
-- The annex of a decision that revokes.
-- in  decision decision_id
-- out id revocation_id, position int, ground text, facts text, basis_no text?
-- out basis_on day, due_on day, certificate certificate_id, code text, star int
-- out decision_no text?, issued_on day?, product product_id, name text
-- out product_code text?, subject text, subject_id subject_id, address text?
-- out revoked flag, replaced flag, commune agency_id?, province agency_id?
SELECT r.id, coalesce(r.position, 0), r.ground, r.facts, r.basis_no, r.basis_on,
       r.due_on, c.id, c.code, c.star, c.decision_no, c.issued_on, p.id, p.name,
       p.code, s.name, s.id, s.address,
       CASE WHEN c.revoked_on IS NULL THEN 0 ELSE 1 END,
       CASE WHEN c.replaced_by IS NULL THEN 0 ELSE 1 END,
       (SELECT g.id FROM agency g WHERE g.level = 3 AND g.until_on IS NULL
           AND g.unit_code = p.unit_code),
       (SELECT min(g.id) FROM agency g JOIN unit u ON u.province_code = g.unit_code
         WHERE g.level = 1 AND g.until_on IS NULL AND u.level = 3
           AND u.until_on IS NULL AND u.code = p.unit_code)
  FROM revocation r
  JOIN certificate c ON c.id = r.certificate
  JOIN product p ON p.id = c.product
  JOIN subject s ON s.id = p.subject
 WHERE r.decision = :decision
 ORDER BY r.position, r.id LIMIT 500;

-- revocation_signed: exec, writes
-- The decision was signed.
-- in  decision decision_id
UPDATE revocation SET state = 3, version = version + 1
 WHERE decision = :decision AND state = 2;

-- revocation_running: many, reads
-- Renewals and upgrades of a product that are on their road.
-- in  product product_id
-- out id dossier_id, kind int, state int, commune agency_id, province agency_id
SELECT id, kind, state, commune, province FROM dossier
 WHERE product = :product AND kind IN (2, 3)
 ORDER BY id DESC LIMIT 10;

-- dossier_end_revoked: exec 1, writes
-- Its certificate is gone: it ends here, with the reason.
-- in  id dossier_id, state int, note text
UPDATE dossier SET state = :state, note = :note, due_on = NULL,
       version = version + 1
 WHERE id = :id;

-- dossier_barred: maybe, reads
-- A renewal or upgrade whose certificate was revoked: it cannot be recognised.
-- in  dossier dossier_id
-- out code text, number text?
SELECT c.code, c.revoked_no
  FROM dossier d JOIN certificate c ON c.id = d.from_certificate
 WHERE d.id = :dossier AND c.revoked_on IS NOT NULL;

-- task_of_revocation: maybe, reads
-- Proposals that wait for a draft: how many, and the earliest deadline.
-- in  agency agency_id
-- out n int, due_on day, since moment
SELECT count(*), min(due_on), min(created_at) FROM revocation
 WHERE agency = :agency AND state = 1 HAVING count(*) > 0;
