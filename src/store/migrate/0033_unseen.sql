-- why: who withdrew from a product is not told of it either, by a notice to her, to her whole desk or by mail, nor by a session that is about nothing else
-- Derived. By its link a notice is known as one of a dossier.
CREATE INDEX notice_link_unread ON notice (link) WHERE read_at IS NULL;
-- Sessions that were called because opinions in writing differed, all about what somebody withdrew from.
CREATE VIEW unseen_meeting AS
SELECT k.account AS account, a.meeting AS meeting
  FROM agenda a JOIN recused k ON k.dossier = a.dossier
 WHERE a.meet_why IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM agenda b WHERE b.meeting = a.meeting
        AND NOT EXISTS (SELECT 1 FROM recused x WHERE x.account = k.account
             AND x.dossier = b.dossier));
