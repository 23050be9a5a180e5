/*
 * The headers of uploads (tus), each on a line: Upload-Length, Upload-Metadata,
 * Upload-Offset, Content-Type, the token of the address. Through the handlers
 * that the server calls, on a file store of its own without a database.
 */
#include "fuzz.h"
#include "blobs.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/text.h"
#include "blob/blob.h"
#include "web/routes.h"
#include "web/serve_one.h"
#include "web/upload.h"

#define HEADERS 5
#define ACCOUNT 7

/* What begins an upload: a length and two texts, or why not. */
static void
check_new(struct visit *v)
{
	struct upload_new in;
	enum rc rc = upload_new_read(v, &in);
	struct str name;

	REQUIRE((rc == RC_OK) == (v->ctx.fault->why == NULL));
	if (rc != RC_OK)
		return;
	REQUIRE(in.size_bytes >= 0);
	name = file_name_clean(v->ctx.mem, in.name);
	REQUIRE(text_valid(name) && name.n > 0);
	REQUIRE(text_length(name) <= FILE_NAME_MAX);
	REQUIRE(!str_has(name, S("/")) && !str_has(name, S("\\")));
	REQUIRE(str_find(name, '\0') == name.n);
}

/* No token that anybody made up is an upload. */
static void
check_piece(struct visit *v)
{
	*v->ctx.fault = (struct fault){ 0 };
	REQUIRE(upload_piece_prepare(v) != RC_OK);
	REQUIRE(v->ctx.fault->why != NULL);
	REQUIRE(v->ctx.fault->why->rc != RC_BROKEN);
}

void
fuzz_one(struct arena *mem, struct str bytes)
{
	static const char *const names[HEADERS] = { "upload-length",
		"upload-metadata", "upload-offset", "content-type",
		"tus-resumable" };
	struct pair_in headers[HEADERS];
	struct office office = { .blobs = &blobs };
	struct request r = { .method = PATCH, .headers = { headers, HEADERS } };
	struct reply reply;
	struct visit v;
	struct str rest = bytes, line;

	blobs_make();
	for (size_t i = 0; i + 1 < HEADERS; i++) {
		line = S("");
		(void)str_cut(&rest, '\n', &line);
		headers[i] = (struct pair_in){ str_c(names[i]), line };
	}
	headers[HEADERS - 1] = (struct pair_in){ S("tus-resumable"), S("1.0.0") };
	r.path = S("/tep");
	r.raw_path = S("");
	visit_begin(&v, &office, mem, &r, &reply);
	v.ctx.actor.id = (struct account_id){ ACCOUNT };
	v.arg[0] = rest;
	check_new(&v);
	check_piece(&v);
}
