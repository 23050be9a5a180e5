/*
 * upload: files over HTTP: tus 1.0 (core, creation, termination, expiration)
 * for those with script, and what a form with files needs for everybody else.
 */
#ifndef WEB_UPLOAD_H
#define WEB_UPLOAD_H

#include "act/upload.h"
#include "web/form.h"
#include "web/visit.h"

extern const struct reason WHY_TUS_VERSION; /* 412: not tus 1.0.0 */
extern const struct reason WHY_PIECE_TYPE;  /* 415: not a piece of a file */

/* What the headers of a beginning upload say; nothing is asked of the store. */
MUST_CHECK enum rc upload_new_read(struct visit *v, struct upload_new *out);

/* What every answer below /tep carries. */
void upload_headers(struct visit *v);

/* The files of a form, looked at. */
struct looked_files {
	const struct looked *v;
	const struct str *names;
	size_t n;
};
/* For the prepare step of a SLOW row: looks at each file and leaves a struct
 * looked_files in v->prepared. A file that is refused is a fault at `field`; a
 * form whose files all are is RC_INVALID. Takes seconds, needs no database. */
MUST_CHECK enum rc files_prepare(struct visit *v, struct files_in files,
    struct str field, enum look_for purpose);
/* The same of one photo, which is then a struct looked in v->prepared. */
MUST_CHECK enum rc photo_prepare(struct visit *v, const struct file_in *file);

#endif
