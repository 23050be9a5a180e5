/*
 * evidence: what the pages of the evidence box show (evidence.html).
 */
#ifndef WEB_EVIDENCE_H
#define WEB_EVIDENCE_H

#include "act/evidence.h"
#include "web/field.h"
#include "web/out.h"
#include "web/visit.h"

/* The criterion from whose page a paper is added; dossier 0: none. */
struct from_criterion {
	int64_t dossier;
	struct str criterion; /* empty: from the dossier's own page */
	int64_t renews;       /* the paper that ran out, whose place it takes; 0: none */
};

struct evidence_new_page {
	struct str kind; /* chosen already, by the link that led here; or empty */
	struct from_criterion from;
};

/* A file of a form that was not taken, and why. */
struct file_refused {
	struct str name;
	const struct reason *why;
	struct str arg;
};

struct evidence_page {
	struct evidence_view v;
	const struct file_refused *refused;
	size_t n_refused;
	struct from_criterion from;
};

/* The words and examples of a kind, 1 … 15 (core/evidence.h). */
enum text evidence_kind_text(int kind);

/* The page of a paper, which remembers where the person came from; and the
 * page they came from. */
struct str evidence_address(struct arena *mem, struct evidence_id id,
    const struct from_criterion *from);
struct address from_address(struct arena *mem, const struct from_criterion *from);
/* "820 KB", "1,4 MB". */
struct str size_text(struct arena *mem, int64_t bytes);
/* All kinds to choose among. */
struct field_options evidence_kind_choices(const struct visit *v, struct str chosen);

#endif
