-- The dossier: from its opening to its end, with the texts of its papers.

-- dossier_product: maybe, reads
-- What opening a dossier has to know of the product and of its subject.
-- in  id product_id
-- out id product_id, subject subject_id, name text, pack text, set_code text,
-- out unit_code text, subject_state int
SELECT p.id, p.subject, p.name, p.pack, p.set_code, p.unit_code, s.state
  FROM product p JOIN subject s ON s.id = p.subject
 WHERE p.id = :id;

-- dossier_agencies: maybe, reads
-- The commune's agency of a unit and the agency of its province, today.
-- in  unit_code text, commune_level int, province_level int
-- out commune agency_id, commune_name text, province agency_id
SELECT a.id, a.name, b.id
  FROM agency a
  JOIN agency b ON b.level = :province_level AND b.province_code = a.province_code
   AND b.until_on IS NULL
 WHERE a.level = :commune_level AND a.unit_code = :unit_code AND a.until_on IS NULL;

-- dossier_unfinished: maybe, reads
-- A dossier of this product that is still on its road: a product has one at a
-- time.
-- in  product product_id, recognised int, not_recognised int, withdrawn int
-- out id dossier_id
SELECT id FROM dossier
 WHERE product = :product
   AND state NOT IN (:recognised, :not_recognised, :withdrawn)
 ORDER BY id LIMIT 1;

-- dossier_certificate_newest: maybe, reads
-- The newest certificate of this product: what an upgrade and a re-evaluation
-- start from (QĐ 26/2026 Đ6.1).
-- in  product product_id
-- out id certificate_id, code text, star int, valid_until_on day?, revoked_on day?,
-- out dossier dossier_id?, extended_until_on day?
SELECT id, code, star, valid_until_on, revoked_on, dossier, extended_until_on
  FROM certificate
 WHERE product = :product AND replaced_by IS NULL
 ORDER BY id DESC LIMIT 1;

-- dossier_add: one, writes
-- A new dossier, with the rule pack it keeps to its end.
-- in  product product_id, subject subject_id, kind int, pack text, set_code text,
-- in  state int, commune agency_id, province agency_id, samples int,
-- in  from_certificate certificate_id, late_why text?, now moment
-- out id dossier_id
INSERT INTO dossier (product, subject, kind, pack, set_code, state, commune,
                     province, evaluator, samples, from_certificate, late_why,
                     opened_at, version)
VALUES (:product, :subject, :kind, :pack, :set_code, :state, :commune,
        :province, :province, :samples, nullif(:from_certificate, 0), :late_why,
        :now, 1)
RETURNING id;

-- dossier_carry_texts: exec, writes
-- What the dossier before said of results and plans. The profile's fields are
-- filled in anew where the profile has them; the commune's assessments are its
-- own (Mẫu 03).
-- in  before dossier_id, dossier dossier_id, now moment
INSERT INTO dossier_text (dossier, field, body, saved_at, version)
SELECT :dossier, t.field, t.body, :now, 1 FROM dossier_text t
  JOIN dossier d ON d.id = :dossier JOIN subject s ON s.id = d.subject
 WHERE t.dossier = :before
   AND (t.field LIKE 'result_%' OR t.field LIKE 'plan_%' OR t.field = 'sign_place'
     OR '' = CASE t.field WHEN 'history' THEN coalesce(s.history, '')
        WHEN 'structure' THEN coalesce(s.structure, '')
        WHEN 'rep_residence' THEN coalesce(s.rep_residence, '')
        WHEN 'rep_position' THEN coalesce(s.rep_position, '')
        WHEN 'applicant_address' THEN coalesce(s.address, '')
        WHEN 'applicant_phone' THEN coalesce(s.phone, '')
        WHEN 'applicant_email' THEN coalesce(s.email, '') ELSE 'x' END);

-- dossier_carry_scores: exec, writes
-- … and of the criteria, when it was scored by the same set.
-- in  before dossier_id, dossier dossier_id, now moment
INSERT INTO self_score (dossier, criterion, case_id, points, note, saved_at, version)
SELECT :dossier, s.criterion, s.case_id, s.points, s.note, :now, 1
  FROM self_score s JOIN dossier b ON b.id = s.dossier
  JOIN dossier d ON d.id = :dossier AND d.set_code = b.set_code
 WHERE b.id = :before;

-- dossier_carry_cites: exec, writes
-- … and its papers: those that are still good and in the box.
-- in  before dossier_id, dossier dossier_id, today day
INSERT INTO cite (dossier, criterion, evidence, page_from, page_to)
SELECT :dossier, c.criterion, c.evidence, c.page_from, c.page_to
  FROM cite c JOIN dossier b ON b.id = c.dossier
  JOIN dossier d ON d.id = :dossier AND d.set_code = b.set_code
  JOIN evidence e ON e.id = c.evidence AND e.dropped_at IS NULL
 WHERE b.id = :before AND (e.expires_on IS NULL OR e.expires_on >= :today);

-- dossier_carry_branch: exec 1, writes
-- … and the case of a set with cases in which it was scored.
-- in  before dossier_id, dossier dossier_id
UPDATE dossier SET branch = (SELECT b.branch FROM dossier b
        WHERE b.id = :before AND b.set_code = dossier.set_code)
 WHERE id = :dossier;

-- dossier_lock: one, writes
-- Keeps others away from this dossier until the transaction ends; and whether the
-- office asks for four eyes and this person filed it for its producer (act/consent.h).
-- in  id dossier_id, account account_id
-- out id dossier_id, version int, four_eyes flag
SELECT d.id, d.version,
       CASE WHEN EXISTS (SELECT 1 FROM setting s
                          WHERE s.name = 'filing_four_eyes' AND s.value = '1')
             AND EXISTS (SELECT 1 FROM record r
                          WHERE r.noun = 'dossier' AND r.noun_id = d.id
                            AND r.actor = :account AND r.consent IS NOT NULL)
            THEN 1 ELSE 0 END AS four_eyes
  FROM dossier d WHERE d.id = :id;
-- postgres: FOR UPDATE OF d

-- dossier_load: one, reads
-- One dossier with its product, its subject, its two agencies, and what the
-- workflow asks about the reader.
-- in  id dossier_id, account account_id, secretary int, above int, active int
-- out id dossier_id, product product_id, subject subject_id, kind int, pack text,
-- out set_code text, branch text?, state int, commune agency_id,
-- out province agency_id, samples int, slip_no text?, slip2_no text?,
-- out opened_at moment, submitted_at moment?, received_at moment?,
-- out forwarded_at moment?, accepted_at moment?, concluded_at moment?,
-- out decided_at moment?, due_on day?, request_no text?, request_on day?,
-- out note text?, version int,
-- out product_name text, product_code text?, unit_code text, photo text?,
-- out subject_name text, subject_kind int,
-- out commune_name text, commune_code text, province_name text, province_code text,
-- out asked_by int?, seats int, secretaries int, chairs int, recused int, sat int, star int?, since_at moment,
-- out evaluator agency_id, ministry agency_id?, ministry_name text?, above agency_id?,
-- out teamed int?, assessed int, certificate certificate_id?, certificate_code text?,
-- out certificate_star int?, certificate_until_on day?, certificate_revoked_on day?,
-- out certificate_extended_on day?, certificate_replaced flag,
-- out late_why text?, full_on day?, letter_no text?, order_no text?,
-- out forward_late_why text?, sent_up_on day?, above_here flag
SELECT d.id, d.product, d.subject, d.kind, d.pack,
       d.set_code, d.branch, d.state, d.commune,
       d.province, d.samples, d.slip_no, d.slip2_no,
       d.opened_at, d.submitted_at, d.received_at,
       d.forwarded_at, d.accepted_at, d.concluded_at,
       d.decided_at, d.due_on, d.request_no, d.request_on,
       d.note, d.version,
       p.name, p.code, p.unit_code, p.photo,
       s.name, s.kind,
       a.name, a.unit_code, b.name, b.province_code,
       (SELECT u.level FROM supplement u
         WHERE u.dossier = d.id AND u.answered_at IS NULL AND u.closed_at IS NULL
         ORDER BY u.id DESC LIMIT 1),
       (SELECT count(*) FROM agenda g JOIN meeting m ON m.id = g.meeting
          JOIN seat t ON t.council = m.council
         WHERE g.id = n.agenda AND t.account = :account AND t.until_at IS NULL
           AND t.since_at <= m.starts_at
           AND (t.role = :secretary
                OR EXISTS (SELECT 1 FROM stake k WHERE k.agenda = g.id
                    AND k.seat = t.id)
                OR EXISTS (SELECT 1 FROM bylaw b WHERE b.council = m.council
                    AND b.rule = 'declare' AND b.value = 2))),
       (SELECT count(*) FROM agenda g JOIN meeting m ON m.id = g.meeting
          JOIN seat t ON t.council = m.council
         WHERE g.id = n.agenda AND t.account = :account AND t.until_at IS NULL
           AND t.since_at <= m.starts_at AND t.role = :secretary),
       (SELECT count(*) FROM agenda g JOIN meeting m ON m.id = g.meeting
          JOIN seat t ON t.council = m.council
         WHERE g.id = n.agenda AND t.account = :account AND t.until_at IS NULL
           AND t.since_at <= m.starts_at AND t.role IN (1, 2)),
       CASE WHEN EXISTS (SELECT 1 FROM recused v WHERE v.dossier = d.id AND v.account = :account)
            THEN 1 ELSE 0 END,
       (SELECT count(*) FROM agenda g JOIN meeting m ON m.id = g.meeting
          JOIN seat t ON t.council = m.council
         WHERE g.dossier = d.id AND t.account = :account AND t.until_at IS NULL
           AND t.since_at <= m.starts_at),
       (SELECT r.star FROM agenda g JOIN result r ON r.agenda = g.id
         WHERE g.dossier = d.id ORDER BY r.concluded_at DESC LIMIT 1),
       coalesce((SELECT max(r.at) FROM record r
                  WHERE r.noun = 'dossier' AND r.noun_id = d.id
                    AND r.kind LIKE 'dossier.%'), d.opened_at),
       d.evaluator, d.ministry, y.name, x.id,
       (SELECT min(t.role) FROM team_task k JOIN team_seat t ON t.team = k.team
          JOIN team w ON w.id = k.team JOIN council u ON u.id = w.council
         WHERE k.dossier = d.id AND u.agency = d.evaluator
           AND t.account = :account AND t.until_at IS NULL),
       (SELECT count(*) FROM team_task k JOIN team w ON w.id = k.team
          JOIN council u ON u.id = w.council
         WHERE k.dossier = d.id AND u.agency = d.evaluator
           AND k.reported_at IS NOT NULL),
       f.id, f.code, f.star AS certificate_star, f.valid_until_on, f.revoked_on,
       f.extended_until_on, CASE WHEN f.replaced_by IS NULL THEN 0 ELSE 1 END,
       d.late_why, d.full_on, d.letter_no, d.order_no, d.forward_late_why,
       d.sent_up_on, CASE WHEN EXISTS (SELECT 1 FROM account l
         WHERE l.agency = coalesce(d.ministry, x.id) AND l.state = :active)
       THEN 1 ELSE 0 END
  FROM dossier d
  LEFT JOIN (SELECT max(g.id) AS agenda FROM agenda g WHERE g.dossier = :id) n
    ON 1 = 1
  LEFT JOIN (SELECT min(o.id) AS id FROM agency o
              WHERE o.level = :above AND o.until_on IS NULL) x ON 1 = 1
  LEFT JOIN agency y ON y.id = coalesce(d.ministry, x.id)
  LEFT JOIN certificate f ON f.id = d.from_certificate
  JOIN product p ON p.id = d.product
  JOIN subject s ON s.id = d.subject
  JOIN agency a ON a.id = d.commune
  JOIN agency b ON b.id = d.province
 WHERE d.id = :id;

-- dossier_subject: one, reads
-- The profile that Mẫu 01 and Mẫu 02 part I are filled in from.
-- in  id dossier_id
-- out subject_name text, kind int, address text?, phone text?, email text?,
-- out reg_no text?, reg_on day?, rep_name text?, rep_position text?,
-- out rep_gender int?, rep_ethnicity text?, rep_residence text?,
-- out history text?, structure text?, ticks int,
-- out product_name text, spec text?, standard text?, story text?
SELECT s.name, s.kind, s.address, s.phone, s.email,
       s.reg_no, s.reg_on, s.rep_name, s.rep_position,
       s.rep_gender, s.rep_ethnicity, s.rep_residence,
       s.history, s.structure, s.ticks,
       p.name, p.spec, p.standard, p.story
  FROM dossier d
  JOIN subject s ON s.id = d.subject
  JOIN product p ON p.id = d.product
 WHERE d.id = :id;

-- ---- the texts of the papers -------------------------------------------------

-- dossier_texts: many, reads
-- Everything that was typed into the papers of a dossier.
-- in  dossier dossier_id
-- out field text, body text, saved_at moment
SELECT field, body, saved_at
  FROM dossier_text WHERE dossier = :dossier ORDER BY field LIMIT 200;

-- dossier_text_put: exec 1, writes
-- Keeps one text as it was typed.
-- in  dossier dossier_id, field text, body text, now moment
INSERT INTO dossier_text (dossier, field, body, saved_at, version)
VALUES (:dossier, :field, :body, :now, 1)
ON CONFLICT (dossier, field) DO UPDATE
   SET body = excluded.body, saved_at = excluded.saved_at,
       version = dossier_text.version + 1;

-- ---- the road ----------------------------------------------------------------

-- dossier_set_submitted: exec 1, writes
-- Handed to the commune (QĐ 26/2026 Đ7.1).
-- in  id dossier_id, state int, now moment
UPDATE dossier SET state = :state, submitted_at = :now, due_on = NULL,
       note = NULL, version = version + 1
 WHERE id = :id;

-- dossier_set_received: exec 1, writes
-- Received and numbered by the commune (Mẫu 01).
-- in  id dossier_id, state int, slip_no text, due_on day?, now moment
UPDATE dossier SET state = :state, slip_no = :slip_no, received_at = :now,
       due_on = :due_on, version = version + 1
 WHERE id = :id;

-- dossier_set_state: exec 1, writes
-- Another holder, another deadline, and the reason where one was given.
-- in  id dossier_id, state int, due_on day?, note text?
UPDATE dossier SET state = :state, due_on = :due_on, note = :note,
       version = version + 1
 WHERE id = :id;

-- dossier_set_forwarded: exec 1, writes
-- The commune's letter with Mẫu 03 leaves for the province (Đ7.2.b).
-- in  id dossier_id, state int, request_no text, request_on day, late_why text?, now moment
UPDATE dossier SET state = :state, request_no = :request_no,
       request_on = :request_on, forwarded_at = :now, due_on = NULL,
       forward_late_why = :late_why,
       note = NULL, version = version + 1
 WHERE id = :id;

-- dossier_set_full: exec 1, writes
-- The evaluating agency has the whole dossier: the days of a re-evaluation run
-- from here (Đ7.6.g).
-- in  id dossier_id, full_on day
UPDATE dossier SET full_on = :full_on WHERE id = :id;

-- sent_part_add: exec 1, writes
-- One part of what goes up with a dossier.
-- in  dossier dossier_id, at moment, part int, what text?
INSERT INTO sent_part (dossier, at, part, what) VALUES (:dossier, :at, :part, :what);

-- sent_parts: many, reads
-- What went up with a dossier the last time.
-- in  dossier dossier_id
-- out at moment, part int, what text?
SELECT k.at, k.part, k.what FROM sent_part k
 WHERE k.dossier = :dossier
   AND k.at = (SELECT max(n.at) FROM sent_part n WHERE n.dossier = :dossier)
 ORDER BY k.part LIMIT 20;

-- dossier_set_sent_up: exec 1, writes
-- The province's letter takes it to the Ministry (Đ6.3, Đ7.3.e).
-- in  id dossier_id, state int, ministry agency_id, letter_no text, today day
UPDATE dossier SET state = :state, ministry = :ministry, evaluator = :ministry,
       sent_up_on = :today,
       letter_no = :letter_no, accepted_at = NULL, concluded_at = NULL,
       decided_at = NULL, due_on = NULL, full_on = NULL, note = NULL,
       version = version + 1
 WHERE id = :id;

-- dossier_set_evaluator: exec 1, writes
-- The turn of its province again: sent back, or done again by order.
-- in  id dossier_id, state int, note text?, order_no text?
UPDATE dossier SET state = :state, evaluator = province, due_on = NULL,
       note = :note, order_no = coalesce(:order_no, order_no),
       decided_at = NULL, version = version + 1
 WHERE id = :id;

-- dossier_stop_put: exec, writes
-- A reason not to evaluate further, at the step where it arose (Phụ lục II). Given again
-- after an order to do it again (Đ10.1.b), it stands beside the first; twice in one
-- folder of another office, once.
-- in  dossier dossier_id, code text, reason text, state int, agency agency_id, now moment
INSERT INTO dossier_stop (dossier, code, reason, state, agency, at)
VALUES (:dossier, :code, :reason, :state, :agency, :now)
ON CONFLICT (dossier, code, at) DO NOTHING;

-- dossier_stops: many, reads
-- What stopped a dossier before the council: with its result, not before an order
-- to do it again.
-- in  dossier dossier_id
-- out code text, reason text, state int, agency text, at moment
SELECT s.code, s.reason, s.state, a.name, s.at
  FROM dossier_stop s JOIN agency a ON a.id = s.agency
  JOIN dossier d ON d.id = s.dossier
 WHERE s.dossier = :dossier AND s.at >= d.decided_at ORDER BY s.code LIMIT 20;

-- dossier_set_branch: exec 1, writes
-- The alternative that the criteria with cases are read in (set 26).
-- in  id dossier_id, branch text
UPDATE dossier SET branch = :branch, version = version + 1 WHERE id = :id;

-- dossier_history: many, reads
-- The steps of a dossier as recorded, oldest first; of an officer the agency
-- is told, not the person.
-- in  id int
-- out at moment, kind text, agency_name text?, on_behalf text?
SELECT r.at, r.kind, a.name, b.name AS on_behalf
  FROM record r
  LEFT JOIN account c ON c.id = r.actor
  LEFT JOIN agency a ON a.id = c.agency
  LEFT JOIN consent k ON k.id = r.consent
  LEFT JOIN subject b ON b.id = k.subject
 WHERE r.noun = 'dossier' AND r.noun_id = :id AND r.kind LIKE 'dossier.%'
 ORDER BY r.id LIMIT 200;

-- product_set_code: exec 1, writes
-- The number T-X-STT-year that the commune gives a product (Phụ lục II).
-- in  id product_id, code text
UPDATE product SET code = :code, version = version + 1
 WHERE id = :id AND code IS NULL;
