-- Sign-ups: a person with a phone asks to work for a subject (chủ thể); the
-- commune where the subject is says yes or no.

-- signup_login: maybe, reads
-- Whether a phone number already signs somebody in.
-- in  login text
-- out account account_id, state int
SELECT id, state FROM account WHERE login = :login;

-- signup_place: maybe, reads
-- The agency that answers sign-ups of a commune that is there today.
-- in  unit_code text
-- out agency agency_id, agency_name text, unit_name text, province_name text?
SELECT a.id, a.name, u.full_name, p.full_name
  FROM agency a
  JOIN unit u ON u.level = 3 AND u.code = a.unit_code AND u.until_on IS NULL
  LEFT JOIN unit p ON p.level = 1 AND p.code = u.province_code AND p.until_on IS NULL
 WHERE a.level = 3 AND a.unit_code = :unit_code AND a.until_on IS NULL;

-- signup_waiting_count: one, reads
-- How many sign-ups a commune has not answered: the list is bounded.
-- in  unit_code text
-- out n int
SELECT count(*) FROM subject WHERE unit_code = :unit_code AND state = 1;

-- signup_account_add: maybe, writes
-- The account of a producer who asks to join; none when somebody has taken the
-- number since it was looked for.
-- in  login text, name text, password text, lang text, sample flag, now moment
-- out id account_id
INSERT INTO account (login, name, email, password, state, agency, lang, sample,
                     created_at, version)
VALUES (:login, :name, NULL, :password, 1, NULL, :lang, :sample, :now, 1)
ON CONFLICT (login) DO NOTHING
RETURNING id;

-- signup_role_add: exec 1, writes
-- What the new account may do at all.
-- in  account account_id, role int
INSERT INTO role_grant (account, role) VALUES (:account, :role);

-- signup_subject_add: one, writes
-- The subject that waits for its commune.
-- in  name text, fold text, kind int, unit_code text, phone text,
--     rep_name text, sample flag, now moment
-- out id subject_id
INSERT INTO subject (name, fold, kind, state, unit_code, phone, rep_name, ticks,
                     sample, created_at, version)
VALUES (:name, :fold, :kind, 1, :unit_code, :phone, :rep_name, 0, :sample, :now, 1)
RETURNING id;

-- signup_member_add: exec 1, writes
-- Which subject the account works for.
-- in  account account_id, subject subject_id
INSERT INTO member (account, subject) VALUES (:account, :subject);

-- signup_list: many, reads
-- The sign-ups that a commune has not answered, oldest first. `likes` counts
-- subjects of the same commune with the same name or registration number.
-- in  unit_code text
-- out id subject_id, name text, kind int, person text?, phone text?, reg_no text?,
--     at moment, likes int
SELECT s.id, s.name, s.kind, s.rep_name, s.phone, s.reg_no, s.created_at,
       (SELECT count(*) FROM subject o
         WHERE o.unit_code = s.unit_code AND o.id <> s.id AND o.state <> 3
           AND (o.fold = s.fold OR o.reg_no = s.reg_no))
  FROM subject s
 WHERE s.unit_code = :unit_code AND s.state = 1
 ORDER BY s.created_at, s.id
 LIMIT 500;

-- signup_show: one, reads
-- One sign-up of a commune, with the person who asked.
-- in  subject subject_id, unit_code text
-- out id subject_id, name text, fold text, kind int, state int, address text?,
--     phone text?, email text?, reg_no text?, reg_on day?, why text?,
--     at moment, version int, account account_id, person text, login text
SELECT s.id, s.name, s.fold, s.kind, s.state, s.address, s.phone, s.email,
       s.reg_no, s.reg_on, s.why, s.created_at, s.version, a.id, a.name, a.login
  FROM subject s
  JOIN member m ON m.subject = s.id
  JOIN account a ON a.id = m.account
 WHERE s.id = :subject AND s.unit_code = :unit_code
 ORDER BY a.id
 LIMIT 1;

-- signup_likes: many, reads
-- Subjects of the same commune that look the same: name or registration number.
-- in  subject subject_id, unit_code text, fold text, reg_no text?
-- out id subject_id, name text, kind int, state int, address text?, reg_no text?,
--     products int, at moment
SELECT o.id, o.name, o.kind, o.state, o.address, o.reg_no,
       (SELECT count(*) FROM product p WHERE p.subject = o.id), o.created_at
  FROM subject o
 WHERE o.unit_code = :unit_code AND o.id <> :subject
   AND (o.fold = :fold OR o.reg_no = :reg_no)
 ORDER BY o.state, o.id
 LIMIT 20;

-- signup_lock: one, writes
-- The sign-up that is about to be answered.
-- in  subject subject_id
-- out id subject_id, name text, state int, unit_code text, version int
SELECT id, name, state, unit_code, version FROM subject WHERE id = :subject;
-- postgres: FOR UPDATE

-- signup_decide: exec 1, writes
-- The answer of the commune.
-- in  subject subject_id, version int, state int, why text?
UPDATE subject SET state = :state, why = :why, version = version + 1
 WHERE id = :subject AND version = :version;

-- signup_accounts_decide: exec, writes
-- The people of the subject follow it, except who is at work already.
-- in  subject subject_id, state int
UPDATE account SET state = :state, version = version + 1
 WHERE id IN (SELECT account FROM member WHERE subject = :subject)
   AND state IN (1, 3);

-- signup_again: exec 1, writes
-- A refused sign-up, mended and sent again.
-- in  subject subject_id, version int
UPDATE subject SET state = 1, version = version + 1
 WHERE id = :subject AND version = :version AND state = 3;

-- signup_places: many, reads
-- Communes of today by words of their name, of a former commune's or of a
-- former district's: those that this office serves first (`agency`). `words`
-- is folded (text_fold) and stands at the beginning of a word of the name.
-- in  words text
-- out code text, name text, province text?, was text, agency int, rank int
WITH hit AS (
  SELECT u.id, u.level, u.code, u.full_name, u.fold, u.until_on FROM unit u
   WHERE u.level IN (2, 3) AND ' ' || u.fold LIKE '% ' || :words || '%'),
cand AS (
  SELECT h.code, '' AS was, 0 AS rank FROM hit h
   WHERE h.level = 3 AND h.until_on IS NULL
  UNION ALL
  SELECT n.code, h.full_name, 1
    FROM hit h JOIN unit_successor s ON s.old_unit = h.id
    JOIN unit n ON n.id = s.new_unit
   WHERE n.level = 3 AND n.until_on IS NULL
  UNION ALL
  SELECT n.code, h.full_name, 2
    FROM hit h JOIN unit c ON c.parent_code = h.code AND c.level = 3
    JOIN unit_successor s ON s.old_unit = c.id
    JOIN unit n ON n.id = s.new_unit
   WHERE h.level = 2 AND n.level = 3 AND n.until_on IS NULL)
SELECT u.code, u.full_name, p.full_name, min(cand.was),
       coalesce(max(a.id), 0), min(cand.rank)
  FROM cand
  JOIN unit u ON u.level = 3 AND u.code = cand.code AND u.until_on IS NULL
  LEFT JOIN unit p ON p.level = 1 AND p.code = u.province_code AND p.until_on IS NULL
  LEFT JOIN agency a ON a.level = 3 AND a.unit_code = u.code AND a.until_on IS NULL
 GROUP BY u.code, u.full_name, p.full_name
 ORDER BY CASE WHEN max(a.id) IS NULL THEN 1 ELSE 0 END, min(cand.rank),
          length(u.full_name), u.code
 LIMIT 40;
