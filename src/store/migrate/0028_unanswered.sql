-- A request for a supplement that was not answered in time is closed by who asked, with
-- the reason; the Ministry orders a recognition withdrawn (QĐ 26/2026 Đ10.1.b); who has
-- no phone or does not look into the program was told otherwise.
ALTER TABLE supplement ADD COLUMN closed_at {int};
ALTER TABLE supplement ADD COLUMN closed_why {text};
ALTER TABLE revocation ADD COLUMN ordered_by {int} REFERENCES agency (id);

CREATE TABLE telling (
  id {id},
  subject {int} NOT NULL REFERENCES subject (id),
  agency {int} NOT NULL REFERENCES agency (id), -- whose officer told it
  way {int} NOT NULL,                           -- enum telling_way
  told_on {int} NOT NULL,
  words {text} NOT NULL,                        -- what was told
  told_by {int} NOT NULL REFERENCES account (id),
  at {int} NOT NULL
) {table};
CREATE INDEX telling_subject ON telling (subject, id);
