/*
 * cbor: the part of CBOR (RFC 8949) that a signed code needs, and no more.
 *
 * Writing appends to a buf. Reading is strict: definite lengths, the shortest
 * form of every number, UTF-8 in texts, at most CBOR_DEPTH maps inside each
 * other. So one value has one spelling, and whoever flips a bit gets another
 * value or none.
 */
#ifndef LEDGER_CBOR_H
#define LEDGER_CBOR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

#define CBOR_DEPTH 4

void cbor_put_int(struct buf *b, int64_t v);
void cbor_put_bytes(struct buf *b, struct str bytes);
void cbor_put_text(struct buf *b, struct str text);
void cbor_put_list(struct buf *b, size_t n); /* its n items follow */
void cbor_put_map(struct buf *b, size_t n);  /* n times key, value follow */
void cbor_put_tag(struct buf *b, uint64_t tag); /* what is tagged follows */

/* What is left to read. `bad` stays once it is raised; every read after that
 * gives 0 or no text. It is asked once, at the end: cbor_end(). */
struct cbor_in {
	struct str rest;
	bool bad;
	int depth; /* maps and lists that were opened and not left */
};

struct cbor_in cbor_in(struct str bytes);
int64_t cbor_int(struct cbor_in *in);
struct str cbor_bytes(struct cbor_in *in);  /* a view */
struct str cbor_text(struct cbor_in *in);   /* a view, checked UTF-8 */
size_t cbor_list(struct cbor_in *in);       /* how many items */
size_t cbor_map(struct cbor_in *in);        /* how many pairs */
uint64_t cbor_tag(struct cbor_in *in);
void cbor_leave(struct cbor_in *in);        /* behind the last item of one */
/* Whether everything was well and nothing is left. */
bool cbor_end(const struct cbor_in *in);

#endif
