-- Mail that waits: whom to tell that notices wait (act/mail.c).

-- mail_newest: one, reads
-- The newest notice there is; 0: none.
-- out id int
SELECT coalesce(max(id), 0) FROM notice;

-- mail_wanted: many, reads
-- Who has unread notices behind one, and an address for mail: how many, up to
-- which. Notices of a desk go to its officers (roles 2 and 3), those of a dossier that one of
-- them withdrew from to the others.
-- in  since int, upto int
-- out account account_id, n int, up_to int
SELECT x.account, count(*), max(x.id)
  FROM (SELECT n.id AS id, a.id AS account
          FROM notice n JOIN account a ON a.id = n.account
         WHERE n.id > :since AND n.id <= :upto AND n.read_at IS NULL
           AND a.email IS NOT NULL AND a.state = 2
           AND NOT EXISTS (SELECT 1 FROM unseen_link u WHERE u.account = a.id AND u.link = n.link)
        UNION ALL
        SELECT n.id, a.id
          FROM notice n JOIN account a ON a.agency = n.agency
         WHERE n.id > :since AND n.id <= :upto AND n.read_at IS NULL
           AND a.email IS NOT NULL AND a.state = 2
           AND EXISTS (SELECT 1 FROM role_grant r
                WHERE r.account = a.id AND r.role IN (2, 3))
           AND NOT EXISTS (SELECT 1 FROM unseen_link u WHERE u.account = a.id AND u.link = n.link)) x
 GROUP BY x.account ORDER BY x.account LIMIT 2000;

-- mail_add: exec 1, writes
-- One letter waits.
-- in  account account_id, notices int, up_to int, at moment
INSERT INTO mail (account, notices, up_to, state, tries, next_at, created_at)
VALUES (:account, :notices, :up_to, 1, 0, :at, :at);

-- mail_due: many, reads
-- Letters whose turn it is.
-- in  now moment
-- out id mail_id, address text, lang text, notices int, tries int
SELECT m.id, coalesce(a.email, ''), a.lang, m.notices, m.tries
  FROM mail m JOIN account a ON a.id = m.account
 WHERE m.state = 1 AND m.next_at <= :now
 ORDER BY m.next_at, m.id LIMIT 20;

-- mail_set: exec 1, writes
-- What came of a try.
-- in  id mail_id, state int, tries int, next_at moment, why text?, sent_at moment?
UPDATE mail SET state = :state, tries = :tries, next_at = :next_at, why = :why,
       sent_at = :sent_at
 WHERE id = :id;

-- account_email_set: exec 1, writes
-- Where a person wants mail; NULL: none.
-- in  id account_id, email text?
UPDATE account SET email = :email, version = version + 1 WHERE id = :id;

-- account_email_of: one, reads
-- … and what is kept.
-- in  id account_id
-- out email text?
SELECT email FROM account WHERE id = :id;
