-- A small schema for the refusals.
CREATE TABLE product (
  id {id},
  name {text} NOT NULL,
  spec {text},
  mark {bytes} NOT NULL,
  made_on {int} NOT NULL
) {table};
-- postgres:
CREATE TABLE only_there (x NO SUCH SYNTAX);
-- both:
CREATE TABLE note (
  product {int} NOT NULL REFERENCES product (id),
  body {text} NOT NULL
) {table};
