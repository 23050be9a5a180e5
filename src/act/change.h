/*
 * change: what a renewal asks for: what has changed since the certificate,
 * topic by topic, and new papers for those that ran out; nothing else
 * (QĐ 26/2026 Đ6.1.b, Đ6.1.c).
 *
 * A new paper that takes the place of an old one takes it everywhere the old
 * one was cited: three papers that ran out are three files.
 */
#ifndef ACT_CHANGE_H
#define ACT_CHANGE_H

#include "act/dossier.h"
#include "q.h"

struct change_line {
	const struct change_topic *topic;
	bool said, changed;
	struct str note, title;      /* title: of the paper that shows it */
	struct evidence_id evidence; /* 0: none */
	bool expired;                /* … has run out */
};
struct change_view {
	const struct change_line *v; /* every topic, in the order of the law */
	size_t n, n_left, n_changed;
	bool proved;                 /* a change has a paper (Đ6.1.b) */
	struct q_change_papers_rows papers; /* that ran out */
	size_t n_papers_left;        /* … and nothing took their place */
};
/* Empty for a first time. */
MUST_CHECK enum rc change_load(struct ctx *c, const struct dossier *d,
    struct change_view *out);

struct change_input {
	struct str topic, answer;    /* answer: "same", "new", or "" not yet */
	struct str note;
	struct evidence_id evidence;
};
/* Keeps the topics of one form. Reasons: absent (no such topic; a first time);
 * field fault change_note at note.TOPIC: changed, and not said how. */
MUST_CHECK enum rc change_save(struct ctx *c, struct dossier_id id,
    const struct change_input *in, size_t n);

/* A paper of the box takes the place of one that ran out, everywhere this
 * dossier or the one before it cited it. Reason absent: not of one subject and
 * kind. */
MUST_CHECK enum rc change_renew(struct ctx *c, struct dossier_id id,
    struct evidence_id old, struct evidence_id renewed);

extern const struct reason WHY_CHANGE_NOTE;

#endif
