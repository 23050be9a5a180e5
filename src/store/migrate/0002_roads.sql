-- why: all roads of a dossier: upgrade and re-evaluation from a certificate,
-- written opinions, the advisory team, the Ministry and the way back, a redo
-- that the Ministry orders (QĐ 26/2026 Đ6, Đ7, Đ10.1.b).

-- ---- the dossier ------------------------------------------------------------

ALTER TABLE dossier ADD COLUMN evaluator {int} NOT NULL DEFAULT 0; -- agency: whose turn it is
UPDATE dossier SET evaluator = province;
ALTER TABLE dossier ADD COLUMN ministry {int} REFERENCES agency (id); -- it was sent up to
ALTER TABLE dossier ADD COLUMN from_certificate {int} REFERENCES certificate (id); -- upgrade, again
ALTER TABLE dossier ADD COLUMN late_why {text};  -- why it was begun after the window (Đ7.6.a)
ALTER TABLE dossier ADD COLUMN full_on {int};    -- the evaluator has all of it: Đ7.6.g runs
ALTER TABLE dossier ADD COLUMN letter_no {text}; -- the province's letter to the Ministry (Đ6.3)
ALTER TABLE dossier ADD COLUMN order_no {text};  -- the Ministry's order to do it again
CREATE INDEX dossier_evaluator ON dossier (evaluator, state, id);
CREATE INDEX dossier_ministry ON dossier (ministry, id) WHERE ministry IS NOT NULL;
CREATE INDEX dossier_from ON dossier (from_certificate) WHERE from_certificate IS NOT NULL;

-- Facts: what the producer says has changed since the certificate (Đ6.1.b, c).
CREATE TABLE dossier_change (
  dossier {int} NOT NULL REFERENCES dossier (id),
  topic {text} NOT NULL,            -- core/changes: material, label …
  changed {int} NOT NULL,           -- 0: as it was
  note {text},
  evidence {int} REFERENCES evidence (id),
  saved_at {int} NOT NULL,
  PRIMARY KEY (dossier, topic)
) {table};
CREATE INDEX dossier_change_evidence ON dossier_change (evidence) WHERE evidence IS NOT NULL;

-- Facts: reasons not to evaluate further, found before the council (Phụ lục II).
CREATE TABLE dossier_stop (
  dossier {int} NOT NULL REFERENCES dossier (id),
  code {text} NOT NULL,
  reason {text} NOT NULL,
  state {int} NOT NULL,             -- enum dossier_state: the step where it arose
  agency {int} NOT NULL REFERENCES agency (id),
  at {int} NOT NULL,
  PRIMARY KEY (dossier, code)
) {table};

ALTER TABLE evidence ADD COLUMN renews {int} REFERENCES evidence (id); -- the paper it took the place of
CREATE INDEX evidence_renews ON evidence (renews) WHERE renews IS NOT NULL;

-- ---- a dossier may be decided on more than once: approved, sent back,
-- recognised; done again by order

CREATE TABLE decision_item_new (
  decision {int} NOT NULL REFERENCES decision (id),
  dossier {int} NOT NULL REFERENCES dossier (id),
  position {int} NOT NULL,
  star {int} NOT NULL,
  agenda {int} REFERENCES agenda (id), -- the conclusion it rests on
  PRIMARY KEY (decision, position)
) {table};
INSERT INTO decision_item_new (decision, dossier, position, star, agenda)
SELECT i.decision, i.dossier, i.position, i.star,
       (SELECT max(r.agenda) FROM agenda a JOIN result r ON r.agenda = a.id
         WHERE a.dossier = i.dossier)
  FROM decision_item i;
DROP TABLE decision_item;
ALTER TABLE decision_item_new RENAME TO decision_item;
CREATE UNIQUE INDEX decision_item_once ON decision_item (dossier, decision);

-- ---- written opinions -------------------------------------------------------

ALTER TABLE meeting ADD COLUMN kind {int} NOT NULL DEFAULT 1; -- enum meeting_kind
ALTER TABLE meeting ADD COLUMN answer_by_on {int}; -- written: the day by which to answer
ALTER TABLE meeting ADD COLUMN reminded_on {int};  -- … the last day members were reminded
ALTER TABLE sheet ADD COLUMN opinion {int};        -- enum opinion, of a written answer
ALTER TABLE agenda ADD COLUMN late_why {text};     -- proposed too late for the round (Đ5)
ALTER TABLE agenda ADD COLUMN meet_why {text};     -- why written opinions were not enough
ALTER TABLE meeting ADD COLUMN late_why {text};    -- held too late for the round (Đ5)

-- ---- the advisory team (Đ7.3.c) ---------------------------------------------

CREATE TABLE team (
  id {id},
  council {int} NOT NULL REFERENCES council (id),
  name {text} NOT NULL,
  decision_no {text} NOT NULL, decision_on {int} NOT NULL,
  until_on {int},                   -- dissolved
  created_at {int} NOT NULL
) {table};
CREATE INDEX team_council ON team (council);

CREATE TABLE team_seat (
  id {id},
  team {int} NOT NULL REFERENCES team (id),
  account {int} NOT NULL REFERENCES account (id),
  role {int} NOT NULL,              -- enum team_role
  office {text} NOT NULL,           -- the department it speaks for
  until_at {int}
) {table};
CREATE INDEX team_seat_account ON team_seat (account);
CREATE INDEX team_seat_team ON team_seat (team);

-- Facts: a product given to a team.
CREATE TABLE team_task (
  id {id},
  team {int} NOT NULL REFERENCES team (id),
  dossier {int} NOT NULL REFERENCES dossier (id),
  due_on {int},
  assigned_at {int} NOT NULL,
  report {text},                    -- to the chair of the council
  star {int},                       -- that the team proposes; 0: knocked out
  reported_by {int} REFERENCES team_seat (id), reported_at {int},
  version {int} NOT NULL,
  UNIQUE (team, dossier)
) {table};
CREATE INDEX team_task_dossier ON team_task (dossier);

-- Facts: who answers for which group of criteria; none: everybody for all.
CREATE TABLE team_share (
  task {int} NOT NULL REFERENCES team_task (id),
  part {text} NOT NULL,             -- a group of the set: "1", "2" …
  seat {int} NOT NULL REFERENCES team_seat (id),
  PRIMARY KEY (task, part)
) {table};

CREATE TABLE team_finding (
  task {int} NOT NULL REFERENCES team_task (id),
  criterion {text} NOT NULL,
  points {int} NOT NULL,            -- of a printed level
  note {text},
  seat {int} NOT NULL REFERENCES team_seat (id), -- who answered for it
  saved_at {int} NOT NULL,
  PRIMARY KEY (task, criterion)
) {table};

CREATE TABLE team_stop (
  task {int} NOT NULL REFERENCES team_task (id),
  code {text} NOT NULL,
  reason {text} NOT NULL,
  seat {int} NOT NULL REFERENCES team_seat (id),
  saved_at {int} NOT NULL,
  PRIMARY KEY (task, code)
) {table};

-- Facts: what was looked at outside the papers.
CREATE TABLE survey (
  id {id},
  dossier {int} NOT NULL REFERENCES dossier (id),
  kind {int} NOT NULL,              -- enum survey_kind
  why {text} NOT NULL,              -- why it is needed
  due_on {int},
  asked_by {int} NOT NULL REFERENCES account (id), asked_at {int} NOT NULL,
  done_on {int}, found {text},
  done_by {int} REFERENCES account (id), done_at {int},
  version {int} NOT NULL
) {table};
CREATE INDEX survey_dossier ON survey (dossier, id);
