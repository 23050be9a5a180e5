/*
 * embed: texts, assets and data go into the program.
 *
 *   embed --out DIR --texts vi.properties en.properties
 *       writes text.h and text.c: one enum value for each text, and the texts.
 *   embed --out DIR --assets DIR --data FOLDER...
 *       writes embed.S (the bytes) and embed.h (the tables). FOLDER/a/b is
 *       found as "<last name of FOLDER>/a/b".
 *   embed --out DIR --pack FOLDER
 *       writes FOLDER/a/b.json as DIR/a/b.json, read already (embed_json.c).
 *
 * A properties file has lines `key = text`, `# comment` and empty ones. A text
 * is one line; {0} … {9} are its places, and [one|many] what the value before it
 * asks for: "{0} day[|s]". The files must hold the same keys with the same places,
 * so that no reader ever meets a hole.
 */
#include <dirent.h>
#include <sys/stat.h>

#include "embed.h"
#include "gen.h"

#define TEXT_MAX 4000 /* a C17 compiler need not take literals above 4095 */
#define LANGS 2

struct entry {
	char *key, *ident, *value;
	unsigned places; /* bit n: {n} occurs */
	int line;
};

struct lang_file {
	const char *path;
	char name[16]; /* "vi" */
	struct entry *v;
	size_t n;
};

/* ---- texts --------------------------------------------------------------- */

/* What is wrong with the bytes of a text, or NULL. Letters must come composed
 * (NFC): in Vietnamese no combining mark is left then. */
static const char *
bytes_fault(const char *p)
{
	const unsigned char *s = (const unsigned char *)p;

	while (*s != 0) {
		unsigned more = *s < 0x80 ? 0 : *s >= 0xf0 ? 3 : *s >= 0xe0 ? 2 : 1;
		uint32_t c = *s < 0x80 ? *s : *s & (0x3fu >> more);

		if (*s < 0x20 || *s == 0x7f)
			return "a control character; it would break pages; remove it";
		if (*s >= 0x80 && (*s < 0xc2 || *s > 0xf4))
			return "bytes that are not UTF-8; browsers would show a hole; save the file as UTF-8";
		s++;
		for (unsigned i = 0; i < more; i++, s++) {
			if ((*s & 0xc0) != 0x80)
				return "bytes that are not UTF-8; browsers would show a hole; save the file as UTF-8";
			c = c << 6 | (*s & 0x3fu);
		}
		if (c >= 0x300 && c <= 0x36f)
			return "a letter in pieces (NFD); searching would miss it; type it as one letter (NFC)";
		if ((more == 2 && c < 0x800) || (more == 3 && c < 0x10000) || (c >= 0xd800 && c <= 0xdfff) || c > 0x10ffff)
			return "an overlong or impossible UTF-8 form; it hides other characters; type it again";
		if (c == 0xfeff)
			return "a byte order mark; it would become part of a key; save without it";
	}
	return NULL;
}

static const char *
places_read(const char *p, unsigned *places)
{
	*places = 0;
	for (; *p != 0; p++) {
		if (*p == '[') {
			size_t bar = strcspn(p + 1, "|[]{}"), end = bar + 2;

			if (*places == 0 || p[1 + bar] != '|' || p[end += strcspn(p + end, "|[]{}")] != ']')
				return "a [ that is no choice; write [one|many] after a place";
			p += end;
			continue;
		}
		if (*p == '}')
			return "a } alone; braces are for places; write {0} to {9}";
		if (*p != '{')
			continue;
		if (p[1] < '0' || p[1] > '9' || p[2] != '}')
			return "a { that begins no place; braces are for places; write {0} to {9}";
		*places |= 1u << (p[1] - '0');
		p += 2;
	}
	return NULL;
}

static char *
trim(char *p)
{
	char *end;

	while (*p == ' ' || *p == '\t')
		p++;
	end = p + strlen(p);
	while (end > p && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r'))
		*--end = 0;
	return p;
}

/* "dossier.not-ready" -> "dossier_not_ready"; NULL when it is no key. */
static char *
ident_of(const char *key)
{
	char *out = strdup(key);

	if (out == NULL || key[0] < 'a' || key[0] > 'z')
		return NULL;
	for (char *c = out; *c != 0; c++) {
		if (*c == '.' || *c == '-')
			*c = '_';
		else if (!((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || *c == '_'))
			return NULL;
	}
	return out;
}

static void
line_read(struct lang_file *f, char *text, int line)
{
	char *eq, *key = trim(text);
	struct entry e = { .line = line };
	const char *fault = bytes_fault(key);

	if (fault != NULL) {
		mistake(f->path, line, "%s", fault);
		return;
	}
	if (*key == 0 || *key == '#')
		return;
	eq = strchr(key, '=');
	if (eq == NULL) {
		mistake(f->path, line, "a line without =; it is neither text nor comment; write `key = text` or begin with #");
		return;
	}
	*eq = 0;
	e.value = trim(eq + 1);
	e.key = trim(key);
	e.ident = ident_of(e.key);
	if (e.ident == NULL)
		mistake(f->path, line, "`%s` is no key; keys become C names; use a-z, 0-9, . - _ and begin with a letter", e.key);
	else if (*e.value == 0)
		mistake(f->path, line, "`%s` is empty; a reader would see nothing; write the text or remove the key", e.key);
	else if (strlen(e.value) > TEXT_MAX)
		mistake(f->path, line, "`%s` is longer than %d bytes; compilers need not take it; split it", e.key, TEXT_MAX);
	else if ((fault = places_read(e.value, &e.places)) != NULL)
		mistake(f->path, line, "`%s` has %s", e.key, fault);
	else {
		f->v = gen_room(f->v, (f->n + 1) * sizeof(*f->v));
		f->v[f->n++] = e;
	}
}

/* By C name, then line: two keys with one C name stand side by side. */
static int
entry_cmp(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int c = strcmp(x->ident, y->ident);

	return c != 0 ? c : x->line - y->line;
}

static void
lang_read(struct lang_file *f, const char *path)
{
	struct bytes b = file_read(path);
	const char *base = strrchr(path, '/');
	int line = 0;

	f->path = path;
	base = base == NULL ? path : base + 1;
	snprintf(f->name, sizeof(f->name), "%.*s", (int)strcspn(base, "."), base);
	if (strlen(b.p) != b.n)
		cannot("%s: a zero byte: not a text file", path);
	for (char *rest = b.p, *l; (l = strsep(&rest, "\n")) != NULL;)
		line_read(f, l, ++line);
	if (f->n > 0)
		qsort(f->v, f->n, sizeof(*f->v), entry_cmp);
	for (size_t i = 1; i < f->n; i++) {
		if (strcmp(f->v[i].ident, f->v[i - 1].ident) == 0)
			mistake(path, f->v[i].line, "`%s` is there already as `%s` in line %d; one would hide the other; rename or remove it",
			    f->v[i].key, f->v[i - 1].key, f->v[i - 1].line);
	}
}

/* Both files in step: same keys, same places. */
static void
langs_compare(const struct lang_file *a, const struct lang_file *b)
{
	for (size_t i = 0, j = 0; i < a->n || j < b->n;) {
		int c = i == a->n ? 1 : j == b->n ? -1 : strcmp(a->v[i].ident, b->v[j].ident);

		if (c < 0) {
			mistake(a->path, a->v[i].line, "`%s` is missing in %s; its readers would see a hole; add it there", a->v[i].key, b->path);
			i++;
		} else if (c > 0) {
			mistake(b->path, b->v[j].line, "`%s` is missing in %s; its readers would see a hole; add it there", b->v[j].key, a->path);
			j++;
		} else {
			if (strcmp(a->v[i].key, b->v[j].key) != 0)
				mistake(b->path, b->v[j].line, "`%s` is `%s` in %s; it is one text; spell the key the same", b->v[j].key, a->v[i].key, a->path);
			if (a->v[i].places != b->v[j].places)
				mistake(b->path, b->v[j].line, "`%s` has other places than in %s:%d; a value would get lost; use the same {0}…{9} in both", b->v[j].key, a->path, a->v[i].line);
			i++, j++;
		}
	}
}

static void
text_h_write(const char *out, const struct lang_file *f)
{
	struct bytes b = { NULL, 0, 0 };

	bytes_printf(&b, "/* Made by tools/embed.c from the properties files: do not edit. */\n"
	    "#ifndef GEN_TEXT_H\n#define GEN_TEXT_H\n\n#include \"base/str.h\"\n\nenum lang {");
	for (int l = 0; l < LANGS; l++) {
		bytes_printf(&b, " LANG_");
		for (const char *c = f[l].name; *c != 0; c++)
			bytes_printf(&b, "%c", *c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
		bytes_printf(&b, ",");
	}
	bytes_printf(&b, " LANG__COUNT };\n\n/* A text that people see. T_NONE is no text: it shows as nothing. */\nenum text {\n\tT_NONE,\n");
	for (size_t i = 0; i < f->n; i++)
		bytes_printf(&b, "\tT_%s,\n", f->v[i].ident);
	bytes_printf(&b, "\tT__COUNT\n};\n\n"
	    "/* The text, with its places {0}…{9} as they are. */\n"
	    "struct str text_of(enum lang lang, enum text t);\n"
	    "/* Whether it stands in a page as it is: no places, nothing to escape. */\n"
	    "bool text_is_plain(enum lang lang, enum text t);\n"
	    "/* \"dossier.submit\"; \"\" for T_NONE. */\nconst char *text_key(enum text t);\n"
	    "/* T_NONE when there is no such key. */\nenum text text_find(struct str key);\n"
	    "/* \"vi\", \"en\": for the lang attribute. */\nstruct str lang_code(enum lang lang);\n\n#endif\n");
	file_write(out, "text.h", &b);
}

static void
text_c_write(const char *out, const struct lang_file *f)
{
	struct bytes b = { NULL, 0, 0 };

	bytes_printf(&b, "/* Made by tools/embed.c from the properties files: do not edit. */\n#include \"text.h\"\n\n"
	    "static const char *const keys[T__COUNT] = {\n\t\"\",\n");
	for (size_t i = 0; i < f->n; i++)
		bytes_printf(&b, "\t\"%s\",\n", f->v[i].key);
	bytes_printf(&b, "};\n\nstatic const struct str texts[LANG__COUNT][T__COUNT] = {\n");
	for (int l = 0; l < LANGS; l++) {
		bytes_printf(&b, "\t{\n\t\t{ \"\", 0 },\n");
		for (size_t i = 0; i < f->n; i++) {
			bytes_printf(&b, "\t\t{ \"");
			c_literal(&b, f[l].v[i].value, strlen(f[l].v[i].value));
			bytes_printf(&b, "\", %zu },\n", strlen(f[l].v[i].value));
		}
		bytes_printf(&b, "\t},\n");
	}
	bytes_printf(&b, "};\n\nstatic const bool plain[LANG__COUNT][T__COUNT] = {\n");
	for (int l = 0; l < LANGS; l++) {
		bytes_printf(&b, "\t{ [T_NONE] = true");
		for (size_t i = 0; i < f->n; i++) {
			if (f[l].v[i].value[strcspn(f[l].v[i].value, "&<>\"'{[")] == 0)
				bytes_printf(&b, ",\n\t  [T_%s] = true", f[l].v[i].ident);
		}
		bytes_printf(&b, " },\n");
	}
	bytes_printf(&b, "};\n\nstruct str\ntext_of(enum lang lang, enum text t)\n{\n\treturn texts[lang][t];\n}\n\n"
	    "bool\ntext_is_plain(enum lang lang, enum text t)\n{\n\treturn plain[lang][t];\n}\n\n"
	    "const char *\ntext_key(enum text t)\n{\n\treturn keys[t];\n}\n\n"
	    "struct str\nlang_code(enum lang lang)\n{\n\treturn lang == 0 ? S(\"%s\") : S(\"%s\");\n}\n\n", f[0].name, f[1].name);
	bytes_printf(&b, "%s",
	    "/* Keys are sorted by their C names, in which . and - are _. */\n"
	    "static int\nkey_cmp(struct str key, const char *z)\n{\n\tfor (size_t i = 0; i < key.n; i++) {\n"
	    "\t\tchar a = key.p[i] == '.' || key.p[i] == '-' ? '_' : key.p[i];\n"
	    "\t\tchar b = z[i] == '.' || z[i] == '-' ? '_' : z[i];\n\n"
	    "\t\tif (a != b)\n\t\t\treturn (unsigned char)a < (unsigned char)b ? -1 : 1;\n"
	    "\t}\n\treturn z[key.n] == 0 ? 0 : -1;\n}\n\n"
	    "enum text\ntext_find(struct str key)\n{\n\tsize_t from = 1, to = T__COUNT;\n\n\twhile (from < to) {\n"
	    "\t\tsize_t mid = from + (to - from) / 2;\n\t\tint c = key_cmp(key, keys[mid]);\n\n\t\tif (c < 0)\n\t\t\tto = mid;\n"
	    "\t\telse if (c > 0)\n\t\t\tfrom = mid + 1;\n\t\telse\n\t\t\treturn str_eq(key, str_c(keys[mid])) ? (enum text)mid : T_NONE;\n"
	    "\t}\n\treturn T_NONE;\n}\n");
	file_write(out, "text.c", &b);
}

static void
texts_make(const char *out, char **paths, int n)
{
	struct lang_file f[LANGS] = { 0 };

	if (n != LANGS)
		cannot("embed: --texts takes two files, the first language first");
	for (int i = 0; i < LANGS; i++)
		lang_read(&f[i], paths[i]);
	if (gen_mistakes == 0)
		langs_compare(&f[0], &f[1]);
	if (gen_mistakes > 0)
		return;
	text_h_write(out, f);
	text_c_write(out, f);
}

/* ---- assets and data ----------------------------------------------------- */

struct piece {
	char *path, *name;
	size_t n;
};

struct pieces {
	struct piece *v;
	size_t n;
};

static int
piece_cmp(const void *a, const void *b)
{
	return strcmp(((const struct piece *)a)->name, ((const struct piece *)b)->name);
}

/* All files below `dir`, named from `name` on; hidden files and READMEs stay
 * outside. */
static void
folder_walk(struct pieces *out, const char *dir, const char *name)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	if (d == NULL)
		cannot("%s: %s", dir, strerror(errno));
	while ((e = readdir(d)) != NULL) {
		struct bytes path = { NULL, 0, 0 }, sub = { NULL, 0, 0 };
		struct stat st;

		if (e->d_name[0] == '.' || strncmp(e->d_name, "README", 6) == 0)
			continue;
		bytes_printf(&path, "%s/%s", dir, e->d_name);
		bytes_printf(&sub, "%s%s%s", name, *name == 0 ? "" : "/", e->d_name);
		if (stat(path.p, &st) != 0)
			cannot("%s: %s", path.p, strerror(errno));
		if (S_ISDIR(st.st_mode)) {
			folder_walk(out, path.p, sub.p);
		} else if (S_ISREG(st.st_mode)) {
			out->v = gen_room(out->v, (out->n + 1) * sizeof(*out->v));
			out->v[out->n++] = (struct piece){ path.p, sub.p, (size_t)st.st_size };
		}
	}
	closedir(d);
}

static const char *
type_of(const char *name)
{
	static const struct { const char *end, *type; } types[] = {
		{ ".css", "text/css; charset=utf-8" }, { ".js", "text/javascript; charset=utf-8" },
		{ ".woff2", "font/woff2" }, { ".svg", "image/svg+xml" }, { ".png", "image/png" },
		{ ".jpg", "image/jpeg" }, { ".ico", "image/vnd.microsoft.icon" },
		{ ".webmanifest", "application/manifest+json" }, { ".json", "application/json" },
		{ ".txt", "text/plain; charset=utf-8" },
	};
	const char *end = strrchr(name, '.');

	for (size_t i = 0; end != NULL && i < sizeof(types) / sizeof(*types); i++) {
		if (strcmp(end, types[i].end) == 0)
			return types[i].type;
	}
	return "application/octet-stream";
}

/* "app-0123456789ab.css" -> "app.css"; other names as they are. */
static char *
plain_name(const char *name)
{
	char *out = strdup(name);
	const char *dot = strrchr(name, '.');
	size_t at = dot == NULL ? 0 : (size_t)(dot - name);

	if (out != NULL && at > 13 && name[at - 13] == '-' && strspn(name + at - 12, "0123456789abcdef") == 12)
		strcpy(out + at - 13, dot);
	return out;
}

static void
bytes_place(struct bytes *s, struct bytes *h, const struct piece *p, const char *symbol)
{
	bytes_printf(s, "\t.globl %s\n%s:\n\t.incbin \"%s\"\n\t.byte 0\n", symbol, symbol, p->path);
	bytes_printf(h, "extern const unsigned char %s[];\n", symbol);
}

static const struct piece *
packed_of(const struct pieces *all, const struct piece *p, const char *end)
{
	struct bytes name = { NULL, 0, 0 };
	struct piece key;

	bytes_printf(&name, "%s%s", p->name, end);
	key.name = name.p;
	return bsearch(&key, all->v, all->n, sizeof(*all->v), piece_cmp);
}

/* One table: its bytes into `s`, its rows into `rows`. */
static void
table_make(const struct pieces *all, const char *what, struct bytes *s, struct bytes *h, struct bytes *rows)
{
	static const char *const ends[2] = { ".gz", ".br" };

	bytes_printf(rows, "\nstatic const struct embedded embed_%s[] = {\n", what);
	for (size_t i = 0; i < all->n; i++) {
		const struct piece *p = &all->v[i];
		size_t len = strlen(p->name);
		char symbol[64];

		if (len > 3 && (strcmp(p->name + len - 3, ".gz") == 0 || strcmp(p->name + len - 3, ".br") == 0))
			continue;
		snprintf(symbol, sizeof(symbol), "embed_%s_%zu", what, i);
		bytes_place(s, h, p, symbol);
		bytes_printf(rows, "\t{ \"%s\", \"%s\", \"%s\", { (const char *)%s, %zu }", p->name, plain_name(p->name), type_of(p->name), symbol, p->n);
		for (int k = 0; k < 2; k++) {
			const struct piece *q = packed_of(all, p, ends[k]);

			snprintf(symbol, sizeof(symbol), "embed_%s_%zu_%s", what, i, ends[k] + 1);
			if (q == NULL) {
				bytes_printf(rows, ", { 0, 0 }");
				continue;
			}
			bytes_place(s, h, q, symbol);
			bytes_printf(rows, ", { (const char *)%s, %zu }", symbol, q->n);
		}
		bytes_printf(rows, " },\n");
	}
	bytes_printf(rows, "\t{ 0, 0, 0, { 0, 0 }, { 0, 0 }, { 0, 0 } } /* the end */\n};\n");
}

static void
embed_make(const char *out, const char *assets, char **folders, int n)
{
	struct pieces a = { NULL, 0 }, d = { NULL, 0 };
	struct bytes s = { NULL, 0, 0 }, h = { NULL, 0, 0 }, rows = { NULL, 0, 0 };

	folder_walk(&a, assets, "");
	for (int i = 0; i < n; i++) {
		const char *base = strrchr(folders[i], '/');

		folder_walk(&d, folders[i], base == NULL ? folders[i] : base + 1);
	}
	if (a.n > 0)
		qsort(a.v, a.n, sizeof(*a.v), piece_cmp);
	if (d.n > 0)
		qsort(d.v, d.n, sizeof(*d.v), piece_cmp);
	bytes_printf(&s, "/* Made by tools/embed.c: do not edit. */\n\t.section .rodata\n");
	bytes_printf(&h, "/* Made by tools/embed.c: do not edit. Included by base/embedded.c alone. */\n");
	table_make(&a, "assets", &s, &h, &rows);
	table_make(&d, "data", &s, &h, &rows);
	bytes_printf(&s, "\t.section .note.GNU-stack,\"\",%%progbits\n");
	bytes_put(&h, rows.p, rows.n);
	file_write(out, "embed.S", &s);
	file_write(out, "embed.h", &h);
}

int
main(int argc, char **argv)
{
	if (argc >= 4 && strcmp(argv[1], "--out") == 0 && strcmp(argv[3], "--texts") == 0)
		texts_make(argv[2], argv + 4, argc - 4);
	else if (argc >= 6 && strcmp(argv[1], "--out") == 0 && strcmp(argv[3], "--assets") == 0 && strcmp(argv[5], "--data") == 0)
		embed_make(argv[2], argv[4], argv + 6, argc - 6);
	else if (argc == 5 && strcmp(argv[1], "--out") == 0 && strcmp(argv[3], "--pack") == 0)
		pack_folder(argv[4], argv[2]);
	else
		cannot("usage: embed --out DIR --texts FILE FILE | --assets DIR --data FOLDER... | --pack FOLDER");
	return gen_mistakes > 0 ? 1 : 0;
}
