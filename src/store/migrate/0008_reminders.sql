-- why: the night asks which deadlines lie ahead: an index for each.
CREATE INDEX dossier_due ON dossier (due_on) WHERE due_on IS NOT NULL;
CREATE INDEX supplement_due ON supplement (due_on);
CREATE INDEX inspection_planned ON inspection (planned_on);
CREATE INDEX revocation_due ON revocation (due_on);
CREATE INDEX complaint_accept ON complaint (accept_by_on);
CREATE INDEX complaint_settle ON complaint (settle_by_on) WHERE settle_by_on IS NOT NULL;
CREATE INDEX misuse_due ON misuse (due_on);
