-- why: a council's bylaw becomes rules of one table (core/bylaw.h) instead of
-- columns; seats declare interests, are recused and may be stood in for; a
-- sheet that changes after its seal keeps what it was; a product is noticed,
-- discussed, and its conclusion written before it is confirmed.
-- Everything here holds facts.

CREATE TABLE bylaw (
  council {int} NOT NULL REFERENCES council (id),
  rule {text} NOT NULL,             -- a name of core/bylaw.c
  value {int} NOT NULL,
  PRIMARY KEY (council, rule)
) {table};
INSERT INTO bylaw (council, rule, value)
SELECT id, 'quorum_num', quorum_num FROM council UNION ALL
SELECT id, 'quorum_den', quorum_den FROM council UNION ALL
SELECT id, 'spread_max', coalesce(spread_max, -1) FROM council UNION ALL
SELECT id, 'minimums', CASE minimums WHEN 'all' THEN 2 WHEN 'majority' THEN 3 ELSE 1 END
  FROM council;
ALTER TABLE council DROP COLUMN quorum_num;
ALTER TABLE council DROP COLUMN quorum_den;
ALTER TABLE council DROP COLUMN spread_max;
ALTER TABLE council DROP COLUMN minimums;

-- An alternate counts only where the one it stands for is absent or recused.
ALTER TABLE seat ADD COLUMN stands_for {int} REFERENCES seat (id);

CREATE TABLE attendance (
  meeting {int} NOT NULL REFERENCES meeting (id),
  seat {int} NOT NULL REFERENCES seat (id),
  state {int} NOT NULL,             -- enum attendance
  why {text},
  at {int} NOT NULL,
  PRIMARY KEY (meeting, seat)
) {table};

-- What a seat declared of one product before its evidence opened.
CREATE TABLE stake (
  agenda {int} NOT NULL REFERENCES agenda (id),
  seat {int} NOT NULL REFERENCES seat (id),
  state {int} NOT NULL,             -- enum stake
  kind {int} NOT NULL,              -- enum stake_kind; 0: none
  why {text},
  at {int} NOT NULL,
  PRIMARY KEY (agenda, seat)
) {table};

ALTER TABLE agenda ADD COLUMN kind {int} NOT NULL DEFAULT 1;  -- enum agenda_kind
ALTER TABLE agenda ADD COLUMN noticed_at {int};  -- members were told; evidence lies open to them
ALTER TABLE agenda ADD COLUMN waived {text};     -- why it was opened on shorter notice
ALTER TABLE agenda ADD COLUMN discussion {text}; -- what was said at the table
ALTER TABLE agenda ADD COLUMN opinion {text};    -- conclusion the secretary wrote for the chair
ALTER TABLE agenda ADD COLUMN despite {text};
ALTER TABLE agenda ADD COLUMN proposed_at {int};

-- When a recusal after the seal set it aside.
ALTER TABLE sheet ADD COLUMN aside_at {int};

-- What a sheet was before it changed after its seal: the very lines the seal
-- is the hash of. Never changed, never dropped.
CREATE TABLE sheet_past (
  id {id},
  sheet {int} NOT NULL REFERENCES sheet (id),
  lines {text} NOT NULL,
  seal {text} NOT NULL,
  sealed_at {int} NOT NULL,
  remark {text}, stop_why {text},
  why {text} NOT NULL,
  at {int} NOT NULL
) {table};
CREATE INDEX sheet_past_sheet ON sheet_past (sheet);

-- Who may know nothing of which dossier: derived, asked by every list.
CREATE VIEW recused AS
SELECT s.account AS account, a.dossier AS dossier
  FROM stake k JOIN seat s ON s.id = k.seat JOIN agenda a ON a.id = k.agenda
 WHERE k.state = 2;
CREATE INDEX stake_seat ON stake (seat);
