-- What printed papers need besides what pages show.

-- print_certificate: maybe, reads
-- A certificate of this office with the decision that gave it. One that was
-- published by others has none and is not ours to print.
-- in  code text
-- out id certificate_id, code text, star int, decision_no text?, issued_on day?,
--     issued_year int, valid_until_on day?, revoked_on day?, replaced_by int?, product text,
--     product_code text?, subject text, address text?, unit_code text,
--     province_code text, signed_on day?, signer_name text?, signer_title text?,
--     concluded_at moment?, sample flag, extended_until_on day?, agency agency_id,
--     home_code text?, gtin text?
SELECT c.id, c.code, c.star, c.decision_no, c.issued_on, c.issued_year, c.valid_until_on,
       c.revoked_on, c.replaced_by, p.name, p.code, s.name, s.address, p.unit_code,
       a.province_code, d.signed_on, d.signer_name, d.signer_title, o.concluded_at,
       p.sample, c.extended_until_on, d.agency,
       (SELECT u.province_code FROM unit u WHERE u.code = p.unit_code AND u.level = 3
         ORDER BY u.since_on DESC LIMIT 1), p.gtin
  FROM certificate c JOIN product p ON p.id = c.product
  JOIN subject s ON s.id = p.subject
  JOIN decision d ON d.id = c.decision
  JOIN agency a ON a.id = d.agency
  LEFT JOIN dossier o ON o.id = c.dossier
 WHERE c.code = :code;

-- print_sheet_head: one, reads
-- How the head of a sheet names the producer (Phụ lục II): as typed into Mẫu 01, else as her profile says.
-- in  agenda agenda_id
-- out phone text?, address text?
SELECT COALESCE(t.body, s.phone), COALESCE(x.body, s.address)
  FROM agenda a JOIN dossier d ON d.id = a.dossier JOIN subject s ON s.id = d.subject
  LEFT JOIN dossier_text t ON t.dossier = d.id AND t.field = 'applicant_phone'
  LEFT JOIN dossier_text x ON x.dossier = d.id AND x.field = 'applicant_address'
 WHERE a.id = :agenda;

-- print_unit: maybe, reads
-- What a unit is called in full, the newest that had the code.
-- in  code text, level int
-- out full_name text
SELECT full_name FROM unit WHERE code = :code AND level = :level
 ORDER BY since_on DESC LIMIT 1;

-- minutes_attendance: many, reads
-- Who was there; empty until the roll is called.
-- in  meeting meeting_id
-- out seat seat_id, state int, why text?
SELECT seat, state, why FROM attendance WHERE meeting = :meeting LIMIT 60;

-- minutes_stakes: many, reads
-- Who did not take part in which product, and why: as it was when it was concluded. What is
-- carried over from another session afterwards closes it to somebody, and changes no minutes.
-- in  meeting meeting_id
-- out agenda agenda_id, name text, why text?
SELECT k.agenda, p.name, k.why
  FROM stake k JOIN agenda a ON a.id = k.agenda
  JOIN seat s ON s.id = k.seat
  JOIN account p ON p.id = s.account
 WHERE a.meeting = :meeting AND k.state = 2
   AND NOT EXISTS (SELECT 1 FROM result r WHERE r.agenda = k.agenda AND r.concluded_at < k.at)
 ORDER BY k.agenda, s.role, s.id
 LIMIT 1000;

-- minutes_basis: one, reads
-- What a council sits by, and when its session was closed.
-- in  meeting meeting_id
-- out decision_no text, decision_on day, bylaw_no text?, bylaw_on day?, closed_at moment?
SELECT c.decision_no, c.decision_on, c.bylaw_no, c.bylaw_on, m.closed_at
  FROM meeting m JOIN council c ON c.id = m.council WHERE m.id = :meeting;

-- minutes_said: many, reads
-- What was said of each product at the table, and why it was concluded despite
-- an unmet rule.
-- in  meeting meeting_id
-- out id agenda_id, discussion text?, despite text?
SELECT id, discussion, despite FROM agenda WHERE meeting = :meeting
 ORDER BY position LIMIT 500;
