-- why: by which links a notice is one of a dossier stood in four statements; a fifth link would have been forgotten in one
-- Where a notice of a dossier that somebody withdrew from leads. She is not told of it.
CREATE VIEW unseen_link AS
SELECT u.account AS account, p.head || u.dossier || p.tail AS link
  FROM recused u
  CROSS JOIN (SELECT '/ho-so/' AS head, '' AS tail
        UNION ALL SELECT '/ho-so/', '/ket-qua'
        UNION ALL SELECT '/xa/ho-so/', ''
        UNION ALL SELECT '/tinh/ho-so/', '') p;
