-- A dossier that is handed to another office, and what comes back (act/handed.c).

-- handed_dossier: maybe, reads
-- A dossier as it goes: its row, the three agencies, its chain, when it was last
-- handed in, when something of it last came from another office.
-- in  id dossier_id
-- out product product_id, subject subject_id, kind int, pack text, set_code text
-- out branch text?, state int, samples int, slip_no text?, slip2_no text?
-- out opened_at moment, submitted_at moment?, received_at moment?, forwarded_at moment?
-- out request_no text?, request_on day?, late_why text?, forward_late_why text?
-- out letter_no text?, sent_up_on day?, from_certificate certificate_id?
-- out commune agency_id, province agency_id, ministry agency_id?, evaluator agency_id
-- out chain chain_id?, uuid text?, epoch int?, handed_in_at moment?, came_at moment?
SELECT d.product, d.subject, d.kind, d.pack, d.set_code, d.branch, d.state, d.samples,
       d.slip_no, d.slip2_no, d.opened_at, d.submitted_at, d.received_at, d.forwarded_at,
       d.request_no, d.request_on, d.late_why, d.forward_late_why, d.letter_no,
       d.sent_up_on, d.from_certificate, d.commune, d.province, d.ministry, d.evaluator,
       c.id, c.uuid, c.epoch,
       (SELECT max(r.at) FROM record r WHERE r.noun = 'dossier' AND r.noun_id = d.id
           AND r.kind IN ('dossier.submitted', 'dossier.answered')),
       (SELECT max(r.at) FROM record r WHERE r.noun = 'dossier' AND r.noun_id = d.id
           AND r.kind IN ('dossier.arrived', 'dossier.request_came', 'dossier.result_came'))
  FROM dossier d LEFT JOIN chain c ON c.dossier = d.id
 WHERE d.id = :id;

-- handed_product: one, reads
-- Its product.
-- in  id product_id
-- out name text, spec text?, standard text?, story text?, pack text, set_code text
-- out unit_code text, code text?, old_code text?, sample flag
SELECT name, spec, standard, story, pack, set_code, unit_code, code, old_code, sample
  FROM product WHERE id = :id;

-- handed_agency: one, reads
-- One of the agencies it names.
-- in  id agency_id
-- out name text, level int, unit_code text, province_code text
SELECT name, level, unit_code, province_code FROM agency WHERE id = :id;

-- handed_papers: many, reads
-- The papers it cites, or shows a change by.
-- in  dossier dossier_id
-- out id evidence_id, kind text, title text, number text?, issuer text?
-- out issued_on day?, expires_on day?
SELECT e.id, e.kind, e.title, e.number, e.issuer, e.issued_on, e.expires_on
  FROM evidence e
 WHERE e.id IN (SELECT c.evidence FROM cite c WHERE c.dossier = :dossier)
    OR e.id IN (SELECT g.evidence FROM dossier_change g WHERE g.dossier = :dossier)
 ORDER BY e.id LIMIT 500;

-- handed_files: many, reads
-- Their files, as the box was at a time.
-- in  dossier dossier_id, at moment
-- out evidence evidence_id, blob text, name text
SELECT f.evidence, f.blob, f.name
  FROM evidence_file f
 WHERE f.created_at <= :at AND coalesce(f.dropped_at, :at + 1) > :at
   AND (f.evidence IN (SELECT c.evidence FROM cite c WHERE c.dossier = :dossier)
     OR f.evidence IN (SELECT g.evidence FROM dossier_change g WHERE g.dossier = :dossier))
 ORDER BY f.evidence, f.position, f.id LIMIT 2000;

-- handed_cites: many, reads
-- Which criterion cites which paper.
-- in  dossier dossier_id
-- out criterion text, evidence evidence_id, page_from int?, page_to int?
SELECT criterion, evidence, page_from, page_to FROM cite
 WHERE dossier = :dossier ORDER BY criterion, evidence LIMIT 2000;

-- handed_changes: many, reads
-- What an upgrade or a re-evaluation says has changed.
-- in  dossier dossier_id
-- out topic text, changed flag, note text?, evidence evidence_id?
SELECT topic, changed, note, evidence FROM dossier_change
 WHERE dossier = :dossier ORDER BY topic LIMIT 20;

-- handed_components: many, reads
-- What commune and province found of its components.
-- in  dossier dossier_id
-- out level int, item text, verdict int, note text?
SELECT level, item, verdict, note FROM component
 WHERE dossier = :dossier AND level > 0 ORDER BY level, item LIMIT 200;

-- handed_certificate: one, reads
-- The certificate it starts from.
-- in  id certificate_id
-- out code text, star int, decision_no text?, issuer text?, issued_on day?
-- out issued_year int, valid_until_on day?
SELECT code, star, decision_no, issuer, issued_on, issued_year, valid_until_on
  FROM certificate WHERE id = :id;

-- handed_result: maybe, reads
-- What the office that evaluated it has concluded, in which session of whose council.
-- in  dossier dossier_id
-- out agenda agenda_id, meeting meeting_id, star int, sum int, sheets int, input text
-- out output text, opinion text?, concluded_at moment, name text, place text?
-- out starts_at moment, council text, council_no text, council_on day
SELECT a.id, m.id, r.star, r.sum, r.sheets, r.input, r.output, r.opinion,
       r.concluded_at, m.name, m.place, m.starts_at, k.name, k.decision_no, k.decision_on
  FROM agenda a JOIN result r ON r.agenda = a.id
  JOIN meeting m ON m.id = a.meeting
  JOIN council k ON k.id = m.council
  JOIN dossier d ON d.id = a.dossier
 WHERE a.dossier = :dossier AND k.agency = d.ministry
 ORDER BY a.id DESC LIMIT 1;

-- handed_decided: maybe, reads
-- Its decision and the certificate that this issued.
-- in  dossier dossier_id
-- out number text?, signed_on day?, signer_name text?, signer_title text?
-- out code text, star int, issuer text?, issued_on day?, valid_until_on day?
SELECT y.number, y.signed_on, y.signer_name, y.signer_title, c.code, c.star, c.issuer,
       c.issued_on, c.valid_until_on
  FROM dossier d JOIN certificate c ON c.dossier = d.id
  JOIN decision y ON y.id = c.decision AND y.agency = d.ministry
 WHERE d.id = :dossier
 ORDER BY c.id DESC LIMIT 1;

-- handed_when: one, reads
-- When it was last written down that it is handed over, and when something of it last
-- came from another office.
-- in  dossier dossier_id
-- out at moment?, came_at moment?
SELECT max(CASE WHEN kind IN ('dossier.handed_over', 'dossier.handed_back')
                THEN at END),
       max(CASE WHEN kind IN ('dossier.arrived', 'dossier.request_came',
                              'dossier.result_came') THEN at END)
  FROM record WHERE noun = 'dossier' AND noun_id = :dossier;

-- ---- taking ------------------------------------------------------------------------

-- handed_chain: maybe, reads
-- The dossier of this office that a chain belongs to.
-- in  uuid text
-- out dossier dossier_id, epoch int, state int, evaluator agency_id
-- out ministry agency_id?, product product_id, product_name text
-- out subject subject_id, commune agency_id, province agency_id, kind int, pack text
SELECT d.id, c.epoch, d.state, d.evaluator, d.ministry, d.product, p.name, d.subject,
       d.commune, d.province, d.kind, d.pack
  FROM chain c JOIN dossier d ON d.id = c.dossier JOIN product p ON p.id = d.product
 WHERE c.uuid = :uuid;

-- handed_chain_add: exec 1, writes
-- The chain goes on here, in this office's custody.
-- in  uuid text, dossier dossier_id, epoch int
INSERT INTO chain (uuid, dossier, epoch, entries) VALUES (:uuid, :dossier, :epoch, 0);

-- handed_epoch: exec 1, writes
-- … or is back in it.
-- in  uuid text, epoch int
UPDATE chain SET epoch = :epoch WHERE uuid = :uuid;

-- handed_agency_find: maybe, reads
-- The agency of a unit.
-- in  level int, unit_code text
-- out id agency_id
SELECT id FROM agency WHERE level = :level AND unit_code = :unit_code
 ORDER BY CASE WHEN until_on IS NULL THEN 0 ELSE 1 END, id DESC LIMIT 1;

-- handed_agency_add: one, writes
-- An agency of elsewhere: nobody signs in for it here.
-- in  code text, name text, level int, unit_code text, province_code text, since day
-- out id agency_id
INSERT INTO agency (code, name, level, unit_code, province_code, since_on)
VALUES (:code, :name, :level, :unit_code, :province_code, :since)
RETURNING id;

-- handed_product_find: maybe, reads
-- A product that came before.
-- in  code text
-- out id product_id, subject subject_id
SELECT id, subject FROM product WHERE code = :code;

-- handed_subject_add: one, writes
-- The producer, as Mẫu 02 part I says.
-- in  name text, fold text, kind int, unit_code text, address text?, phone text?
-- in  email text?, reg_no text?, reg_on day?, rep_name text?, rep_position text?
-- in  rep_gender int?, rep_ethnicity text?, rep_residence text?, rep_disability int?
-- in  history text?, structure text?, ticks int, sample flag, now moment
-- out id subject_id
INSERT INTO subject (name, fold, kind, state, unit_code, address, phone, email, reg_no,
       reg_on, rep_name, rep_position, rep_gender, rep_ethnicity, rep_residence,
       rep_disability, history, structure, ticks, sample, created_at, version)
VALUES (:name, :fold, :kind, 2, :unit_code, :address, :phone, :email, :reg_no, :reg_on,
       :rep_name, :rep_position, :rep_gender, :rep_ethnicity, :rep_residence,
       :rep_disability, :history, :structure, :ticks, :sample, :now, 1)
RETURNING id;

-- handed_product_add: one, writes
-- The product with the code that its commune gave it.
-- in  subject subject_id, name text, fold text, spec text?, standard text?, story text?
-- in  pack text, set_code text, unit_code text, code text?, old_code text?
-- in  sample flag, now moment
-- out id product_id
INSERT INTO product (subject, name, fold, spec, standard, story, pack, set_code,
       unit_code, code, old_code, sample, created_at, version)
VALUES (:subject, :name, :fold, :spec, :standard, :story, :pack, :set_code, :unit_code,
       :code, :old_code, :sample, :now, 1)
RETURNING id;

-- handed_certificate_find: maybe, reads
-- A certificate of a product that is known here by its code.
-- in  code text, product product_id
-- out id certificate_id
SELECT id FROM certificate WHERE code = :code AND product = :product;

-- handed_dossier_add: one, writes
-- The dossier, on the desk of the office that it came to.
-- in  product product_id, subject subject_id, kind int, pack text, set_code text
-- in  branch text?, state int, commune agency_id, province agency_id
-- in  ministry agency_id, samples int, slip_no text?, slip2_no text?
-- in  opened_at moment, submitted_at moment, received_at moment, forwarded_at moment
-- in  request_no text?, request_on day?, late_why text?, forward_late_why text?
-- in  letter_no text?, sent_up_on day?, from_certificate certificate_id
-- out id dossier_id
INSERT INTO dossier (product, subject, kind, pack, set_code, branch, state, commune,
       province, ministry, evaluator, samples, slip_no, slip2_no, opened_at,
       submitted_at, received_at, forwarded_at, request_no, request_on, late_why,
       forward_late_why, letter_no, sent_up_on, from_certificate, version)
VALUES (:product, :subject, :kind, :pack, :set_code, :branch, :state, :commune,
       :province, :ministry, :ministry, :samples, :slip_no, :slip2_no, :opened_at,
       :submitted_at, :received_at, :forwarded_at, :request_no, :request_on, :late_why,
       :forward_late_why, :letter_no, :sent_up_on, nullif(:from_certificate, 0), 1)
RETURNING id;

-- handed_text_add: exec 1, writes
-- A field of its forms.
-- in  dossier dossier_id, field text, body text, now moment
INSERT INTO dossier_text (dossier, field, body, saved_at, version)
VALUES (:dossier, :field, :body, :now, 1);

-- handed_point_add: exec 1, writes
-- What the producer says of a criterion.
-- in  dossier dossier_id, criterion text, case_id text?, points int?, note text?
-- in  now moment
INSERT INTO self_score (dossier, criterion, case_id, points, note, saved_at, version)
VALUES (:dossier, :criterion, :case_id, :points, :note, :now, 1);

-- handed_cite_add: exec 1, writes
-- A paper under a criterion.
-- in  dossier dossier_id, criterion text, evidence evidence_id, page_from int?
-- in  page_to int?
INSERT INTO cite (dossier, criterion, evidence, page_from, page_to)
VALUES (:dossier, :criterion, :evidence, :page_from, :page_to);

-- handed_paper_find: maybe, reads
-- A paper that came before, with the same words and the same first file; how many files
-- it has.
-- in  subject subject_id, kind text, title text, number text?, expires_on day?, blob text
-- out id evidence_id, files int
SELECT e.id, (SELECT count(*) FROM evidence_file g WHERE g.evidence = e.id)
  FROM evidence e JOIN evidence_file f ON f.evidence = e.id
 WHERE e.subject = :subject AND e.kind = :kind AND e.title = :title
   AND coalesce(e.number, '') = coalesce(:number, '')
   AND coalesce(e.expires_on, 0) = coalesce(:expires_on, 0)
   AND f.position = 1 AND f.blob = :blob
 ORDER BY e.id DESC LIMIT 1;

-- handed_texts_drop: exec, writes
-- What a dossier said before it came again.
-- in  dossier dossier_id
DELETE FROM dossier_text WHERE dossier = :dossier;

-- handed_points_drop: exec, writes
-- What the producer said of its criteria.
-- in  dossier dossier_id
DELETE FROM self_score WHERE dossier = :dossier;

-- handed_cites_drop: exec, writes
-- Which papers it cited.
-- in  dossier dossier_id
DELETE FROM cite WHERE dossier = :dossier;

-- handed_changes_drop: exec, writes
-- What it said has changed.
-- in  dossier dossier_id
DELETE FROM dossier_change WHERE dossier = :dossier;

-- handed_components_drop: exec, writes
-- What commune and province found; what was found here stays.
-- in  dossier dossier_id
DELETE FROM component WHERE dossier = :dossier AND level > 0;

-- handed_account: maybe, reads
-- The account that stands for an office of elsewhere.
-- in  login text
-- out id account_id
SELECT id FROM account WHERE login = :login;

-- handed_round_next: one, reads
-- The next number of an agency's rounds in a year.
-- in  agency agency_id, year int
-- out number int
SELECT coalesce(max(number), 0) + 1 FROM round WHERE agency = :agency AND year = :year;

-- handed_result_state: exec 1, writes
-- Where the dossier stands by what came back.
-- in  id dossier_id, state int, evaluator agency_id, concluded_at moment
-- in  decided_at moment
UPDATE dossier SET state = :state, evaluator = :evaluator, concluded_at = :concluded_at,
       decided_at = nullif(:decided_at, 0), due_on = NULL, version = version + 1
 WHERE id = :id;
