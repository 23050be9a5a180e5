/* blank: reading a blank and filling in its places; see blank.h. */
#include "paper/blank_inside.h"

#include "base/buf.h"

const struct reason WHY_BLANK_WRONG = { RC_BROKEN, "blank_wrong" };
const struct reason WHY_KEY_UNKNOWN = { RC_INVALID, "key_unknown" };

#define LINES_MAX 300
#define KEYS_MAX 100
#define COLUMNS_MAX 20
#define TEXT_MAX_BYTES (256 * KIB)

static const struct {
	const char *word;
	enum blank_kind kind;
} words[] = { { "p", LINE_BODY }, { "l", LINE_PLAIN }, { "h", LINE_HEADING },
	{ "c", LINE_CENTRED }, { "i", LINE_ITALIC }, { "s", LINE_SMALL }, { "t", LINE_LONG },
	{ "@head", LINE_HEAD }, { "@motto", LINE_MOTTO }, { "@title", LINE_TITLE },
	{ "@table", LINE_TABLE }, { "@row", LINE_ROW }, { "@end", LINE_END },
	{ "@each", LINE_EACH }, { "@done", LINE_DONE }, { "@sides", LINE_SIDES },
	{ "@foot", LINE_FOOT }, { "@page", LINE_PAGE } };

bool
blank_cut(struct str *rest, struct str *part)
{
	if (rest->p == NULL)
		return false;
	for (size_t i = 0; i + 1 <= rest->n; i++)
		if (rest->p[i] == '|') {
			*part = str_trim(str_head(*rest, i));
			*rest = str_from(*rest, i + 1);
			return true;
		}
	*part = str_trim(*rest);
	*rest = (struct str){ NULL, 0 };
	return true;
}

/* ---- reading ------------------------------------------------------------------- */

struct reading {
	struct blank *b;
	struct blank_key *keys, *columns;
	struct blank_line *lines;
	struct fault *fault;
	int no;
};

/* Where it comes from and what asks for it. */
static enum rc
key_said(struct reading *r, struct blank_key *k, struct str *rest)
{
	(void)blank_cut(rest, &k->from);
	(void)blank_cut(rest, &k->asked);
	if (k->means.n == 0 || k->from.n == 0 || k->asked.n == 0)
		return FAIL(r, WHY_BLANK_WRONG, "line %d: what %.*s means, where it comes from, what asks for it",
		    r->no, STR_ARG(k->name.n > 0 ? k->name : k->means));
	return RC_OK;
}

static enum rc
head_line(struct reading *r, struct str line)
{
	struct str word, rest = line, part;

	(void)str_cut(&rest, ' ', &word);
	rest = str_trim(rest);
	if (str_eq(word, S("across"))) {
		r->b->across = true;
		return RC_OK;
	}
	(void)blank_cut(&rest, &part);
	if (str_eq(word, S("paper"))) {
		r->b->name = part;
		(void)blank_cut(&rest, &r->b->title);
	} else if (str_eq(word, S("law"))) {
		r->b->law = part;
	} else if (str_eq(word, S("series"))) {
		r->b->series = part;
		(void)blank_cut(&rest, &r->b->signs);
		(void)blank_cut(&rest, &r->b->signs_central);
	} else if (str_eq(word, S("key")) && r->b->n_keys < KEYS_MAX) {
		struct blank_key *k = &r->keys[r->b->n_keys++];
		size_t dot = str_find(part, '.');

		*k = (struct blank_key){ .list = dot < part.n ? str_head(part, dot) : S(""),
			.name = dot < part.n ? str_from(part, dot + 1) : part };
		(void)blank_cut(&rest, &k->means);
		return key_said(r, k, &rest);
	} else if (str_eq(word, S("column")) && r->b->n_columns < COLUMNS_MAX) {
		struct blank_key *k = &r->columns[r->b->n_columns++];

		*k = (struct blank_key){ .means = part };
		return key_said(r, k, &rest);
	} else if (str_eq(word, S("drawn"))) {
		r->b->drawn = part;
	} else {
		return FAIL(r, WHY_BLANK_WRONG, "line %d: %.*s", r->no, STR_ARG(word));
	}
	return RC_OK;
}

static enum rc
body_line(struct reading *r, struct str line)
{
	struct blank_line *l = &r->lines[r->b->n_lines];
	struct str word, rest = line;

	if (r->b->n_lines >= LINES_MAX)
		return FAIL(r, WHY_BLANK_WRONG, "more than %d lines", LINES_MAX);
	*l = (struct blank_line){ .no = r->no };
	(void)str_cut(&rest, ' ', &word);
	if (str_starts(word, S("?"))) {
		l->when = str_from(word, 1);
		(void)str_cut(&rest, ' ', &word);
	}
	l->text = str_trim(rest);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_eq(word, str_c(words[i].word))) {
			l->kind = words[i].kind;
			r->b->n_lines++;
			return RC_OK;
		}
	return FAIL(r, WHY_BLANK_WRONG, "line %d: %.*s", r->no, STR_ARG(word));
}

static const struct blank_key *
key_find(const struct blank *b, struct str list, struct str name)
{
	for (size_t i = 0; i < b->n_keys; i++)
		if (str_eq(b->keys[i].name, name) && str_eq(b->keys[i].list, list))
			return &b->keys[i];
	return NULL;
}

/* Marks the keys of a line as used; the first that the head does not name is a
 * fault. `list` is that of the block around it. */
static enum rc
keys_use(struct reading *r, const struct blank_line *l, struct str list, bool *used)
{
	for (size_t at = 0; at + 1 < l->text.n; at++) {
		struct str name = str_from(l->text, at);
		const struct blank_key *k;

		if (!str_starts(name, S("{{")))
			continue;
		name = str_from(name, 2);
		name = str_head(name, str_find(name, '}'));
		k = list.n > 0 ? key_find(r->b, list, name) : NULL;
		k = k != NULL ? k : key_find(r->b, S(""), name);
		if (k == NULL)
			return FAIL(r, WHY_KEY_UNKNOWN, "%.*s (line %d)", STR_ARG(name), l->no);
		used[k - r->keys] = true;
	}
	return RC_OK;
}

static bool
is_standing(struct str key)
{
	/* Filled into @head and @foot without being written out in the body. */
	static const char *const standing[] = { "cap_tren", "co_quan", "so", "noi_ngay", "ve_viec",
		"ky_thay", "ky_chuc", "ky_ten" };

	for (size_t i = 0; i < sizeof(standing) / sizeof(standing[0]); i++)
		if (str_eq(key, str_c(standing[i])))
			return true;
	return false;
}

static enum rc
keys_check(struct reading *r)
{
	bool used[KEYS_MAX] = { false };
	struct str list = S("");

	for (size_t i = 0; i < r->b->n_lines; i++) {
		const struct blank_line *l = &r->lines[i];
		struct str of = list, rest = l->text;
		enum rc rc;

		if (l->kind == LINE_EACH || l->kind == LINE_DONE)
			list = l->kind == LINE_EACH ? l->text : S("");
		if (l->kind == LINE_ROW)
			(void)blank_cut(&rest, &of);
		if ((rc = keys_use(r, l, of, used)) != RC_OK)
			return rc;
		for (size_t k = 0; k < r->b->n_keys; k++)
			used[k] = used[k] || str_eq(r->keys[k].name, l->when);
	}
	for (size_t i = 0; i < r->b->n_keys; i++)
		if (!used[i] && !is_standing(r->keys[i].name))
			return FAIL(r, WHY_BLANK_WRONG, "%.*s is never used", STR_ARG(r->keys[i].name));
	return RC_OK;
}

enum rc
blank_read(struct str text, struct arena *mem, struct fault *fault, struct blank *out)
{
	struct reading r = { .b = out, .fault = fault,
		.keys = ARENA_ARRAY(mem, KEYS_MAX, struct blank_key),
		.columns = ARENA_ARRAY(mem, COLUMNS_MAX, struct blank_key),
		.lines = ARENA_ARRAY(mem, LINES_MAX + 1, struct blank_line) };
	struct str line;
	bool body = false;
	enum rc rc;

	*out = (struct blank){ .keys = r.keys, .columns = r.columns, .lines = r.lines };
	while (str_cut(&text, '\n', &line)) {
		r.no++;
		line = str_trim(line);
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (!body && str_eq(line, S("---"))) {
			body = true;
			continue;
		}
		if ((rc = body ? body_line(&r, line) : head_line(&r, line)) != RC_OK)
			return rc;
	}
	return out->drawn.n > 0 ? RC_OK : keys_check(&r);
}

/* ---- filling in ------------------------------------------------------------------ */

static enum rc
key_text(const struct blank_filling *f, struct str key, struct str *out)
{
	if (f->all == NULL) {
		*out = str_printf(f->mem, "{{%.*s}}", STR_ARG(key));
		return RC_OK;
	}
	if (values_find(f->row, key, out) || values_find(f->all, key, out))
		return RC_OK;
	return FAIL(f, WHY_KEY_UNKNOWN, "%.*s", STR_ARG(key));
}

enum rc
blank_runs(const struct blank_filling *f, struct str text, struct blank_run *out, size_t *n)
{
	struct buf b = buf_new(f->mem, TEXT_MAX_BYTES);
	struct str value;
	bool bold = false;
	enum rc rc;

	*n = 0;
	for (size_t at = 0; at < text.n;) {
		struct str here = str_from(text, at);

		if (str_starts(here, S("{{"))) {
			size_t end = str_find(here, '}');

			if ((rc = key_text(f, str_from(str_head(here, end), 2), &value)) != RC_OK)
				return rc;
			buf_put(&b, value);
			at += end + 2;
		} else if (str_starts(here, S("**"))) {
			if (b.n > 0 && *n + 1 < BLANK_RUNS_MAX)
				out[(*n)++] = (struct blank_run){ str_copy(f->mem, buf_str(&b)), bold };
			buf_clear(&b);
			bold = !bold;
			at += 2;
		} else {
			buf_char(&b, text.p[at++]);
		}
	}
	if (!buf_ok(&b))
		return FAIL(f, WHY_TOO_LARGE, "%s", "");
	if (b.n > 0)
		out[(*n)++] = (struct blank_run){ buf_str(&b), bold };
	return RC_OK;
}

enum rc
blank_text(const struct blank_filling *f, struct str text, struct str *out)
{
	struct blank_run runs[BLANK_RUNS_MAX];
	struct buf b = buf_new(f->mem, TEXT_MAX_BYTES);
	size_t n;
	enum rc rc = blank_runs(f, text, runs, &n);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < n; i++)
		buf_put(&b, runs[i].text);
	*out = buf_str(&b);
	return RC_OK;
}

enum rc
blank_when(const struct blank_filling *f, const struct blank_line *line, bool *out)
{
	struct str value;
	enum rc rc;

	*out = true;
	if (line->when.n == 0 || f->all == NULL)
		return RC_OK;
	if ((rc = key_text(f, line->when, &value)) != RC_OK)
		return rc;
	*out = value.n > 0;
	return RC_OK;
}

bool
blank_row_is_bold(const struct blank_filling *f)
{
	struct str s;

	return f->row != NULL && values_find(f->row, S("dam"), &s) && s.n > 0;
}

enum rc
blank_columns(const struct blank_filling *f, struct str text, size_t max,
    struct blank_column *out, size_t *n)
{
	struct str part, word, rest = text;
	int64_t width;

	*n = 0;
	while (*n < max && blank_cut(&rest, &part)) {
		char align = 'l';

		(void)str_cut(&part, ' ', &word);
		if (word.n > 1 && (word.p[word.n - 1] == 'c' || word.p[word.n - 1] == 'r')) {
			align = word.p[word.n - 1];
			word = str_head(word, word.n - 1);
		}
		if (!str_int(word, &width) || width < 1 || width > 1000)
			return FAIL(f, WHY_BLANK_WRONG, "column %.*s", STR_ARG(word));
		out[(*n)++] = (struct blank_column){ (int)width, align, str_trim(part) };
	}
	return RC_OK;
}

struct values *
blank_trial(const struct blank *b, struct arena *mem)
{
	struct values *v = values_new(mem);

	for (size_t i = 0; i < b->n_keys; i++) {
		const struct blank_key *k = &b->keys[i];
		const struct value_list *l = values_list_find(v, k->list);

		if (k->list.n == 0)
			values_put(v, str_z(mem, k->name), k->means);
		else
			values_put(l != NULL ? l->rows[0] : values_row(values_list(v, str_z(mem, k->list))),
			    str_z(mem, k->name), k->means);
	}
	return v;
}
