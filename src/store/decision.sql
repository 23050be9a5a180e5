-- Decisions for a batch, and the certificates they issue (QĐ 26/2026 Đ7.3.đ, e).

-- decision_candidates: many, reads
-- Concluded dossiers of an agency that no draft names yet; and those that the
-- Ministry has sent back to it.
-- in  province agency_id, account account_id
-- out id dossier_id, product text, subject text, set_code text, code text?
-- out star int, sum int, sheets int, concluded_at moment?, pack text, above flag
-- out revoked flag, kind int, before_star int, before_until_on day?
-- out before_extended_on day?, before_replaced flag, decimals int?
SELECT d.id, p.name, s.name, d.set_code, p.code, r.star, r.sum, r.sheets,
       d.concluded_at, d.pack,
       CASE WHEN d.evaluator = d.ministry THEN 1 ELSE 0 END,
       CASE WHEN f.revoked_on IS NULL THEN 0 ELSE 1 END, d.kind,
       coalesce(f.star, 0), f.valid_until_on, f.extended_until_on,
       CASE WHEN f.replaced_by IS NULL THEN 0 ELSE 1 END,
       (SELECT b.value FROM meeting m JOIN bylaw b ON b.council = m.council
           AND b.rule = 'decimals' WHERE m.id = a.meeting)
  FROM dossier d JOIN product p ON p.id = d.product
  LEFT JOIN certificate f ON f.id = d.from_certificate
  JOIN subject s ON s.id = d.subject
  JOIN agenda a ON a.dossier = d.id
  JOIN result r ON r.agenda = a.id
 WHERE d.evaluator = :province AND d.state IN (10, 16)
   AND a.id = (SELECT max(x.id) FROM agenda x WHERE x.dossier = d.id)
   AND NOT EXISTS (SELECT 1 FROM decision_item i JOIN decision y
        ON y.id = i.decision WHERE i.dossier = d.id AND y.state = 1)
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
        AND x.dossier = d.id)
 ORDER BY r.star DESC, d.id
 LIMIT 200;

-- decision_add: one, writes
-- A draft of a decision.
-- in  agency agency_id, kind int, state int, at moment
-- out id decision_id
INSERT INTO decision (agency, kind, state, created_at, version)
VALUES (:agency, :kind, :state, :at, 1)
RETURNING id;

-- decision_item_add: exec 1, writes
-- One product of the annex, and the conclusion it rests on.
-- in  decision decision_id, dossier dossier_id, position int, star int
INSERT INTO decision_item (decision, dossier, position, star, agenda)
VALUES (:decision, :dossier, :position, :star,
        (SELECT max(r.agenda) FROM agenda a JOIN result r ON r.agenda = a.id
          WHERE a.dossier = :dossier));

-- decision_item_drop: exec 1, writes
-- … taken out of the draft again.
-- in  decision decision_id, dossier dossier_id
DELETE FROM decision_item WHERE decision = :decision AND dossier = :dossier
   AND EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_item.decision
                  AND d.state = 1);

-- decision_list: many, reads
-- The decisions of a province, drafts first, then the newest. A draft with a
-- product that the reader is recused from is not there for that reader.
-- in  agency agency_id, account account_id
-- out id decision_id, kind int, state int, number text?, signed_on day?
-- out created_at moment, products int
SELECT d.id, d.kind, d.state, d.number, d.signed_on, d.created_at,
       (SELECT count(*) FROM decision_item i WHERE i.decision = d.id) +
       (SELECT count(*) FROM revocation r WHERE r.decision = d.id)
  FROM decision d
 WHERE d.agency = :agency
   AND (d.state <> 1 OR NOT EXISTS (SELECT 1 FROM decision_item i
        JOIN recused x ON x.dossier = i.dossier AND x.account = :account
        WHERE i.decision = d.id))
 ORDER BY d.state, d.id DESC
 LIMIT 100;

-- decision_of: one, reads
-- One decision of this province; not a draft that names what the reader is
-- recused from: somebody else signs it. And how the signed paper that came back
-- stands, the best of them (enum signed_state: good, to be trusted, compared):
-- ticked as signed is less.
-- in  id decision_id, agency agency_id, account account_id
-- out id decision_id, kind int, state int, number text?, signed_on day?
-- out signer_name text?, signer_title text?, created_at moment, version int
-- out agency_name text, paper_state int?
SELECT d.id, d.kind, d.state, d.number, d.signed_on, d.signer_name,
       d.signer_title, d.created_at, d.version, a.name,
       (SELECT min(s.state) FROM paper_issue i JOIN paper_signed s ON s.issue = i.id
         WHERE i.paper IN ('quyet-dinh', 'thu-hoi') AND i.noun_id = d.id
           AND s.state IN (1, 2, 4)) AS paper_state
  FROM decision d JOIN agency a ON a.id = d.agency
 WHERE d.id = :id AND d.agency = :agency
   AND (d.state <> 1 OR NOT EXISTS (SELECT 1 FROM decision_item i
        JOIN recused x ON x.dossier = i.dossier AND x.account = :account
        WHERE i.decision = d.id));

-- decision_items: many, reads
-- The annex: products in order with their result and certificate.
-- in  decision decision_id
-- out dossier dossier_id, product product_id, position int, star int
-- out name text, code text?, subject text, address text?, unit_code text
-- out set_code text, pack text, sum int, sheets int, certificate text?, certificate_entry text?
-- out subject_id subject_id, commune agency_id, decimals int?
SELECT i.dossier, p.id, i.position, i.star, p.name, p.code, s.name, s.address,
       p.unit_code, d.set_code, d.pack, r.sum, r.sheets,
       (SELECT max(c.code) FROM certificate c WHERE c.dossier = d.id
           AND c.decision = i.decision),
       (SELECT max(e.code) FROM certificate c JOIN record n ON n.noun = 'certificate'
           AND n.noun_id = c.id AND n.kind = 'certificate.issue'
          JOIN entry e ON e.record = n.id
         WHERE c.dossier = d.id AND c.decision = i.decision), s.id, d.commune,
       (SELECT b.value FROM agenda a JOIN meeting m ON m.id = a.meeting
          JOIN bylaw b ON b.council = m.council AND b.rule = 'decimals'
         WHERE a.id = i.agenda)
  FROM decision_item i JOIN dossier d ON d.id = i.dossier
  JOIN product p ON p.id = d.product
  JOIN subject s ON s.id = d.subject
  JOIN result r ON r.agenda = i.agenda
 WHERE i.decision = :decision
 ORDER BY i.position
 LIMIT 500;

-- decision_set_signed: exec 1, writes
-- Signed: number, day, signer.
-- in  id decision_id, version int, state int, number text, signed_on day
-- in  signer account_id, signer_name text, signer_title text
UPDATE decision SET state = :state, number = :number, signed_on = :signed_on,
       signer = :signer, signer_name = :signer_name,
       signer_title = :signer_title, version = version + 1
 WHERE id = :id AND version = :version AND state = 1;

-- decision_number_there: maybe, reads
-- Whether this office gave that number in that year.
-- in  agency agency_id, number text, from_on day, to_on day
-- out id decision_id
SELECT id FROM decision
 WHERE agency = :agency AND number = :number AND signed_on >= :from_on
   AND signed_on < :to_on
 LIMIT 1;

-- certificate_add: one, writes
-- A certificate, as its decision issues it.
-- in  code text, product product_id, dossier dossier_id, decision decision_id
-- in  decision_no text?, star int, issuer text?, issued_on day?, issued_year int
-- in  valid_until_on day?, source text?, at moment
-- out id certificate_id, gtin text?
INSERT INTO certificate (code, product, dossier, decision, decision_no, star,
                         issuer, issued_on, issued_year, valid_until_on, source,
                         created_at, gtin)
VALUES (:code, :product, nullif(:dossier, 0), nullif(:decision, 0), :decision_no,
        :star, :issuer, :issued_on, :issued_year, :valid_until_on, :source, :at,
        (SELECT p.gtin FROM product p WHERE p.id = :product))
RETURNING id, gtin;

-- certificate_replace: exec, writes
-- An earlier certificate of the product gives way to a new one.
-- in  product product_id, by_certificate certificate_id
UPDATE certificate SET replaced_by = :by_certificate
 WHERE product = :product AND id <> :by_certificate AND replaced_by IS NULL
   AND revoked_on IS NULL;

-- certificate_of: maybe, reads
-- A certificate by its code, with all that its page shows.
-- in  code text
-- out id certificate_id, code text, star int, decision_no text?, issuer text?
-- out issued_on day?, issued_year int, valid_until_on day?, revoked_on day?
-- out revoked_why text?, revoked_no text?, replaced_by text?, source text?
-- out product product_id, product_name text, product_code text?, photo text?
-- out subject text, unit_code text, set_code text, sample flag, address text?,
--     ours flag, extended_until_on day?, renewed flag, subject_id subject_id
--     commune agency_id?, province agency_id?, authority agency_id?, old_code text?, gtin text?
SELECT c.id, c.code, c.star, c.decision_no, c.issuer, c.issued_on,
       c.issued_year, c.valid_until_on, c.revoked_on, c.revoked_why,
       c.revoked_no, (SELECT n.code FROM certificate n WHERE n.id = c.replaced_by),
       c.source, p.id, p.name, p.code, p.photo, s.name, p.unit_code, p.set_code,
       p.sample, s.address, CASE WHEN c.decision IS NULL THEN 0 ELSE 1 END,
       c.extended_until_on,
       CASE WHEN EXISTS (SELECT 1 FROM certificate n JOIN dossier d
            ON d.id = n.dossier WHERE n.id = c.replaced_by AND d.kind = 3)
            THEN 1 ELSE 0 END,
       s.id,
       (SELECT g.id FROM agency g WHERE g.level = 3 AND g.until_on IS NULL
           AND g.unit_code = p.unit_code),
       (SELECT min(g.id) FROM agency g JOIN unit u ON u.province_code = g.unit_code
         WHERE g.level = 1 AND g.until_on IS NULL AND u.level = 3
           AND u.until_on IS NULL AND u.code = p.unit_code),
       (SELECT d.agency FROM decision d JOIN agency g ON g.id = d.agency
         WHERE d.id = c.decision AND g.level = 0), p.old_code, p.gtin
  FROM certificate c JOIN product p ON p.id = c.product
  JOIN subject s ON s.id = p.subject
 WHERE c.code = :code;

-- certificate_of_product: many, reads
-- The certificates a product ever had, newest first.
-- in  product product_id
-- out code text, star int, decision_no text?, issued_on day?, issued_year int
-- out valid_until_on day?, revoked_on day?, replaced flag
SELECT code, star, decision_no, issued_on, issued_year, valid_until_on,
       revoked_on, CASE WHEN replaced_by IS NULL THEN 0 ELSE 1 END
  FROM certificate WHERE product = :product
 ORDER BY id DESC LIMIT 50;

-- certificate_revoke: exec 1, writes
-- Revoked by a decision (Đ8).
-- in  id certificate_id, on_day day, why text, number text
UPDATE certificate SET revoked_on = :on_day, revoked_why = :why,
       revoked_no = :number
 WHERE id = :id AND revoked_on IS NULL;

-- series_last: maybe, reads
-- The last number given in a series, to propose the next.
-- in  agency agency_id, kind text, year int
-- out last int
SELECT last FROM series WHERE agency = :agency AND kind = :kind AND year = :year;

-- decision_of_dossier: maybe, reads
-- The signed decision that names a dossier, and its certificate.
-- in  dossier dossier_id
-- out number text?, signed_on day?, kind int, star int, certificate text?
SELECT d.number, d.signed_on, d.kind, i.star,
       (SELECT max(c.code) FROM certificate c WHERE c.dossier = i.dossier
           AND c.decision = d.id)
  FROM decision_item i JOIN decision d ON d.id = i.decision
 WHERE i.dossier = :dossier AND d.state = 2
 ORDER BY d.id DESC LIMIT 1;

-- product_set_of: one, reads
-- The criteria set of a product.
-- in  id product_id
-- out set_code text
SELECT set_code FROM product WHERE id = :id;

-- unit_name_of: maybe, reads
-- The name of a commune by its code, the newest that had it.
-- in  code text
-- out full_name text, province_code text
SELECT full_name, province_code FROM unit WHERE code = :code AND level = 3
 ORDER BY since_on DESC LIMIT 1;

-- product_public: maybe, reads
-- A recognised product as everybody may see it.
-- in  id product_id
-- out id product_id, name text, code text?, story text?, spec text?, photo text?
-- out clean text?, thumb text?, width int?, height int?, subject text
-- out certificate text, sample flag, gtin text?
SELECT p.id, p.name, p.code, p.story, p.spec, p.photo, b.clean, b.thumb, b.width, b.height,
       s.name, l.certificate_code, p.sample, p.gtin
  FROM product p JOIN listing l ON l.product = p.id
  JOIN subject s ON s.id = p.subject
  LEFT JOIN blob b ON b.hash = p.photo
 WHERE p.id = :id;
