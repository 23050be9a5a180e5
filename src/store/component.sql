-- The component check (QĐ 26/2026 Đ7.2.a for the commune, Đ7.3.a for the
-- province) and requests for supplements.

-- components: many, reads
-- What one level has found of each item.
-- in  dossier dossier_id, level int
-- out item text, verdict int, note text?, saved_at moment
SELECT item, verdict, note, saved_at
  FROM component WHERE dossier = :dossier AND level = :level
 ORDER BY item LIMIT 200;

-- component_one: maybe, reads
-- One item, to compare with what its writer had before his eyes.
-- in  dossier dossier_id, level int, item text
-- out verdict int, note text?, saved_at moment
SELECT verdict, note, saved_at FROM component
 WHERE dossier = :dossier AND level = :level AND item = :item;

-- component_put: exec 1, writes
-- Keeps the finding of one item.
-- in  dossier dossier_id, level int, item text, verdict int, note text?, now moment
INSERT INTO component (dossier, level, item, verdict, note, saved_at)
VALUES (:dossier, :level, :item, :verdict, :note, :now)
ON CONFLICT (dossier, level, item) DO UPDATE
   SET verdict = excluded.verdict, note = excluded.note,
       saved_at = excluded.saved_at;

-- supplement_add: one, writes
-- A level asks the producer to complete the dossier.
-- in  dossier dossier_id, level int, asked_by account_id, now moment, due_on day, sentence text
-- out id supplement_id
INSERT INTO supplement (dossier, level, asked_by, asked_at, due_on, sentence)
VALUES (:dossier, :level, :asked_by, :now, :due_on, :sentence)
RETURNING id;

-- supplement_item_add: exec 1, writes
-- One of the items that a request names.
-- in  supplement supplement_id, item text
INSERT INTO supplement_item (supplement, item) VALUES (:supplement, :item);

-- supplement_set_answer: exec 1, writes
-- The producer has answered; a request is answered once.
-- in  id supplement_id, answer text?, late_why text?, now moment
UPDATE supplement SET answer = :answer, answered_at = :now, late_why = :late_why
 WHERE id = :id AND answered_at IS NULL AND closed_at IS NULL;

-- supplement_close: exec 1, writes
-- Whoever asked no longer waits for an answer.
-- in  id supplement_id, why text, now moment
UPDATE supplement SET closed_at = :now, closed_why = :why
 WHERE id = :id AND answered_at IS NULL AND closed_at IS NULL;

-- supplements: many, reads
-- All requests of a dossier, oldest first.
-- in  dossier dossier_id
-- out id supplement_id, level int, asked_at moment, due_on day, sentence text,
-- out answer text?, answered_at moment?, late_why text?, closed_at moment?
-- out closed_why text?
SELECT id, level, asked_at, due_on, sentence, answer, answered_at, late_why,
       closed_at, closed_why
  FROM supplement WHERE dossier = :dossier ORDER BY id LIMIT 100;

-- supplement_items: many, reads
-- The items of all requests of a dossier.
-- in  dossier dossier_id
-- out supplement supplement_id, item text
SELECT i.supplement, i.item
  FROM supplement_item i JOIN supplement u ON u.id = i.supplement
 WHERE u.dossier = :dossier ORDER BY i.supplement, i.item LIMIT 1000;
