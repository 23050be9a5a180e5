-- Files on their way, and where the kept ones belong. How far an upload has
-- come is the size of its file and stands in no row.

-- upload_add: one, writes
-- An upload begins.
-- in  token text, account account_id, purpose text, name text, size_bytes int,
--     now moment, expires_at moment
-- out id upload_id
INSERT INTO upload (token, account, purpose, name, size_bytes, state, created_at,
                    expires_at)
VALUES (:token, :account, :purpose, :name, :size_bytes, 1, :now, :expires_at)
RETURNING id;

-- upload_own: one, reads
-- An upload of this account; anybody else's is not there.
-- in  token text, account account_id
-- out id upload_id, purpose text, name text, size_bytes int, state int,
--     why text?, expires_at moment
SELECT id, purpose, name, size_bytes, state, why, expires_at
  FROM upload WHERE token = :token AND account = :account;

-- upload_lock: one, writes
-- The same, about to change.
-- in  token text, account account_id
-- out id upload_id, purpose text, name text, size_bytes int, state int
SELECT id, purpose, name, size_bytes, state
  FROM upload WHERE token = :token AND account = :account;
-- postgres: FOR UPDATE

-- upload_open_count: one, reads
-- What an account has begun and not finished (1 open, 2 complete).
-- in  account account_id
-- out n int
SELECT count(*) FROM upload WHERE account = :account AND state IN (1, 2);

-- upload_set_state: exec 1, writes
-- It joined (3) or was refused (4, with the reason's code).
-- in  upload upload_id, state int, why text?
UPDATE upload SET state = :state, why = :why WHERE id = :upload;

-- upload_expired: many, reads
-- What nobody finished in time, and finished ones that nobody asks about.
-- in  now moment
-- out id upload_id, token text, state int
SELECT id, token, state FROM upload WHERE expires_at < :now ORDER BY expires_at LIMIT 200;

-- upload_delete: exec 1, writes
-- Ends an upload.
-- in  upload upload_id
DELETE FROM upload WHERE id = :upload;

-- blob_named: one, reads
-- Whether a row names these bytes: as a file, a thumbnail or a clean copy.
-- Whatever else names a file refers to its row here.
-- in  hash text
-- out n int
SELECT (SELECT count(*) FROM blob WHERE hash = :hash) +
       (SELECT count(*) FROM blob WHERE thumb = :hash) +
       (SELECT count(*) FROM blob WHERE clean = :hash);

-- blob_put: exec 1, writes
-- A kept file and what was found by looking. The same bytes looked at again:
-- what the later look found beside them is added.
-- in  hash text, size_bytes int, mime text, pages int?, width int?, height int?,
--     scan int, thumb text?, clean text?, now moment
INSERT INTO blob (hash, size_bytes, mime, pages, width, height, scan, thumb, clean,
                  created_at)
VALUES (:hash, :size_bytes, :mime, :pages, :width, :height, :scan, :thumb, :clean, :now)
ON CONFLICT (hash) DO UPDATE
   SET scan = excluded.scan, thumb = coalesce(excluded.thumb, blob.thumb),
       clean = coalesce(excluded.clean, blob.clean);

-- subject_files: one, reads
-- How many files a subject keeps in its evidence box, and their bytes.
-- in  subject subject_id
-- out files int, size_bytes int
SELECT count(*), coalesce(sum(b.size_bytes), 0)
  FROM evidence e JOIN evidence_file f ON f.evidence = e.id
  JOIN blob b ON b.hash = f.blob
 WHERE e.subject = :subject;

-- evidence_file_counts: one, reads
-- How many files a paper shows, the next free place, and whether these bytes
-- are among them.
-- in  evidence evidence_id, hash text
-- out files int, next int, same int
SELECT count(*), coalesce(max(position), 0) + 1,
       coalesce(sum(CASE WHEN blob = :hash THEN 1 ELSE 0 END), 0)
  FROM evidence_file WHERE evidence = :evidence AND dropped_at IS NULL;

-- evidence_file_add: one, writes
-- A file joins its paper.
-- in  evidence evidence_id, hash text, name text, position int, now moment
-- out id evidence_file_id
INSERT INTO evidence_file (evidence, blob, name, position, created_at)
VALUES (:evidence, :hash, :name, :position, :now)
RETURNING id;

-- evidence_file_own: one, writes
-- A file of a subject's own paper, about to be put away.
-- in  file evidence_file_id, subject subject_id
-- out evidence evidence_id
SELECT f.evidence FROM evidence_file f JOIN evidence e ON e.id = f.evidence
 WHERE f.id = :file AND e.subject = :subject AND f.dropped_at IS NULL;

-- evidence_file_set_dropped: exec 1, writes
-- Puts a file away.
-- in  file evidence_file_id, now moment
UPDATE evidence_file SET dropped_at = :now WHERE id = :file;

-- evidence_file_one: one, reads
-- A file with its bytes' name; who may see it is asked by the act.
-- in  file evidence_file_id
-- out evidence evidence_id, subject subject_id, name text, hash text,
--     size_bytes int, mime text, thumb text?, clean text?, dropped_at moment?
SELECT f.evidence, e.subject, f.name, b.hash, b.size_bytes, b.mime, b.thumb, b.clean,
       f.dropped_at
  FROM evidence_file f JOIN evidence e ON e.id = f.evidence
  JOIN blob b ON b.hash = f.blob
 WHERE f.id = :file;

-- seen_in: many, reads
-- The dossiers that cite a paper, or those of a product, with what the rules ask about a reader.
-- in  evidence evidence_id?, product product_id?, account account_id
-- out state int, subject subject_id, commune agency_id, province agency_id,
-- out evaluator agency_id, ministry agency_id?, teamed int, seated int
-- out recused int
SELECT d.state, d.subject, d.commune, d.province, d.evaluator, d.ministry,
       CASE WHEN EXISTS (SELECT 1 FROM teamed x WHERE x.dossier = d.id
                            AND x.account = :account) THEN 1 ELSE 0 END,
       CASE WHEN EXISTS (SELECT 1 FROM seated x WHERE x.dossier = d.id
                            AND x.account = :account) THEN 1 ELSE 0 END,
       CASE WHEN EXISTS (SELECT 1 FROM recused x WHERE x.dossier = d.id
                            AND x.account = :account) THEN 1 ELSE 0 END
  FROM dossier d
 WHERE d.product = :product
    OR d.id IN (SELECT c.dossier FROM cite c WHERE c.evidence = :evidence)
 LIMIT 200;

-- product_set_photo: exec 1, writes
-- A product's photo. Pages show its cleaned copy, never these bytes.
-- in  product product_id, hash text
UPDATE product SET photo = :hash, version = version + 1 WHERE id = :product;

-- photo_public: many, reads
-- The photo that has this cleaned copy or thumbnail, of a product with a
-- certificate: what the world may see.
-- in  hash text
-- out mime text, size_bytes int, is_thumb int
SELECT b.mime, b.size_bytes, CASE WHEN b.thumb = :hash THEN 1 ELSE 0 END
  FROM blob b JOIN product p ON p.photo = b.hash
  JOIN listing l ON l.product = p.id
 WHERE b.clean = :hash OR b.thumb = :hash
 LIMIT 1;

-- photo_of_evidence: many, reads
-- The papers whose file has this thumbnail.
-- in  hash text
-- out evidence evidence_id, subject subject_id
SELECT DISTINCT e.id, e.subject
  FROM blob b JOIN evidence_file f ON f.blob = b.hash
  JOIN evidence e ON e.id = f.evidence
 WHERE b.thumb = :hash
 LIMIT 50;

-- photo_of_product: many, reads
-- The products whose photo has this cleaned copy or thumbnail.
-- in  hash text
-- out product product_id, subject subject_id, mime text, is_thumb int
SELECT p.id, p.subject, b.mime, CASE WHEN b.thumb = :hash THEN 1 ELSE 0 END
  FROM blob b JOIN product p ON p.photo = b.hash
 WHERE b.clean = :hash OR b.thumb = :hash
 LIMIT 50;
