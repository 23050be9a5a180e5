-- why: a certificate may have been revoked before it signed; the page says which list of
-- revoked certificates was asked, of which day, and when none was.
--
-- Facts. `revocation`: enum revocation; the list itself is kept as evidence.
ALTER TABLE paper_signature ADD COLUMN revocation {int} NOT NULL DEFAULT 0;
ALTER TABLE paper_signature ADD COLUMN list_at {int};
ALTER TABLE paper_signature ADD COLUMN list {text} REFERENCES blob (hash);
