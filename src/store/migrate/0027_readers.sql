-- why: who reads a dossier by a team or a seat was said in three statements
-- Derived: whose account is in the team that a dossier was given to; who has a seat in the
-- council that has it on its agenda, and may open it (a secretary, who has declared, or where
-- the bylaw asks for no declaration).
CREATE VIEW teamed AS
SELECT t.account AS account, k.dossier AS dossier
  FROM team_task k JOIN team_seat t ON t.team = k.team
 WHERE t.until_at IS NULL;

CREATE VIEW seated AS
SELECT s.account AS account, a.dossier AS dossier
  FROM agenda a JOIN meeting m ON m.id = a.meeting
  JOIN seat s ON s.council = m.council
 WHERE s.until_at IS NULL AND s.since_at <= m.starts_at
   AND (s.role = 4
        OR EXISTS (SELECT 1 FROM stake k WHERE k.agenda = a.id AND k.seat = s.id)
        OR EXISTS (SELECT 1 FROM bylaw b WHERE b.council = m.council
                     AND b.rule = 'declare' AND b.value = 2));
