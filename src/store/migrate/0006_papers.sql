-- why: papers get their number once, their bytes are kept when they are given
-- out to be signed, and what comes back signed is kept beside what its
-- signatures are worth; which roots are trusted is told and recorded.
-- Everything here holds facts.

CREATE TABLE paper_issue (
  id {id},
  paper {text} NOT NULL,            -- name in act/papers.c
  noun_id {int} NOT NULL,           -- of the meeting, decision … it is of
  agency {int} NOT NULL REFERENCES agency (id),
  series {text}, year {int}, number {int}, -- NULL: numbered elsewhere (decisions)
  number_text {text},               -- "3/BB-HĐ"
  numbered_on {int},
  hash {text} REFERENCES blob (hash), -- the bytes given out to be signed
  kept_at {int},
  created_by {int} NOT NULL REFERENCES account (id),
  created_at {int} NOT NULL,
  UNIQUE (paper, noun_id),
  UNIQUE (agency, series, year, number)
) {table};

CREATE TABLE paper_signed (
  id {id},
  issue {int} NOT NULL REFERENCES paper_issue (id),
  hash {text} NOT NULL REFERENCES blob (hash), -- byte for byte as it came
  state {int} NOT NULL,             -- enum signed_state
  size_bytes {int} NOT NULL,
  added_by {int} NOT NULL REFERENCES account (id),
  added_at {int} NOT NULL,
  compared_by {int} REFERENCES account (id), -- laid it beside ours
  compared_at {int},
  why {text},                       -- of a refusal
  UNIQUE (issue, hash)
) {table};

CREATE TABLE paper_signature (
  file {int} NOT NULL REFERENCES paper_signed (id),
  position {int} NOT NULL,
  state {int} NOT NULL,             -- enum signature_state
  signer {text} NOT NULL, issuer {text} NOT NULL,
  fingerprint {text} NOT NULL, algorithm {text} NOT NULL,
  claimed_at {int},                 -- the signer's clock; NULL: not said
  covers {int} NOT NULL,            -- bytes of its revision
  PRIMARY KEY (file, position)
) {table};

CREATE TABLE trust_root (
  id {id},
  fingerprint {text} NOT NULL,
  name {text} NOT NULL,
  pem {text} NOT NULL,
  until_on {int},
  added_by {int} NOT NULL REFERENCES account (id),
  added_at {int} NOT NULL,
  dropped_at {int}
) {table};
