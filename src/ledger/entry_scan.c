/*
 * entry_scan: an entry as entry_text() writes it, read in one pass and in place.
 * Whoever checks a log of millions reads each entry; a general reader of JSON
 * takes four times as long. What is spelled in another way is not refused here:
 * entry_read() has the last word.
 */
#include <stddef.h>
#include <string.h>

#include "base/code.h"
#include "ledger/checkpoint.h"
#include "ledger/entry.h"

struct scan {
	struct arena *mem;
	struct str rest;
	bool bad;
};

static bool
next_is(struct scan *s, struct str literal)
{
	if (s->bad || !str_starts(s->rest, literal))
		return false;
	s->rest = str_from(s->rest, literal.n);
	return true;
}

static void
want(struct scan *s, struct str literal)
{
	if (!next_is(s, literal))
		s->bad = true;
}

/* Up to the quotation mark, which goes too: plain letters only. */
static struct str
word(struct scan *s)
{
	size_t n = 0;
	struct str got;

	while (n < s->rest.n && s->rest.p[n] != '"' && s->rest.p[n] != '\\' &&
	    s->rest.p[n] >= ' ' && s->rest.p[n] <= '~')
		n++;
	if (s->bad || n == 0 || n == s->rest.n || s->rest.p[n] != '"') {
		s->bad = true;
		return S("");
	}
	got = str_head(s->rest, n);
	s->rest = str_from(s->rest, n + 1);
	return got;
}

static int64_t
number(struct scan *s)
{
	size_t n = 0;
	int64_t v = 0;

	while (n < s->rest.n && s->rest.p[n] >= '0' && s->rest.p[n] <= '9')
		n++;
	if (s->bad || !decimal_read(str_head(s->rest, n), &v))
		s->bad = true;
	s->rest = str_from(s->rest, n);
	return v;
}

static void
hash(struct scan *s, struct hash *out)
{
	if (!hash_line_read(s->mem, word(s), out))
		s->bad = true;
}

static void
parts(struct scan *s, struct entry *e)
{
	want(s, S(",\"parts\":["));
	if (next_is(s, S("]")))
		return;
	do {
		struct entry_part *p = &e->parts[e->n_parts++];

		want(s, S("{\"k\":\""));
		p->name = word(s);
		want(s, S(",\"c\":\""));
		hash(s, &p->commitment);
		want(s, S(",\"len\":"));
		p->length = number(s);
		want(s, S("}"));
		if (p->length % 256 != 0)
			s->bad = true;
	} while (e->n_parts < ENTRY_PARTS_MAX && next_is(s, S(",")));
	want(s, S("]"));
}

static void
refs(struct scan *s, struct entry *e)
{
	if (!next_is(s, S(",\"ref\":[")))
		return;
	do {
		want(s, S("\""));
		hash(s, &e->refs[e->n_refs++]);
	} while (e->n_refs < ENTRY_REFS_MAX && next_is(s, S(",")));
	want(s, S("]"));
}

bool
entry_scan(struct arena *mem, struct str bytes, struct entry *e)
{
	struct scan s = { .mem = mem, .rest = bytes, .bad = bytes.n > ENTRY_BYTES_MAX };
	struct str at;

	memset(e, 0, offsetof(struct entry, parts));
	want(&s, S("{\"v\":1,\"type\":\""));
	e->type = word(&s);
	want(&s, S(",\"at\":\""));
	at = word(&s);
	want(&s, S(",\"by\":\""));
	e->by = word(&s);
	want(&s, S(",\"dossier\":\""));
	e->dossier = word(&s);
	want(&s, S(",\"epoch\":"));
	e->epoch = number(&s);
	want(&s, S(",\"n\":"));
	e->n = number(&s);
	e->has_prev = next_is(&s, S(",\"prev\":\""));
	if (e->has_prev)
		hash(&s, &e->prev);
	want(&s, S(",\"actor\":\""));
	e->actor = word(&s);
	parts(&s, e);
	refs(&s, e);
	want(&s, S("}"));
	return !s.bad && s.rest.n == 0 && entry_moment_read(at, &e->at) &&
	    entry_type_known(e->type) && uuid_ok(e->dossier) &&
	    e->has_prev == (e->n > 0);
}
