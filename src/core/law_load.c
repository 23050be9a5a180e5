/*
 * law_load: from files to packs. See law.h for what comes out; law_pack.c
 * reads a pack.json, law_set.c a criteria set; data/rules/README.md describes the files.
 *
 * Order: notes and knock-outs first (sets refer to them), then each pack.json,
 * then the sets of its folder, then the words that find them.
 */
#include "core/law_load.h"

#include "base/text.h"
#include "core/condition.h"

#define PACKS_MAX 16
#define SETS_MAX 64

/* The value of a file; NULL with a problem when it is not there or broken. */
static const struct json *
read_file(struct reading *r, const struct law_file *files, size_t n,
    struct str path)
{
	const struct json *j;
	struct str error;

	r->file = path;
	arena_clear(r->scratch);
	for (size_t i = 0; i < n; i++) {
		if (!str_eq(files[i].path, path))
			continue;
		j = files[i].packed.n > 0 ?
		    json_packed_read(r->scratch, files[i].packed) :
		    json_read(r->scratch, files[i].bytes, &error);
		if (j == NULL)
			problem(r, S(""), "json", "%.*s", STR_ARG(error));
		else if (json_kind(j) != JSON_MAP)
			problem(r, S(""), "json", "must be an object { … }");
		return json_kind(j) == JSON_MAP ? j : NULL;
	}
	problem(r, S(""), "missing", "the file is not there");
	return NULL;
}

static enum note_effect
read_effect(struct reading *r, const struct json *j, struct str where)
{
	static const char *const names[] = { "eliminate", "stop",
		"precondition", "exclude", "applies-if", "mandatory-if",
		"choose-case", "scoring", "evidence", "info" };
	struct str s = need_text(r, j, "effect", where);

	for (int i = NOTE_ELIMINATE; i <= NOTE_INFO; i++)
		if (str_eq(s, str_c(names[i])))
			return (enum note_effect)i;
	problem(r, where, "effect", "\"%.*s\" is no effect", STR_ARG(s));
	return NOTE_INFO;
}

static void
read_notes(struct reading *r, const struct json *j, struct loading *l)
{
	static const char *const names[] = { "effect", "scope", "vi", "en",
		NULL };
	struct note *notes = ARENA_ARRAY(r->mem, json_len(j), struct note);

	for (size_t i = 0; i < json_len(j); i++) {
		const struct json *v = json_value(j, i);
		struct str code = str_copy(r->mem, json_key(j, i)), scope;

		known_names(r, v, code, names);
		scope = need_text(r, v, "scope", code);
		if (!str_eq(scope, S("criterion")) && !str_eq(scope, S("group")))
			problem(r, code, "scope", "must be criterion or group");
		notes[i] = (struct note){ code, read_effect(r, v, code),
			str_eq(scope, S("group")),
			{ need_text(r, v, "vi", code),
			    need_text(r, v, "en", code) } };
	}
	l->notes = notes;
	l->n_notes = json_len(j);
}

static void
read_knockouts(struct reading *r, const struct json *j, struct loading *l)
{
	struct knockout *k = ARENA_ARRAY(r->mem, json_len(j), struct knockout);

	for (size_t i = 0; i < json_len(j); i++) {
		const struct json *v = json_value(j, i);
		struct str code = str_copy(r->mem, json_key(j, i));

		k[i] = (struct knockout){ code, { need_text(r, v, "vi", code),
			need_text(r, v, "en", code) } };
	}
	l->knockouts = k;
	l->n_knockouts = json_len(j);
}

/* Whether a path is a criteria set of the folder. */
static bool
is_set_file(struct str path, struct str folder)
{
	struct str name = str_from(path, folder.n + 1);

	return str_starts(path, folder) && path.n > folder.n + 1 &&
	    path.p[folder.n] == '/' && str_ends(name, S(".json")) &&
	    str_find(name, '/') == name.n && !str_eq(name, S("pack.json")) &&
	    !str_eq(name, S("classification.json"));
}

/* Reads the sets of a folder into the pack, by their number in the annex. */
static void
read_sets(struct loading *l, const struct law_file *files, size_t n,
    struct pack *p)
{
	struct reading *r = &l->r;
	struct criteria_set *sets = ARENA_ARRAY(r->mem, SETS_MAX,
	    struct criteria_set);

	for (size_t i = 0; i < n; i++) {
		const struct json *j;
		struct criteria_set s = { .pack = p };
		size_t at = p->n_sets;

		if (!is_set_file(files[i].path, p->code))
			continue;
		j = read_file(r, files, n, files[i].path);
		if (j == NULL)
			continue;
		if (p->n_sets == SETS_MAX) {
			problem(r, S(""), "many", "more than %d sets", SETS_MAX);
			break;
		}
		law_read_set(l, j, &s);
		for (; at > 0 && sets[at - 1].number > s.number; at--)
			sets[at] = sets[at - 1];
		if (at > 0 && sets[at - 1].number == s.number)
			problem(r, S(""), "twice", "number %d in the annex",
			    s.number);
		sets[at] = s;
		p->n_sets++;
	}
	p->sets = sets;
	r->set = S("");
	if (p->n_sets == 0)
		problem(r, S(""), "missing", "no criteria sets in %.*s",
		    STR_ARG(p->code));
}

/* Every leaf of the annex names a set that is there. */
static void
check_leaf(struct reading *r, const struct json *j, const struct pack *p,
    int depth)
{
	struct str code = json_str(json_get(j, S("criteria_set")));
	bool found = code.p == NULL;

	for (size_t i = 0; i < p->n_sets && !found; i++)
		found = str_eq(p->sets[i].code, code);
	if (!found)
		problem(r, json_str(json_get(j, S("code"))), "reference",
		    "no set %.*s", STR_ARG(code));
	for (size_t i = 0; depth < 4 && i < json_len(j); i++) {
		const struct json *list = json_value(j, i);

		if (json_kind(list) != JSON_LIST)
			continue;
		for (size_t k = 0; k < json_len(list); k++)
			if (json_kind(json_at(list, k)) == JSON_MAP)
				check_leaf(r, json_at(list, k), p, depth + 1);
	}
}

static void
read_words(struct reading *r, const struct json *j, const struct law *law)
{
	const struct json *sets = json_get(j, S("sets"));

	for (size_t i = 0; i < json_len(sets); i++) {
		struct str code = json_key(sets, i);
		const struct json *list = json_value(sets, i);
		struct set_word *v = ARENA_ARRAY(r->mem, json_len(list),
		    struct set_word);
		/* the packs are ours until law_examine() hands them out */
		struct criteria_set *s =
		    (struct criteria_set *)(uintptr_t)law_set(law, code);

		if (s == NULL)
			problem(r, code, "reference", "no such set");
		for (size_t k = 0; k < json_len(list); k++) {
			v[k].text = str_copy(r->mem, json_str(json_at(list, k)));
			v[k].lower = text_lower(r->mem, v[k].text);
			v[k].fold = text_fold(r->mem, v[k].text);
			if (v[k].fold.n == 0)
				problem(r, code, "empty", "word %zu", k + 1);
		}
		if (s != NULL) {
			s->words = v;
			s->n_words = json_len(list);
		}
	}
}

/* What is named as irregular and is not (any more) must not stay named. */
static void
check_irregular(struct reading *r, const struct pack *p)
{
	for (size_t i = 0; i < p->n_irregular; i++) {
		bool found = false;

		r->file = str_printf(r->mem, "%.*s/%.*s.json", STR_ARG(p->code),
		    STR_ARG(p->irregular[i].set));
		for (size_t k = 0; k < r->problems->n && !found; k++)
			found = r->problems->v[k].known &&
			    str_eq(r->problems->v[k].file, r->file) &&
			    str_eq(r->problems->v[k].what, p->irregular[i].what);
		if (!found)
			problem(r, p->irregular[i].where, "stale", "pack.json "
			    "names an irregular place that is not there");
	}
}

/* A condition hangs on a note that says "only if", and on a key that some set has. */
static void
check_conditions(struct loading *l, const struct pack *p)
{
	l->r.file = str_printf(l->r.mem, "%.*s/pack.json", STR_ARG(p->code));
	for (size_t i = 0; i < p->n_conditions; i++) {
		const struct condition_rule *c = &p->conditions[i];
		bool note = false, key = false;

		for (size_t k = 0; k < l->n_notes; k++)
			note |= l->notes[k].effect == NOTE_APPLIES_IF &&
			    str_eq(l->notes[k].code, c->note);
		for (size_t s = 0; s < p->n_sets; s++)
			for (size_t k = 0; k < p->sets[s].n_criteria; k++)
				key |= str_eq(p->sets[s].criteria[k].key, c->on);
		if (!note)
			problem(&l->r, c->note, "reference", "no note that says only if");
		if (!key)
			problem(&l->r, c->note, "reference", "no criterion %.*s",
			    STR_ARG(c->on));
	}
}

/* The packs, newest first. */
static void
read_packs(struct loading *l, const struct law_file *files, size_t n,
    struct law *out)
{
	struct pack *packs = ARENA_ARRAY(l->r.mem, PACKS_MAX, struct pack);

	for (size_t i = 0; i < n; i++) {
		struct str path = files[i].path, folder;
		const struct json *j;
		struct pack p = { 0 };
		size_t at = out->n_packs;

		if (!str_ends(path, S("/pack.json")) || at == PACKS_MAX)
			continue;
		folder = str_head(path, path.n - S("/pack.json").n);
		j = read_file(&l->r, files, n, path);
		if (j == NULL)
			continue;
		law_read_pack(&l->r, j, folder, &p);
		for (; at > 0 && packs[at - 1].from.n < p.from.n; at--)
			packs[at] = packs[at - 1];
		packs[at] = p;
		out->n_packs++;
	}
	out->packs = packs;
	for (size_t i = 0; i < out->n_packs; i++) {
		l->r.pack = &packs[i];
		read_sets(l, files, n, &packs[i]);
		check_leaf(&l->r, read_file(&l->r, files, n,
		    str_printf(l->r.mem, "%.*s/classification.json",
		    STR_ARG(packs[i].code))), &packs[i], 0);
		check_conditions(l, &packs[i]);
		check_irregular(&l->r, &packs[i]);
	}
	l->r.pack = NULL;
}

void
law_examine(const struct law_file *files, size_t n, struct arena *mem,
    struct law *out, struct law_problems *problems)
{
	struct arena scratch;
	struct loading l = { .r = { mem, &scratch, problems, S(""), NULL,
		S("") } };

	arena_init(&scratch, 64 * MIB);
	*out = (struct law){ 0 };
	problems->n = 0;
	problems->v = ARENA_ARRAY(mem, LAW_PROBLEMS_MAX, struct law_problem);
	read_notes(&l.r, read_file(&l.r, files, n, S("notes.json")), &l);
	read_knockouts(&l.r, read_file(&l.r, files, n, S("elimination.json")),
	    &l);
	read_packs(&l, files, n, out);
	if (out->n_packs == 0)
		problem(&l.r, S(""), "missing", "no pack.json in any folder");
	read_words(&l.r, read_file(&l.r, files, n, S("words.json")), out);
	arena_release(&scratch);
}

static const struct reason WHY_LAW_WRONG = { RC_INVALID, "law_wrong" };

enum rc
law_load(const struct law_file *files, size_t n, struct arena *mem,
    struct fault *fault, struct law *out)
{
	struct law_problems all;

	law_examine(files, n, mem, out, &all);
	for (size_t i = 0; i < all.n; i++) {
		const struct law_problem *p = &all.v[i];

		if (!p->known)
			return fault_set(fault, &WHY_LAW_WRONG, __FILE__,
			    __LINE__, "%.*s: %.*s%s%.*s", STR_ARG(p->file),
			    STR_ARG(p->where), p->where.n > 0 ? ": " : "",
			    STR_ARG(p->what));
	}
	return RC_OK;
}
