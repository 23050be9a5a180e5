/*
 * scan: the pages of a scan of printed forms, each in its place.
 *
 *   look_codes()   what the pages say of themselves; slow, before the write (blob/look.h)
 *   scan_add()     each page goes where its code says, when its reader may file there
 *   scan_load()    what went where, what is missing, what waits for a person
 *   scan_place(), scan_aside(), scan_back()   what the person decides
 *
 * Nothing is lost: the file is kept as it came and every page is a row. Nothing
 * is placed twice: one page lies in one place (an index of the database says so),
 * a second one waits. A code of another office, of somebody else's dossier, and no
 * code at all are the same thing to who scans: not known.
 */
#ifndef ACT_SCAN_H
#define ACT_SCAN_H

#include "act/scan_form.h"
#include "blob/look.h"
#include "q.h"

#define SCAN_FILES_MAX 10

/* In the database: never renumbered. */
enum page_state {
	PAGE_PLACED = 1,
	PAGE_UNKNOWN,   /* no code, or none that this reader can use */
	PAGE_TWICE,     /* its place is taken */
	PAGE_OLD,       /* the form says something else today */
	PAGE_ASIDE,     /* not needed, a person said */
	PAGE_MANY,      /* several codes on one picture */
	PAGE_REPLACED,  /* another page took its place */
	PAGE__COUNT
};

extern const struct reason WHY_SCAN_PLACE; /* invalid: choose a form */

/* A file of a scan, looked at. */
struct scan_file {
	const struct looked *looked;
	struct str name;
	struct scanned_pages pages;
};
/* Takes a scan in (writes). */
MUST_CHECK enum rc scan_add(struct ctx *c, const struct scan_file *files, size_t n,
    struct scan_id *out);

/* The newest scans of the reader. */
MUST_CHECK enum rc scans_load(struct ctx *c, struct q_scan_mine_rows *out);

struct scan_view {
	struct scan_id id;
	struct moment made_at;
	struct q_scan_pages_rows pages;
	struct scan_form *forms;      /* those that pages of this scan belong to */
	size_t n_forms, n_placed, n_waits, n_aside;
	struct q_scan_dossiers_rows dossiers; /* where a page may be put by hand */
};
/* The reader's own; else absent. */
MUST_CHECK enum rc scan_load(struct ctx *c, struct scan_id id, struct scan_view *out);

/* Where a person puts a page. */
struct scan_place {
	enum coded kind;
	int64_t thing, part;
	int page;
	bool replace; /* takes the place of the page that lies there */
};
/* Of an own scan, and only where the actor may file. Faults: scan_page, scan_taken. */
MUST_CHECK enum rc scan_place(struct ctx *c, struct scan_page_id id,
    const struct scan_place *where, struct scan_id *out);
MUST_CHECK enum rc scan_aside(struct ctx *c, struct scan_page_id id, struct scan_id *out);
MUST_CHECK enum rc scan_back(struct ctx *c, struct scan_page_id id, struct scan_id *out);

/* The scan of an own page. */
MUST_CHECK enum rc scan_of_page(struct ctx *c, struct scan_page_id id, struct scan_id *out);

/* The picture of a page, for who scanned it and who may see what it belongs to; the
 * file it came in, for who scanned it. */
MUST_CHECK enum rc scan_picture(struct ctx *c, struct scan_page_id id, struct str *path);
MUST_CHECK enum rc scan_original(struct ctx *c, struct scan_page_id id, struct str *path,
    struct str *mime, struct str *name);

/* The paper of a dossier, for who may see it: its forms that carry codes. */
struct scan_dossier {
	struct dossier d;
	struct scan_form forms[3];
};
MUST_CHECK enum rc scan_dossier_load(struct ctx *c, struct dossier_id id,
    struct scan_dossier *out);

#endif
