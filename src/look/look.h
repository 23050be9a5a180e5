/*
 * look.h: the parts of ocop-look, the program that opens strangers' files.
 *
 *   main.c      the order of things: give up power, read, look, answer
 *   power.c     giving up power
 *   kind.c      what it is (libmagic)
 *   picture.c   size, thumbnail (libvips)
 *   heic.c      photos of telephones that browsers cannot show
 *   clean.c     a copy of a photo without its metadata
 *   prove.c     tries to break out; a test
 *   document.c  pages, thumbnail of page 1 (poppler); office files
 *   codes.c     pages of a scan: the code of each (libzbar), a picture of each
 *   template.c  a DOCX template: its parts (libzip); fill.c: its XML (libxml2)
 *   archive.c   the files of an archive (libzip)
 *
 *   ocop-look evidence|photo   <FILE   1: one JSON line   3: thumbnail   4: clean copy
 *   ocop-look codes FROM COUNT <FILE  1: one JSON line   3: pictures, one behind the other
 *   ocop-look fill             <DOCX   1: one JSON line   3: filled in   4: values, read
 *   ocop-look unpack           <ZIP    1: one JSON line   3: its files (archive.c)
 *
 * The server's side of this is blob/look.c. The two share no code: what this
 * program says is read there as carefully as the file would be.
 */
#ifndef LOOK_LOOK_H
#define LOOK_LOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PIXELS_MAX (50LL * 1000 * 1000)
#define THUMB_PX 480
#define FD_THUMB 3
#define FD_CLEAN 4

enum kind { KIND_OTHER, KIND_JPEG, KIND_PNG, KIND_WEBP, KIND_HEIC, KIND_PDF, KIND_DOCX, KIND_XLSX };

struct bytes {
	const uint8_t *p;
	size_t n;
};

/* What is answered. `refused` is the code of a reason; the rest may then be
 * empty. */
struct answer {
	char mime[120];
	const char *refused;
	char detail[120]; /* fills {0} of the reason's text */
	int pages, width, height;
	int orientation;  /* 1 … 8, as EXIF counts */
};

/* Gives up all power this program does not need; the process ends when the
 * filter cannot be set. */
void power_drop(size_t file_bytes);

/* Tries to do harm without power; 0 when nothing was possible. */
int prove(void);

/* What it is, by its content; refuses what a computer could run. */
enum kind kind_find(struct bytes file, struct answer *a);

/* False after a refusal was written into `a`. */
bool picture_look(struct bytes file, struct answer *a);
/* HEIC: whole, and known to libvips. */
bool heic_look(struct bytes file, struct answer *a);
/* Writes a JPEG to FD_CLEAN that every browser shows: upright, at most COPY_PX
 * on its longer side, without metadata. */
#define COPY_PX 2560
bool heic_copy(struct bytes file, struct answer *a);

/* Starts libvips without its modules. */
bool start_vips(void);
/* Writes the thumbnail to FD_THUMB. */
bool picture_thumb(struct bytes file, struct answer *a);
/* Writes RGB pixels as a JPEG to FD_THUMB. */
bool picture_thumb_of_rgb(const uint8_t *rgb, int width, int height);
/* A page of a PDF as RGB pixels, its longer side so long; for g_free(). NULL: of no size. */
struct _PopplerPage;
uint8_t *page_draw(struct _PopplerPage *page, double longest_px, int *width, int *height);
/* Pages and the thumbnail of the first. */
bool document_look(struct bytes file, struct answer *a);
/* Whole, and without macros. */
bool office_look(struct bytes file, struct answer *a);

/* Pages of a scan, COUNT of them from page FROM: what each says of itself. */
#define PAGES_AT_ONCE 20
#define CODE_MAX 64
#define PICTURES_MAX ((size_t)32 * 1024 * 1024)
struct seen_page {
	char code[CODE_MAX];  /* the text of the QR code of ours; empty: none */
	int codes;            /* how many different ones there are */
	size_t picture_bytes; /* of the JPEG at FD_THUMB; 0: it could not be drawn */
};
struct seen {
	int from, n;          /* pages asked for, and looked at */
	struct seen_page v[PAGES_AT_ONCE];
};
bool codes_look(struct bytes file, struct seen *s, struct answer *a);

/* Fills a DOCX template with the values at FD_VALUES; writes it to FD_FILLED. */
#define FD_FILLED 3
#define FD_VALUES 4
bool template_fill(struct bytes file, struct answer *a);

/* Writes the files of a ZIP archive to FD_FILLED, at most so many bytes of them. */
#define UNPACKED_MAX ((uint64_t)128 * 1024 * 1024)
bool archive_unpack(struct bytes file, struct answer *a);
/* One part, whole, for free(): at most `most` bytes, and no more than all have left. */
struct zip;
struct zip_stat;
bool archive_part(struct zip *from, const struct zip_stat *st, uint64_t most,
    uint64_t *left, struct bytes *out);

/* What a template is filled with: template.c reads the records, fill.c the XML. */
struct slot {
	const char *list, *key, *text; /* not ended by a zero byte */
	size_t list_n, key_n, text_n, row;
};
struct slots {
	struct slot *v;
	size_t n;
};
/* Where the XML is filled: in a row of a list, or (list_n 0) in the paper. */
struct where {
	const char *list;
	size_t list_n, row;
};
/* Fills one part of the file; the result is for free(). */
bool part_fill(const struct slots *s, struct bytes part, struct answer *a,
    struct bytes *out);
/* Whether a part of relations leads out of the file. */
bool part_leads_out(struct bytes part);

/* Writes a copy with the same pixels and without what a camera or a program
 * wrote beside them; only the rotation stays. False when the file is not
 * whole: libraries show what is left of a cut picture, we refuse it. Writing
 * to NOWHERE only finds that out. */
#define NOWHERE (-1)
bool clean_picture(enum kind kind, struct bytes file, int orientation, int out);

/* A whole number of n bytes, at most 8, the highest first. */
uint64_t read_be(const uint8_t *p, int n);
/* True without writing when fd is NOWHERE. */
bool write_fd(int fd, const void *p, size_t n);
/* Writes a refusal into `a`; false, to be returned at once. */
bool refuse(struct answer *a, const char *code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
