/*
 * stamp: the time of a checkpoint from somebody who is neither the log nor a witness:
 * a time-stamping authority (RFC 3161). It is given a hash and signs it with the
 * time; one stamp dates everything before it. OpenSSL does the work; anybody checks
 * one with `openssl ts -verify -data CHECKPOINT -in TSR -CAfile ROOTS`.
 *
 * Beside the checkpoint of a log:
 *   stamp.day                the day of the newest one: "2026-11-28" and a line end
 *   stamp/DAY.checkpoint     what was stamped, whole
 *   stamp/DAY.tsr            the answer of the authority
 */
#ifndef LEDGER_STAMP_H
#define LEDGER_STAMP_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/str.h"

/* The question for these bytes, as DER; its nonce is chance. */
struct str stamp_request(struct arena *mem, struct chance *chance, struct str bytes);
/* Whether an answer grants a stamp of these bytes (of this request, when it is not
 * empty), and its time. Says nothing about who signed. */
bool stamp_read(struct str answer, struct str request, struct str bytes,
    struct moment *at);
/* Whether an authority under these roots (PEM) signed it, judged at its own time: an
 * old stamp is not lost when a certificate ends. */
bool stamp_signed(struct str answer, struct str bytes, struct str roots);

/* "stamp/2026-11-28.tsr" with its ending. */
bool stamp_file_ok(struct str path);

#endif
