-- why: the Ministry may work in an office of its own (0029): what it orders a province to do
-- about a result (QĐ 26/2026 Đ10.1.b) then comes as a letter, which the province enters.
--
-- Facts. `orders`: enum order_kind.
CREATE TABLE order_letter (
  id {id},
  dossier {int} NOT NULL REFERENCES dossier (id),
  agency {int} NOT NULL REFERENCES agency (id), -- whose letter it is
  orders {int} NOT NULL,
  number {text} NOT NULL,
  dated_on {int} NOT NULL,
  blob {text} NOT NULL REFERENCES blob (hash), -- byte for byte as it came
  account {int} NOT NULL REFERENCES account (id), -- who entered it
  created_at {int} NOT NULL
) {table};
CREATE UNIQUE INDEX order_letter_number ON order_letter (dossier, number);
