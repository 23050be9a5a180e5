/*
 * handed: a dossier that one office hands to another, as a folder (QĐ 26/2026 Đ6.3,
 * Đ7.4.g): up to the Ministry with all that belongs to it, and the result back. It is a
 * kit (parcel/kit.h) of one dossier's chain, and besides
 *
 *   transfer.note     who hands what to whom: a note that the sender's log key signed,
 *                     over the hash of the manifest
 *   dossier.json      the forms as data, papers, points; coming back: the result
 *   evidence/SHA256   the papers themselves, byte for byte
 *
 *   ocop-transfer/1
 *   what dossier | result
 *   from 79           the unit that the sender serves: of a province, 00 the Ministry
 *   to 00
 *   chain UUID        of the dossier, the same in both offices
 *   epoch 0           custody at the sender; the receiver has the next
 *   sent 2026-11-29T03:04:05Z
 *   manifest SHA256   of MANIFEST.sha256
 *
 * What dossier.json says is held against what entries of the log commit to: the texts,
 * points and files that were handed in, the commune's report, the council's star. So a
 * sender that changed a paper after its producer had handed it in is found, and not only
 * somebody on the way. The key must come from elsewhere.
 */
#ifndef PARCEL_HANDED_H
#define PARCEL_HANDED_H

#include "base/json.h"
#include "parcel/kit.h"

#define HANDED_NOTE "transfer.note"
#define HANDED_DATA "dossier.json"
#define HANDED_FILES "evidence/"
#define HANDED_MINISTRY "00"

struct handed_note {
	bool result;           /* it is what comes back */
	struct str from, to;   /* units */
	struct str chain;
	int64_t epoch;
	struct str sent, manifest;
};
struct str handed_note_text(struct arena *mem, const struct handed_note *n);
/* What the note says; nothing of who signed. False: it is none. The files are sorted. */
bool handed_note_read(struct arena *mem, const struct kit_files *files,
    struct handed_note *out);

/* Checks the folder as a kit, then note and data. *data is dossier.json. */
void handed_check(struct kit_files *files, const struct kit_known *known,
    struct arena *mem, struct report *report, const struct json **data);

#endif
