-- What a dossier consists of when it is handed in (act/manifest.c).

-- manifest_texts: many, reads
-- The texts of its forms, field by field.
-- in  dossier dossier_id
-- out field text, body text
SELECT field, body FROM dossier_text WHERE dossier = :dossier
 ORDER BY field LIMIT 500;

-- manifest_scores: many, reads
-- What the producer says of each criterion.
-- in  dossier dossier_id
-- out criterion text, case_id text?, points int?, note text?
SELECT criterion, case_id, points, note FROM self_score WHERE dossier = :dossier
 ORDER BY criterion LIMIT 200;

-- manifest_files: many, reads
-- The papers cited under its criteria, file by file, as the box was at a time.
-- in  dossier dossier_id, at moment
-- out criterion text, kind text, blob text, size_bytes int, page_from int?, page_to int?
SELECT c.criterion, e.kind, f.blob, b.size_bytes, c.page_from, c.page_to
  FROM cite c JOIN evidence e ON e.id = c.evidence
  JOIN evidence_file f ON f.evidence = e.id AND f.created_at <= :at
   AND coalesce(f.dropped_at, :at + 1) > :at
  JOIN blob b ON b.hash = f.blob
 WHERE c.dossier = :dossier
 ORDER BY c.criterion, f.position, f.id LIMIT 2000;
