-- One dossier's self-assessment and cited papers, for those who check and score.

-- file_scores: many, reads
-- What the producer says of each criterion (Mẫu 02 part III).
-- in  dossier dossier_id
-- out criterion text, case_id text?, points int?, note text?
SELECT criterion, case_id, points, note FROM self_score
 WHERE dossier = :dossier
 ORDER BY criterion LIMIT 100;

-- file_cites: many, reads
-- Which papers prove which criterion, with pages.
-- in  dossier dossier_id
-- out criterion text, evidence evidence_id, kind text, title text, number text?
-- out issuer text?, issued_on day?, expires_on day?, page_from int?, page_to int?
SELECT c.criterion, e.id, e.kind, e.title, e.number, e.issuer, e.issued_on,
       e.expires_on, c.page_from, c.page_to
  FROM cite c JOIN evidence e ON e.id = c.evidence
 WHERE c.dossier = :dossier
 ORDER BY c.criterion, e.kind, e.id LIMIT 1000;

-- file_files: many, reads
-- The files of those papers.
-- in  dossier dossier_id
-- out evidence evidence_id, file evidence_file_id, name text, mime text
-- out size_bytes int, pages int?, thumb text?
SELECT f.evidence, f.id, f.name, b.mime, b.size_bytes, b.pages, b.thumb
  FROM evidence_file f JOIN blob b ON b.hash = f.blob
 WHERE f.dropped_at IS NULL
   AND f.evidence IN (SELECT evidence FROM cite WHERE dossier = :dossier)
 ORDER BY f.evidence, f.position, f.id LIMIT 1000;
