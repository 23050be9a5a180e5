-- The commune's desk.

-- commune_inbox: many, reads
-- The dossiers of a commune in one state or several, the oldest deadline
-- first; those not yet received stand before all others.
-- in  commune agency_id, from_state int, to_state int, also_from int, also_to int, account account_id
-- out id dossier_id, state int, slip_no text?, submitted_at moment?, due_on day?,
-- out product_name text, product_code text?, subject_name text
SELECT d.id, d.state, d.slip_no, d.submitted_at, d.due_on,
       p.name, p.code, s.name
  FROM dossier d
  JOIN product p ON p.id = d.product
  JOIN subject s ON s.id = d.subject
 WHERE d.commune = :commune AND (d.state BETWEEN :from_state AND :to_state
        OR d.state BETWEEN :also_from AND :also_to)
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
        AND x.dossier = d.id)
 ORDER BY coalesce(d.due_on, 0), d.submitted_at, d.id LIMIT 200;

-- commune_counts: many, reads
-- How many dossiers of a commune are in which state.
-- in  commune agency_id, account account_id
-- out state int, n int
SELECT state, count(*) FROM dossier WHERE commune = :commune
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
        AND x.dossier = dossier.id)
 GROUP BY state ORDER BY state LIMIT 50;
