-- why: an officer of the commune files for a producer who has no phone
-- Facts. A session that carries a consent acts for its subject; each record made in it says so.
ALTER TABLE consent ADD COLUMN scope {int} NOT NULL DEFAULT 1; -- enum consent_scope
ALTER TABLE consent ADD COLUMN witness {text};                 -- of a consent by voice: personal
ALTER TABLE consent ADD COLUMN blob {text} REFERENCES blob (hash); -- the signed paper, scanned
ALTER TABLE consent ADD COLUMN ended_by {int} REFERENCES account (id);
ALTER TABLE consent ADD COLUMN ended_why {text};
ALTER TABLE record ADD COLUMN consent {int} REFERENCES consent (id);
