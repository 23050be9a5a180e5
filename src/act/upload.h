/*
 * upload: files on their way to an evidence, a photo, an inspection.
 *
 * A large file comes in pieces (tus, web/upload.c); a small one may come whole
 * in a form. Either way the same three steps follow the last byte:
 *
 *   look_and_keep()  what it is; slow, before the write   (blob/look.h)
 *   a write          it joins its evidence or product, or is refused with why
 *   the person sees  upload_load(): open, being looked at, joined, refused
 *
 * How far an upload has come is the size of its file, never a row. An upload
 * belongs to its account; for anybody else it does not exist.
 *
 * A form with a FILES field: for each file look_and_keep() in the slow part,
 * then evidence_file_add() in the write.
 */
#ifndef ACT_UPLOAD_H
#define ACT_UPLOAD_H

#include "act/ctx.h"
#include "blob/look.h"
#include "core/dossier.h"

#define UPLOAD_DAYS 7               /* then it is swept away */
#define UPLOADS_OPEN_MAX 20         /* of one account */
#define SUBJECT_FILES_MAX 200       /* kept papers of one subject */
#define SUBJECT_BYTES_MAX ((int64_t)2 * 1024 * 1024 * 1024)
#define EVIDENCE_FILES_MAX 20
#define FILE_NAME_MAX 120           /* letters kept of a name; the rest is cut */

/* Removes kept files that no row names and that nobody has kept for a day: what
 * a transaction that failed has left. One of 256 folders a call, by the time:
 * all of them in a day when it is called every SWEEP_EVERY_S seconds. *n counts. */
#define SWEEP_EVERY_S 300
MUST_CHECK enum rc files_sweep(struct ctx *c, int *n);

extern const struct reason WHY_UPLOADS_OPEN; /* too many unfinished */
extern const struct reason WHY_UPLOAD_OFFSET;/* conflict: not where it stands */
extern const struct reason WHY_UPLOAD_DONE;  /* conflict: it is complete */

struct upload_new {
	struct str purpose;  /* "evidence:12", "photo:3" (of a product), "inspection:4" */
	struct str name;
	int64_t size_bytes;
};

struct upload_view {
	struct upload_id id;
	struct str token, purpose, name;
	int64_t size_bytes, offset_bytes;
	enum upload_state state; /* COMPLETE: all is here, being looked at */
	struct str why;          /* code of the reason, when refused */
	struct str why_arg;      /* fills {0} of its text */
	struct moment expires_at;
	enum look_for look_for;
};

/* Begins an upload (writes). */
MUST_CHECK enum rc upload_add(struct ctx *c, const struct upload_new *in,
    struct upload_view *out);
/* The caller's own upload (reads). */
MUST_CHECK enum rc upload_load(struct ctx *c, struct str token, struct upload_view *out);
/* Takes a piece, or none when the path is empty. Needs no database: owner and
 * length are in the token. Whatever of a piece arrived before the line broke
 * counts. Fills token, offset, size, state and look_for of the view. */
MUST_CHECK enum rc upload_append(struct ctx *c, struct str token,
    struct str piece_path, int64_t offset, struct upload_view *out);
/* Looks at a complete upload and keeps the file: slow, no database. */
MUST_CHECK enum rc upload_look(struct ctx *c, const struct upload_view *u,
    struct looked *out);
/* After that: joins what it was for, or keeps why not (writes).
 * `looked` NULL: refused, the reason is in `refusal`. */
MUST_CHECK enum rc upload_join(struct ctx *c, struct str token,
    const struct looked *looked, const struct fault *refusal);
/* Ends it; what had arrived is removed (writes). */
MUST_CHECK enum rc upload_drop(struct ctx *c, struct str token);
/* Removes what nobody finished in time (writes; a job). */
MUST_CHECK enum rc upload_sweep(struct ctx *c, int *n_swept);

/* The name that a file is kept under: without folders, at most FILE_NAME_MAX
 * letters, its ending kept. */
struct str file_name_clean(struct arena *mem, struct str name);

/* The row of a kept file, if it is not there yet (writes). */
MUST_CHECK enum rc blob_row_add(struct ctx *c, const struct looked *looked);

/* ---- files of an evidence ------------------------------------------------- */

/* Adds a looked-at file to an evidence of the actor's subject (writes). */
MUST_CHECK enum rc evidence_file_add(struct ctx *c, struct evidence_id to,
    struct str name, const struct looked *looked);
/* Sets the photo of a product of the actor's subject (writes). Pages show
 * /anh/{clean} and /anh/{thumb} of its blob row, never the original. */
MUST_CHECK enum rc product_photo_set(struct ctx *c, struct product_id of,
    const struct looked *looked);
/* Puts a file away: no longer shown to its owner; kept where a dossier that
 * was handed in cites it (writes). */
MUST_CHECK enum rc evidence_file_drop(struct ctx *c, struct evidence_file_id file);

/* A file to send: absent for who may not see it (reads). Its owner; officers
 * whose agency holds a dossier that cites it; council seats on whose agenda
 * such a dossier is. */
struct file_view {
	struct evidence_file_id id;
	struct evidence_id evidence;
	struct str path, name, mime;
	struct str shown_path, shown_mime; /* of a paper: what a browser can show */
	struct str thumb_path;      /* empty: none */
	int64_t size_bytes;
	bool is_public;             /* anybody may see it: may be cached anywhere */
};
MUST_CHECK enum rc evidence_file_load(struct ctx *c, struct evidence_file_id file,
    struct file_view *out);
/* A cleaned photo or a thumbnail by its hash (reads): for everybody when it is
 * of a product with a certificate; else for whoever may see the paper or the
 * product. */
MUST_CHECK enum rc photo_load(struct ctx *c, struct str hash, struct file_view *out);

#endif
