-- Telling producers who have no account, or are filed for, otherwise (act/telling.c).

-- telling_list: many, reads
-- Dossiers of those whom this commune tells: nobody signs in for the subject, or an
-- officer of the commune files for it under a consent. When its newest step was, and
-- when somebody was last told.
-- in  unit_code text, agency agency_id, on_day day
-- out subject subject_id, name text, phone text?, dossier dossier_id, product text
-- out state int, level int, due_on day?, step_at moment?, told_at moment?
SELECT s.id, s.name, s.phone, d.id, p.name, d.state, e.level, d.due_on,
       (SELECT max(r.at) FROM record r WHERE r.noun = 'dossier' AND r.noun_id = d.id
           AND r.kind IN ('dossier.received', 'dossier.asked_commune', 'dossier.returned',
               'dossier.forwarded', 'dossier.taken', 'dossier.asked_province',
               'dossier.accepted', 'dossier.resumed', 'dossier.survey_asked',
               'dossier.on_agenda', 'dossier.opinions_asked', 'dossier.notified',
               'dossier.decided', 'dossier.sent_up', 'dossier.sent_back',
               'dossier.evaluated_self', 'dossier.redo_ordered', 'dossier.knocked_out',
               'dossier.ended', 'dossier.barred')),
       (SELECT max(t.at) FROM telling t WHERE t.subject = s.id)
  FROM subject s JOIN dossier d ON d.subject = s.id JOIN product p ON p.id = d.product
  JOIN agency e ON e.id = d.evaluator
 WHERE s.unit_code = :unit_code AND s.state = 2 AND d.state <> 1
   AND (NOT EXISTS (SELECT 1 FROM member m WHERE m.subject = s.id)
     OR EXISTS (SELECT 1 FROM consent k WHERE k.subject = s.id AND k.agency = :agency
         AND k.ended_at IS NULL AND k.ends_on >= :on_day))
 ORDER BY coalesce(d.due_on, 99999), s.name, d.id LIMIT 200;

-- telling_certificates: many, reads
-- Certificates of the same, to which something has happened since they were issued:
-- the newest of it. An inspection only when it was there.
-- in  unit_code text, agency agency_id, on_day day
-- out subject subject_id, name text, phone text?, code text, product text, star int
-- out valid_until_on day?, extended_until_on day?, revoked_on day?, kind text
-- out step_at moment, correct_by_on day?, running dossier_id?, told_at moment?
SELECT s.id, s.name, s.phone, c.code, p.name, c.star, c.valid_until_on,
       c.extended_until_on, c.revoked_on, r.kind, r.at,
       (SELECT min(i.correct_by_on) FROM inspection i
         WHERE i.product = p.id AND i.certificate = c.id AND i.state = 3),
       (SELECT max(d.id) FROM dossier d WHERE d.from_certificate = c.id
           AND d.state NOT IN (1, 11, 12, 15)),
       (SELECT max(t.at) FROM telling t WHERE t.subject = s.id)
  FROM subject s JOIN product p ON p.subject = s.id JOIN certificate c ON c.product = p.id
  JOIN record r ON r.id = (SELECT max(q.id) FROM (
       SELECT max(x.id) AS id FROM record x WHERE x.noun = 'certificate'
          AND x.noun_id = c.id AND x.kind IN ('certificate.due', 'certificate.lapsed',
              'certificate.extend', 'certificate.extension_end', 'certificate.revoke')
       UNION ALL
       SELECT max(x.id) FROM inspection i JOIN record x ON x.noun = 'inspection'
          AND x.noun_id = i.id AND x.kind IN ('inspection.conclude', 'inspection.confirm')
        WHERE i.product = p.id AND i.certificate = c.id) q)
 WHERE s.unit_code = :unit_code AND s.state = 2 AND c.replaced_by IS NULL
   AND (NOT EXISTS (SELECT 1 FROM member m WHERE m.subject = s.id)
     OR EXISTS (SELECT 1 FROM consent k WHERE k.subject = s.id AND k.agency = :agency
         AND k.ended_at IS NULL AND k.ends_on >= :on_day))
 ORDER BY s.name, c.id LIMIT 200;

-- telling_add: exec 1, writes
-- Somebody was told.
-- in  subject subject_id, agency agency_id, way int, told_on day, words text
-- in  account account_id, at moment
INSERT INTO telling (subject, agency, way, told_on, words, told_by, at)
VALUES (:subject, :agency, :way, :told_on, :words, :account, :at);

-- tellings: many, reads
-- What a subject was told, newest first.
-- in  subject subject_id
-- out way int, told_on day, words text, name text
SELECT t.way, t.told_on, t.words, a.name
  FROM telling t JOIN account a ON a.id = t.told_by
 WHERE t.subject = :subject ORDER BY t.id DESC LIMIT 50;
