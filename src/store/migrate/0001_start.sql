-- why: the office from nothing: units, people, subjects, products, papers,
-- dossiers, councils, sheets, results, decisions, certificates, and the record.
--
-- Words in braces are spelled by each back end (src/store/migrate.c):
--   {id}     a key that the store hands out
--   {int}    a 64-bit whole number       {text}   UTF-8, ordered by bytes
--   {bytes}  bytes                       {table}  ends a table (STRICT)
-- Names: *_at is milliseconds since the epoch UTC; *_on is a day in Vietnam as
-- days since 1970-01-01; flags are 0 or 1; `version` counts changes, so that a
-- form made from an older state is noticed (fault `stale`).
-- Enumerations are the enums of src/core, by number.

-- ---- where: administrative units, for ever (data/units) --------------------
CREATE TABLE unit (
  id {id},
  code {text} NOT NULL,             -- GSO code: 2, 3 or 5 digits
  level {int} NOT NULL,             -- enum unit_level
  kind {text} NOT NULL,             -- tỉnh, phường, xã, đặc khu …
  name {text} NOT NULL,
  full_name {text} NOT NULL,
  fold {text} NOT NULL,             -- text_fold(full_name)
  parent_code {text},               -- at the same time
  province_code {text} NOT NULL,
  since_on {int} NOT NULL,
  until_on {int}                    -- NULL: still there
) {table};
CREATE UNIQUE INDEX unit_code ON unit (level, code, since_on);
CREATE INDEX unit_fold ON unit (fold);
CREATE INDEX unit_parent ON unit (parent_code, level);

CREATE TABLE unit_successor (
  old_unit {int} NOT NULL REFERENCES unit (id),
  new_unit {int} NOT NULL REFERENCES unit (id),
  extent {text} NOT NULL,           -- whole, part, part-area …
  note {text} NOT NULL,             -- wording of the conversion table
  PRIMARY KEY (old_unit, new_unit)
) {table};

CREATE TABLE holiday (
  on_day {int} PRIMARY KEY,
  kind {int} NOT NULL,              -- enum day_kind: rest or swapped working day
  name {text} NOT NULL
) {table};

-- ---- who: agencies, people, their roles ------------------------------------
CREATE TABLE agency (
  id {id},
  code {text} NOT NULL UNIQUE,
  name {text} NOT NULL,             -- as on letters: "UBND xã Thanh An"
  level {int} NOT NULL,             -- enum unit_level
  unit_code {text} NOT NULL,        -- the unit it serves
  province_code {text} NOT NULL,
  since_on {int} NOT NULL,
  until_on {int}
) {table};
CREATE UNIQUE INDEX agency_unit ON agency (level, unit_code) WHERE until_on IS NULL;

CREATE TABLE account (
  id {id},
  login {text} NOT NULL UNIQUE,     -- phone of a producer, name of an officer
  name {text} NOT NULL,             -- personal
  email {text},
  password {text} NOT NULL,         -- Argon2id, as libsodium writes it
  state {int} NOT NULL,             -- enum account_state
  agency {int} REFERENCES agency (id), -- NULL: a producer
  lang {text} NOT NULL,
  sample {int} NOT NULL,            -- 1: exists only in a sample office
  created_at {int} NOT NULL,
  version {int} NOT NULL
) {table};
CREATE INDEX account_agency ON account (agency) WHERE agency IS NOT NULL;

CREATE TABLE role_grant (
  account {int} NOT NULL REFERENCES account (id),
  role {int} NOT NULL,              -- enum role
  PRIMARY KEY (account, role)
) {table};
CREATE INDEX role_grant_role ON role_grant (role, account);

CREATE TABLE session (
  token {bytes} PRIMARY KEY,        -- hash of the cookie, never the cookie
  account {int} NOT NULL REFERENCES account (id),
  created_at {int} NOT NULL,
  seen_at {int} NOT NULL,
  ends_at {int} NOT NULL,
  agent {text} NOT NULL             -- short words for "own sessions"
) {table};
CREATE INDEX session_account ON session (account);
CREATE INDEX session_ends ON session (ends_at);

CREATE TABLE throttle (
  who {text} PRIMARY KEY,           -- "login:…" or "address:…"
  failures {int} NOT NULL,
  until_at {int} NOT NULL
) {table};

-- ---- the subject (chủ thể), its products, its papers ------------------------
CREATE TABLE subject (
  id {id},
  name {text} NOT NULL,
  fold {text} NOT NULL,
  kind {int} NOT NULL,              -- enum subject_kind (QĐ 26/2026 Đ2.3)
  state {int} NOT NULL,             -- enum subject_state
  unit_code {text} NOT NULL,        -- commune
  address {text},
  phone {text}, email {text},
  reg_no {text}, reg_on {int},      -- registration, founding
  rep_name {text},                  -- legal representative: personal
  rep_position {text},
  rep_gender {int},                 -- enum gender: sensitive, NULL not said
  rep_ethnicity {text},             -- sensitive
  rep_residence {text},             -- personal
  rep_disability {int},             -- sensitive
  history {text}, structure {text}, -- Mẫu 02 part I
  ticks {int} NOT NULL,             -- enum subject_tick bits: Mẫu 02 part I boxes
  why {text},                       -- of a refusal
  sample {int} NOT NULL,
  created_at {int} NOT NULL,
  version {int} NOT NULL
) {table};
CREATE INDEX subject_unit ON subject (unit_code, state);

CREATE TABLE member (
  account {int} NOT NULL REFERENCES account (id),
  subject {int} NOT NULL REFERENCES subject (id),
  PRIMARY KEY (account, subject)
) {table};
CREATE INDEX member_subject ON member (subject);

CREATE TABLE blob (
  hash {text} PRIMARY KEY,          -- SHA-256 hex: its name in the blob store
  size_bytes {int} NOT NULL,
  mime {text} NOT NULL,             -- found by looking, not as declared
  pages {int}, width {int}, height {int},
  scan {int} NOT NULL,              -- enum scan_state: "not scanned" is not "clean"
  thumb {text},                     -- hash of a small JPEG without metadata
  clean {text},                     -- hash of the photo without its metadata
  created_at {int} NOT NULL
) {table};
CREATE INDEX blob_thumb ON blob (thumb) WHERE thumb IS NOT NULL;
CREATE INDEX blob_clean ON blob (clean) WHERE clean IS NOT NULL;

CREATE TABLE product (
  id {id},
  subject {int} NOT NULL REFERENCES subject (id),
  name {text} NOT NULL,
  fold {text} NOT NULL,
  spec {text}, standard {text},     -- specification, standard
  story {text},
  photo {text},                     -- hash in blob
  pack {text} NOT NULL,             -- rule pack in which the set was chosen
  set_code {text} NOT NULL,
  unit_code {text} NOT NULL,
  code {text} UNIQUE,               -- T-X-STT-year, once the commune has numbered it
  old_code {text},                  -- word for word, of older patterns
  sample {int} NOT NULL,
  created_at {int} NOT NULL,
  version {int} NOT NULL
) {table};
CREATE INDEX product_subject ON product (subject);
CREATE INDEX product_photo ON product (photo) WHERE photo IS NOT NULL;

CREATE TABLE evidence (
  id {id},
  subject {int} NOT NULL REFERENCES subject (id),
  kind {text} NOT NULL,             -- E1 … E15 of Mẫu 02 part III
  title {text} NOT NULL,
  number {text}, issuer {text},
  issued_on {int}, expires_on {int},
  dropped_at {int},                 -- put away by its owner; never deleted
  created_at {int} NOT NULL,
  version {int} NOT NULL
) {table};
CREATE INDEX evidence_subject ON evidence (subject);

CREATE TABLE evidence_file (
  id {id},
  evidence {int} NOT NULL REFERENCES evidence (id),
  blob {text} NOT NULL REFERENCES blob (hash),
  name {text} NOT NULL,             -- as the producer called it
  position {int} NOT NULL,
  dropped_at {int},
  created_at {int} NOT NULL
) {table};
CREATE INDEX evidence_file_of ON evidence_file (evidence);
CREATE INDEX evidence_file_blob ON evidence_file (blob);

CREATE TABLE upload (
  id {id},
  token {text} NOT NULL UNIQUE,     -- 128 random bits: the address
  account {int} NOT NULL REFERENCES account (id),
  purpose {text} NOT NULL,          -- "evidence:12", "photo:3"
  name {text} NOT NULL,
  size_bytes {int} NOT NULL,
  state {int} NOT NULL,             -- enum upload_state
  why {text},                       -- fault code when refused
  created_at {int} NOT NULL,
  expires_at {int} NOT NULL
) {table};
CREATE INDEX upload_expires ON upload (expires_at);
CREATE INDEX upload_account ON upload (account, state);

-- ---- the dossier -----------------------------------------------------------
CREATE TABLE dossier (
  id {id},
  product {int} NOT NULL REFERENCES product (id),
  subject {int} NOT NULL REFERENCES subject (id),
  kind {int} NOT NULL,              -- enum dossier_kind: first, upgrade, again
  pack {text} NOT NULL,             -- kept to its end
  set_code {text} NOT NULL,
  branch {text},                    -- set 26: the branch chosen
  state {int} NOT NULL,             -- enum dossier_state
  commune {int} NOT NULL REFERENCES agency (id),
  province {int} NOT NULL REFERENCES agency (id),
  samples {int} NOT NULL,           -- how many samples come with it
  slip_no {text},                   -- commune: n/PĐK-tỉnh-xã-năm (Mẫu 01)
  slip2_no {text},                  -- province
  opened_at {int} NOT NULL,
  submitted_at {int}, received_at {int}, forwarded_at {int},
  accepted_at {int}, concluded_at {int}, decided_at {int},
  due_on {int},                     -- next legal deadline of the holder
  request_no {text}, request_on {int}, -- commune's letter to the province
  note {text},                      -- last reason given (return, withdrawal)
  version {int} NOT NULL
) {table};
CREATE INDEX dossier_commune ON dossier (commune, state, id);
CREATE INDEX dossier_province ON dossier (province, state, id);
CREATE INDEX dossier_subject ON dossier (subject, id);
CREATE INDEX dossier_product ON dossier (product, id);

-- The texts of Mẫu 01, Mẫu 02 parts I, II, IV and Mẫu 03, by field name
-- (core/paper_fields). One row a field; saved as typed.
CREATE TABLE dossier_text (
  dossier {int} NOT NULL REFERENCES dossier (id),
  field {text} NOT NULL,
  body {text} NOT NULL,
  saved_at {int} NOT NULL,
  version {int} NOT NULL,
  PRIMARY KEY (dossier, field)
) {table};

-- Mẫu 02 part III: what the producer says of each criterion.
CREATE TABLE self_score (
  dossier {int} NOT NULL REFERENCES dossier (id),
  criterion {text} NOT NULL,
  case_id {text},                   -- criteria with cases
  points {int},                     -- NULL: described, not yet scored
  note {text},
  saved_at {int} NOT NULL,
  version {int} NOT NULL,
  PRIMARY KEY (dossier, criterion)
) {table};

CREATE TABLE cite (
  dossier {int} NOT NULL REFERENCES dossier (id),
  criterion {text} NOT NULL,
  evidence {int} NOT NULL REFERENCES evidence (id),
  page_from {int}, page_to {int},
  PRIMARY KEY (dossier, criterion, evidence)
) {table};
CREATE INDEX cite_evidence ON cite (evidence);

-- The component check of the commune and of the province.
CREATE TABLE component (
  dossier {int} NOT NULL REFERENCES dossier (id),
  level {int} NOT NULL,             -- enum unit_level of who checked
  item {text} NOT NULL,             -- item of the pack's component list
  verdict {int} NOT NULL,           -- enum component_verdict
  note {text},
  saved_at {int} NOT NULL,
  PRIMARY KEY (dossier, level, item)
) {table};

CREATE TABLE supplement (
  id {id},
  dossier {int} NOT NULL REFERENCES dossier (id),
  level {int} NOT NULL,             -- who asked
  asked_by {int} NOT NULL REFERENCES account (id),
  asked_at {int} NOT NULL,
  due_on {int} NOT NULL,
  sentence {text} NOT NULL,
  answer {text},
  answered_at {int}
) {table};
CREATE INDEX supplement_dossier ON supplement (dossier, id);

CREATE TABLE supplement_item (
  supplement {int} NOT NULL REFERENCES supplement (id),
  item {text} NOT NULL,
  PRIMARY KEY (supplement, item)
) {table};

-- ---- rounds, councils, sessions, sheets -------------------------------------
CREATE TABLE round (
  id {id},
  agency {int} NOT NULL REFERENCES agency (id),
  pack {text} NOT NULL,
  year {int} NOT NULL,
  number {int} NOT NULL,
  name {text} NOT NULL,
  proposed_before_on {int} NOT NULL, -- QĐ 26/2026 Đ5
  held_before_on {int} NOT NULL,
  extra_plan {text},                -- number of the plan that allows an extra round
  created_at {int} NOT NULL,
  version {int} NOT NULL,
  UNIQUE (agency, year, number)
) {table};

CREATE TABLE council (
  id {id},
  agency {int} NOT NULL REFERENCES agency (id),
  name {text} NOT NULL,
  decision_no {text} NOT NULL, decision_on {int} NOT NULL,
  bylaw_no {text},
  -- the bylaw's answers where the law is silent (domain.md 1.6)
  quorum_num {int} NOT NULL, quorum_den {int} NOT NULL, -- share of seats, 3/4
  spread_max {int},                 -- points; NULL: no rule
  minimums {text} NOT NULL,         -- findings | all | majority
  created_at {int} NOT NULL,
  version {int} NOT NULL
) {table};

CREATE TABLE seat (
  id {id},
  council {int} NOT NULL REFERENCES council (id),
  code {text} NOT NULL,             -- m1 … : how records name it
  account {int} NOT NULL REFERENCES account (id),
  role {int} NOT NULL,              -- enum seat_role
  office {text} NOT NULL,           -- the agency it speaks for
  votes {int} NOT NULL,             -- 1: hands in sheets
  until_at {int},                   -- left the council
  UNIQUE (council, code)
) {table};
CREATE INDEX seat_account ON seat (account);

CREATE TABLE meeting (
  id {id},
  round {int} NOT NULL REFERENCES round (id),
  council {int} NOT NULL REFERENCES council (id),
  name {text} NOT NULL,
  place {text},
  starts_at {int} NOT NULL,
  state {int} NOT NULL,             -- enum meeting_state
  version {int} NOT NULL
) {table};
CREATE INDEX meeting_council ON meeting (council);

CREATE TABLE agenda (
  id {id},
  meeting {int} NOT NULL REFERENCES meeting (id),
  dossier {int} NOT NULL REFERENCES dossier (id),
  position {int} NOT NULL,
  state {int} NOT NULL,             -- enum agenda_state
  pass {int} NOT NULL,              -- 1, 2 … : scored again after discussion
  again_why {text},                 -- why the last time it was scored again
  version {int} NOT NULL,
  UNIQUE (meeting, dossier)
) {table};
CREATE INDEX agenda_dossier ON agenda (dossier);

CREATE TABLE sheet (
  id {id},
  agenda {int} NOT NULL REFERENCES agenda (id),
  seat {int} NOT NULL REFERENCES seat (id),
  pass {int} NOT NULL,
  remark {text},                    -- the evaluator's opinion
  stop {text}, stop_why {text},     -- a knock-out this member proposes, with its reason
  sealed_at {int},                  -- NULL: a draft only its owner sees
  seal {text},                      -- hash of the sealed sheet's lines
  reopened_at {int}, why {text},    -- by the secretary, with a reason
  saved_at {int} NOT NULL,
  version {int} NOT NULL,
  UNIQUE (agenda, seat, pass)
) {table};

CREATE TABLE choice (
  sheet {int} NOT NULL REFERENCES sheet (id),
  criterion {text} NOT NULL,
  case_id {text},
  points {int} NOT NULL,
  note {text},
  PRIMARY KEY (sheet, criterion)
) {table};

-- What the council has agreed for a starred criterion (minimums = findings).
CREATE TABLE finding (
  agenda {int} NOT NULL REFERENCES agenda (id),
  criterion {text} NOT NULL,
  points {int} NOT NULL,
  saved_at {int} NOT NULL,
  PRIMARY KEY (agenda, criterion)
) {table};

-- Knock-outs the council has found, each with its reason.
CREATE TABLE stop (
  agenda {int} NOT NULL REFERENCES agenda (id),
  code {text} NOT NULL,
  reason {text} NOT NULL,
  saved_at {int} NOT NULL,
  PRIMARY KEY (agenda, code)
) {table};

CREATE TABLE result (
  agenda {int} PRIMARY KEY REFERENCES agenda (id),
  input {text} NOT NULL,            -- exactly what `ocop score` reads
  output {text} NOT NULL,           -- exactly what it answers
  star {int} NOT NULL,
  sum {int} NOT NULL, sheets {int} NOT NULL,
  opinion {text},                   -- the council's, for the letter
  concluded_by {int} NOT NULL REFERENCES account (id),
  concluded_at {int} NOT NULL
) {table};

-- ---- decisions, certificates, what the public sees ---------------------------
CREATE TABLE decision (
  id {id},
  agency {int} NOT NULL REFERENCES agency (id),
  round {int} REFERENCES round (id),
  kind {int} NOT NULL,              -- enum decision_kind
  number {text},                    -- n/QĐ-UBND, given when signed
  signed_on {int},
  signer {int} REFERENCES account (id),
  signer_name {text}, signer_title {text},
  state {int} NOT NULL,             -- enum decision_state
  created_at {int} NOT NULL,
  version {int} NOT NULL
) {table};
CREATE INDEX decision_agency ON decision (agency, id);

CREATE TABLE decision_item (
  decision {int} NOT NULL REFERENCES decision (id),
  dossier {int} NOT NULL UNIQUE REFERENCES dossier (id),
  position {int} NOT NULL,
  star {int} NOT NULL,
  PRIMARY KEY (decision, position)
) {table};

CREATE TABLE certificate (
  id {id},
  code {text} NOT NULL UNIQUE,      -- with a check letter: /c/CODE
  product {int} NOT NULL REFERENCES product (id),
  dossier {int} REFERENCES dossier (id), -- NULL: recognised before this office
  decision {int} REFERENCES decision (id),
  decision_no {text},               -- as printed; NULL: not published
  star {int} NOT NULL,
  issuer {text},                    -- as printed
  issued_on {int},                  -- NULL: only the year is known
  issued_year {int} NOT NULL,
  valid_until_on {int},             -- NULL: not published
  revoked_on {int}, revoked_why {text}, revoked_no {text},
  replaced_by {int} REFERENCES certificate (id),
  source {text},                    -- where a published fact was read
  created_at {int} NOT NULL
) {table};
CREATE INDEX certificate_product ON certificate (product, id);
CREATE INDEX certificate_dossier ON certificate (dossier);
CREATE INDEX certificate_decision ON certificate (decision);

-- Derived: one row for each product with a certificate, with all that a line of
-- the public list shows, so that a page reads one table. `ocop rebuild` makes it
-- again from product, subject, unit and certificate (store/search.h).
CREATE TABLE listing (
  product {int} PRIMARY KEY REFERENCES product (id),
  certificate {int} NOT NULL REFERENCES certificate (id),
  certificate_code {text} NOT NULL,
  code {text},
  name {text} NOT NULL,
  subject_name {text} NOT NULL,
  star {int} NOT NULL,
  set_code {text} NOT NULL,
  sector {int} NOT NULL,            -- 1 … 6
  unit_code {text} NOT NULL,
  unit_name {text} NOT NULL,
  province_code {text} NOT NULL,
  photo {text},                     -- hash in blob
  valid_until_on {int} NOT NULL,    -- last day; 0: not published
  revoked {int} NOT NULL
) {table};
CREATE INDEX listing_unit ON listing (unit_code, product);
CREATE INDEX listing_province ON listing (province_code, star);
CREATE INDEX listing_until ON listing (valid_until_on, product);

-- Derived: what products are found by. A row is a list of words, each with a
-- letter before it that says what it is: e exact, f folded, t a tag (store/
-- search.c). So one index answers words and filters together, and gives the
-- newest first without sorting. detail=none: only rows are asked for.
-- sqlite:
CREATE VIRTUAL TABLE product_search USING fts5 (
  words, tokenize = 'ascii', prefix = '3 4', detail = none, columnsize = 0);
-- Two parts of the index are enough to be joined when there is time (db_tidy).
INSERT INTO product_search (product_search, rank) VALUES ('usermerge', 2);
-- postgres:
CREATE TABLE product_search (
  rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);
CREATE INDEX product_search_words ON product_search USING GIN (words)
  WITH (fastupdate = off);          -- a list of what is not yet in it is slow to read
-- Rare words must be known as rare, or a search for one walks all products.
ALTER TABLE product_search ALTER COLUMN words SET STATISTICS 1000;
-- both:

-- ---- the record, notices, numbers, small things -------------------------------
-- Facts, only added: who did what to what, when. `body` is one JSON line.
CREATE TABLE record (
  id {id},
  at {int} NOT NULL,
  actor {int} REFERENCES account (id), -- NULL: the program itself
  kind {text} NOT NULL,             -- core/recording
  noun {text} NOT NULL, noun_id {int} NOT NULL,
  body {text} NOT NULL
) {table};
CREATE INDEX record_noun ON record (noun, noun_id, id);

CREATE TABLE notice (
  id {id},
  account {int} REFERENCES account (id), -- to a person …
  agency {int} REFERENCES agency (id),   -- … or to whoever serves an agency
  kind {text} NOT NULL,             -- text key notice.<kind>
  arg {text} NOT NULL,              -- fills {0}
  link {text} NOT NULL,             -- an address of ours
  at {int} NOT NULL,
  read_at {int}
) {table};
CREATE INDEX notice_account ON notice (account, id);
CREATE INDEX notice_agency ON notice (agency, id);
-- counted for the header of every page
CREATE INDEX notice_account_unread ON notice (account) WHERE read_at IS NULL;
CREATE INDEX notice_agency_unread ON notice (agency) WHERE read_at IS NULL;

CREATE TABLE series (               -- numbers that must not have gaps
  agency {int} NOT NULL REFERENCES agency (id),
  kind {text} NOT NULL,
  year {int} NOT NULL,
  last {int} NOT NULL,
  PRIMARY KEY (agency, kind, year)
) {table};

CREATE TABLE once (                 -- a doubled click does nothing twice
  key {text} PRIMARY KEY,
  account {int} NOT NULL REFERENCES account (id),
  location {text} NOT NULL,
  at {int} NOT NULL
) {table};
CREATE INDEX once_at ON once (at);

CREATE TABLE setting (              -- facts about this office: "sample", "province"
  name {text} PRIMARY KEY,
  value {text} NOT NULL
) {table};
