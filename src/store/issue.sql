-- Papers on their way out and back: number, kept bytes, signed files, roots.

-- issue_of: maybe, reads
-- The issue of a paper of a thing.
-- in  paper text, noun_id int
-- out id issue_id, number_text text?, numbered_on day?, hash text?, kept_at moment?
-- out agency agency_id
SELECT id, number_text, numbered_on, hash, kept_at, agency FROM paper_issue
 WHERE paper = :paper AND noun_id = :noun_id;

-- issue_named: one, reads
-- Which paper of which thing it is.
-- in  id issue_id
-- out paper text, noun_id int
SELECT paper, noun_id FROM paper_issue WHERE id = :id;

-- agency_named: one, reads
-- What an agency is called, and whose it is.
-- in  id agency_id
-- out name text, province_code text, level int
SELECT name, province_code, level FROM agency WHERE id = :id;

-- series_sign_of: maybe, reads
-- What an office writes behind the numbers of a series, when it is its own.
-- in  agency agency_id, series text
-- out signs text
SELECT signs FROM series_sign WHERE agency = :agency AND series = :series;

-- series_sign_list: many, reads
-- All that offices have set.
-- out agency agency_id, agency_name text, series text, signs text, set_at moment
SELECT s.agency, a.name, s.series, s.signs, s.set_at
  FROM series_sign s JOIN agency a ON a.id = s.agency
 ORDER BY s.agency, s.series LIMIT 500;

-- series_sign_put: exec 1, writes
-- From the next number on.
-- in  agency agency_id, series text, signs text, by_account account_id, at moment
INSERT INTO series_sign (agency, series, signs, set_by, set_at)
VALUES (:agency, :series, :signs, :by_account, :at)
ON CONFLICT (agency, series) DO UPDATE SET signs = excluded.signs,
       set_by = excluded.set_by, set_at = excluded.set_at;

-- series_sign_drop: exec 1, writes
-- What the program proposes again.
-- in  agency agency_id, series text
DELETE FROM series_sign WHERE agency = :agency AND series = :series;

-- issue_add: one, writes
-- Numbers it, or begins it without a number of ours (series NULL).
-- in  paper text, noun_id int, agency agency_id, series text?, year int?, number int?
-- in  number_text text?, on_day day, by_account account_id, at moment
-- out id issue_id
INSERT INTO paper_issue (paper, noun_id, agency, series, year, number, number_text,
                         numbered_on, created_by, created_at)
VALUES (:paper, :noun_id, :agency, :series, :year, :number, :number_text,
        nullif(:on_day, 0), :by_account, :at)
RETURNING id;

-- issue_set_kept: exec 1, writes
-- The bytes that are given out to be signed; once.
-- in  id issue_id, hash text, at moment
UPDATE paper_issue SET hash = :hash, kept_at = :at WHERE id = :id AND hash IS NULL;

-- signed_add: one, writes
-- A signed file that came back.
-- in  issue issue_id, hash text, state int, size_bytes int, by_account account_id, at moment
-- out id signed_id
INSERT INTO paper_signed (issue, hash, state, size_bytes, added_by, added_at)
VALUES (:issue, :hash, :state, :size_bytes, :by_account, :at)
RETURNING id;

-- signature_add: exec 1, writes
-- What one of its signatures is worth.
-- in  file signed_id, position int, state int, signer text, issuer text
-- in  fingerprint text, algorithm text, claimed_at moment, covers int, revocation int
-- in  list_at moment, list text?
INSERT INTO paper_signature (file, position, state, signer, issuer, fingerprint,
                             algorithm, claimed_at, covers, revocation, list_at, list)
VALUES (:file, :position, :state, :signer, :issuer, :fingerprint, :algorithm,
        nullif(:claimed_at, 0), :covers, :revocation, nullif(:list_at, 0), :list);

-- signed_list: many, reads
-- The signed files of a paper, newest first.
-- in  issue issue_id
-- out id signed_id, hash text, state int, size_bytes int, added_at moment, added_by text
-- out compared_by text?, compared_at moment?, why text?
SELECT s.id, s.hash, s.state, s.size_bytes, s.added_at, a.name, b.name, s.compared_at,
       s.why
  FROM paper_signed s JOIN account a ON a.id = s.added_by
  LEFT JOIN account b ON b.id = s.compared_by
 WHERE s.issue = :issue
 ORDER BY s.id DESC
 LIMIT 20;

-- signature_list: many, reads
-- The signatures of all its signed files, as they were found.
-- in  issue issue_id
-- out file signed_id, position int, state int, signer text, issuer text
-- out fingerprint text, algorithm text, claimed_at moment?, covers int, revocation int
-- out list_at moment?
SELECT g.file, g.position, g.state, g.signer, g.issuer, g.fingerprint, g.algorithm,
       g.claimed_at, g.covers, g.revocation, g.list_at
  FROM paper_signature g JOIN paper_signed s ON s.id = g.file
 WHERE s.issue = :issue
 ORDER BY g.file DESC, g.position
 LIMIT 320;

-- signed_set_compared: exec 1, writes
-- A person laid it beside ours and says that it is the same, or why not.
-- in  id signed_id, issue issue_id, from_state int, state int, by_account account_id
-- in  at moment, why text?
UPDATE paper_signed SET state = :state, compared_by = :by_account, compared_at = :at,
       why = :why
 WHERE id = :id AND issue = :issue AND state = :from_state;

-- root_list: many, reads
-- The roots this office trusts.
-- out id int, fingerprint text, name text, pem text, until_on day?, added_at moment
SELECT id, fingerprint, name, pem, until_on, added_at FROM trust_root
 WHERE dropped_at IS NULL
 ORDER BY id
 LIMIT 100;

-- root_add: one, writes
-- Another one.
-- in  fingerprint text, name text, pem text, until_on day, by_account account_id, at moment
-- out id int
INSERT INTO trust_root (fingerprint, name, pem, until_on, added_by, added_at)
VALUES (:fingerprint, :name, :pem, nullif(:until_on, 0), :by_account, :at)
RETURNING id;

-- root_drop: exec 1, writes
-- No longer trusted for files that come from now on.
-- in  id int, at moment
UPDATE trust_root SET dropped_at = :at WHERE id = :id AND dropped_at IS NULL;

-- template_of: maybe, reads
-- The office's own template of a paper; the newest.
-- in  paper text
-- out id int, hash text, name text, added_at moment
SELECT id, hash, name, added_at FROM paper_template
 WHERE paper = :paper AND dropped_at IS NULL
 ORDER BY id DESC LIMIT 1;

-- template_drop: exec, writes
-- Puts away the templates of a paper.
-- in  paper text, at moment
UPDATE paper_template SET dropped_at = :at WHERE paper = :paper AND dropped_at IS NULL;

-- template_add: one, writes
-- Another one.
-- in  paper text, hash text, name text, by_account account_id, at moment
-- out id int
INSERT INTO paper_template (paper, hash, name, added_by, added_at)
VALUES (:paper, :hash, :name, :by_account, :at)
RETURNING id;
