-- Notices: what somebody should know when they come back (act/record.c adds,
-- act/notice.c reads).

-- notice_add: exec 1, writes
-- Tells one person or whoever serves an agency; one of the two is 0.
-- in  account account_id?, agency agency_id?, kind text, arg text, link text
--     at moment
INSERT INTO notice (account, agency, kind, arg, link, at)
VALUES (:account, :agency, :kind, :arg, :link, :at);

-- notice_add_to_subject: exec, writes
-- Tells all accounts of a subject.
-- in  subject subject_id, kind text, arg text, link text, at moment
INSERT INTO notice (account, kind, arg, link, at)
SELECT m.account, :kind, :arg, :link, :at
  FROM member m WHERE m.subject = :subject;

-- notice_add_to_role: exec, writes
-- Tells everybody who has a role, wherever they serve.
-- in  role int, kind text, arg text, link text, at moment
INSERT INTO notice (account, kind, arg, link, at)
SELECT g.account, :kind, :arg, :link, :at
  FROM role_grant g JOIN account a ON a.id = g.account
 WHERE g.role = :role AND a.state = 2;

-- notice_list: many, reads
-- The notices of a person and of the agency they serve, newest first. Not of a dossier that
-- the reader withdrew from, whatever it was told before or to her whole desk.
-- in  account account_id, agency agency_id?, after notice_id
-- out id notice_id, kind text, arg text, link text, at moment, read_at moment?
SELECT id, kind, arg, link, at, read_at FROM notice
 WHERE (account = :account OR agency = :agency) AND id < :after
   AND NOT EXISTS (SELECT 1 FROM unseen_link u WHERE u.account = :account AND u.link = notice.link)
 ORDER BY id DESC LIMIT 31;

-- notice_read_all: exec, writes
-- Everything a person can see has been seen.
-- in  account account_id, agency agency_id?, now moment
UPDATE notice SET read_at = :now
 WHERE (account = :account OR agency = :agency) AND read_at IS NULL;
