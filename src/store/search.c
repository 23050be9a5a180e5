/*
 * search: see search.h. A word is stored and asked for with a letter before
 * it, so that kinds cannot meet: e exact, f folded, t a tag:
 *
 *   "Bánh tráng" of 3 stars  ->  ebánh fbanh etráng ftrang ts3 …
 *
 * The match is text for either back end:
 *
 *   SQLite       ("fbanh" AND "ftra" * AND "ts3") NOT ("ebanh" AND "etra" *)
 *   PostgreSQL   'fbanh' & 'ftra':* & 'ts3' & !('ebanh' & 'etra':*)
 *
 * Words hold only letters and digits (base/text.h), so nothing in them needs
 * escaping; what else might come is dropped.
 */
#include "store/search.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/text.h"

#define TEXT_MAX (32 * KIB)
#define YEARS_MAX 30

/* The letters before words. */
#define EXACT 'e'
#define FOLDED 'f'

/* ---- what is stored --------------------------------------------------------- */

static void
words_put(struct buf *b, char letter, struct str words)
{
	struct str word;

	while (str_cut(&words, ' ', &word)) {
		if (word.n == 0)
			continue;
		if (b->n > 0)
			buf_char(b, ' ');
		buf_char(b, letter);
		buf_put(b, word);
	}
}

static void
text_put(struct buf *b, struct arena *mem, struct str text)
{
	words_put(b, EXACT, text_lower(mem, text));
	words_put(b, FOLDED, text_fold(mem, text));
}

/* Letters and digits of a code: QD26-01 -> qd2601. */
static struct str
tag_word(struct arena *mem, struct str code)
{
	struct buf b = buf_new(mem, 64);

	for (size_t i = 0; i < code.n; i++) {
		char c = code.p[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			buf_char(&b, c);
	}
	return buf_str(&b);
}

static void
tag_put(struct buf *b, struct arena *mem, char what, struct str code)
{
	struct str word = tag_word(mem, code);

	if (word.n > 0)
		buf_printf(b, " t%c%.*s", what, STR_ARG(word));
}

static void
number_tag_put(struct buf *b, char what, int64_t n)
{
	buf_printf(b, " t%c%lld", what, (long long)n);
}

/* The year of a last day; 0: not published. */
static int
year_of(struct day d)
{
	return d.n == 0 ? 0 : day_date(d).year;
}

enum rc
search_update(struct db *db, struct arena *mem, struct product_id product,
    int sector)
{
	struct buf b = buf_new(mem, TEXT_MAX);
	struct q_search_facts f;
	bool found;
	enum rc rc = q_listing_put(db, product, sector);

	if (rc == RC_OK)
		rc = q_search_facts(db, product, &f, &found);
	if (rc == RC_OK)
		rc = q_search_drop(db, product);
	if (rc != RC_OK || !found)
		return rc;
	text_put(&b, mem, f.name);
	text_put(&b, mem, f.subject_name);
	text_put(&b, mem, f.unit_name);
	text_put(&b, mem, f.province_name);
	tag_put(&b, mem, 'k', f.set_code);
	tag_put(&b, mem, 'u', f.unit_code);
	tag_put(&b, mem, 'p', f.province_code);
	if (f.star.has) {
		buf_lit(&b, " tl"); /* listed: the public may find it */
		number_tag_put(&b, 's', f.star.v);
		number_tag_put(&b, 'c', f.sector.v);
		number_tag_put(&b, 'y', year_of(f.valid_until_on));
		number_tag_put(&b, 'r', f.revoked.v);
	}
	return q_search_put(db, product, str_trim(buf_str(&b)));
}

/* ---- what is asked ---------------------------------------------------------- */

struct match {
	struct buf b;
	enum db_kind kind;
	bool first; /* of a bracket: no operator before it */
};

static void
match_operator(struct match *m, const char *sqlite, const char *postgres)
{
	if (!m->first)
		buf_put(&m->b, str_c(m->kind == DB_SQLITE ? sqlite : postgres));
	m->first = false;
}

/* One term; `head` also finds words that begin with it. */
static void
match_term(struct match *m, char letter, struct str word, bool head)
{
	match_operator(m, " AND ", " & ");
	if (m->kind == DB_SQLITE)
		buf_printf(&m->b, "\"%c%.*s\"%s", letter, STR_ARG(word),
		    head ? " *" : "");
	else
		buf_printf(&m->b, "'%c%.*s'%s", letter, STR_ARG(word),
		    head ? ":*" : "");
}

/* The words, folded or exact; with `head` the last may be a beginning. A last
 * word of one letter says little and would match nearly everything: it stands for itself
 * when it is alone, else it is left out until more of it is typed. */
static void
match_words(struct match *m, char letter, struct str words, bool head)
{
	struct str word;
	int n = 0;

	while (n < SEARCH_WORDS_MAX && str_cut(&words, ' ', &word)) {
		bool last = words.n == 0;
		size_t letters = text_length(word);
		if (word.n == 0 || (last && letters == 1 && n > 0))
			continue;
		match_term(m, letter, word, head && last && letters > 1);
		n++;
	}
}

static void
match_tag(struct match *m, char what, struct str code)
{
	char word[40];

	if (code.n == 0 || code.n > 30)
		return;
	(void)snprintf(word, sizeof(word), "%c%.*s", what, STR_ARG(code));
	match_term(m, 't', str_c(word), false);
}

static void
match_number(struct match *m, char what, int64_t n)
{
	char word[24];

	(void)snprintf(word, sizeof(word), "%c%lld", what, (long long)n);
	match_term(m, 't', str_c(word), false);
}

/* The years that a range of days touches narrow it before any row is read;
 * the days themselves are compared by the statement. */
static void
match_years(struct match *m, struct day from, struct day to)
{
	int first = year_of(from), last = year_of(to);

	if (first == 0 || last == 0 || last - first >= YEARS_MAX)
		return;
	match_operator(m, " AND ", " & ");
	buf_char(&m->b, '(');
	m->first = true;
	for (int year = first; year <= last; year++) {
		match_operator(m, " OR ", " | ");
		buf_printf(&m->b, m->kind == DB_SQLITE ? "\"ty%d\"" : "'ty%d'",
		    year);
	}
	buf_char(&m->b, ')');
	m->first = false;
}

/* The days of a filter with their open ends closed; 0 to 0 only when it asks
 * for what was never published. No certificate is older than the programme. */
static struct search_filter
filter_close(const struct search_filter *f)
{
	struct search_filter c = *f;

	if (f->unpublished) {
		c.until_from = c.until_to = (struct day){ 0 };
	} else if (f->until_from.n != 0 || f->until_to.n != 0) {
		if (f->until_from.n == 0)
			c.until_from = day_make(2018, 1, 1);
		if (f->until_to.n == 0)
			c.until_to = (struct day){ INT32_MAX };
	} else {
		c.until_to = (struct day){ INT32_MAX };
	}
	return c;
}

static void
match_filters(struct match *m, struct arena *mem, const struct search_filter *f)
{
	struct search_filter closed = filter_close(f);

	match_term(m, 't', S("l"), false);
	if (f->star > 0)
		match_number(m, 's', f->star);
	if (f->sector > 0)
		match_number(m, 'c', f->sector);
	match_tag(m, 'k', tag_word(mem, f->set_code));
	match_tag(m, 'u', tag_word(mem, f->unit_code));
	match_tag(m, 'p', tag_word(mem, f->province_code));
	if (f->revoked.has)
		match_number(m, 'r', f->revoked.v);
	if (f->unpublished)
		match_number(m, 'y', 0);
	else
		match_years(m, closed.until_from, f->until_to);
}

static struct match
match_new(enum db_kind kind, struct arena *mem)
{
	return (struct match){ buf_new(mem, TEXT_MAX), kind, true };
}

/* How a phase reads the words. Whole words come first: their lists are walked
 * from the cursor on, and a page costs the same among a million products. What
 * begins with a word is collected from the lists of all words that do, whole;
 * so that is asked only when whole words do not fill the page. */
static const struct {
	char letter;
	bool head;
} phases[] = { { EXACT, false }, { FOLDED, false }, { EXACT, true },
	{ FOLDED, true } };
#define PHASES ((int)(sizeof(phases) / sizeof(phases[0])))

static void
match_phase(struct match *m, struct arena *mem, struct str words, int phase)
{
	struct str read = phases[phase].letter == EXACT ?
	    text_lower(mem, words) : text_fold(mem, words);

	match_words(m, phases[phase].letter, read, phases[phase].head);
}

/* What a phase finds and no earlier one has found. */
static struct str
match_of(enum db_kind kind, struct arena *mem, const struct search_filter *f,
    int phase)
{
	struct match m = match_new(kind, mem);

	buf_char(&m.b, '(');
	match_phase(&m, mem, f->words, phase);
	match_filters(&m, mem, f);
	buf_char(&m.b, ')');
	for (int i = 0; i < phase; i++) {
		buf_put(&m.b, kind == DB_SQLITE ? S(" NOT (") : S(" & !("));
		m.first = true;
		match_phase(&m, mem, f->words, i);
		buf_char(&m.b, ')');
	}
	return buf_str(&m.b);
}

/* ---- a page ----------------------------------------------------------------- */

static bool
is_plain(const struct search_filter *f)
{
	return f->star == 0 && f->sector == 0 && f->set_code.n == 0 &&
	    f->unit_code.n == 0 && f->province_code.n == 0 &&
	    f->until_from.n == 0 && f->until_to.n == 0 && !f->unpublished &&
	    !f->revoked.has;
}

/* Rows of one phase from page->cursor, up to rows_max; they replace those that
 * are there. */
static enum rc
phase_page(struct db *db, struct arena *mem, const struct search_filter *f,
    struct search_page *page)
{
	struct search_filter closed = filter_close(f);
	struct product_id before = page->cursor.before;

	if (before.v == 0)
		before.v = INT64_MAX;
	if (is_plain(f) && text_fold(mem, f->words).n == 0)
		return q_listing_newest(db, before, (int64_t)page->rows_max,
		    &page->rows);
	return q_listing_search(db, &(struct q_listing_search_in){
	    .match = match_of(db_kind(db), mem, f, page->cursor.phase),
	    .before = before,
	    .until_from = closed.until_from,
	    .until_to = closed.until_to,
	    .revoked = f->revoked.has ? f->revoked.v : -1,
	    .unit_code = f->unit_code,
	    .limit_rows = (int64_t)page->rows_max,
	}, &page->rows);
}

/* The rows of the next phase behind those of this one. */
static void
rows_join(struct arena *mem, struct q_listing_search_rows *a,
    const struct q_listing_search_rows *b)
{
	struct q_listing_search *v;

	if (a->n == 0) {
		*a = *b;
		return;
	}
	v = ARENA_ARRAY(mem, a->n + b->n, struct q_listing_search);
	for (size_t i = 0; i < a->n; i++)
		v[i] = a->v[i];
	for (size_t i = 0; i < b->n; i++)
		v[a->n + i] = b->v[i];
	*a = (struct q_listing_search_rows){ v, a->n + b->n };
}

enum rc
search_listing(struct db *db, struct arena *mem, const struct search_filter *f,
    struct search_page *page)
{
	size_t n = page->rows_max < SEARCH_ROWS_MAX ? page->rows_max :
	    SEARCH_ROWS_MAX;
	struct search_page part = { .cursor = page->cursor };
	int phase = part.cursor.phase, last = phase; /* of the page's last row */
	int end = text_fold(mem, f->words).n > 0 ? PHASES : 1;
	struct q_search_begin begin;
	enum rc rc = end == 1 && is_plain(f) ? RC_OK : q_search_begin(db, &begin);

	page->rows = (struct q_listing_search_rows){ 0 };
	for (; phase < end && page->rows.n <= n && rc == RC_OK; phase++) {
		part.rows_max = n + 1 - page->rows.n;
		rc = phase_page(db, mem, f, &part);
		if (rc == RC_OK && page->rows.n < n && part.rows.n > 0)
			last = phase;
		if (rc == RC_OK)
			rows_join(mem, &page->rows, &part.rows);
		part.cursor = (struct search_cursor){ phase + 1, { 0 } };
	}
	page->more = page->rows.n > n;
	if (page->more)
		page->rows.n = n;
	if (page->rows.n > 0)
		page->cursor = (struct search_cursor){ last,
		    page->rows.v[page->rows.n - 1].product };
	return rc;
}

struct str
search_cursor_text(struct arena *mem, struct search_cursor c)
{
	return str_printf(mem, "%d-%lld", c.phase, (long long)c.before.v);
}

bool
search_cursor_read(struct str s, struct search_cursor *out)
{
	*out = (struct search_cursor){ 0 };
	if (s.n == 0)
		return true;
	if (s.n < 3 || s.p[0] < '0' || s.p[0] >= '0' + PHASES || s.p[1] != '-' ||
	    !str_int(str_from(s, 2), &out->before.v) || out->before.v < 1)
		return false;
	out->phase = s.p[0] - '0';
	return true;
}
