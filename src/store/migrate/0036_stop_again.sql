-- why: a reason given again, after an order to do it again (QĐ 26/2026 Đ10.1.b), took the place of what was said the first time
-- Facts: reasons not to evaluate further, found before the council (Phụ lục II), each time
-- they were found.
CREATE TABLE dossier_stop_new (
  dossier {int} NOT NULL REFERENCES dossier (id),
  code {text} NOT NULL,
  reason {text} NOT NULL,
  state {int} NOT NULL,             -- enum dossier_state: the step where it arose
  agency {int} NOT NULL REFERENCES agency (id),
  at {int} NOT NULL,
  PRIMARY KEY (dossier, code, at)
) {table};
INSERT INTO dossier_stop_new (dossier, code, reason, state, agency, at)
SELECT dossier, code, reason, state, agency, at FROM dossier_stop;
DROP TABLE dossier_stop;
ALTER TABLE dossier_stop_new RENAME TO dossier_stop;
