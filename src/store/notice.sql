-- Notices: what somebody should know when they come back (act/record.c).

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
