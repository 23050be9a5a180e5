-- The evidence box: papers handed in once, cited by any criterion of any
-- dossier. Nothing is deleted: a paper or a file is put away.

-- evidence_mine: many, reads
-- The papers of a subject by kind, with their first file and how many live
-- dossiers cite them (states: enum dossier_state; withdrawn does not count).
-- in  subject subject_id
-- out id evidence_id, kind text, title text, number text?, issuer text?,
--     issued_on day?, expires_on day?, files int, thumb text?, cites int
SELECT e.id, e.kind, e.title, e.number, e.issuer, e.issued_on, e.expires_on,
       (SELECT count(*) FROM evidence_file f
         WHERE f.evidence = e.id AND f.dropped_at IS NULL),
       (SELECT b.thumb FROM evidence_file f JOIN blob b ON b.hash = f.blob
         WHERE f.evidence = e.id AND f.dropped_at IS NULL AND b.thumb IS NOT NULL
         ORDER BY f.position, f.id LIMIT 1),
       (SELECT count(DISTINCT c.dossier) FROM cite c
          JOIN dossier d ON d.id = c.dossier
         WHERE c.evidence = e.id AND d.state <> 15)
  FROM evidence e
 WHERE e.subject = :subject AND e.dropped_at IS NULL
 ORDER BY length(e.kind), e.kind, e.id DESC
 LIMIT 200;

-- evidence_put_away: many, reads
-- What the owner has put away: still theirs, still readable.
-- in  subject subject_id
-- out id evidence_id, kind text, title text, number text?, dropped_at moment?
SELECT id, kind, title, number, dropped_at FROM evidence
 WHERE subject = :subject AND dropped_at IS NOT NULL
 ORDER BY dropped_at DESC, id DESC
 LIMIT 100;

-- evidence_own: one, reads
-- One paper of a subject; somebody else's is not there.
-- in  evidence evidence_id, subject subject_id
-- out id evidence_id, kind text, title text, number text?, issuer text?,
--     issued_on day?, expires_on day?, dropped_at moment?, version int
SELECT id, kind, title, number, issuer, issued_on, expires_on, dropped_at, version
  FROM evidence WHERE id = :evidence AND subject = :subject;

-- evidence_lock: one, writes
-- A paper that is about to be changed.
-- in  evidence evidence_id, subject subject_id
-- out id evidence_id, kind text, title text, number text?, issuer text?,
--     issued_on day?, expires_on day?, dropped_at moment?, version int
SELECT id, kind, title, number, issuer, issued_on, expires_on, dropped_at, version
  FROM evidence WHERE id = :evidence AND subject = :subject;
-- postgres: FOR UPDATE

-- evidence_add: one, writes
-- A paper joins the box; its files follow.
-- in  subject subject_id, kind text, title text, number text?, issuer text?,
--     issued_on day?, expires_on day?, now moment
-- out id evidence_id
INSERT INTO evidence (subject, kind, title, number, issuer, issued_on,
                      expires_on, created_at, version)
VALUES (:subject, :kind, :title, :number, :issuer, :issued_on, :expires_on, :now, 1)
RETURNING id;

-- evidence_set: exec 1, writes
-- What its owner corrects.
-- in  evidence evidence_id, kind text, title text, number text?, issuer text?,
--     issued_on day?, expires_on day?
UPDATE evidence
   SET kind = :kind, title = :title, number = :number, issuer = :issuer,
       issued_on = :issued_on, expires_on = :expires_on, version = version + 1
 WHERE id = :evidence;

-- evidence_set_dropped: exec 1, writes
-- Puts a paper away, or takes it out again.
-- in  evidence evidence_id, at moment?
UPDATE evidence SET dropped_at = :at, version = version + 1 WHERE id = :evidence;

-- evidence_files: many, reads
-- The files of a paper, in the producer's order, with what was found by
-- looking at them.
-- in  evidence evidence_id
-- out id evidence_file_id, name text, hash text, size_bytes int, mime text,
--     pages int?, scan int, thumb text?, at moment
SELECT f.id, f.name, b.hash, b.size_bytes, b.mime, b.pages, b.scan, b.thumb,
       f.created_at
  FROM evidence_file f JOIN blob b ON b.hash = f.blob
 WHERE f.evidence = :evidence AND f.dropped_at IS NULL
 ORDER BY f.position, f.id
 LIMIT 40;

-- evidence_cites: many, reads
-- What a paper is cited by, newest dossier first.
-- in  evidence evidence_id
-- out dossier dossier_id, state int, product text, set_code text, criterion text,
--     page_from int?, page_to int?
SELECT c.dossier, d.state, p.name, d.set_code, c.criterion, c.page_from, c.page_to
  FROM cite c
  JOIN dossier d ON d.id = c.dossier
  JOIN product p ON p.id = d.product
 WHERE c.evidence = :evidence
 ORDER BY c.dossier DESC, c.criterion
 LIMIT 200;

-- evidence_bound: one, reads
-- How many citations keep a paper where it is: all but those of withdrawn
-- dossiers; `sent` leaves out what the producer still holds (draft, returned).
-- in  evidence evidence_id
-- out live int, sent int
SELECT count(CASE WHEN d.state <> 15 THEN 1 END),
       count(CASE WHEN d.state NOT IN (1, 14, 15) THEN 1 END)
  FROM cite c JOIN dossier d ON d.id = c.dossier
 WHERE c.evidence = :evidence;
