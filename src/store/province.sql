-- The provincial OCOP agency's desk: all dossiers of the province.

-- province_list: many, reads
-- Dossiers of a province, newest first; part of a product's or subject's name
-- without marks, or of a code, finds them. `like` is "%words%", "%%" for all.
-- in  province agency_id, from_state int, to_state int, also_from int, also_to int,
-- in  like text, after int, account account_id
-- out id dossier_id, state int, kind int, product text, code text?, subject text
-- out set_code text, unit_code text, commune text, submitted_at moment?
-- out due_on day?, slip2_no text?
SELECT d.id, d.state, d.kind, p.name, p.code, s.name, d.set_code, p.unit_code,
       a.name, d.submitted_at, d.due_on, d.slip2_no
  FROM dossier d JOIN product p ON p.id = d.product
  JOIN subject s ON s.id = d.subject
  JOIN agency a ON a.id = d.commune
 WHERE (d.province = :province OR d.ministry = :province)
   AND (d.state BETWEEN :from_state AND :to_state
        OR d.state BETWEEN :also_from AND :also_to)
   AND d.id < :after
   AND (p.fold LIKE :like OR s.fold LIKE :like
        OR replace(coalesce(p.code, ''), '-', ' ') LIKE :like)
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
        AND x.dossier = d.id)
 ORDER BY d.id DESC
 LIMIT 26;

-- province_counts: many, reads
-- How many dossiers of a province are in which state.
-- in  province agency_id, account account_id
-- out state int, n int
SELECT state, count(*) FROM dossier
 WHERE (province = :province OR ministry = :province)
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
        AND x.dossier = dossier.id)
 GROUP BY state ORDER BY state LIMIT 50;

-- dossier_set_taken: exec 1, writes
-- Received and numbered by the provincial agency (Mẫu 01, second block).
-- in  id dossier_id, state int, slip2_no text, due_on day?
UPDATE dossier SET state = :state, slip2_no = :slip2_no, due_on = :due_on,
       version = version + 1
 WHERE id = :id;

-- dossier_set_accepted: exec 1, writes
-- Ready for a council.
-- in  id dossier_id, state int, due_on day?, now moment
UPDATE dossier SET state = :state, accepted_at = :now, due_on = :due_on,
       version = version + 1
 WHERE id = :id;

-- dossier_set_decided: exec 1, writes
-- Recognised, approved, or told that there is no certificate.
-- in  id dossier_id, state int, now moment
UPDATE dossier SET state = :state, decided_at = :now, due_on = NULL,
       version = version + 1
 WHERE id = :id;
