-- why: a signing tool fetches a paper and brings it back by itself, without its signer's cookie
-- Facts. A session that is good for one paper (act/sign_pass.h). NULL: a person's own.
ALTER TABLE session ADD COLUMN issue {int} REFERENCES paper_issue (id);
