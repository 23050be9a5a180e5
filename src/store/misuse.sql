-- Reports of misuse by anybody (act/misuse.c).

-- misuse_add: one, writes
-- A report.
-- in  product product_id, agency agency_id, number text, place text?, body text
-- in  contact text?, photo text?, at moment, due_on day
-- out id misuse_id
INSERT INTO misuse (product, agency, number, place, body, contact, photo, state,
       at, due_on, version)
VALUES (:product, :agency, :number, :place, :body, :contact, :photo, 1, :at,
       :due_on, 1)
RETURNING id;

-- misuse_by_number: maybe, reads
-- What became of a report, for whoever has its number: nothing of its text.
-- in  number text
-- out product text, state int, at moment, due_on day, answer text?
-- out answered_at moment?
SELECT p.name, m.state, m.at, m.due_on, m.answer, m.answered_at
  FROM misuse m JOIN product p ON p.id = m.product
 WHERE m.number = :number;

-- misuse_list: many, reads
-- Reports to a province, those without an answer first.
-- in  agency agency_id
-- out id misuse_id, number text, state int, at moment, due_on day, product text
-- out code text, body text
SELECT m.id, m.number, m.state, m.at, m.due_on, p.name, l.certificate_code,
       substr(m.body, 1, 200)
  FROM misuse m JOIN product p ON p.id = m.product
  JOIN listing l ON l.product = m.product
 WHERE m.agency = :agency
 ORDER BY m.state, m.id DESC LIMIT 100;

-- misuse_of: maybe, reads
-- One report, for the province it went to.
-- in  id misuse_id, agency agency_id
-- out id misuse_id, product product_id, number text, state int, at moment
-- out due_on day, place text?, body text, contact text?, answer text?
-- out answered_at moment?, version int, name text, code text, clean text?
-- out thumb text?, mime text?, inspection inspection_id?
SELECT m.id, m.product, m.number, m.state, m.at, m.due_on, m.place, m.body,
       m.contact, m.answer, m.answered_at, m.version, p.name,
       l.certificate_code, b.clean, b.thumb, b.mime,
       (SELECT max(i.id) FROM inspection i
         WHERE i.product = m.product AND i.misuse = m.id)
  FROM misuse m JOIN product p ON p.id = m.product
  JOIN listing l ON l.product = m.product
  LEFT JOIN blob b ON b.hash = m.photo
 WHERE m.id = :id AND m.agency = :agency;

-- misuse_set: exec 1, writes
-- An inspection was opened for it, or it was answered.
-- in  id misuse_id, version int, state int, answer text?, answered_at moment?
UPDATE misuse SET state = :state, answer = coalesce(:answer, answer),
       answered_at = coalesce(:answered_at, answered_at), version = version + 1
 WHERE id = :id AND version = :version;

-- misuse_of_product: many, reads
-- The reports about a product, for the register.
-- in  product product_id
-- out id misuse_id, number text, state int, at moment
SELECT id, number, state, at FROM misuse WHERE product = :product
 ORDER BY id DESC LIMIT 20;

-- task_of_reports: many, reads
-- Reports that wait for an answer.
-- in  agency agency_id
-- out id misuse_id, name text, due_on day, since moment
SELECT m.id, p.name, m.due_on, m.at
  FROM misuse m JOIN product p ON p.id = m.product
 WHERE m.agency = :agency AND m.state IN (1, 2)
 ORDER BY m.id LIMIT 50;

-- misuse_agency: one, reads
-- The provincial office of this installation.
-- out id agency_id
SELECT min(id) FROM agency WHERE level = 1 AND until_on IS NULL HAVING count(*) > 0;
