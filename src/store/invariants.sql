-- What must always be true, as queries that must find nothing. Asked after
-- every story, by `ocop check`, and every night. Each gives the ids of what is
-- wrong; the name of the statement says what it is. A new invariant is a new
-- statement here whose name begins with invariant_; nothing else.

-- invariant_dossier_of_other_subject: many, reads
-- A dossier belongs to the subject of its product.
-- out id int
SELECT d.id FROM dossier d JOIN product p ON p.id = d.product
 WHERE d.subject <> p.subject LIMIT 20;

-- invariant_dossier_received_without_number: many, reads
-- A commune that has received a dossier has numbered its slip (Mẫu 01).
-- out id int
SELECT d.id FROM dossier d
 WHERE d.state BETWEEN 3 AND 13 AND (d.slip_no IS NULL OR d.received_at IS NULL)
 LIMIT 20;

-- invariant_dossier_on_no_agenda: many, reads
-- A dossier that is on an agenda or concluded stands on one.
-- out id int
SELECT d.id FROM dossier d
 WHERE d.state BETWEEN 9 AND 13
   AND NOT EXISTS (SELECT 1 FROM agenda a WHERE a.dossier = d.id)
   AND NOT EXISTS (SELECT 1 FROM dossier_stop s WHERE s.dossier = d.id)
 LIMIT 20;

-- invariant_dossier_concluded_without_result: many, reads
-- A concluded dossier has a result to show how.
-- out id int
SELECT d.id FROM dossier d
 WHERE d.state BETWEEN 10 AND 13
   AND NOT EXISTS (SELECT 1 FROM agenda a JOIN result r ON r.agenda = a.id
        WHERE a.dossier = d.id)
   AND NOT EXISTS (SELECT 1 FROM dossier_stop s WHERE s.dossier = d.id)
 LIMIT 20;

-- invariant_dossier_evaluated_by_nobody: many, reads
-- A dossier that has left its producer is evaluated by its province or by the
-- Ministry it was sent up to.
-- out id int
SELECT d.id FROM dossier d
 WHERE d.state <> 1 AND d.evaluator <> d.province
   AND d.evaluator <> coalesce(d.ministry, 0)
 LIMIT 20;

-- invariant_dossier_from_other_certificate: many, reads
-- An upgrade and a re-evaluation start from a certificate of their product
-- (QĐ 26/2026 Đ6.1.b, c); a first time from none.
-- out id int
SELECT d.id FROM dossier d
  LEFT JOIN certificate c ON c.id = d.from_certificate
 WHERE (d.kind = 1 AND d.from_certificate IS NOT NULL)
    OR (d.kind <> 1 AND (c.id IS NULL OR c.product <> d.product))
 LIMIT 20;

-- invariant_dossier_recognised_without_certificate: many, reads
-- Recognition is a certificate (QĐ 26/2026 Đ7.3).
-- out id int
SELECT d.id FROM dossier d
 WHERE d.state = 11
   AND NOT EXISTS (SELECT 1 FROM certificate c WHERE c.dossier = d.id)
 LIMIT 20;

-- invariant_cite_of_other_subject: many, reads
-- A dossier cites papers of its own subject only.
-- out id int
SELECT d.id FROM cite c
  JOIN dossier d ON d.id = c.dossier
  JOIN evidence e ON e.id = c.evidence
 WHERE e.subject <> d.subject LIMIT 20;

-- invariant_supplement_of_nobody: many, reads
-- A dossier waits for a supplement only while one is open.
-- out id int
SELECT d.id FROM dossier d
 WHERE d.state IN (4, 7)
   AND NOT EXISTS (SELECT 1 FROM supplement s
        WHERE s.dossier = d.id AND s.answered_at IS NULL AND s.closed_at IS NULL)
 LIMIT 20;

-- invariant_seat_of_other_council: many, reads
-- A sheet is filled in by a seat of the council whose session it is.
-- out id int
SELECT h.id FROM sheet h
  JOIN agenda a ON a.id = h.agenda
  JOIN meeting m ON m.id = a.meeting
  JOIN seat s ON s.id = h.seat
 WHERE s.council <> m.council OR s.votes <> 1 LIMIT 20;

-- invariant_meeting_of_other_agency: many, reads
-- A session, its round and its council are of one agency.
-- out id int
SELECT m.id FROM meeting m
  JOIN round r ON r.id = m.round
  JOIN council c ON c.id = m.council
 WHERE r.agency <> c.agency LIMIT 20;

-- invariant_sheet_sealed_without_seal: many, reads
-- Sealed means that a seal is kept, and a draft has none.
-- out id int
SELECT h.id FROM sheet h
 WHERE (h.sealed_at IS NULL AND h.seal IS NOT NULL)
    OR (h.sealed_at IS NOT NULL AND h.seal IS NULL)
 LIMIT 20;

-- invariant_sheet_of_later_pass: many, reads
-- Nobody scores in a pass that has not begun.
-- out id int
SELECT h.id FROM sheet h JOIN agenda a ON a.id = h.agenda
 WHERE h.pass > a.pass OR h.pass < 1 LIMIT 20;

-- invariant_choice_below_zero: many, reads
-- Points are whole numbers from 0.
-- out id int
SELECT c.sheet FROM choice c WHERE c.points < 0 LIMIT 20;

-- invariant_agenda_concluded_without_result: many, reads
-- An item is concluded by its result.
-- out id int
SELECT a.id FROM agenda a
 WHERE a.state = 4
   AND NOT EXISTS (SELECT 1 FROM result r WHERE r.agenda = a.id)
 LIMIT 20;

-- invariant_result_of_other_sheets: many, reads
-- A result counts the sealed sheets of its pass, all and no others.
-- out id int
SELECT a.id FROM result r JOIN agenda a ON a.id = r.agenda
 WHERE a.state = 4 AND r.sheets <> (SELECT count(*) FROM sheet h
        WHERE h.agenda = a.id AND h.pass = a.pass AND h.sealed_at IS NOT NULL)
 LIMIT 20;

-- invariant_decision_signed_without_number: many, reads
-- A signed decision has a number, a day and a signer.
-- out id int
SELECT d.id FROM decision d
 WHERE d.state = 2
   AND (d.number IS NULL OR d.signed_on IS NULL OR d.signer IS NULL)
 LIMIT 20;

-- invariant_decision_of_other_star: many, reads
-- A decision says the star that the council has concluded.
-- out id int
SELECT i.decision FROM decision_item i
 WHERE NOT EXISTS (SELECT 1 FROM agenda a JOIN result r ON r.agenda = a.id
        WHERE a.dossier = i.dossier AND r.star = i.star)
 LIMIT 20;

-- invariant_certificate_below_three: many, reads
-- Certificates are for three to five stars (QĐ 26/2026 Đ4).
-- out id int
SELECT c.id FROM certificate c WHERE c.star NOT BETWEEN 3 AND 5 LIMIT 20;

-- invariant_certificate_of_no_decision: many, reads
-- A certificate of this office stands in a signed decision, with its star.
-- out id int
SELECT c.id FROM certificate c
 WHERE c.dossier IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM decision d
        JOIN decision_item i ON i.decision = d.id
        WHERE d.id = c.decision AND d.state = 2 AND i.dossier = c.dossier
          AND i.star = c.star)
 LIMIT 20;

-- invariant_certificate_replaced_by_other_product: many, reads
-- A certificate is replaced by a later one of the same product.
-- out id int
SELECT c.id FROM certificate c JOIN certificate n ON n.id = c.replaced_by
 WHERE n.product <> c.product OR n.id <= c.id LIMIT 20;

-- invariant_listing_tells_otherwise: many, reads
-- What the public sees is what the newest certificate says.
-- out id int
SELECT l.product FROM listing l
  JOIN certificate c ON c.id = l.certificate
  JOIN product p ON p.id = l.product
 WHERE c.product <> l.product OR c.star <> l.star OR c.code <> l.certificate_code
    OR coalesce(c.extended_until_on, c.valid_until_on, 0) <> l.valid_until_on
    OR CASE WHEN c.revoked_on IS NULL THEN 0 ELSE 1 END <> l.revoked
    OR c.replaced_by IS NOT NULL
    OR p.name <> l.name OR p.set_code <> l.set_code
 LIMIT 20;

-- invariant_listing_missing: many, reads
-- A product with a certificate is seen by the public.
-- out id int
SELECT c.product FROM certificate c
 WHERE c.replaced_by IS NULL
   AND NOT EXISTS (SELECT 1 FROM listing l WHERE l.product = c.product)
 LIMIT 20;

-- invariant_listing_not_found: many, reads
-- What the public sees, it can find by words.
-- out id int
SELECT l.product FROM listing l
 WHERE NOT EXISTS (SELECT 1 FROM product_search s WHERE s.rowid = l.product)
 LIMIT 20;

-- invariant_record_without_body: many, reads
-- A record says its facts as one JSON object.
-- out id int
SELECT r.id FROM record r
 WHERE r.body NOT LIKE '{%}' LIMIT 20;

-- invariant_producer_in_agency: many, reads
-- Nobody serves an agency and a subject at once.
-- out id int
SELECT a.id FROM account a JOIN member m ON m.account = a.id
 WHERE a.agency IS NOT NULL LIMIT 20;

-- invariant_commune_without_successor: many, reads
-- Every commune of the last day of June 2025 leads to one of today
-- (data/units: every old one has a successor).
-- out id int
SELECT u.id FROM unit u
 WHERE u.level = 3 AND u.until_on = 20269
   AND NOT EXISTS (SELECT 1 FROM unit_successor s WHERE s.old_unit = u.id)
 LIMIT 20;

-- invariant_paper_number_beyond_series: many, reads
-- A number was counted by its series: none is above the last one given.
-- out id int
SELECT i.id FROM paper_issue i
 WHERE i.number IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM series s WHERE s.agency = i.agency
        AND s.kind = i.series AND s.year = i.year AND s.last >= i.number)
 LIMIT 20;

-- invariant_paper_numbers_with_gaps: many, reads
-- As many papers as numbers: a series of papers has no gap.
-- out id int
SELECT min(i.id) FROM paper_issue i
  JOIN series s ON s.agency = i.agency AND s.kind = i.series AND s.year = i.year
 GROUP BY i.agency, i.series, i.year, s.last
HAVING count(*) <> s.last
 LIMIT 20;

-- invariant_paper_signed_of_nothing: many, reads
-- Nothing comes back signed that was not given out to be signed.
-- out id int
SELECT s.id FROM paper_signed s JOIN paper_issue i ON i.id = s.issue
 WHERE i.hash IS NULL LIMIT 20;

-- invariant_certificate_extended_backwards: many, reads
-- An extension ends no earlier than the certificate's own days.
-- out id int
SELECT c.id FROM certificate c
 WHERE c.extended_until_on IS NOT NULL
   AND (c.valid_until_on IS NULL OR c.extended_until_on < c.valid_until_on
     OR c.extended_why IS NULL)
 LIMIT 20;

-- invariant_certificate_stands_twice: many, reads
-- Of the certificates of a product one stands at most: the others were replaced
-- or revoked.
-- out id int
SELECT c.id FROM certificate c JOIN certificate n
    ON n.product = c.product AND n.id > c.id
 WHERE c.replaced_by IS NULL AND c.revoked_on IS NULL
   AND n.replaced_by IS NULL AND n.revoked_on IS NULL
 LIMIT 20;

-- invariant_certificate_revoked_by_nobody: many, reads
-- What this office shows as revoked stands in a signed decision that revokes,
-- under its number (QĐ 26/2026 Đ8.4); lists of others say it themselves.
-- out id int
SELECT c.id FROM certificate c
 WHERE c.revoked_on IS NOT NULL AND c.source IS NULL
   AND NOT EXISTS (SELECT 1 FROM revocation r JOIN decision d ON d.id = r.decision
        WHERE r.certificate = c.id AND r.state = 3 AND d.state = 2
          AND d.kind = 3 AND d.number = c.revoked_no)
 LIMIT 20;

-- invariant_revocation_signed_in_vain: many, reads
-- A signed revocation has revoked its certificate.
-- out id int
SELECT r.id FROM revocation r JOIN certificate c ON c.id = r.certificate
 WHERE r.state = 3 AND c.revoked_on IS NULL LIMIT 20;

-- invariant_revocation_in_no_draft: many, reads
-- What is drafted or signed stands in a decision that revokes; what is not does
-- not.
-- out id int
SELECT r.id FROM revocation r LEFT JOIN decision d ON d.id = r.decision
 WHERE (r.state IN (2, 3) AND (d.id IS NULL OR d.kind <> 3))
    OR (r.state = 2 AND d.state <> 1)
    OR (r.state = 1 AND d.id IS NOT NULL)
 LIMIT 20;

-- invariant_revocation_twice: many, reads
-- One open proposal for a certificate at most.
-- out id int
SELECT r.id FROM revocation r JOIN revocation x
    ON x.certificate = r.certificate AND x.id > r.id
 WHERE r.state IN (1, 2) AND x.state IN (1, 2) LIMIT 20;

-- invariant_revocation_dropped_without_reason: many, reads
-- A proposal that is not followed says why.
-- out id int
SELECT r.id FROM revocation r WHERE r.state = 4 AND r.why IS NULL LIMIT 20;

-- invariant_renewal_of_revoked: many, reads
-- A renewal or upgrade that no council has yet ends with its certificate
-- (core/revocation.h).
-- out id int
SELECT d.id FROM dossier d JOIN certificate c ON c.id = d.from_certificate
 WHERE c.revoked_on IS NOT NULL
   AND d.state IN (1, 2, 3, 4, 5, 6, 7, 8, 14, 18, 19)
 LIMIT 20;

-- invariant_inspection_of_other_product: many, reads
-- An inspection and its certificate are of one product.
-- out id int
SELECT i.id FROM inspection i JOIN certificate c ON c.id = i.certificate
 WHERE c.product <> i.product LIMIT 20;

-- invariant_inspection_without_conclusion: many, reads
-- What is done has a day and a conclusion; what must be corrected, a last day;
-- what was corrected, a word on how.
-- out id int
SELECT i.id FROM inspection i
 WHERE (i.state IN (2, 3, 4, 5) AND (i.done_on IS NULL OR i.conclusion IS NULL))
    OR (i.state IN (3, 4) AND i.correct_by_on IS NULL)
    OR (i.state = 4 AND (i.corrected_on IS NULL OR i.correction IS NULL))
 LIMIT 20;

-- invariant_inspection_twice: many, reads
-- One inspection of a product is open at most.
-- out id int
SELECT i.id FROM inspection i JOIN inspection x
    ON x.product = i.product AND x.id > i.id
 WHERE i.state = 1 AND x.state = 1 LIMIT 20;

-- invariant_inspection_proposed_nothing: many, reads
-- An inspection that proposes to revoke left a proposal.
-- out id int
SELECT i.id FROM inspection i
 WHERE i.state = 5
   AND NOT EXISTS (SELECT 1 FROM revocation r WHERE r.inspection = i.id)
 LIMIT 20;

-- invariant_misuse_without_answer: many, reads
-- An answered report has its answer; an inspected one its inspection.
-- out id int
SELECT m.id FROM misuse m
 WHERE (m.state = 3 AND (m.answer IS NULL OR m.answered_at IS NULL))
    OR (m.state = 2 AND NOT EXISTS (SELECT 1 FROM inspection i
        WHERE i.misuse = m.id AND i.product = m.product))
 LIMIT 20;

-- invariant_complaint_without_clock: many, reads
-- An accepted complaint has its last day, an answered or refused one its answer.
-- out id int
SELECT k.id FROM complaint k
 WHERE (k.state = 2 AND (k.accepted_on IS NULL OR k.settle_by_on IS NULL))
    OR (k.state IN (3, 4) AND (k.answer IS NULL OR k.answered_on IS NULL))
 LIMIT 20;

-- invariant_mail_sent_unsent: many, reads
-- A letter that was sent has its moment, and no other has.
-- out id int
SELECT m.id FROM mail m
 WHERE (m.state = 2 AND m.sent_at IS NULL) OR (m.state = 1 AND m.sent_at IS NOT NULL)
 LIMIT 20;
