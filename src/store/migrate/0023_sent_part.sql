-- why: what a province sent along when it asked the Ministry for five stars is kept,
-- part by part, so that the Ministry sees what must be there (QĐ 26/2026 Đ6.3).
--
-- Facts.
CREATE TABLE sent_part (
  dossier {int} NOT NULL REFERENCES dossier (id),
  at {int} NOT NULL,
  part {int} NOT NULL,              -- enum sent_part
  what {text},                      -- its number, how many
  PRIMARY KEY (dossier, at, part)
) {table};
