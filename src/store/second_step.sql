-- The second step of signing in (act/second_step.c).

-- second_step_of: maybe, reads
-- The second step of an account, if there is or will be one.
-- in  account account_id
-- out secret bytes?, fresh bytes?, on_at moment?, last_step int, codes int, login text
-- out roles int
SELECT s.secret, s.fresh, s.on_at, s.last_step,
       (SELECT COUNT(*) FROM recovery_code r WHERE r.account = s.account), a.login,
       (SELECT CAST(COALESCE(SUM(CASE r.role WHEN 1 THEN 2 WHEN 2 THEN 4
               WHEN 3 THEN 8 WHEN 4 THEN 16 WHEN 5 THEN 32 WHEN 6 THEN 64
               WHEN 7 THEN 128
               ELSE 0 END), 0) AS BIGINT)
          FROM role_grant r WHERE r.account = a.id)
  FROM second_step s JOIN account a ON a.id = s.account
 WHERE s.account = :account;

-- second_step_begin: exec 1, writes
-- A new secret that waits for its first code; the old one stays good until then.
-- in  account account_id, fresh bytes
INSERT INTO second_step (account, fresh, last_step) VALUES (:account, :fresh, 0)
ON CONFLICT (account) DO UPDATE SET fresh = excluded.fresh;

-- second_step_on: exec 1, writes
-- The new secret takes its place.
-- in  account account_id, now moment, step int
UPDATE second_step SET secret = fresh, fresh = NULL, on_at = :now, last_step = :step
 WHERE account = :account AND fresh IS NOT NULL;

-- second_step_used: exec 1, writes
-- A code was taken. Of two at once one is.
-- in  account account_id, step int
UPDATE second_step SET last_step = :step
 WHERE account = :account AND last_step < :step;

-- second_step_drop: exec, writes
-- The account has none any more.
-- in  account account_id
DELETE FROM second_step WHERE account = :account;

-- recovery_code_add: exec 1, writes
-- One more way in for a lost phone.
-- in  account account_id, hash text
INSERT INTO recovery_code (account, hash) VALUES (:account, :hash);

-- recovery_code_there: maybe, reads
-- Whether a recovery code is one that was not used yet.
-- in  account account_id, hash text
-- out hash text
SELECT hash FROM recovery_code WHERE account = :account AND hash = :hash;

-- recovery_code_used: exec 1, writes
-- It works once.
-- in  account account_id, hash text
DELETE FROM recovery_code WHERE account = :account AND hash = :hash;

-- recovery_codes_drop: exec, writes
-- None of the old ones works any more.
-- in  account account_id
DELETE FROM recovery_code WHERE account = :account;

-- second_step_missing: one, reads
-- How many open accounts that are asked for a second step (every one with a role
-- but the producers) have none.
-- out missing int
SELECT COUNT(DISTINCT r.account) FROM role_grant r JOIN account a ON a.id = r.account
 WHERE r.role > 1 AND a.state = 2
   AND NOT EXISTS (SELECT 1 FROM second_step s WHERE s.account = a.id AND s.on_at IS NOT NULL);
