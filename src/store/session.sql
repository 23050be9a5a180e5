-- Sessions, sign-in, throttling, and what a doubled click finds.

-- session_actor: maybe, reads
-- Who a session belongs to, with everything the rules need to know of them.
-- roles has bit 1 << role for each role (core/actor.h). Who waits for an answer
-- or was refused may sign in and mend their profile; a closed account (4) not.
-- A consent that holds today (core/consent.h) makes the session act for its subject.
-- in  token bytes, now moment, today day
-- out account account_id, name text, lang text, agency agency_id?,
--     agency_name text?, unit_code text?, province_code text?, agency_level int?,
--     subject subject_id?, roles int, seen_at moment, ends_at moment,
--     unread int, consent consent_id?, scope int?, for_subject subject_id?, for_name text?,
--     half int, issue issue_id?
SELECT a.id, a.name, a.lang, a.agency, g.name, g.unit_code, g.province_code,
       g.level,
       (SELECT MIN(m.subject) FROM member m WHERE m.account = a.id),
       (SELECT CAST(COALESCE(SUM(CASE r.role WHEN 1 THEN 2 WHEN 2 THEN 4
               WHEN 3 THEN 8 WHEN 4 THEN 16 WHEN 5 THEN 32 WHEN 6 THEN 64
               WHEN 7 THEN 128
               ELSE 0 END), 0) AS BIGINT)
          FROM role_grant r WHERE r.account = a.id),
       s.seen_at, s.ends_at,
       (SELECT COUNT(*) FROM notice n
         WHERE n.account = a.id AND n.read_at IS NULL) +
       (SELECT COUNT(*) FROM notice n
         WHERE n.agency = a.agency AND n.read_at IS NULL
           AND EXISTS (SELECT 1 FROM role_grant r
                WHERE r.account = a.id AND r.role IN (2, 3))) -
       (SELECT COUNT(DISTINCT n.id) FROM unseen_link u
          JOIN notice n ON n.link = u.link AND n.read_at IS NULL
         WHERE u.account = a.id AND (n.account = a.id OR (n.agency = a.agency
           AND EXISTS (SELECT 1 FROM role_grant r
                WHERE r.account = a.id AND r.role IN (2, 3))))),
       k.id AS consent, k.scope, k.subject AS for_subject, b.name AS for_name, s.half,
       s.issue
  FROM session s
  JOIN account a ON a.id = s.account
  LEFT JOIN agency g ON g.id = a.agency
  LEFT JOIN consent k ON k.id = s.consent AND k.account = a.id AND k.agency = a.agency
        AND k.ended_at IS NULL AND k.ends_on >= :today
  LEFT JOIN subject b ON b.id = k.subject
 WHERE s.token = :token AND s.ends_at > :now AND a.state <> 4;

-- session_add: exec 1, writes
-- A person has signed in, or has shown her password and not yet her code (half).
-- in  token bytes, account account_id, now moment, ends_at moment, agent text, half int
INSERT INTO session (token, account, created_at, seen_at, ends_at, agent, half)
VALUES (:token, :account, :now, :now, :ends_at, :agent, :half);

-- session_add_for: exec 1, writes
-- An address that is good for one paper, in her name.
-- in  token bytes, account account_id, now moment, ends_at moment, issue issue_id
INSERT INTO session (token, account, created_at, seen_at, ends_at, agent, half, issue)
VALUES (:token, :account, :now, :now, :ends_at, '', 0, :issue);

-- session_touch: exec, writes
-- A session was used and lives on.
-- in  token bytes, seen_at moment, ends_at moment
UPDATE session SET seen_at = :seen_at, ends_at = :ends_at
 WHERE token = :token AND seen_at < :seen_at;

-- session_end: exec, writes
-- A person has signed out, or ends one of their own sessions elsewhere.
-- in  token bytes, account account_id
DELETE FROM session WHERE token = :token AND account = :account;

-- session_end_others: exec, writes
-- After a change of password nothing that was signed in before stays so.
-- in  account account_id, keep bytes
DELETE FROM session WHERE account = :account AND token <> :keep;

-- session_halves_end: exec, writes
-- Sessions between password and code are over once one of them has come through.
-- in  account account_id
DELETE FROM session WHERE account = :account AND half <> 0;

-- session_list: many, reads
-- Where a person is signed in.
-- in  account account_id, now moment
-- out token bytes, created_at moment, seen_at moment, agent text
SELECT token, created_at, seen_at, agent FROM session
 WHERE account = :account AND ends_at > :now AND half = 0 AND issue IS NULL
 ORDER BY seen_at DESC, token LIMIT 50;

-- session_sweep: exec, writes
-- Sessions that ended, throttles and clicks nobody waits for any more.
-- in  now moment
DELETE FROM session WHERE ends_at < :now;

-- throttle_sweep: exec, writes
-- Failures older than a quarter of an hour are forgiven.
-- in  before moment
DELETE FROM throttle WHERE until_at < :before;

-- once_sweep: exec, writes
-- Answers that no click will ask for again.
-- in  before moment
DELETE FROM once WHERE at < :before;

-- account_by_login: maybe, reads
-- Whom a name or a phone number belongs to, for checking the password.
-- in  login text
-- out id account_id, password text, state int, lang text, second flag, asked flag, roles int
SELECT a.id, a.password, a.state, a.lang,
       CASE WHEN EXISTS (SELECT 1 FROM second_step s
                          WHERE s.account = a.id AND s.on_at IS NOT NULL) THEN 1 ELSE 0 END,
       CASE WHEN EXISTS (SELECT 1 FROM setting s
                          WHERE s.name = 'second_step' AND s.value = '1') THEN 1 ELSE 0 END,
       (SELECT CAST(COALESCE(SUM(CASE r.role WHEN 1 THEN 2 WHEN 2 THEN 4
               WHEN 3 THEN 8 WHEN 4 THEN 16 WHEN 5 THEN 32 WHEN 6 THEN 64
               WHEN 7 THEN 128
               ELSE 0 END), 0) AS BIGINT)
          FROM role_grant r WHERE r.account = a.id)
  FROM account a WHERE a.login = :login;

-- account_password_now: one, reads
-- The stored password of the person who wants to change it.
-- in  id account_id
-- out password text
SELECT password FROM account WHERE id = :id;

-- account_password_set: exec 1, writes
-- A new password, or the same one hashed with today's cost.
-- in  id account_id, password text
UPDATE account SET password = :password, version = version + 1
 WHERE id = :id;

-- account_lang_set: exec 1, writes
-- The language a person reads.
-- in  id account_id, lang text
UPDATE account SET lang = :lang WHERE id = :id;

-- throttle_find: maybe, reads
-- How often somebody has failed, and until when they wait.
-- in  who text
-- out failures int, until_at moment
SELECT failures, until_at FROM throttle WHERE who = :who;

-- throttle_put: exec 1, writes
-- One failure more.
-- in  who text, failures int, until_at moment
INSERT INTO throttle (who, failures, until_at)
VALUES (:who, :failures, :until_at)
ON CONFLICT (who) DO UPDATE
   SET failures = excluded.failures, until_at = excluded.until_at;

-- throttle_clear: exec, writes
-- The right password: the account starts afresh.
-- in  who text
DELETE FROM throttle WHERE who = :who;

-- once_find: maybe, reads
-- What the same click was answered.
-- in  key text, account account_id
-- out location text
SELECT location FROM once WHERE key = :key AND account = :account;

-- once_add: exec 1, writes
-- Remembers the answer to a click, in the same commit as what it did.
-- in  key text, account account_id, location text, at moment
INSERT INTO once (key, account, location, at)
VALUES (:key, :account, :location, :at);
