-- One session as a folder that can be checked elsewhere (act/kit.c).

-- kit_meeting: maybe, reads
-- The session, for its name.
-- in  id meeting_id
-- out name text, starts_at moment, council text
SELECT m.name, m.starts_at, c.name
  FROM meeting m JOIN council c ON c.id = m.council
 WHERE m.id = :id;

-- kit_products: many, reads
-- Concluded products of a session, or (dossier not 0) the one of that dossier, with
-- the decision that names each; without those that the reader is recused from.
-- in  meeting meeting_id, dossier dossier_id, account account_id, state int
-- out agenda agenda_id, dossier dossier_id, name text, subject text, star int
-- out pack text, decided_at moment?, chain chain_id, uuid text
-- out conclusion int, decision decision_id?
SELECT a.id, a.dossier, p.name, s.name, r.star, d.pack, d.decided_at, ch.id, ch.uuid,
       (SELECT max(e.place) FROM record x JOIN entry e ON e.record = x.id
         WHERE x.noun = 'agenda' AND x.noun_id = a.id AND x.kind = 'product.conclude'),
       (SELECT max(i.decision) FROM decision_item i JOIN decision y ON y.id = i.decision
         WHERE i.agenda = a.id AND y.state = :state)
  FROM agenda a JOIN result r ON r.agenda = a.id
  JOIN dossier d ON d.id = a.dossier
  JOIN product p ON p.id = d.product
  JOIN subject s ON s.id = d.subject
  JOIN chain ch ON ch.dossier = a.dossier
 WHERE a.meeting = :meeting AND (:dossier = 0 OR a.dossier = :dossier)
   AND EXISTS (SELECT 1 FROM record x JOIN entry e ON e.record = x.id
         WHERE x.noun = 'agenda' AND x.noun_id = a.id AND x.kind = 'product.conclude')
   AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = :account
        AND x.dossier = a.dossier)
 ORDER BY a.position
 LIMIT 200;

-- kit_meeting_of: maybe, reads
-- The session in which a council last concluded on a dossier.
-- in  dossier dossier_id
-- out meeting meeting_id
SELECT a.meeting FROM agenda a
 WHERE a.dossier = :dossier
   AND EXISTS (SELECT 1 FROM record x JOIN entry e ON e.record = x.id
         WHERE x.noun = 'agenda' AND x.noun_id = a.id AND x.kind = 'product.conclude')
 ORDER BY a.id DESC LIMIT 1;

-- kit_agenda: one, reads
-- How many products a session has.
-- in  meeting meeting_id
-- out n int
SELECT count(*) FROM agenda WHERE meeting = :meeting AND kind = 1;

-- kit_entries: many, reads
-- A chain's entries in order, from a place on.
-- in  chain chain_id, after int
-- out place int, body bytes, record record_id
SELECT place, body, record FROM entry
 WHERE chain = :chain AND place > :after
 ORDER BY place
 LIMIT 200;

-- kit_decision: maybe, reads
-- The newest entry of a decision.
-- in  id decision_id
-- out place int, body bytes, record record_id
SELECT e.place, e.body, e.record
  FROM record r JOIN entry e ON e.record = r.id
 WHERE r.noun = 'decision' AND r.noun_id = :id AND r.kind = 'decision.sign'
 ORDER BY e.place DESC
 LIMIT 1;
