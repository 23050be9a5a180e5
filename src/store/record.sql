-- What was done, and the small tables that every act uses (act/record.c).

-- record_add: one, writes
-- Adds a fact. Facts are never changed and never deleted.
-- in  at moment, actor account_id?, kind text, noun text, noun_id int, body text
-- in  seat text, due int?, consent consent_id?
-- out id record_id
INSERT INTO record (at, actor, kind, noun, noun_id, body, seat, due, consent)
VALUES (:at, :actor, :kind, :noun, :noun_id, :body, :seat, :due, :consent)
RETURNING id;

-- record_newest: maybe, reads
-- When the newest fact was written: time is not earlier than that.
-- out at moment
SELECT at FROM record ORDER BY id DESC LIMIT 1;

-- record_list_of: many, reads
-- The newest records of one thing; `before` 0 begins at the newest.
-- in  noun text, noun_id int, before record_id
-- out id record_id, at moment, actor account_id?, name text?, kind text, body text
SELECT r.id, r.at, r.actor, a.name, r.kind, r.body
  FROM record r LEFT JOIN account a ON a.id = r.actor
 WHERE r.noun = :noun AND r.noun_id = :noun_id
   AND (:before = 0 OR r.id < :before)
 ORDER BY r.id DESC
 LIMIT 50;
