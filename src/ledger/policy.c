/* policy: see policy.h. */
#include "ledger/policy.h"

#include <string.h>

#include "base/fault.h"
#include "ledger/checkpoint.h"

#define WORDS_MAX (POLICY_NAMES_MAX + 3)

struct line {
	int n;
	struct str w[WORDS_MAX];
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Cuts into words; false when there are too many or a byte is not allowed. */
static bool
line_cut(struct str s, struct line *out)
{
	size_t at = 0;

	out->n = 0;
	for (size_t i = 0; i < s.n; i++)
		if (((unsigned char)s.p[i] < ' ' && s.p[i] != '\t') || s.p[i] == 0x7f)
			return false;
	while (at < s.n) {
		size_t from;

		while (at < s.n && is_blank(s.p[at]))
			at++;
		from = at;
		while (at < s.n && !is_blank(s.p[at]))
			at++;
		if (at == from)
			break;
		if (out->n == 0 && s.p[from] == '#')
			return true;
		if (out->n == WORDS_MAX)
			return false;
		out->w[out->n++] = (struct str){ s.p + from, at - from };
	}
	return true;
}

static int
name_find(const struct policy *p, struct str name)
{
	for (int i = 0; i < p->n_names; i++)
		if (str_eq(p->names[i].name, name))
			return i;
	return -1;
}

static const char *
log_add(struct arena *mem, struct policy *p, const struct line *l)
{
	struct note_key *key = &p->logs[p->n_logs];

	if (l->n < 2 || l->n > 3)
		return "log wants a key, then an address or nothing";
	if (p->n_logs == POLICY_LOGS_MAX)
		return "too many logs";
	if (!vkey_read(mem, l->w[1], key) || key->type != KEY_LOG)
		return "not the key of a log";
	for (int i = 0; i < p->n_logs; i++)
		if (memcmp(p->logs[i].key, key->key, sizeof(key->key)) == 0)
			return "this key is there twice";
	p->log_urls[p->n_logs++] = l->n == 3 ? l->w[2] : S("");
	return NULL;
}

/* A new name of a witness or a group; NULL when it is none. */
static struct policy_name *
name_add(struct policy *p, struct str name)
{
	if (p->n_names == POLICY_NAMES_MAX || name_find(p, name) >= 0 ||
	    str_eq(name, S("none")))
		return NULL;
	p->names[p->n_names] = (struct policy_name){ .name = name };
	return &p->names[p->n_names];
}

static const char *
witness_add(struct arena *mem, struct policy *p, const struct line *l)
{
	struct policy_name *w;

	if (l->n < 3 || l->n > 4)
		return "witness wants a name and a key, then an address or nothing";
	if ((w = name_add(p, l->w[1])) == NULL)
		return "this name is taken, or there are too many";
	if (!vkey_read(mem, l->w[2], &w->key) || w->key.type != KEY_WITNESS)
		return "not the key of a witness";
	for (int i = 0; i < p->n_names; i++)
		if (!p->names[i].group &&
		    memcmp(p->names[i].key.key, w->key.key, sizeof(w->key.key)) == 0)
			return "this key is there twice";
	w->url = l->n == 4 ? l->w[3] : S("");
	p->n_names++;
	return NULL;
}

static bool
needs_read(struct str word, int members, int *out)
{
	int64_t k;

	if (str_eq(word, S("all")) || str_eq(word, S("any"))) {
		*out = str_eq(word, S("all")) ? members : 1;
		return true;
	}
	if (!decimal_read(word, &k) || k < 1 || k > members)
		return false;
	*out = (int)k;
	return true;
}

static const char *
group_add(struct policy *p, const struct line *l, uint64_t *used)
{
	struct policy_name *g;

	if (l->n < 4)
		return "group wants a name, how many, and members";
	if ((g = name_add(p, l->w[1])) == NULL)
		return "this name is taken, or there are too many";
	g->group = true;
	if (!needs_read(l->w[2], l->n - 3, &g->needs))
		return "how many is all, any, or a number of at most the members";
	for (int i = 3; i < l->n; i++) {
		int member = name_find(p, l->w[i]);

		if (member < 0)
			return "a member is not named on a line before";
		if (*used >> member & 1)
			return "a name may be a member once";
		*used |= UINT64_C(1) << member;
		g->members |= UINT64_C(1) << member;
	}
	p->n_names++;
	return NULL;
}

static const char *
quorum_set(struct policy *p, const struct line *l, bool *seen)
{
	if (*seen)
		return "quorum is there twice";
	if (l->n != 2)
		return "quorum wants one name";
	*seen = true;
	p->quorum = name_find(p, l->w[1]);
	return p->quorum < 0 && !str_eq(l->w[1], S("none")) ?
	    "the quorum is not named on a line before" : NULL;
}

bool
policy_read(struct arena *mem, struct str text, struct policy *out,
    struct policy_error *error)
{
	struct str one;
	struct line *l = ARENA_NEW(mem, struct line);
	uint64_t used = 0;
	bool quorum = false;

	memset(out, 0, sizeof(*out));
	*error = (struct policy_error){ 0, NULL };
	if (text.n > POLICY_BYTES_MAX || (text.n > 0 && text.p[text.n - 1] != '\n'))
		error->why = "too long, or the last line does not end";
	while (error->why == NULL && str_cut(&text, '\n', &one)) {
		error->line++;
		if (!line_cut(one, l))
			error->why = "a byte that is not allowed, or too many words";
		else if (l->n == 0)
			continue;
		else if (str_eq(l->w[0], S("log")))
			error->why = log_add(mem, out, l);
		else if (str_eq(l->w[0], S("witness")))
			error->why = witness_add(mem, out, l);
		else if (str_eq(l->w[0], S("group")))
			error->why = group_add(out, l, &used);
		else if (str_eq(l->w[0], S("quorum")))
			error->why = quorum_set(out, l, &quorum);
		else
			error->why = "a line begins with log, witness, group or quorum";
	}
	if (error->why == NULL && !quorum) {
		error->line++;
		error->why = "quorum is missing";
	}
	return error->why == NULL;
}

static int
bits_count(uint64_t bits)
{
	int n = 0;

	for (; bits != 0; bits &= bits - 1)
		n++;
	return n;
}

static void
witness_ask(struct arena *mem, const struct policy_name *w, int at,
    const struct signed_note *note, struct policy_verdict *v)
{
	int64_t seconds;

	if (!note_cosigned_by(mem, note, &w->key, &seconds))
		return;
	v->cosigned |= UINT64_C(1) << at;
	v->witnesses++;
	if (v->oldest == 0 || seconds < v->oldest)
		v->oldest = seconds;
	if (seconds > v->newest)
		v->newest = seconds;
}

struct policy_verdict
policy_ask(struct arena *mem, const struct policy *p, const struct signed_note *note)
{
	struct policy_verdict v = { .log = -1 };
	struct checkpoint c;

	if (!checkpoint_read(mem, note->text, &c))
		return v;
	for (int i = 0; v.log < 0 && i < p->n_logs; i++)
		if (str_eq(p->logs[i].name, c.origin) && note_signed_by(note, &p->logs[i]))
			v.log = i;
	for (int i = 0; i < p->n_names; i++) {
		const struct policy_name *name = &p->names[i];

		if (!name->group)
			witness_ask(mem, name, i, note, &v);
		else if (bits_count(name->members & v.cosigned) >= name->needs)
			v.cosigned |= UINT64_C(1) << i;
	}
	v.holds = v.log >= 0 && (p->quorum < 0 || (v.cosigned >> p->quorum & 1));
	return v;
}
