-- What has changed since the certificate, and the papers that ran out meanwhile
-- (QĐ 26/2026 Đ6.1.b, c).

-- changes: many, reads
-- What the producer says of each topic.
-- in  dossier dossier_id
-- out topic text, changed flag, note text?, evidence evidence_id?, title text?,
-- out expires_on day?, saved_at moment
SELECT c.topic, c.changed, c.note, c.evidence, e.title, e.expires_on, c.saved_at
  FROM dossier_change c LEFT JOIN evidence e ON e.id = c.evidence
 WHERE c.dossier = :dossier ORDER BY c.topic LIMIT 20;

-- change_put: exec 1, writes
-- One topic: as it was, or what is different and the paper that shows it. A
-- paper of another subject changes no row.
-- in  dossier dossier_id, topic text, changed flag, note text?, evidence evidence_id,
-- in  now moment
INSERT INTO dossier_change (dossier, topic, changed, note, evidence, saved_at)
SELECT d.id, :topic, :changed, :note,
       (SELECT e.id FROM evidence e WHERE e.id = :evidence AND e.subject = d.subject
           AND e.dropped_at IS NULL), :now
  FROM dossier d WHERE d.id = :dossier
ON CONFLICT (dossier, topic) DO UPDATE SET changed = excluded.changed,
       note = excluded.note, evidence = excluded.evidence, saved_at = excluded.saved_at;

-- change_papers: many, reads
-- Papers that this dossier or the one before it cites and that have expired:
-- with what took their place, if anything did.
-- in  dossier dossier_id, today day
-- out id evidence_id, kind text, title text, number text?, expires_on day?,
-- out places int, renewed evidence_id?, renewed_title text?
SELECT e.id, e.kind, e.title, e.number, e.expires_on,
       (SELECT count(*) FROM cite x WHERE x.evidence = e.id
           AND (x.dossier = :dossier OR x.dossier = f.dossier)),
       n.id, n.title AS renewed_title
  FROM dossier d
  LEFT JOIN certificate f ON f.id = d.from_certificate
  JOIN evidence e ON e.subject = d.subject AND e.expires_on < :today
  LEFT JOIN evidence n ON n.id = (SELECT max(m.id) FROM evidence m
        WHERE m.renews = e.id AND m.dropped_at IS NULL)
 WHERE d.id = :dossier
   AND EXISTS (SELECT 1 FROM cite c WHERE c.evidence = e.id
        AND (c.dossier = d.id OR c.dossier = f.dossier))
 ORDER BY e.kind, e.id LIMIT 100;

-- change_renews: exec 1, writes
-- A paper of the box takes the place of one of the same kind and subject.
-- in  old evidence_id, renewed evidence_id
UPDATE evidence SET renews = :old
 WHERE id = :renewed
   AND EXISTS (SELECT 1 FROM evidence o WHERE o.id = :old
        AND o.subject = evidence.subject AND o.kind = evidence.kind);

-- change_recite: exec, writes
-- … wherever this dossier or the one before it cited the old one.
-- in  dossier dossier_id, old evidence_id, renewed evidence_id
INSERT INTO cite (dossier, criterion, evidence)
SELECT DISTINCT d.id, c.criterion, :renewed
  FROM dossier d LEFT JOIN certificate f ON f.id = d.from_certificate
  LEFT JOIN dossier b ON b.id = f.dossier AND b.set_code = d.set_code
  JOIN cite c ON c.evidence = :old AND (c.dossier = d.id OR c.dossier = b.id)
 WHERE d.id = :dossier
ON CONFLICT (dossier, criterion, evidence) DO NOTHING;

-- change_uncite: exec, writes
-- … which no longer stands in this dossier.
-- in  dossier dossier_id, old evidence_id
DELETE FROM cite WHERE dossier = :dossier AND evidence = :old;
