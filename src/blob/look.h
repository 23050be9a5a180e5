/*
 * look: what a stranger's file really is, and keeping it when it may stay.
 *
 * Libraries that read pictures and documents are where strangers' bytes do
 * their harm. They run in another program, ocop-look, which is started for one
 * file, is given that file as its input and two files to write to, has no
 * network, can start nothing and open nothing for writing, and is ended when
 * it takes too long (docs/decisions/0006). What it answers is itself treated
 * as a stranger's: bounded and checked here.
 *
 * Every refusal has its own reason, because "wrong file" helps nobody: the
 * person is told what was found and what to do.
 */
#ifndef BLOB_LOOK_H
#define BLOB_LOOK_H

#include "blob/blob.h"

#define LOOK_FILE_MAX ((int64_t)60 * 1024 * 1024)
#define LOOK_PIXELS_MAX ((int64_t)50 * 1000 * 1000)
#define LOOK_THUMB_PX 480

/* What the file is for: which kinds may stay. */
enum look_for {
	LOOK_EVIDENCE = 1, /* JPEG, PNG, WebP, HEIC, PDF, DOCX, XLSX */
	LOOK_PHOTO         /* JPEG, PNG, WebP, HEIC; also makes the cleaned copy */
};

/* Same numbers as enum scan_state: "not scanned" is not "clean". */
enum scanned { SCANNED_NOT = 1, SCANNED_CLEAN, SCANNED_BAD, SCANNED_FAILED };

extern const struct reason WHY_FILE_EMPTY;   /* 0 bytes */
extern const struct reason WHY_FILE_LARGE;   /* above LOOK_FILE_MAX */
extern const struct reason WHY_FILE_KIND;    /* not a kind we take: {0} what it is */
extern const struct reason WHY_FILE_NAME;    /* its name says another kind: {0} */
extern const struct reason WHY_FILE_PROGRAM; /* a program, script or web page */
extern const struct reason WHY_FILE_PIXELS;  /* a picture too large to open: {0} */
extern const struct reason WHY_FILE_CUT;     /* incomplete or damaged */
extern const struct reason WHY_FILE_LOCKED;  /* a PDF with a password */
extern const struct reason WHY_FILE_VIRUS;   /* the scanner found: {0} */
extern const struct reason WHY_FILE_SLOW;    /* could not be opened in time */
extern const struct reason WHY_LOOK_AWAY;    /* busy: we cannot look just now */

struct look_at {
	struct str path;      /* of the received file; it stays where it is */
	struct str name;      /* as the person called it; empty: not known here */
	enum look_for purpose;
};

struct looked {
	struct blob_kept file;
	struct blob_kept thumb; /* JPEG without metadata; hash.n == 0: none */
	struct blob_kept clean; /* of a photo: without its metadata; of every HEIC:
	                         * a JPEG to look at; or none */
	struct str mime;
	int pages;              /* of a PDF */
	int width, height;      /* as shown: after its rotation */
	enum scanned scan;
};

/* Looks, scans when a scanner is set, keeps. On refusal nothing was kept. Takes up to some seconds: never on a thread that
 * serves connections. */
MUST_CHECK enum rc look_and_keep(const struct blobs *b, const struct look_at *at,
    struct arena *mem, struct fault *fault, struct looked *out);

/* The same of bytes that are here already: of a file in an archive. */
MUST_CHECK enum rc look_and_keep_bytes(const struct blobs *b, struct str bytes,
    struct arena *mem, struct fault *fault, struct looked *out);

/* The files of a ZIP archive, which ocop-look opens: nothing else of this program does.
 * Names lead down only and have plain letters; the folder that all lie in is left out of
 * them. At most LOOK_FILE_MAX packed, 128 MiB unpacked. Faults: archive_kind (it is none),
 * archive_file ({0}: a link, locked, broken, too large, or of a name that we do not take),
 * those of every file. Takes seconds, as look_and_keep(). */
struct unpacked_file {
	struct str name, bytes;
};
struct unpacked {
	size_t n;
	struct unpacked_file *v;
};
MUST_CHECK enum rc look_unpack(const struct blobs *b, struct str path,
    struct arena *mem, struct fault *fault, struct unpacked *out);
extern const struct reason WHY_ARCHIVE_KIND, WHY_ARCHIVE_FILE;

/* A DOCX template of an office, filled in by ocop-look: this program never opens
 * it. `values` are records as values_write() makes them (paper/values.h). */
struct fill_in {
	struct str path, values;
};
/* Faults: those above, template_key ({0}: a place that is none of the values),
 * template_link (it would fetch something from elsewhere). */
MUST_CHECK enum rc look_fill(const struct blobs *b, const struct fill_in *in,
    struct arena *mem, struct fault *fault, struct str *out);
extern const struct reason WHY_TEMPLATE_KEY, WHY_TEMPLATE_LINK;

/* The pages of a scan that look_and_keep() took (a PDF; a picture is one page):
 * what each says of itself, and a picture of each, kept. A page that cannot be
 * drawn has no picture and no code: it is still a page, and the file is whole.
 * Takes some 0.1 s a page. Faults: file_kind (no scan), scan_pages ({0}: more
 * than SCAN_PAGES_MAX), those of keeping. */
#define SCAN_PAGES_MAX 300
struct scanned_page {
	struct str code;          /* of the shape of our codes; empty: none */
	bool many;                /* there are several different ones: code is the first */
	struct blob_kept picture; /* JPEG; hash.n == 0: none */
};
struct scanned_pages {
	struct scanned_page *v;
	size_t n;
};
MUST_CHECK enum rc look_codes(const struct blobs *b, const struct looked *file,
    struct arena *mem, struct fault *fault, struct scanned_pages *out);
extern const struct reason WHY_SCAN_PAGES;

/* What the clean copy of a file of this kind is: no browser but one shows HEIC. */
struct str look_copy_mime(struct str mime);
/* Pictures and PDF: what a page shows, and what a scan may be. */
bool look_is_shown(struct str mime);

/* Whether a file of this kind may carry this name. A telephone that saves a PNG
 * as .jpg deceives nobody; a PDF that calls itself a photo does. */
bool look_name_agrees(struct str name, struct str mime, struct arena *mem);

/* Asks clamd at the socket `where` about an open file (blob/scan.c). */
enum scanned scan_file(struct str where, int fd, struct arena *mem, struct str *found);

#endif
