-- why: after the star: certificates that are extended and revoked, what was
-- told about each day, inspections, reports of misuse, complaints, mail, and
-- officers who file for producers without a phone (QĐ 26/2026 Đ8, Đ9, Đ12.3).
--
-- All of these hold facts; nothing here is derived but listing.extended_from_on.

-- Đ12.3: runs on to this day; valid_until_on stays what is printed.
ALTER TABLE certificate ADD COLUMN extended_until_on {int};
ALTER TABLE certificate ADD COLUMN extended_why {text};
ALTER TABLE listing ADD COLUMN extended_from_on {int} NOT NULL DEFAULT 0;
CREATE INDEX certificate_until ON certificate (valid_until_on)
  WHERE replaced_by IS NULL;
CREATE INDEX certificate_extended ON certificate (extended_until_on)
  WHERE extended_until_on IS NOT NULL;

-- What the night has said of a day: once, whatever nights were missed.
CREATE TABLE turn (
  noun {text} NOT NULL, noun_id {int} NOT NULL,
  step {text} NOT NULL,             -- "due", "lapsed", "end-30" …
  on_day {int} NOT NULL,            -- the day it belongs to
  at {int} NOT NULL,
  PRIMARY KEY (noun, noun_id, step, on_day)
) {table};

-- ---- a report of misuse by anybody -------------------------------------------
CREATE TABLE misuse (
  id {id},
  product {int} NOT NULL REFERENCES product (id),
  agency {int} NOT NULL REFERENCES agency (id),
  number {text} NOT NULL UNIQUE,    -- what the sender keeps to ask again
  place {text}, body {text} NOT NULL,
  contact {text},                   -- personal; only if given
  photo {text} REFERENCES blob (hash),
  state {int} NOT NULL,             -- enum misuse_state
  answer {text},
  at {int} NOT NULL,
  due_on {int} NOT NULL,
  answered_at {int},
  version {int} NOT NULL
) {table};
CREATE INDEX misuse_agency ON misuse (agency, state, id);
CREATE INDEX misuse_product ON misuse (product);

-- ---- inspections (hậu kiểm, Đ9) ------------------------------------------------
CREATE TABLE inspection (
  id {id},
  product {int} NOT NULL REFERENCES product (id),
  certificate {int} NOT NULL REFERENCES certificate (id),
  agency {int} NOT NULL REFERENCES agency (id),  -- leads (Đ9.4)
  worker {int} NOT NULL REFERENCES agency (id),  -- goes there
  kind {int} NOT NULL,              -- enum inspection_kind
  misuse {int} REFERENCES misuse (id),
  plan_no {text}, why {text},
  planned_on {int} NOT NULL,
  state {int} NOT NULL,             -- enum inspection_state
  done_on {int}, done_by {int} REFERENCES account (id),
  present {text},                   -- who was there for the producer: personal
  conclusion {text},
  correct_by_on {int}, correction {text}, corrected_on {int},
  created_at {int} NOT NULL,
  version {int} NOT NULL
) {table};
CREATE INDEX inspection_agency ON inspection (agency, state, id);
CREATE INDEX inspection_worker ON inspection (worker, state, id);
CREATE INDEX inspection_product ON inspection (product, id);
CREATE INDEX inspection_correct ON inspection (correct_by_on)
  WHERE correct_by_on IS NOT NULL;

CREATE TABLE inspection_item (
  inspection {int} NOT NULL REFERENCES inspection (id),
  item {text} NOT NULL,             -- of the pack's list
  verdict {int} NOT NULL,           -- enum check_verdict
  note {text},
  saved_at {int} NOT NULL,
  PRIMARY KEY (inspection, item)
) {table};

CREATE TABLE inspection_photo (
  id {id},
  inspection {int} NOT NULL REFERENCES inspection (id),
  blob {text} NOT NULL REFERENCES blob (hash),
  name {text} NOT NULL,
  by_account {int} NOT NULL REFERENCES account (id),
  created_at {int} NOT NULL
) {table};
CREATE INDEX inspection_photo_of ON inspection_photo (inspection);
CREATE INDEX inspection_photo_blob ON inspection_photo (blob);

-- ---- revocation (Đ8) -------------------------------------------------------------
CREATE TABLE revocation (
  id {id},
  certificate {int} NOT NULL REFERENCES certificate (id),
  agency {int} NOT NULL REFERENCES agency (id),  -- verifies and reports (Đ8.3)
  ground {text} NOT NULL,           -- of the pack: a b c d dd e (Đ8.1)
  facts {text} NOT NULL,
  basis_no {text}, basis_on {int} NOT NULL, -- the conclusion; the 15 days run from it
  inspection {int} REFERENCES inspection (id),
  by_commune {int} REFERENCES agency (id),  -- who confirmed that production ended
  state {int} NOT NULL,             -- enum revocation_state
  why {text},                       -- of a proposal that was dropped
  decision {int} REFERENCES decision (id), position {int},
  due_on {int} NOT NULL,            -- Đ8.4
  created_by {int} REFERENCES account (id),
  created_at {int} NOT NULL,
  version {int} NOT NULL
) {table};
CREATE INDEX revocation_agency ON revocation (agency, state, id);
CREATE INDEX revocation_certificate ON revocation (certificate);
CREATE INDEX revocation_decision ON revocation (decision) WHERE decision IS NOT NULL;

-- ---- complaints ------------------------------------------------------------------
CREATE TABLE complaint (
  id {id},
  agency {int} NOT NULL REFERENCES agency (id),
  kind {int} NOT NULL,              -- enum complaint_kind
  subject {int} REFERENCES subject (id),
  dossier {int} REFERENCES dossier (id),
  certificate {int} REFERENCES certificate (id),
  number {text} NOT NULL,           -- n/KN-year
  sender {text},                    -- personal, of a letter on paper
  body {text} NOT NULL,
  received_on {int} NOT NULL,
  accept_by_on {int} NOT NULL,      -- 10 days
  accepted_on {int},
  complex {int} NOT NULL,           -- 1: 45 days, else 30
  settle_by_on {int},
  state {int} NOT NULL,             -- enum complaint_state
  answer {text}, answer_no {text}, answered_on {int},
  created_by {int} REFERENCES account (id),
  created_at {int} NOT NULL,
  version {int} NOT NULL
) {table};
CREATE INDEX complaint_agency ON complaint (agency, state, id);
CREATE INDEX complaint_dossier ON complaint (dossier) WHERE dossier IS NOT NULL;
CREATE INDEX complaint_subject ON complaint (subject) WHERE subject IS NOT NULL;

-- ---- mail that waits ---------------------------------------------------------------
-- No text and no address: whom to tell that notices wait, up to which one.
CREATE TABLE mail (
  id {id},
  account {int} NOT NULL REFERENCES account (id),
  notices {int} NOT NULL,
  up_to {int} NOT NULL,
  state {int} NOT NULL,             -- enum mail_state
  tries {int} NOT NULL,
  next_at {int} NOT NULL,
  why {text},                       -- what the server said last
  created_at {int} NOT NULL,
  sent_at {int}
) {table};
CREATE INDEX mail_waiting ON mail (state, next_at);
CREATE INDEX mail_account ON mail (account, id);

-- ---- filing for somebody -------------------------------------------------------------
CREATE TABLE consent (
  id {id},
  subject {int} NOT NULL REFERENCES subject (id),
  agency {int} NOT NULL REFERENCES agency (id),
  account {int} NOT NULL REFERENCES account (id), -- the officer who files
  how {int} NOT NULL,               -- enum consent_how
  said_by {text} NOT NULL,          -- who consented: personal
  note {text},
  given_on {int} NOT NULL,
  ends_on {int} NOT NULL,
  ended_at {int},
  created_at {int} NOT NULL
) {table};
CREATE INDEX consent_subject ON consent (subject, id);
CREATE INDEX consent_agency ON consent (agency, id);
ALTER TABLE session ADD COLUMN consent {int} REFERENCES consent (id);
