-- why: a council changes between two sessions. A seat has a first day, a session
-- the moment it was closed: who sat is asked of the session, not of today.
-- Everything here holds facts.

ALTER TABLE seat ADD COLUMN since_at {int} NOT NULL DEFAULT 0; -- sessions that began before are not its
ALTER TABLE meeting ADD COLUMN closed_at {int};
UPDATE meeting SET closed_at = (SELECT max(r.at) FROM record r
    WHERE r.noun = 'meeting' AND r.noun_id = meeting.id AND r.kind = 'meeting.close')
 WHERE state = 3;

-- Alternates whose seat is out of a product: away from its session, recused from
-- it, or ended. Derived, asked by every statement that lets an alternate act.
CREATE VIEW stands_in AS
SELECT s.id AS seat, a.id AS agenda
  FROM seat s JOIN seat o ON o.id = s.stands_for
  JOIN agenda a ON 1 = 1
 WHERE o.until_at IS NOT NULL
    OR EXISTS (SELECT 1 FROM attendance x WHERE x.meeting = a.meeting
         AND x.seat = o.id AND x.state > 1)
    OR EXISTS (SELECT 1 FROM stake x WHERE x.agenda = a.id
         AND x.seat = o.id AND x.state = 2);
