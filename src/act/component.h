/*
 * component: the check of what a dossier consists of, item by item.
 *
 * The items are those of the rule pack (QĐ 26/2026 Đ6.1 and the 15 rows of
 * Mẫu 02 part III). Commune (Đ7.2.a) and province (Đ7.3.a) each keep their own
 * findings. An item that is not required and for which nothing was handed in
 * needs no finding.
 */
#ifndef ACT_COMPONENT_H
#define ACT_COMPONENT_H

#include "act/dossier.h"
#include "act/self_score.h"

/* One item of the check, with what was handed in for it. */
struct component_line {
	const struct component *item;
	struct cites papers;            /* each paper once */
	bool judged;
	enum component_verdict verdict; /* when judged */
	struct str note;
	struct moment saved_at;         /* 0: not judged; the version of the form */
	bool needed;                    /* required, or something was handed in */
};
struct component_check {
	const struct component_line *v;
	size_t n;
	size_t n_needed, n_judged;      /* of the needed ones */
	size_t n_bad;                   /* required items that are missing or wrong */
};

/* The check of one level, each item with its papers. */
MUST_CHECK enum rc component_load(struct ctx *c, const struct dossier *d,
    enum unit_level level, struct component_check *out);

/* What was clicked. */
struct component_input {
	struct str item;
	int verdict;           /* enum component_verdict, as typed */
	struct str note;
	struct moment seen_at; /* saved_at that the clicker had before his eyes */
};

/* Keeps one finding. Reasons: absent (no such item), no_verdict,
 * changed_meanwhile (another officer found something else: {0}), say_why (a
 * wrong item needs a note). */
MUST_CHECK enum rc component_set(struct ctx *c, struct dossier_id id,
    enum unit_level level, const struct component_input *in);

extern const struct reason WHY_NO_VERDICT, WHY_SAY_WHY;

#endif
