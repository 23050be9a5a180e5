-- why: a certificate can be checked without this office: its QR code holds the
-- facts with a signature (QĐ 26/2026 Đ8: who is revoked must be seen as such).
-- Facts, both tables; a code is signed once and printed from here for ever.

-- The keys that ever signed; the secret half of one of them is a file.
CREATE TABLE code_key (
  kid {text} PRIMARY KEY,           -- 16 hex letters
  spki {text} NOT NULL,             -- base64 of its DER
  since_at {int} NOT NULL
) {table};

CREATE TABLE signed_code (
  certificate {int} PRIMARY KEY REFERENCES certificate (id),
  kid {text} NOT NULL REFERENCES code_key (kid),
  text {text} NOT NULL,             -- base32, as it stands in the QR code
  made_at {int} NOT NULL
) {table};

-- The list of what stands no longer is asked for by everybody's browser.
CREATE INDEX certificate_void ON certificate (valid_until_on, id)
  WHERE revoked_on IS NOT NULL OR replaced_by IS NOT NULL OR extended_until_on IS NOT NULL;
