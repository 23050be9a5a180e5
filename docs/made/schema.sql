CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,     -- phone of a producer, name of an officer
  name TEXT NOT NULL,             -- personal
  email TEXT,
  password TEXT NOT NULL,         -- Argon2id, as libsodium writes it
  state INTEGER NOT NULL,             -- enum account_state
  agency INTEGER REFERENCES agency (id), -- NULL: a producer
  lang TEXT NOT NULL,
  sample INTEGER NOT NULL,            -- 1: exists only in a sample office
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE INDEX account_agency ON account (agency) WHERE agency IS NOT NULL;

CREATE TABLE agency (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,             -- as on letters: "UBND xã Thanh An"
  level INTEGER NOT NULL,             -- enum unit_level
  unit_code TEXT NOT NULL,        -- the unit it serves
  province_code TEXT NOT NULL,
  since_on INTEGER NOT NULL,
  until_on INTEGER
) STRICT;

CREATE UNIQUE INDEX agency_unit ON agency (level, unit_code) WHERE until_on IS NULL;

CREATE TABLE agenda (
  id INTEGER PRIMARY KEY,
  meeting INTEGER NOT NULL REFERENCES meeting (id),
  dossier INTEGER NOT NULL REFERENCES dossier (id),
  position INTEGER NOT NULL,
  state INTEGER NOT NULL,             -- enum agenda_state
  pass INTEGER NOT NULL,              -- 1, 2 … : scored again after discussion
  again_why TEXT,                 -- why the last time it was scored again
  version INTEGER NOT NULL, late_why TEXT, meet_why TEXT, kind INTEGER NOT NULL DEFAULT 1, noticed_at INTEGER, waived TEXT, discussion TEXT, opinion TEXT, despite TEXT, proposed_at INTEGER,
  UNIQUE (meeting, dossier)
) STRICT;

CREATE INDEX agenda_dossier ON agenda (dossier);

CREATE TABLE attendance (
  meeting INTEGER NOT NULL REFERENCES meeting (id),
  seat INTEGER NOT NULL REFERENCES seat (id),
  state INTEGER NOT NULL,             -- enum attendance
  why TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (meeting, seat)
) STRICT;

CREATE TABLE blob (
  hash TEXT PRIMARY KEY,          -- SHA-256 hex: its name in the blob store
  size_bytes INTEGER NOT NULL,
  mime TEXT NOT NULL,             -- found by looking, not as declared
  pages INTEGER, width INTEGER, height INTEGER,
  scan INTEGER NOT NULL,              -- enum scan_state: "not scanned" is not "clean"
  thumb TEXT,                     -- hash of a small JPEG without metadata
  clean TEXT,                     -- hash of the photo without its metadata
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX blob_clean ON blob (clean) WHERE clean IS NOT NULL;

CREATE INDEX blob_thumb ON blob (thumb) WHERE thumb IS NOT NULL;

CREATE TABLE bylaw (
  council INTEGER NOT NULL REFERENCES council (id),
  rule TEXT NOT NULL,             -- a name of core/bylaw.c
  value INTEGER NOT NULL,
  PRIMARY KEY (council, rule)
) STRICT;

CREATE TABLE certificate (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,      -- with a check letter: /c/CODE
  product INTEGER NOT NULL REFERENCES product (id),
  dossier INTEGER REFERENCES dossier (id), -- NULL: recognised before this office
  decision INTEGER REFERENCES decision (id),
  decision_no TEXT,               -- as printed; NULL: not published
  star INTEGER NOT NULL,
  issuer TEXT,                    -- as printed
  issued_on INTEGER,                  -- NULL: only the year is known
  issued_year INTEGER NOT NULL,
  valid_until_on INTEGER,             -- NULL: not published
  revoked_on INTEGER, revoked_why TEXT, revoked_no TEXT,
  replaced_by INTEGER REFERENCES certificate (id),
  source TEXT,                    -- where a published fact was read
  created_at INTEGER NOT NULL
, extended_until_on INTEGER, extended_why TEXT, gtin TEXT) STRICT;

CREATE INDEX certificate_decision ON certificate (decision);

CREATE INDEX certificate_dossier ON certificate (dossier);

CREATE INDEX certificate_extended ON certificate (extended_until_on)
  WHERE extended_until_on IS NOT NULL;

CREATE INDEX certificate_product ON certificate (product, id);

CREATE INDEX certificate_until ON certificate (valid_until_on)
  WHERE replaced_by IS NULL;

CREATE INDEX certificate_void ON certificate (valid_until_on, id)
  WHERE revoked_on IS NOT NULL OR replaced_by IS NOT NULL OR extended_until_on IS NOT NULL;

CREATE TABLE chain (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,      -- random, version 4
  dossier INTEGER REFERENCES dossier (id), -- NULL: the office itself
  epoch INTEGER NOT NULL,             -- custody, +1 at each handover
  entries INTEGER NOT NULL,           -- how many; the next has this number
  head BLOB                      -- leaf of the last one
) STRICT;

CREATE UNIQUE INDEX chain_dossier ON chain (dossier);

CREATE TABLE choice (
  sheet INTEGER NOT NULL REFERENCES sheet (id),
  criterion TEXT NOT NULL,
  case_id TEXT,
  points INTEGER NOT NULL,
  note TEXT,
  PRIMARY KEY (sheet, criterion)
) STRICT;

CREATE TABLE cite (
  dossier INTEGER NOT NULL REFERENCES dossier (id),
  criterion TEXT NOT NULL,
  evidence INTEGER NOT NULL REFERENCES evidence (id),
  page_from INTEGER, page_to INTEGER,
  PRIMARY KEY (dossier, criterion, evidence)
) STRICT;

CREATE INDEX cite_evidence ON cite (evidence);

CREATE TABLE code_key (
  kid TEXT PRIMARY KEY,           -- 16 hex letters
  spki TEXT NOT NULL,             -- base64 of its DER
  since_at INTEGER NOT NULL
) STRICT;

CREATE TABLE complaint (
  id INTEGER PRIMARY KEY,
  agency INTEGER NOT NULL REFERENCES agency (id),
  kind INTEGER NOT NULL,              -- enum complaint_kind
  subject INTEGER REFERENCES subject (id),
  dossier INTEGER REFERENCES dossier (id),
  certificate INTEGER REFERENCES certificate (id),
  number TEXT NOT NULL,           -- n/KN-year
  sender TEXT,                    -- personal, of a letter on paper
  body TEXT NOT NULL,
  received_on INTEGER NOT NULL,
  accept_by_on INTEGER NOT NULL,      -- 10 days
  accepted_on INTEGER,
  complex INTEGER NOT NULL,           -- 1: 45 days, else 30
  settle_by_on INTEGER,
  state INTEGER NOT NULL,             -- enum complaint_state
  answer TEXT, answer_no TEXT, answered_on INTEGER,
  created_by INTEGER REFERENCES account (id),
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE INDEX complaint_accept ON complaint (accept_by_on);

CREATE INDEX complaint_agency ON complaint (agency, state, id);

CREATE INDEX complaint_dossier ON complaint (dossier) WHERE dossier IS NOT NULL;

CREATE INDEX complaint_settle ON complaint (settle_by_on) WHERE settle_by_on IS NOT NULL;

CREATE INDEX complaint_subject ON complaint (subject) WHERE subject IS NOT NULL;

CREATE TABLE component (
  dossier INTEGER NOT NULL REFERENCES dossier (id),
  level INTEGER NOT NULL,             -- enum unit_level of who checked
  item TEXT NOT NULL,             -- item of the pack's component list
  verdict INTEGER NOT NULL,           -- enum component_verdict
  note TEXT,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (dossier, level, item)
) STRICT;

CREATE TABLE consent (
  id INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES subject (id),
  agency INTEGER NOT NULL REFERENCES agency (id),
  account INTEGER NOT NULL REFERENCES account (id), -- the officer who files
  how INTEGER NOT NULL,               -- enum consent_how
  said_by TEXT NOT NULL,          -- who consented: personal
  note TEXT,
  given_on INTEGER NOT NULL,
  ends_on INTEGER NOT NULL,
  ended_at INTEGER,
  created_at INTEGER NOT NULL
, scope INTEGER NOT NULL DEFAULT 1, witness TEXT, blob TEXT REFERENCES blob (hash), ended_by INTEGER REFERENCES account (id), ended_why TEXT) STRICT;

CREATE INDEX consent_agency ON consent (agency, id);

CREATE INDEX consent_subject ON consent (subject, id);

CREATE TABLE cosigner (
  name TEXT PRIMARY KEY,          -- of the key
  vkey TEXT NOT NULL,
  url TEXT NOT NULL,              -- without /add-checkpoint
  known INTEGER NOT NULL,             -- how many entries it knew last
  asked_at INTEGER,
  tries INTEGER NOT NULL,             -- in vain since it last answered
  why TEXT,                       -- what came of the last one in vain
  cosigned_at INTEGER,                -- what its newest cosignature says
  size INTEGER NOT NULL,              -- … of which head
  checkpoint BLOB,               -- … whole, with its line
  dropped_at INTEGER                  -- no longer asked
) STRICT;

CREATE TABLE council (
  id INTEGER PRIMARY KEY,
  agency INTEGER NOT NULL REFERENCES agency (id),
  name TEXT NOT NULL,
  decision_no TEXT NOT NULL, decision_on INTEGER NOT NULL,
  bylaw_no TEXT,
  -- the bylaw's answers where the law is silent (domain.md 1.6)
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
, bylaw_on INTEGER) STRICT;

CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  agency INTEGER NOT NULL REFERENCES agency (id),
  round INTEGER REFERENCES round (id),
  kind INTEGER NOT NULL,              -- enum decision_kind
  number TEXT,                    -- n/QĐ-UBND, given when signed
  signed_on INTEGER,
  signer INTEGER REFERENCES account (id),
  signer_name TEXT, signer_title TEXT,
  state INTEGER NOT NULL,             -- enum decision_state
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE INDEX decision_agency ON decision (agency, id);

CREATE TABLE "decision_item" (
  decision INTEGER NOT NULL REFERENCES decision (id),
  dossier INTEGER NOT NULL REFERENCES dossier (id),
  position INTEGER NOT NULL,
  star INTEGER NOT NULL,
  agenda INTEGER REFERENCES agenda (id), -- the conclusion it rests on
  PRIMARY KEY (decision, position)
) STRICT;

CREATE UNIQUE INDEX decision_item_once ON decision_item (dossier, decision);

CREATE TABLE dossier (
  id INTEGER PRIMARY KEY,
  product INTEGER NOT NULL REFERENCES product (id),
  subject INTEGER NOT NULL REFERENCES subject (id),
  kind INTEGER NOT NULL,              -- enum dossier_kind: first, upgrade, again
  pack TEXT NOT NULL,             -- kept to its end
  set_code TEXT NOT NULL,
  branch TEXT,                    -- set 26: the branch chosen
  state INTEGER NOT NULL,             -- enum dossier_state
  commune INTEGER NOT NULL REFERENCES agency (id),
  province INTEGER NOT NULL REFERENCES agency (id),
  samples INTEGER NOT NULL,           -- how many samples come with it
  slip_no TEXT,                   -- commune: n/PĐK-tỉnh-xã-năm (Mẫu 01)
  slip2_no TEXT,                  -- province
  opened_at INTEGER NOT NULL,
  submitted_at INTEGER, received_at INTEGER, forwarded_at INTEGER,
  accepted_at INTEGER, concluded_at INTEGER, decided_at INTEGER,
  due_on INTEGER,                     -- next legal deadline of the holder
  request_no TEXT, request_on INTEGER, -- commune's letter to the province
  note TEXT,                      -- last reason given (return, withdrawal)
  version INTEGER NOT NULL
, evaluator INTEGER NOT NULL DEFAULT 0, ministry INTEGER REFERENCES agency (id), from_certificate INTEGER REFERENCES certificate (id), late_why TEXT, full_on INTEGER, letter_no TEXT, order_no TEXT, forward_late_why TEXT, sent_up_on INTEGER) STRICT;

CREATE INDEX dossier_commune ON dossier (commune, state, id);

CREATE INDEX dossier_due ON dossier (due_on) WHERE due_on IS NOT NULL;

CREATE INDEX dossier_evaluator ON dossier (evaluator, state, id);

CREATE INDEX dossier_from ON dossier (from_certificate) WHERE from_certificate IS NOT NULL;

CREATE INDEX dossier_ministry ON dossier (ministry, id) WHERE ministry IS NOT NULL;

CREATE INDEX dossier_product ON dossier (product, id);

CREATE INDEX dossier_province ON dossier (province, state, id);

CREATE INDEX dossier_subject ON dossier (subject, id);

CREATE TABLE dossier_change (
  dossier INTEGER NOT NULL REFERENCES dossier (id),
  topic TEXT NOT NULL,            -- core/changes: material, label …
  changed INTEGER NOT NULL,           -- 0: as it was
  note TEXT,
  evidence INTEGER REFERENCES evidence (id),
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (dossier, topic)
) STRICT;

CREATE INDEX dossier_change_evidence ON dossier_change (evidence) WHERE evidence IS NOT NULL;

CREATE TABLE "dossier_stop" (
  dossier INTEGER NOT NULL REFERENCES dossier (id),
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  state INTEGER NOT NULL,             -- enum dossier_state: the step where it arose
  agency INTEGER NOT NULL REFERENCES agency (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (dossier, code, at)
) STRICT;

CREATE TABLE dossier_text (
  dossier INTEGER NOT NULL REFERENCES dossier (id),
  field TEXT NOT NULL,
  body TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (dossier, field)
) STRICT;

CREATE TABLE entry (
  place INTEGER PRIMARY KEY,          -- in the log, from 0, without gaps
  chain INTEGER NOT NULL REFERENCES chain (id),
  n INTEGER NOT NULL,                 -- in the chain, from 0, without gaps
  record INTEGER NOT NULL UNIQUE REFERENCES record (id),
  type TEXT NOT NULL,
  leaf BLOB NOT NULL,            -- its hash
  code TEXT NOT NULL,             -- first ten letters of the leaf in base32
  body BLOB NOT NULL,            -- the line itself, for ever these bytes
  UNIQUE (chain, n)
) STRICT;

CREATE INDEX entry_code ON entry (code);

CREATE TABLE erasure (
  id INTEGER PRIMARY KEY,
  place INTEGER NOT NULL REFERENCES entry (place),
  province INTEGER NOT NULL REFERENCES agency (id),
  basis TEXT NOT NULL,            -- clause and number of the request; no name
  reason TEXT NOT NULL,
  asked_by INTEGER NOT NULL REFERENCES account (id),
  asked_at INTEGER NOT NULL,
  decided_by INTEGER REFERENCES account (id),
  decided_at INTEGER,
  outcome INTEGER,                    -- 1 erased, 2 refused
  answer TEXT
) STRICT;

CREATE INDEX erasure_place ON erasure (place);

CREATE INDEX erasure_province ON erasure (province, id);

CREATE TABLE evidence (
  id INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES subject (id),
  kind TEXT NOT NULL,             -- E1 … E15 of Mẫu 02 part III
  title TEXT NOT NULL,
  number TEXT, issuer TEXT,
  issued_on INTEGER, expires_on INTEGER,
  dropped_at INTEGER,                 -- put away by its owner; never deleted
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
, renews INTEGER REFERENCES evidence (id)) STRICT;

CREATE INDEX evidence_renews ON evidence (renews) WHERE renews IS NOT NULL;

CREATE INDEX evidence_subject ON evidence (subject);

CREATE TABLE evidence_file (
  id INTEGER PRIMARY KEY,
  evidence INTEGER NOT NULL REFERENCES evidence (id),
  blob TEXT NOT NULL REFERENCES blob (hash),
  name TEXT NOT NULL,             -- as the producer called it
  position INTEGER NOT NULL,
  dropped_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX evidence_file_blob ON evidence_file (blob);

CREATE INDEX evidence_file_of ON evidence_file (evidence);

CREATE TABLE finding (
  agenda INTEGER NOT NULL REFERENCES agenda (id),
  criterion TEXT NOT NULL,
  points INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (agenda, criterion)
) STRICT;

CREATE TABLE fork_evidence (
  id INTEGER PRIMARY KEY,
  origin TEXT NOT NULL REFERENCES watched (origin),
  known BLOB NOT NULL,
  offered BLOB NOT NULL,         -- the whole request
  at INTEGER NOT NULL
, size INTEGER, root BLOB, proven INTEGER) STRICT;

CREATE TABLE generation (
  n INTEGER PRIMARY KEY,
  origin TEXT NOT NULL UNIQUE,
  vkey TEXT NOT NULL,
  base INTEGER NOT NULL,              -- the place of its first entry
  begun_at INTEGER,
  ended_at INTEGER,
  checkpoint BLOB                -- of one that ended: the last head it signed, whole
) STRICT;

CREATE TABLE holiday (
  on_day INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,              -- enum day_kind: rest or swapped working day
  name TEXT NOT NULL
, grade INTEGER NOT NULL DEFAULT 2, source TEXT) STRICT;

CREATE TABLE inspection (
  id INTEGER PRIMARY KEY,
  product INTEGER NOT NULL REFERENCES product (id),
  certificate INTEGER NOT NULL REFERENCES certificate (id),
  agency INTEGER NOT NULL REFERENCES agency (id),  -- leads (Đ9.4)
  worker INTEGER NOT NULL REFERENCES agency (id),  -- goes there
  kind INTEGER NOT NULL,              -- enum inspection_kind
  misuse INTEGER REFERENCES misuse (id),
  plan_no TEXT, why TEXT,
  planned_on INTEGER NOT NULL,
  state INTEGER NOT NULL,             -- enum inspection_state
  done_on INTEGER, done_by INTEGER REFERENCES account (id),
  present TEXT,                   -- who was there for the producer: personal
  conclusion TEXT,
  correct_by_on INTEGER, correction TEXT, corrected_on INTEGER,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE INDEX inspection_agency ON inspection (agency, state, id);

CREATE INDEX inspection_correct ON inspection (correct_by_on)
  WHERE correct_by_on IS NOT NULL;

CREATE INDEX inspection_planned ON inspection (planned_on);

CREATE INDEX inspection_product ON inspection (product, id);

CREATE INDEX inspection_worker ON inspection (worker, state, id);

CREATE TABLE inspection_item (
  inspection INTEGER NOT NULL REFERENCES inspection (id),
  item TEXT NOT NULL,             -- of the pack's list
  verdict INTEGER NOT NULL,           -- enum check_verdict
  note TEXT,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (inspection, item)
) STRICT;

CREATE TABLE inspection_photo (
  id INTEGER PRIMARY KEY,
  inspection INTEGER NOT NULL REFERENCES inspection (id),
  blob TEXT NOT NULL REFERENCES blob (hash),
  name TEXT NOT NULL,
  by_account INTEGER NOT NULL REFERENCES account (id),
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX inspection_photo_blob ON inspection_photo (blob);

CREATE INDEX inspection_photo_of ON inspection_photo (inspection);

CREATE TABLE key_gone (
  name TEXT PRIMARY KEY,          -- SHA-256 of the encrypted part, hexadecimal
  at INTEGER NOT NULL,
  reached_at INTEGER                  -- when every copy of keys had lost it
) STRICT;

CREATE INDEX key_gone_open ON key_gone (name) WHERE reached_at IS NULL;

CREATE TABLE listing (
  product INTEGER PRIMARY KEY REFERENCES product (id),
  certificate INTEGER NOT NULL REFERENCES certificate (id),
  certificate_code TEXT NOT NULL,
  code TEXT,
  name TEXT NOT NULL,
  subject_name TEXT NOT NULL,
  star INTEGER NOT NULL,
  set_code TEXT NOT NULL,
  sector INTEGER NOT NULL,            -- 1 … 6
  unit_code TEXT NOT NULL,
  unit_name TEXT NOT NULL,
  province_code TEXT NOT NULL,
  photo TEXT,                     -- hash in blob
  valid_until_on INTEGER NOT NULL,    -- last day; 0: not published
  revoked INTEGER NOT NULL
, extended_from_on INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX listing_province ON listing (province_code, star);

CREATE INDEX listing_unit ON listing (unit_code, product);

CREATE INDEX listing_until ON listing (valid_until_on, product);

CREATE TABLE mail (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (id),
  notices INTEGER NOT NULL,
  up_to INTEGER NOT NULL,
  state INTEGER NOT NULL,             -- enum mail_state
  tries INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  why TEXT,                       -- what the server said last
  created_at INTEGER NOT NULL,
  sent_at INTEGER
) STRICT;

CREATE INDEX mail_account ON mail (account, id);

CREATE INDEX mail_waiting ON mail (state, next_at);

CREATE TABLE meeting (
  id INTEGER PRIMARY KEY,
  round INTEGER NOT NULL REFERENCES round (id),
  council INTEGER NOT NULL REFERENCES council (id),
  name TEXT NOT NULL,
  place TEXT,
  starts_at INTEGER NOT NULL,
  state INTEGER NOT NULL,             -- enum meeting_state
  version INTEGER NOT NULL
, kind INTEGER NOT NULL DEFAULT 1, answer_by_on INTEGER, reminded_on INTEGER, late_why TEXT, closed_at INTEGER) STRICT;

CREATE INDEX meeting_council ON meeting (council);

CREATE TABLE member (
  account INTEGER NOT NULL REFERENCES account (id),
  subject INTEGER NOT NULL REFERENCES subject (id),
  PRIMARY KEY (account, subject)
) STRICT;

CREATE INDEX member_subject ON member (subject);

CREATE TABLE migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  applied_at INTEGER NOT NULL
) STRICT;

CREATE TABLE misuse (
  id INTEGER PRIMARY KEY,
  product INTEGER NOT NULL REFERENCES product (id),
  agency INTEGER NOT NULL REFERENCES agency (id),
  number TEXT NOT NULL UNIQUE,    -- what the sender keeps to ask again
  place TEXT, body TEXT NOT NULL,
  contact TEXT,                   -- personal; only if given
  photo TEXT REFERENCES blob (hash),
  state INTEGER NOT NULL,             -- enum misuse_state
  answer TEXT,
  at INTEGER NOT NULL,
  due_on INTEGER NOT NULL,
  answered_at INTEGER,
  version INTEGER NOT NULL
) STRICT;

CREATE INDEX misuse_agency ON misuse (agency, state, id);

CREATE INDEX misuse_due ON misuse (due_on);

CREATE INDEX misuse_product ON misuse (product);

CREATE TABLE notice (
  id INTEGER PRIMARY KEY,
  account INTEGER REFERENCES account (id), -- to a person …
  agency INTEGER REFERENCES agency (id),   -- … or to whoever serves an agency
  kind TEXT NOT NULL,             -- text key notice.<kind>
  arg TEXT NOT NULL,              -- fills {0}
  link TEXT NOT NULL,             -- an address of ours
  at INTEGER NOT NULL,
  read_at INTEGER
) STRICT;

CREATE INDEX notice_account ON notice (account, id);

CREATE INDEX notice_account_unread ON notice (account) WHERE read_at IS NULL;

CREATE INDEX notice_agency ON notice (agency, id);

CREATE INDEX notice_agency_unread ON notice (agency) WHERE read_at IS NULL;

CREATE INDEX notice_link_unread ON notice (link) WHERE read_at IS NULL;

CREATE TABLE once (                 -- a doubled click does nothing twice
  key TEXT PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (id),
  location TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX once_at ON once (at);

CREATE TABLE order_letter (
  id INTEGER PRIMARY KEY,
  dossier INTEGER NOT NULL REFERENCES dossier (id),
  agency INTEGER NOT NULL REFERENCES agency (id), -- whose letter it is
  orders INTEGER NOT NULL,
  number TEXT NOT NULL,
  dated_on INTEGER NOT NULL,
  blob TEXT NOT NULL REFERENCES blob (hash), -- byte for byte as it came
  account INTEGER NOT NULL REFERENCES account (id), -- who entered it
  created_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX order_letter_number ON order_letter (dossier, number);

CREATE TABLE paper_issue (
  id INTEGER PRIMARY KEY,
  paper TEXT NOT NULL,            -- name in act/papers.c
  noun_id INTEGER NOT NULL,           -- of the meeting, decision … it is of
  agency INTEGER NOT NULL REFERENCES agency (id),
  series TEXT, year INTEGER, number INTEGER, -- NULL: numbered elsewhere (decisions)
  number_text TEXT,               -- "3/BB-HĐ"
  numbered_on INTEGER,
  hash TEXT REFERENCES blob (hash), -- the bytes given out to be signed
  kept_at INTEGER,
  created_by INTEGER NOT NULL REFERENCES account (id),
  created_at INTEGER NOT NULL,
  UNIQUE (paper, noun_id),
  UNIQUE (agency, series, year, number)
) STRICT;

CREATE TABLE paper_sheet (
  id INTEGER PRIMARY KEY,
  agenda INTEGER NOT NULL REFERENCES agenda (id),
  seat INTEGER NOT NULL REFERENCES seat (id),
  pass INTEGER NOT NULL,
  scan TEXT NOT NULL REFERENCES blob (hash),
  first_by INTEGER REFERENCES account (id),
  second_by INTEGER REFERENCES account (id),
  settled_by INTEGER REFERENCES account (id),
  made_by INTEGER NOT NULL REFERENCES account (id),
  made_at INTEGER NOT NULL,
  sealed_at INTEGER,
  UNIQUE (agenda, seat, pass)
) STRICT;

CREATE INDEX paper_sheet_scan ON paper_sheet (scan);

CREATE TABLE paper_signature (
  file INTEGER NOT NULL REFERENCES paper_signed (id),
  position INTEGER NOT NULL,
  state INTEGER NOT NULL,             -- enum signature_state
  signer TEXT NOT NULL, issuer TEXT NOT NULL,
  fingerprint TEXT NOT NULL, algorithm TEXT NOT NULL,
  claimed_at INTEGER,                 -- the signer's clock; NULL: not said
  covers INTEGER NOT NULL, revocation INTEGER NOT NULL DEFAULT 0, list_at INTEGER, list TEXT REFERENCES blob (hash),            -- bytes of its revision
  PRIMARY KEY (file, position)
) STRICT;

CREATE TABLE paper_signed (
  id INTEGER PRIMARY KEY,
  issue INTEGER NOT NULL REFERENCES paper_issue (id),
  hash TEXT NOT NULL REFERENCES blob (hash), -- byte for byte as it came
  state INTEGER NOT NULL,             -- enum signed_state
  size_bytes INTEGER NOT NULL,
  added_by INTEGER NOT NULL REFERENCES account (id),
  added_at INTEGER NOT NULL,
  compared_by INTEGER REFERENCES account (id), -- laid it beside ours
  compared_at INTEGER,
  why TEXT,                       -- of a refusal
  UNIQUE (issue, hash)
) STRICT;

CREATE TABLE paper_template (
  id INTEGER PRIMARY KEY,
  paper TEXT NOT NULL,            -- name of a text in data/papers
  hash TEXT NOT NULL REFERENCES blob (hash),
  name TEXT NOT NULL,             -- as its owner called it
  added_by INTEGER NOT NULL REFERENCES account (id),
  added_at INTEGER NOT NULL,
  dropped_at INTEGER
) STRICT;

CREATE INDEX paper_template_paper ON paper_template (paper) WHERE dropped_at IS NULL;

CREATE TABLE paper_tick (
  paper INTEGER NOT NULL REFERENCES paper_sheet (id),
  turn INTEGER NOT NULL,
  criterion TEXT NOT NULL,
  case_id TEXT,
  points INTEGER NOT NULL,
  PRIMARY KEY (paper, turn, criterion)
) STRICT;

CREATE TABLE paper_word (
  paper INTEGER NOT NULL REFERENCES paper_sheet (id),
  turn INTEGER NOT NULL,
  remark TEXT,
  stop TEXT, stop_why TEXT,
  PRIMARY KEY (paper, turn)
) STRICT;

CREATE TABLE part (
  id INTEGER PRIMARY KEY,
  record INTEGER NOT NULL REFERENCES record (id),
  name TEXT NOT NULL,
  class INTEGER NOT NULL,             -- enum part_class
  salt BLOB,                     -- NULL: personal, the salt is with the key
  body BLOB,                     -- NULL: made from the record's own row;
                                    -- personal: encrypted
  erased_at INTEGER,
  UNIQUE (record, name)
) STRICT;

CREATE TABLE part_key (
  part INTEGER PRIMARY KEY REFERENCES part (id),
  wrapped BLOB NOT NULL
) STRICT;

CREATE TABLE product (
  id INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES subject (id),
  name TEXT NOT NULL,
  fold TEXT NOT NULL,
  spec TEXT, standard TEXT,     -- specification, standard
  story TEXT,
  photo TEXT,                     -- hash in blob
  pack TEXT NOT NULL,             -- rule pack in which the set was chosen
  set_code TEXT NOT NULL,
  unit_code TEXT NOT NULL,
  code TEXT UNIQUE,               -- T-X-STT-year, once the commune has numbered it
  old_code TEXT,                  -- word for word, of older patterns
  sample INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
, gtin TEXT) STRICT;

CREATE INDEX product_gtin ON product (gtin) WHERE gtin IS NOT NULL;

CREATE INDEX product_photo ON product (photo) WHERE photo IS NOT NULL;

CREATE INDEX product_subject ON product (subject);

CREATE VIRTUAL TABLE product_search USING fts5 (
  words, tokenize = 'ascii', prefix = '3 4', detail = none, columnsize = 0);

CREATE TABLE 'product_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'product_search_content'(id INTEGER PRIMARY KEY, c0);

CREATE TABLE 'product_search_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'product_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE record (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor INTEGER REFERENCES account (id), -- NULL: the program itself
  kind TEXT NOT NULL,             -- core/recording
  noun TEXT NOT NULL, noun_id INTEGER NOT NULL,
  body TEXT NOT NULL
, due INTEGER, seat TEXT, consent INTEGER REFERENCES consent (id)) STRICT;

CREATE INDEX record_due ON record (id) WHERE due = 1;

CREATE INDEX record_noun ON record (noun, noun_id, id);

CREATE TABLE recovery_code (
  account INTEGER NOT NULL REFERENCES account (id),
  hash TEXT NOT NULL,             -- never the code; the row goes when it is used
  PRIMARY KEY (account, hash)
) STRICT;

CREATE VIEW recused AS
SELECT s.account AS account, a.dossier AS dossier
  FROM stake k JOIN seat s ON s.id = k.seat JOIN agenda a ON a.id = k.agenda
 WHERE k.state = 2;

CREATE TABLE result (
  agenda INTEGER PRIMARY KEY REFERENCES agenda (id),
  input TEXT NOT NULL,            -- exactly what `ocop score` reads
  output TEXT NOT NULL,           -- exactly what it answers
  star INTEGER NOT NULL,
  sum INTEGER NOT NULL, sheets INTEGER NOT NULL,
  opinion TEXT,                   -- the council's, for the letter
  concluded_by INTEGER NOT NULL REFERENCES account (id),
  concluded_at INTEGER NOT NULL
) STRICT;

CREATE TABLE revocation (
  id INTEGER PRIMARY KEY,
  certificate INTEGER NOT NULL REFERENCES certificate (id),
  agency INTEGER NOT NULL REFERENCES agency (id),  -- verifies and reports (Đ8.3)
  ground TEXT NOT NULL,           -- of the pack: a b c d dd e (Đ8.1)
  facts TEXT NOT NULL,
  basis_no TEXT, basis_on INTEGER NOT NULL, -- the conclusion; the 15 days run from it
  inspection INTEGER REFERENCES inspection (id),
  by_commune INTEGER REFERENCES agency (id),  -- who confirmed that production ended
  state INTEGER NOT NULL,             -- enum revocation_state
  why TEXT,                       -- of a proposal that was dropped
  decision INTEGER REFERENCES decision (id), position INTEGER,
  due_on INTEGER NOT NULL,            -- Đ8.4
  created_by INTEGER REFERENCES account (id),
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
, ordered_by INTEGER REFERENCES agency (id)) STRICT;

CREATE INDEX revocation_agency ON revocation (agency, state, id);

CREATE INDEX revocation_certificate ON revocation (certificate);

CREATE INDEX revocation_decision ON revocation (decision) WHERE decision IS NOT NULL;

CREATE INDEX revocation_due ON revocation (due_on);

CREATE TABLE role_grant (
  account INTEGER NOT NULL REFERENCES account (id),
  role INTEGER NOT NULL,              -- enum role
  PRIMARY KEY (account, role)
) STRICT;

CREATE INDEX role_grant_role ON role_grant (role, account);

CREATE TABLE room_out (
  id INTEGER PRIMARY KEY,
  meeting INTEGER NOT NULL REFERENCES meeting (id),
  state INTEGER NOT NULL,             -- enum room_state
  meeting_state INTEGER NOT NULL,     -- what the session was when it left
  vkey TEXT,                      -- of the laptop's log; NULL: not written yet
  manifest TEXT,                  -- SHA-256 of the manifest, hex
  head TEXT,                      -- the laptop's newest signed head that was brought back
  sent_at INTEGER, brought_at INTEGER, ended_at INTEGER,
  why TEXT,                       -- it was called back
  made_at INTEGER NOT NULL
) STRICT;

CREATE INDEX room_out_meeting ON room_out (meeting, id);

CREATE UNIQUE INDEX room_out_now ON room_out (meeting) WHERE state <= 2;

CREATE TABLE room_sheet (
  id INTEGER PRIMARY KEY,
  room INTEGER NOT NULL REFERENCES room_out (id),
  place INTEGER NOT NULL,             -- of its entry in the laptop's log
  agenda INTEGER NOT NULL REFERENCES agenda (id),
  seat INTEGER NOT NULL REFERENCES seat (id),
  pass INTEGER NOT NULL,
  lines TEXT NOT NULL,            -- what the seal is the hash of
  seal TEXT NOT NULL,
  leaf TEXT NOT NULL,             -- hash of the entry that the laptop signed for, hex
  sealed_at INTEGER NOT NULL,
  remark TEXT, stop TEXT, stop_why TEXT,
  state INTEGER NOT NULL,             -- enum room_sheet_state
  why TEXT, decided_at INTEGER,     -- of a choice between two
  brought_at INTEGER NOT NULL,
  UNIQUE (room, place)
) STRICT;

CREATE INDEX room_sheet_agenda ON room_sheet (agenda, seat, pass);

CREATE TABLE round (
  id INTEGER PRIMARY KEY,
  agency INTEGER NOT NULL REFERENCES agency (id),
  pack TEXT NOT NULL,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  proposed_before_on INTEGER NOT NULL, -- QĐ 26/2026 Đ5
  held_before_on INTEGER NOT NULL,
  extra_plan TEXT,                -- number of the plan that allows an extra round
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (agency, year, number)
) STRICT;

CREATE TABLE scan (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (id),
  pages INTEGER NOT NULL,
  made_at INTEGER NOT NULL
) STRICT;

CREATE INDEX scan_account ON scan (account, id);

CREATE TABLE scan_page (
  id INTEGER PRIMARY KEY,
  scan INTEGER NOT NULL REFERENCES scan (id),
  file TEXT NOT NULL REFERENCES blob (hash),
  name TEXT NOT NULL,
  file_page INTEGER NOT NULL,
  picture TEXT REFERENCES blob (hash),
  state INTEGER NOT NULL,       -- enum page_state
  kind INTEGER,                 -- enum coded
  thing INTEGER,
  part INTEGER,
  edition INTEGER,              -- NULL: placed by hand
  page INTEGER,
  of_pages INTEGER,             -- NULL: not known
  placed_by INTEGER REFERENCES account (id),
  placed_at INTEGER
) STRICT;

CREATE INDEX scan_page_file ON scan_page (file);

CREATE UNIQUE INDEX scan_page_once ON scan_page (kind, thing, part, page) WHERE state = 1;

CREATE INDEX scan_page_picture ON scan_page (picture) WHERE picture IS NOT NULL;

CREATE INDEX scan_page_scan ON scan_page (scan, id);

CREATE TABLE seat (
  id INTEGER PRIMARY KEY,
  council INTEGER NOT NULL REFERENCES council (id),
  code TEXT NOT NULL,             -- m1 … : how records name it
  account INTEGER NOT NULL REFERENCES account (id),
  role INTEGER NOT NULL,              -- enum seat_role
  office TEXT NOT NULL,           -- the agency it speaks for
  votes INTEGER NOT NULL,             -- 1: hands in sheets
  until_at INTEGER, stands_for INTEGER REFERENCES seat (id), since_at INTEGER NOT NULL DEFAULT 0,                   -- left the council
  UNIQUE (council, code)
) STRICT;

CREATE INDEX seat_account ON seat (account);

CREATE VIEW seated AS
SELECT s.account AS account, a.dossier AS dossier
  FROM agenda a JOIN meeting m ON m.id = a.meeting
  JOIN seat s ON s.council = m.council
 WHERE s.until_at IS NULL AND s.since_at <= m.starts_at
   AND (s.role = 4
        OR EXISTS (SELECT 1 FROM stake k WHERE k.agenda = a.id AND k.seat = s.id)
        OR EXISTS (SELECT 1 FROM bylaw b WHERE b.council = m.council
                     AND b.rule = 'declare' AND b.value = 2));

CREATE TABLE second_step (
  account INTEGER PRIMARY KEY REFERENCES account (id),
  secret BLOB,                   -- encrypted; NULL: not switched on yet
  fresh BLOB,                    -- encrypted; shown, and waiting for its first code
  on_at INTEGER,                      -- NULL: not switched on yet
  last_step INTEGER NOT NULL          -- of the code that was taken last: each works once
) STRICT;

CREATE TABLE seen_head (
  origin TEXT NOT NULL REFERENCES watched (origin),
  size INTEGER NOT NULL,
  root BLOB NOT NULL,
  checkpoint BLOB NOT NULL,      -- whole, as it came
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (origin, size, root)
) STRICT;

CREATE INDEX seen_head_time ON seen_head (origin, seen_at);

CREATE TABLE self_score (
  dossier INTEGER NOT NULL REFERENCES dossier (id),
  criterion TEXT NOT NULL,
  case_id TEXT,                   -- criteria with cases
  points INTEGER,                     -- NULL: described, not yet scored
  note TEXT,
  saved_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (dossier, criterion)
) STRICT;

CREATE TABLE sent_part (
  dossier INTEGER NOT NULL REFERENCES dossier (id),
  at INTEGER NOT NULL,
  part INTEGER NOT NULL,              -- enum sent_part
  what TEXT,                      -- its number, how many
  PRIMARY KEY (dossier, at, part)
) STRICT;

CREATE TABLE series (               -- numbers that must not have gaps
  agency INTEGER NOT NULL REFERENCES agency (id),
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (agency, kind, year)
) STRICT;

CREATE TABLE series_sign (
  agency INTEGER NOT NULL REFERENCES agency (id),
  series TEXT NOT NULL,           -- of data/papers
  signs TEXT NOT NULL,            -- "TTr-SNNMT"
  set_by INTEGER NOT NULL REFERENCES account (id),
  set_at INTEGER NOT NULL,
  PRIMARY KEY (agency, series)
) STRICT;

CREATE TABLE session (
  token BLOB PRIMARY KEY,        -- hash of the cookie, never the cookie
  account INTEGER NOT NULL REFERENCES account (id),
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  agent TEXT NOT NULL             -- short words for "own sessions"
, consent INTEGER REFERENCES consent (id), half INTEGER NOT NULL DEFAULT 0, issue INTEGER REFERENCES paper_issue (id)) STRICT;

CREATE INDEX session_account ON session (account);

CREATE INDEX session_ends ON session (ends_at);

CREATE TABLE setting (              -- facts about this office: "sample", "province"
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE sheet (
  id INTEGER PRIMARY KEY,
  agenda INTEGER NOT NULL REFERENCES agenda (id),
  seat INTEGER NOT NULL REFERENCES seat (id),
  pass INTEGER NOT NULL,
  remark TEXT,                    -- the evaluator's opinion
  stop TEXT, stop_why TEXT,     -- a knock-out this member proposes, with its reason
  sealed_at INTEGER,                  -- NULL: a draft only its owner sees
  seal TEXT,                      -- hash of the sealed sheet's lines
  reopened_at INTEGER, why TEXT,    -- by the secretary, with a reason
  saved_at INTEGER NOT NULL,
  version INTEGER NOT NULL, opinion INTEGER, aside_at INTEGER, scan TEXT REFERENCES blob (hash), ballot TEXT,
  UNIQUE (agenda, seat, pass)
) STRICT;

CREATE INDEX sheet_scan ON sheet (scan) WHERE scan IS NOT NULL;

CREATE TABLE sheet_past (
  id INTEGER PRIMARY KEY,
  sheet INTEGER NOT NULL REFERENCES sheet (id),
  lines TEXT NOT NULL,
  seal TEXT NOT NULL,
  sealed_at INTEGER NOT NULL,
  remark TEXT, stop_why TEXT,
  why TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX sheet_past_sheet ON sheet_past (sheet);

CREATE TABLE signed_code (
  certificate INTEGER PRIMARY KEY REFERENCES certificate (id),
  kid TEXT NOT NULL REFERENCES code_key (kid),
  text TEXT NOT NULL,             -- base32, as it stands in the QR code
  made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE stake (
  agenda INTEGER NOT NULL REFERENCES agenda (id),
  seat INTEGER NOT NULL REFERENCES seat (id),
  state INTEGER NOT NULL,             -- enum stake
  kind INTEGER NOT NULL,              -- enum stake_kind; 0: none
  why TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (agenda, seat)
) STRICT;

CREATE INDEX stake_seat ON stake (seat);

CREATE VIEW stands_in AS
SELECT s.id AS seat, a.id AS agenda
  FROM seat s JOIN seat o ON o.id = s.stands_for
  JOIN agenda a ON 1 = 1
 WHERE o.until_at IS NOT NULL
    OR EXISTS (SELECT 1 FROM attendance x WHERE x.meeting = a.meeting
         AND x.seat = o.id AND x.state > 1)
    OR EXISTS (SELECT 1 FROM stake x WHERE x.agenda = a.id
         AND x.seat = o.id AND x.state = 2);

CREATE TABLE stop (
  agenda INTEGER NOT NULL REFERENCES agenda (id),
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (agenda, code)
) STRICT;

CREATE TABLE subject (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  fold TEXT NOT NULL,
  kind INTEGER NOT NULL,              -- enum subject_kind (QĐ 26/2026 Đ2.3)
  state INTEGER NOT NULL,             -- enum subject_state
  unit_code TEXT NOT NULL,        -- commune
  address TEXT,
  phone TEXT, email TEXT,
  reg_no TEXT, reg_on INTEGER,      -- registration, founding
  rep_name TEXT,                  -- legal representative: personal
  rep_position TEXT,
  rep_gender INTEGER,                 -- enum gender: sensitive, NULL not said
  rep_ethnicity TEXT,             -- sensitive
  rep_residence TEXT,             -- personal
  rep_disability INTEGER,             -- sensitive
  history TEXT, structure TEXT, -- Mẫu 02 part I
  ticks INTEGER NOT NULL,             -- enum subject_tick bits: Mẫu 02 part I boxes
  why TEXT,                       -- of a refusal
  sample INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE INDEX subject_unit ON subject (unit_code, state);

CREATE TABLE supplement (
  id INTEGER PRIMARY KEY,
  dossier INTEGER NOT NULL REFERENCES dossier (id),
  level INTEGER NOT NULL,             -- who asked
  asked_by INTEGER NOT NULL REFERENCES account (id),
  asked_at INTEGER NOT NULL,
  due_on INTEGER NOT NULL,
  sentence TEXT NOT NULL,
  answer TEXT,
  answered_at INTEGER
, late_why TEXT, closed_at INTEGER, closed_why TEXT) STRICT;

CREATE INDEX supplement_dossier ON supplement (dossier, id);

CREATE INDEX supplement_due ON supplement (due_on);

CREATE TABLE supplement_item (
  supplement INTEGER NOT NULL REFERENCES supplement (id),
  item TEXT NOT NULL,
  PRIMARY KEY (supplement, item)
) STRICT;

CREATE TABLE survey (
  id INTEGER PRIMARY KEY,
  dossier INTEGER NOT NULL REFERENCES dossier (id),
  kind INTEGER NOT NULL,              -- enum survey_kind
  why TEXT NOT NULL,              -- why it is needed
  due_on INTEGER,
  asked_by INTEGER NOT NULL REFERENCES account (id), asked_at INTEGER NOT NULL,
  done_on INTEGER, found TEXT,
  done_by INTEGER REFERENCES account (id), done_at INTEGER,
  version INTEGER NOT NULL
) STRICT;

CREATE INDEX survey_dossier ON survey (dossier, id);

CREATE TABLE team (
  id INTEGER PRIMARY KEY,
  council INTEGER NOT NULL REFERENCES council (id),
  name TEXT NOT NULL,
  decision_no TEXT NOT NULL, decision_on INTEGER NOT NULL,
  until_on INTEGER,                   -- dissolved
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX team_council ON team (council);

CREATE TABLE team_condition (
  task INTEGER NOT NULL REFERENCES team_task (id),
  code TEXT NOT NULL,             -- of the note
  holds INTEGER NOT NULL,             -- 1 holds, 0 does not
  reason TEXT,
  seat INTEGER NOT NULL REFERENCES team_seat (id),
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (task, code)
) STRICT;

CREATE TABLE team_finding (
  task INTEGER NOT NULL REFERENCES team_task (id),
  criterion TEXT NOT NULL,
  points INTEGER NOT NULL,            -- of a printed level
  note TEXT,
  seat INTEGER NOT NULL REFERENCES team_seat (id), -- who answered for it
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (task, criterion)
) STRICT;

CREATE TABLE team_seat (
  id INTEGER PRIMARY KEY,
  team INTEGER NOT NULL REFERENCES team (id),
  account INTEGER NOT NULL REFERENCES account (id),
  role INTEGER NOT NULL,              -- enum team_role
  office TEXT NOT NULL,           -- the department it speaks for
  until_at INTEGER
) STRICT;

CREATE INDEX team_seat_account ON team_seat (account);

CREATE INDEX team_seat_team ON team_seat (team);

CREATE TABLE team_share (
  task INTEGER NOT NULL REFERENCES team_task (id),
  part TEXT NOT NULL,             -- a group of the set: "1", "2" …
  seat INTEGER NOT NULL REFERENCES team_seat (id),
  PRIMARY KEY (task, part)
) STRICT;

CREATE TABLE team_stop (
  task INTEGER NOT NULL REFERENCES team_task (id),
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  seat INTEGER NOT NULL REFERENCES team_seat (id),
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (task, code)
) STRICT;

CREATE TABLE team_task (
  id INTEGER PRIMARY KEY,
  team INTEGER NOT NULL REFERENCES team (id),
  dossier INTEGER NOT NULL REFERENCES dossier (id),
  due_on INTEGER,
  assigned_at INTEGER NOT NULL,
  report TEXT,                    -- to the chair of the council
  star INTEGER,                       -- that the team proposes; 0: knocked out
  reported_by INTEGER REFERENCES team_seat (id), reported_at INTEGER,
  version INTEGER NOT NULL,
  UNIQUE (team, dossier)
) STRICT;

CREATE INDEX team_task_dossier ON team_task (dossier);

CREATE VIEW teamed AS
SELECT t.account AS account, k.dossier AS dossier
  FROM team_task k JOIN team_seat t ON t.team = k.team
 WHERE t.until_at IS NULL;

CREATE TABLE telling (
  id INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES subject (id),
  agency INTEGER NOT NULL REFERENCES agency (id), -- whose officer told it
  way INTEGER NOT NULL,                           -- enum telling_way
  told_on INTEGER NOT NULL,
  words TEXT NOT NULL,                        -- what was told
  told_by INTEGER NOT NULL REFERENCES account (id),
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX telling_subject ON telling (subject, id);

CREATE TABLE throttle (
  who TEXT PRIMARY KEY,           -- "login:…" or "address:…"
  failures INTEGER NOT NULL,
  until_at INTEGER NOT NULL
) STRICT;

CREATE TABLE trust_root (
  id INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  name TEXT NOT NULL,
  pem TEXT NOT NULL,
  until_on INTEGER,
  added_by INTEGER NOT NULL REFERENCES account (id),
  added_at INTEGER NOT NULL,
  dropped_at INTEGER
) STRICT;

CREATE TABLE turn (
  noun TEXT NOT NULL, noun_id INTEGER NOT NULL,
  step TEXT NOT NULL,             -- "due", "lapsed", "end-30" …
  on_day INTEGER NOT NULL,            -- the day it belongs to
  at INTEGER NOT NULL,
  PRIMARY KEY (noun, noun_id, step, on_day)
) STRICT;

CREATE TABLE unit (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,             -- GSO code: 2, 3 or 5 digits
  level INTEGER NOT NULL,             -- enum unit_level
  kind TEXT NOT NULL,             -- tỉnh, phường, xã, đặc khu …
  name TEXT NOT NULL,
  full_name TEXT NOT NULL,
  fold TEXT NOT NULL,             -- text_fold(full_name)
  parent_code TEXT,               -- at the same time
  province_code TEXT NOT NULL,
  since_on INTEGER NOT NULL,
  until_on INTEGER                    -- NULL: still there
) STRICT;

CREATE UNIQUE INDEX unit_code ON unit (level, code, since_on);

CREATE INDEX unit_fold ON unit (fold);

CREATE INDEX unit_parent ON unit (parent_code, level);

CREATE TABLE unit_successor (
  old_unit INTEGER NOT NULL REFERENCES unit (id),
  new_unit INTEGER NOT NULL REFERENCES unit (id),
  extent TEXT NOT NULL,           -- whole, part, part-area …
  note TEXT NOT NULL,             -- wording of the conversion table
  PRIMARY KEY (old_unit, new_unit)
) STRICT;

CREATE VIEW unseen_link AS
SELECT u.account AS account, p.head || u.dossier || p.tail AS link
  FROM recused u
  CROSS JOIN (SELECT '/ho-so/' AS head, '' AS tail
        UNION ALL SELECT '/ho-so/', '/ket-qua'
        UNION ALL SELECT '/xa/ho-so/', ''
        UNION ALL SELECT '/tinh/ho-so/', '') p;

CREATE VIEW unseen_meeting AS
SELECT k.account AS account, a.meeting AS meeting
  FROM agenda a JOIN recused k ON k.dossier = a.dossier
 WHERE a.meet_why IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM agenda b WHERE b.meeting = a.meeting
        AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = k.account
             AND x.dossier = b.dossier));

CREATE TABLE upload (
  id INTEGER PRIMARY KEY,
  token TEXT NOT NULL UNIQUE,     -- 128 random bits: the address
  account INTEGER NOT NULL REFERENCES account (id),
  purpose TEXT NOT NULL,          -- "evidence:12", "photo:3"
  name TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  state INTEGER NOT NULL,             -- enum upload_state
  why TEXT,                       -- fault code when refused
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX upload_account ON upload (account, state);

CREATE INDEX upload_expires ON upload (expires_at);

CREATE TABLE watched (
  origin TEXT PRIMARY KEY,
  vkey TEXT NOT NULL,
  size INTEGER NOT NULL,              -- of the last head cosigned; 0: none
  root BLOB,
  checkpoint BLOB,               -- whole, as it came
  seen_at INTEGER
, url TEXT, mirrored INTEGER, mirrored_at INTEGER, mirror_why TEXT) STRICT;

