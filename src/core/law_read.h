/*
 * law_read: strict reading of one rule file, for law_load.c only.
 *
 * Every reader names the place and goes on: a person who mends a pack wants
 * the whole list. What is missing reads as empty or 0, so the caller needs no
 * error path; the list of problems decides in the end.
 */
#ifndef CORE_LAW_READ_H
#define CORE_LAW_READ_H

#include "base/json.h"
#include "core/law_examine.h"

struct reading {
	struct arena *mem;         /* of the law */
	struct arena *scratch;     /* of the file that is being read */
	struct law_problems *problems;
	struct str file;           /* being read */
	const struct pack *pack;   /* whose irregularities are known; or NULL */
	struct str set;            /* code of the set being read */
};

/* Adds a problem: "kind: …". It is a known one when the pack names exactly
 * this text for this place of this set: a place that is wrong in another way
 * than known is a new problem. */
void problem(struct reading *r, struct str where, const char *kind,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* A map's members: every name must be one of `names`, zero-terminated list. */
void known_names(struct reading *r, const struct json *j, struct str where,
    const char *const *names);

struct str need_text(struct reading *r, const struct json *j, const char *name,
    struct str where);
struct str may_text(struct reading *r, const struct json *j, const char *name,
    struct str where);
struct pair need_pair(struct reading *r, const struct json *j, const char *name,
    struct str where); /* name_vi and name_en */
struct range {
	int least, most;
};
int need_int(struct reading *r, const struct json *j, const char *name,
    struct str where, struct range range);
int may_int(struct reading *r, const struct json *j, const char *name,
    struct str where, int most); /* 0 when absent */
const struct json *need_list(struct reading *r, const struct json *j,
    const char *name, struct str where);
/* 2026-05-22; `must`: absence is a problem. */
struct day read_day(struct reading *r, const struct json *j, const char *name,
    struct str where, bool must);

#endif
