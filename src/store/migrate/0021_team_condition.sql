-- why: what a set asks of a product before it is scored at all (notes of effect
-- precondition and exclude) is answered by the advisory team, with its reason.
--
-- Facts. A condition that does not hold is a knock-out proposed to the council too
-- (team_stop), so that the council concludes on it with a reason.
CREATE TABLE team_condition (
  task {int} NOT NULL REFERENCES team_task (id),
  code {text} NOT NULL,             -- of the note
  holds {int} NOT NULL,             -- 1 holds, 0 does not
  reason {text},
  seat {int} NOT NULL REFERENCES team_seat (id),
  saved_at {int} NOT NULL,
  PRIMARY KEY (task, code)
) {table};
