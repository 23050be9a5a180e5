-- Mẫu 02 part III: what the producer says of each criterion, and which papers
-- show it.

-- self_scores: many, reads
-- The self-assessment of a dossier.
-- in  dossier dossier_id
-- out criterion text, case_id text?, points int?, note text?, version int, saved_at moment
SELECT criterion, case_id, points, note, version, saved_at
  FROM self_score WHERE dossier = :dossier ORDER BY criterion LIMIT 200;

-- self_score_one: maybe, reads
-- One criterion, to compare with what its writer had before his eyes.
-- in  dossier dossier_id, criterion text
-- out case_id text?, points int?, note text?, version int
SELECT case_id, points, note, version FROM self_score
 WHERE dossier = :dossier AND criterion = :criterion;

-- self_score_put: exec 1, writes
-- Keeps what was answered; no points means described, not yet scored.
-- in  dossier dossier_id, criterion text, case_id text?, points int?, note text?, now moment
INSERT INTO self_score (dossier, criterion, case_id, points, note, saved_at, version)
VALUES (:dossier, :criterion, :case_id, :points, :note, :now, 1)
ON CONFLICT (dossier, criterion) DO UPDATE
   SET case_id = excluded.case_id, points = excluded.points,
       note = excluded.note, saved_at = excluded.saved_at,
       version = self_score.version + 1;

-- self_score_touch: exec 1, writes
-- A paper was named for it elsewhere: a page made before is older than that.
-- in  dossier dossier_id, criterion text, now moment
INSERT INTO self_score (dossier, criterion, saved_at, version)
VALUES (:dossier, :criterion, :now, 1)
ON CONFLICT (dossier, criterion) DO UPDATE
   SET saved_at = excluded.saved_at, version = self_score.version + 1;

-- self_score_other_branch: exec, writes
-- Points given in a branch that is no longer the chosen one.
-- in  dossier dossier_id, branch text, now moment
UPDATE self_score SET points = NULL, case_id = NULL, saved_at = :now,
       version = version + 1
 WHERE dossier = :dossier AND case_id IS NOT NULL AND case_id <> :branch;

-- cites: many, reads
-- Which papers are named for which criterion, with their pages.
-- in  dossier dossier_id
-- out criterion text, evidence evidence_id, page_from int?, page_to int?,
-- out kind text, title text, number text?, expires_on day?, dropped_at moment?,
-- out file evidence_file_id, thumb text?
SELECT c.criterion, c.evidence, c.page_from, c.page_to,
       e.kind, e.title, e.number, e.expires_on, e.dropped_at,
       coalesce((SELECT f.id FROM evidence_file f
                  WHERE f.evidence = e.id AND f.dropped_at IS NULL
                  ORDER BY f.position, f.id LIMIT 1), 0),
       (SELECT b.thumb FROM evidence_file f JOIN blob b ON b.hash = f.blob
         WHERE f.evidence = e.id AND f.dropped_at IS NULL
         ORDER BY f.position, f.id LIMIT 1)
  FROM cite c JOIN evidence e ON e.id = c.evidence
 WHERE c.dossier = :dossier
 ORDER BY c.criterion, e.kind, e.id LIMIT 2000;

-- cites_of: many, reads
-- The papers named for one criterion, to compare with what a form says.
-- in  dossier dossier_id, criterion text
-- out evidence evidence_id, page_from int?, page_to int?
SELECT evidence, page_from, page_to FROM cite
 WHERE dossier = :dossier AND criterion = :criterion
 ORDER BY evidence LIMIT 200;

-- cite_box: many, reads
-- The papers in the box of a dossier's subject.
-- in  dossier dossier_id
-- out id evidence_id, kind text, title text, number text?, issued_on day?,
-- out expires_on day?, file evidence_file_id
SELECT e.id, e.kind, e.title, e.number, e.issued_on, e.expires_on,
       coalesce((SELECT f.id FROM evidence_file f
                  WHERE f.evidence = e.id AND f.dropped_at IS NULL
                  ORDER BY f.position, f.id LIMIT 1), 0)
  FROM dossier d JOIN evidence e ON e.subject = d.subject
 WHERE d.id = :dossier AND e.dropped_at IS NULL
 ORDER BY e.id DESC LIMIT 200;

-- cite_put: exec 1, writes
-- Names a paper of the same subject for a criterion. One of another subject
-- changes no row.
-- in  dossier dossier_id, criterion text, evidence evidence_id, page_from int?, page_to int?
INSERT INTO cite (dossier, criterion, evidence, page_from, page_to)
SELECT d.id, :criterion, e.id, :page_from, :page_to
  FROM dossier d JOIN evidence e ON e.subject = d.subject
 WHERE d.id = :dossier AND e.id = :evidence AND e.dropped_at IS NULL
ON CONFLICT (dossier, criterion, evidence) DO UPDATE
   SET page_from = excluded.page_from, page_to = excluded.page_to;

-- cite_drop: exec, writes
-- A paper is no longer named for a criterion.
-- in  dossier dossier_id, criterion text, evidence evidence_id
DELETE FROM cite
 WHERE dossier = :dossier AND criterion = :criterion AND evidence = :evidence;
