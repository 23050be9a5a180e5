-- Inspections after recognition (QĐ 26/2026 Đ9; act/inspection.c).

-- inspection_add: one, writes
-- A planned, unannounced or reported inspection.
-- in  product product_id, certificate certificate_id, agency agency_id
-- in  worker agency_id, kind int, misuse misuse_id, plan_no text?, why text?
-- in  planned_on day, at moment
-- out id inspection_id
INSERT INTO inspection (product, certificate, agency, worker, kind, misuse,
       plan_no, why, planned_on, state, created_at, version)
VALUES (:product, :certificate, :agency, :worker, :kind, nullif(:misuse, 0),
       :plan_no, :why, :planned_on, 1, :at, 1)
RETURNING id;

-- inspection_of: maybe, reads
-- One inspection, for the agency that leads or the one that goes there.
-- in  id inspection_id, agency agency_id
-- out id inspection_id, product product_id, certificate certificate_id
-- out agency agency_id, worker agency_id, worker_name text, kind int
-- out misuse misuse_id?, plan_no text?, why text?, planned_on day, state int
-- out done_on day?, done_by_name text?, present text?, conclusion text?
-- out correct_by_on day?, correction text?, corrected_on day?, version int
-- out code text, star int, product_name text, subject_id subject_id
-- out subject text, address text?, set_code text, spec text?, thumb text?
-- out worker_unit text, worker_level int
SELECT i.id, i.product, i.certificate, i.agency, i.worker, w.name, i.kind,
       i.misuse, i.plan_no, i.why, i.planned_on, i.state, i.done_on, b.name,
       i.present, i.conclusion, i.correct_by_on, i.correction, i.corrected_on,
       i.version, c.code, c.star, p.name, s.id, s.name, s.address, p.set_code,
       p.spec, f.thumb, w.unit_code, w.level
  FROM inspection i
  JOIN certificate c ON c.id = i.certificate
  JOIN product p ON p.id = i.product
  JOIN subject s ON s.id = p.subject
  JOIN agency w ON w.id = i.worker
  LEFT JOIN account b ON b.id = i.done_by
  LEFT JOIN blob f ON f.hash = p.photo
 WHERE i.id = :id AND (i.agency = :agency OR i.worker = :agency);

-- inspection_list: many, reads
-- Inspections that an agency leads or goes to: those still to do first, the
-- earliest first; then what was done, the newest first.
-- in  agency agency_id
-- out id inspection_id, kind int, state int, planned_on day, done_on day?
-- out correct_by_on day?, code text, product text, subject text, worker text
SELECT i.id, i.kind, i.state, i.planned_on, i.done_on, i.correct_by_on, c.code,
       p.name, s.name, w.name
  FROM inspection i
  JOIN certificate c ON c.id = i.certificate
  JOIN product p ON p.id = i.product
  JOIN subject s ON s.id = p.subject
  JOIN agency w ON w.id = i.worker
 WHERE i.agency = :agency OR i.worker = :agency
 ORDER BY CASE WHEN i.state IN (1, 3) THEN 0 ELSE 1 END,
       CASE WHEN i.state IN (1, 3) THEN coalesce(i.correct_by_on, i.planned_on)
            ELSE 0 END, i.id DESC
 LIMIT 100;

-- inspection_of_product: many, reads
-- The inspections of a product, newest first, for the register.
-- in  product product_id
-- out id inspection_id, kind int, state int, planned_on day, done_on day?
-- out conclusion text?, correct_by_on day?
SELECT id, kind, state, planned_on, done_on, conclusion, correct_by_on
  FROM inspection WHERE product = :product
 ORDER BY id DESC LIMIT 20;

-- inspection_items: many, reads
-- What was found so far.
-- in  inspection inspection_id
-- out item text, verdict int, note text?, saved_at moment
SELECT item, verdict, note, saved_at FROM inspection_item
 WHERE inspection = :inspection ORDER BY item LIMIT 100;

-- inspection_item_put: exec 1, writes
-- One item of the list is answered, or answered otherwise.
-- in  inspection inspection_id, item text, verdict int, note text?, at moment
INSERT INTO inspection_item (inspection, item, verdict, note, saved_at)
VALUES (:inspection, :item, :verdict, :note, :at)
ON CONFLICT (inspection, item) DO UPDATE SET verdict = excluded.verdict,
       note = excluded.note, saved_at = excluded.saved_at;

-- inspection_photo_add: one, writes
-- A photo taken on site.
-- in  inspection inspection_id, blob text, name text, account account_id
-- in  at moment
-- out id inspection_photo_id
INSERT INTO inspection_photo (inspection, blob, name, by_account, created_at)
VALUES (:inspection, :blob, :name, :account, :at)
RETURNING id;

-- inspection_photos: many, reads
-- The photos, in the order in which they came.
-- in  inspection inspection_id
-- out id inspection_photo_id, name text, clean text?, thumb text?, hash text
-- out created_at moment
SELECT f.id, f.name, b.clean, b.thumb, b.hash, f.created_at
  FROM inspection_photo f JOIN blob b ON b.hash = f.blob
 WHERE f.inspection = :inspection ORDER BY f.id LIMIT 40;

-- inspection_photo_of: maybe, reads
-- One photo, for the agencies of its inspection; the cleaned copy.
-- in  id inspection_photo_id, agency agency_id
-- out clean text?, thumb text?, mime text
SELECT b.clean, b.thumb, b.mime
  FROM inspection_photo f
  JOIN inspection i ON i.id = f.inspection
  JOIN blob b ON b.hash = f.blob
 WHERE f.id = :id AND (i.agency = :agency OR i.worker = :agency);

-- inspection_set: exec 1, writes
-- A step of its road; an older form is stale. 0 and NULL keep what was there.
-- in  id inspection_id, version int, state int, done_on day?, account account_id?
-- in  present text?, conclusion text?, correct_by_on day?, correction text?
-- in  corrected_on day?
UPDATE inspection SET state = :state,
       done_on = coalesce(:done_on, done_on),
       done_by = coalesce(:account, done_by),
       present = coalesce(:present, present),
       conclusion = coalesce(:conclusion, conclusion),
       correct_by_on = coalesce(:correct_by_on, correct_by_on),
       correction = coalesce(:correction, correction),
       corrected_on = coalesce(:corrected_on, corrected_on),
       version = version + 1
 WHERE id = :id AND version = :version;

-- inspection_open_of: maybe, reads
-- An inspection of this product that is not at its end.
-- in  product product_id
-- out id inspection_id
SELECT id FROM inspection WHERE product = :product AND state IN (1, 3)
 ORDER BY id LIMIT 1;

-- task_of_inspector: many, reads
-- Inspections that wait for an agency: to be done, or a correction to look at.
-- in  agency agency_id
-- out id inspection_id, name text, state int, due_on day, since moment
SELECT i.id, p.name, i.state, coalesce(i.correct_by_on, i.planned_on),
       i.created_at
  FROM inspection i JOIN product p ON p.id = i.product
 WHERE i.worker = :agency AND i.state IN (1, 3)
 ORDER BY i.id LIMIT 100;

-- task_of_correction: many, reads
-- What a subject must correct.
-- in  subject subject_id
-- out id inspection_id, name text, code text, due_on day?, since moment
SELECT i.id, p.name, c.code, i.correct_by_on, i.created_at
  FROM product p
  JOIN inspection i ON i.product = p.id AND i.state = 3
  JOIN certificate c ON c.id = i.certificate
 WHERE p.subject = :subject
 ORDER BY i.id LIMIT 50;
