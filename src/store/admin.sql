-- What administrators look after: accounts, rest days, the record. No dossiers.

-- account_list: many, reads
-- Accounts after one, without producers' papers or numbers. Whoever searches
-- among them folds their names (act/admin.c): neither back end knows marks.
-- in  after int
-- out id account_id, login text, name text, state int, agency text?, lang text
-- out sample flag, roles int, second flag, level int?
SELECT a.id, a.login, a.name, a.state, g.name, a.lang, a.sample,
       coalesce((SELECT sum(1 << r.role) FROM role_grant r WHERE r.account = a.id), 0),
       CASE WHEN EXISTS (SELECT 1 FROM second_step s
                          WHERE s.account = a.id AND s.on_at IS NOT NULL) THEN 1 ELSE 0 END, g.level
  FROM account a LEFT JOIN agency g ON g.id = a.agency
 WHERE a.id > :after
 ORDER BY a.id
 LIMIT 500;
-- postgres-instead:
SELECT a.id, a.login, a.name, a.state, g.name, a.lang, a.sample,
       coalesce((SELECT sum(1::bigint << r.role::int)::bigint FROM role_grant r WHERE r.account = a.id), 0),
       CASE WHEN EXISTS (SELECT 1 FROM second_step s
                          WHERE s.account = a.id AND s.on_at IS NOT NULL) THEN 1 ELSE 0 END, g.level
  FROM account a LEFT JOIN agency g ON g.id = a.agency
 WHERE a.id > :after
 ORDER BY a.id
 LIMIT 500;

-- account_of: one, reads
-- One account.
-- in  id account_id
-- out id account_id, login text, name text, state int, agency agency_id?
-- out sample flag, version int
SELECT id, login, name, state, agency, sample, version FROM account WHERE id = :id;

-- account_add: one, writes
-- A new account of an officer.
-- in  login text, name text, password text, state int, agency agency_id?
-- in  lang text, sample flag, at moment
-- out id account_id
INSERT INTO account (login, name, password, state, agency, lang, sample,
                     created_at, version)
VALUES (:login, :name, :password, :state, :agency, :lang, :sample, :at, 1)
RETURNING id;

-- account_set_state: exec 1, writes
-- Closed or opened again.
-- in  id account_id, version int, state int
UPDATE account SET state = :state, version = version + 1
 WHERE id = :id AND version = :version;

-- account_set_password: exec 1, writes
-- A password given anew by an administrator.
-- in  id account_id, password text
UPDATE account SET password = :password, version = version + 1 WHERE id = :id;

-- account_sessions_end: exec, writes
-- Ends all sessions of an account.
-- in  id account_id
DELETE FROM session WHERE account = :id;

-- agency_list: many, reads
-- Agencies that exist today: the Ministry's and provinces' first.
-- out id agency_id, code text, name text, level int
SELECT id, code, name, level FROM agency WHERE until_on IS NULL
 ORDER BY level, name, id
 LIMIT 400;

-- holiday_list: many, reads
-- Rest days and swapped working days of a year.
-- in  from_on day, to_on day
-- out on_day day, kind int, name text, grade int, source text?
SELECT on_day, kind, name, grade, source FROM holiday
 WHERE on_day >= :from_on AND on_day < :to_on
 ORDER BY on_day
 LIMIT 400;

-- holiday_put: exec 1, writes
-- A rest day, or a working day in exchange; a known one is said anew.
-- in  on_day day, kind int, name text, grade int, source text?
INSERT INTO holiday (on_day, kind, name, grade, source)
VALUES (:on_day, :kind, :name, :grade, :source)
ON CONFLICT (on_day) DO UPDATE SET kind = excluded.kind, name = excluded.name,
       grade = excluded.grade, source = coalesce(excluded.source, holiday.source);

-- holiday_take: maybe, writes
-- A day of a newer table, unless it is known or an administrator took it out.
-- in  on_day day, kind int, name text, grade int, source text?
-- out on_day day
INSERT INTO holiday (on_day, kind, name, grade, source)
SELECT :on_day, :kind, :name, :grade, :source
 WHERE NOT EXISTS (SELECT 1 FROM record r
        WHERE r.noun = 'holiday' AND r.noun_id = :on_day AND r.kind = 'holiday.drop')
ON CONFLICT (on_day) DO NOTHING
RETURNING on_day;

-- holiday_any: maybe, reads
-- Whether this office keeps a calendar.
-- out on_day day
SELECT on_day FROM holiday ORDER BY on_day LIMIT 1;

-- holiday_open: one, reads
-- How whole a year is: days that were announced, days that are only expected.
-- in  from_on day, to_on day
-- out announced int, expected int
SELECT coalesce(sum(CASE WHEN grade = 2 THEN 1 ELSE 0 END), 0),
       coalesce(sum(CASE WHEN grade = 3 THEN 1 ELSE 0 END), 0)
  FROM holiday WHERE on_day >= :from_on AND on_day < :to_on;

-- holiday_confirm: exec 1, writes
-- An expected day was announced: it counts from now on.
-- in  on_day day, source text
UPDATE holiday SET grade = 2, source = :source WHERE on_day = :on_day AND grade = 3;

-- holiday_drop: exec 1, writes
-- Takes a day out of the calendar.
-- in  on_day day
DELETE FROM holiday WHERE on_day = :on_day;

-- record_list: many, reads
-- What was done, newest first; `noun` empty: everything; noun_id 0: all of it.
-- Nothing of a sheet before its product is closed: not that it was saved, sealed, given
-- back, scanned or brought from the room's laptop, nor when, nor how often (the number of
-- its record is all that is missing). Nor who was reminded of an answer in writing, while it waits.
-- in  before_id int, noun text, noun_id int
-- out id record_id, at moment, actor text?, kind text, noun text, noun_id int
-- out body text, on_behalf text?
SELECT r.id, r.at, a.name, r.kind, r.noun, r.noun_id, r.body, b.name
  FROM record r LEFT JOIN account a ON a.id = r.actor
  LEFT JOIN consent k ON k.id = r.consent
  LEFT JOIN subject b ON b.id = k.subject
 WHERE r.id < :before_id
   AND (:noun = '' OR r.noun = :noun) AND (:noun_id = 0 OR r.noun_id = :noun_id)
   AND (r.noun <> 'sheet' OR EXISTS (SELECT 1 FROM sheet h JOIN agenda g ON g.id = h.agenda
         WHERE h.id = r.noun_id AND (g.state >= 3 OR g.pass > h.pass)))
   AND (r.noun <> 'agenda' OR r.kind NOT LIKE 'sheet.%' OR EXISTS (SELECT 1 FROM agenda g
         WHERE g.id = r.noun_id AND g.state >= 3))
   AND (r.kind <> 'opinions.remind' OR EXISTS (SELECT 1 FROM meeting m
         WHERE m.id = r.noun_id AND m.state = 3))
 ORDER BY r.id DESC
 LIMIT 51;
