-- Letters by which the Ministry's own office orders something (act/order.c).

-- order_letter_add: exec 1, writes
-- One, as the province enters it.
-- in  dossier dossier_id, agency agency_id, orders int, number text, dated_on day
-- in  blob text, account account_id, at moment
INSERT INTO order_letter (dossier, agency, orders, number, dated_on, blob, account, created_at)
VALUES (:dossier, :agency, :orders, :number, :dated_on, :blob, :account, :at);

-- order_letters: many, reads
-- Those about a dossier, the newest first.
-- in  dossier dossier_id
-- out id order_letter_id, orders int, number text, dated_on day, blob text, mime text
-- out created_at moment
SELECT o.id, o.orders, o.number, o.dated_on, o.blob, b.mime, o.created_at
  FROM order_letter o JOIN blob b ON b.hash = o.blob
 WHERE o.dossier = :dossier ORDER BY o.id DESC LIMIT 50;
