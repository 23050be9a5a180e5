-- why: a session goes to the room's own laptop and comes back; its sheets come
-- back each exactly once, with the place they have in the laptop's own log.
--
-- Facts. room_out: one row each time that a session was handed over.
-- room_sheet: every sealed version that was brought back.
CREATE TABLE room_out (
  id {id},
  meeting {int} NOT NULL REFERENCES meeting (id),
  state {int} NOT NULL,             -- enum room_state
  meeting_state {int} NOT NULL,     -- what the session was when it left
  vkey {text},                      -- of the laptop's log; NULL: not written yet
  manifest {text},                  -- SHA-256 of the manifest, hex
  head {text},                      -- the laptop's newest signed head that was brought back
  sent_at {int}, brought_at {int}, ended_at {int},
  why {text},                       -- it was called back
  made_at {int} NOT NULL
) {table};
CREATE UNIQUE INDEX room_out_now ON room_out (meeting) WHERE state <= 2;
CREATE INDEX room_out_meeting ON room_out (meeting, id);

CREATE TABLE room_sheet (
  id {id},
  room {int} NOT NULL REFERENCES room_out (id),
  place {int} NOT NULL,             -- of its entry in the laptop's log
  agenda {int} NOT NULL REFERENCES agenda (id),
  seat {int} NOT NULL REFERENCES seat (id),
  pass {int} NOT NULL,
  lines {text} NOT NULL,            -- what the seal is the hash of
  seal {text} NOT NULL,
  leaf {text} NOT NULL,             -- hash of the entry that the laptop signed for, hex
  sealed_at {int} NOT NULL,
  remark {text}, stop {text}, stop_why {text},
  state {int} NOT NULL,             -- enum room_sheet_state
  why {text}, decided_at {int},     -- of a choice between two
  brought_at {int} NOT NULL,
  UNIQUE (room, place)
) {table};
CREATE INDEX room_sheet_agenda ON room_sheet (agenda, seat, pass);
