/*
 * fill: the XML of a template. A word processor cuts a place like {{so}} over
 * several runs; so the text of a paragraph is joined, filled in, and put back,
 * each letter where its run began, so that every run keeps its face.
 *
 *   {{key}}    a value; unknown: refused, and named
 *   {{?key}}   the paragraph goes when the value is empty
 *   {{#list}}  the table row it stands in is repeated for each row of the list
 *
 * No network, no document type, no entities of the file's own. Nodes are
 * collected first and changed afterwards, inner ones before outer ones, so
 * that nothing is looked at that was given back.
 */
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "look.h"

#define NODES_MAX 200000
#define LISTS_MAX 100
#define TEXT_MAX (1u << 20)
#define NAME_MAX_ 60

struct nodes {
	xmlNodePtr *v;
	size_t n;
};

struct filling {
	const struct slots *slots;
	struct answer *a;
	xmlDocPtr doc;
	struct where at;
};

static bool
is_called(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

/* All elements of a name below a node, in document order. libxml2 itself bounds
 * how deep a document is. */
static bool
collect(xmlNodePtr from, const char *name, struct nodes *out)
{
	for (xmlNodePtr c = from->children; c != NULL; c = c->next) {
		if (is_called(c, name)) {
			if (out->n == NODES_MAX)
				return false;
			if ((out->n & (out->n - 1)) == 0) { /* a power of two: twice the room */
				xmlNodePtr *v = realloc(out->v, (out->n == 0 ? 1 : 2 * out->n) * sizeof(*v));

				if (v == NULL)
					return false;
				out->v = v;
			}
			out->v[out->n++] = c;
		}
		if (c->type == XML_ELEMENT_NODE && !collect(c, name, out))
			return false;
	}
	return true;
}

static const xmlNode *
paragraph_of(const xmlNode *n)
{
	while (n != NULL && !is_called(n, "p"))
		n = n->parent;
	return n;
}

static const char *
words(const xmlNode *t)
{
	return t->children != NULL && t->children->content != NULL ?
	    (const char *)t->children->content : "";
}

/* ---- values ---------------------------------------------------------------------- */

static bool
same(const char *a, size_t an, const char *b, size_t bn)
{
	return an == bn && memcmp(a, b, an) == 0;
}

static const struct slot *
value_in(const struct slots *s, const struct where *at, const char *key, size_t n)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].row == at->row && same(s->v[i].list, s->v[i].list_n, at->list, at->list_n) &&
		    same(s->v[i].key, s->v[i].key_n, key, n))
			return &s->v[i];
	return NULL;
}

static const struct slot *
value(const struct filling *f, const char *key, size_t n)
{
	const struct where paper = { "", 0, 0 };
	const struct slot *s = f->at.list_n > 0 ? value_in(f->slots, &f->at, key, n) : NULL;

	return s != NULL ? s : value_in(f->slots, &paper, key, n);
}

static bool
unknown(struct filling *f, const char *key, size_t n)
{
	return refuse(f->a, "template_key", "%.*s", (int)(n > NAME_MAX_ ? NAME_MAX_ : n), key);
}

/* ---- a paragraph -------------------------------------------------------------------- */

struct line {
	struct nodes t;     /* its texts */
	char *text;         /* all of them, joined */
	size_t n;
	size_t *owner;      /* of each byte: which text it stands in */
	char **put;         /* what each text becomes */
	size_t *put_n;
	bool drop;
};

static void
line_free(struct line *l)
{
	for (size_t i = 0; l->put != NULL && i < l->t.n; i++)
		free(l->put[i]);
	free(l->put);
	free(l->put_n);
	free(l->owner);
	free(l->text);
	free(l->t.v);
}

/* The texts that belong to this paragraph and not to one inside it. */
static bool
line_read(xmlNodePtr p, struct line *l)
{
	size_t mine = 0, at = 0;

	if (!collect(p, "t", &l->t))
		return false;
	for (size_t i = 0; i < l->t.n; i++)
		if (paragraph_of(l->t.v[i]) == p) {
			l->t.v[mine++] = l->t.v[i];
			l->n += strlen(words(l->t.v[i]));
		}
	l->t.n = mine;
	if (l->n > TEXT_MAX)
		return false;
	l->text = malloc(l->n + 1);
	l->owner = calloc(l->n + 1, sizeof(*l->owner));
	l->put = calloc(mine + 1, sizeof(*l->put));
	l->put_n = calloc(mine + 1, sizeof(*l->put_n));
	if (l->text == NULL || l->owner == NULL || l->put == NULL || l->put_n == NULL)
		return false;
	for (size_t i = 0; i < mine; i++)
		for (const char *s = words(l->t.v[i]); *s != 0; s++) {
			l->owner[at] = i;
			l->text[at++] = *s;
		}
	l->text[l->n] = 0;
	return true;
}

static bool
put(struct line *l, size_t owner, const char *s, size_t n)
{
	char *more = realloc(l->put[owner], l->put_n[owner] + n + 1);

	if (more == NULL || l->put_n[owner] + n > TEXT_MAX)
		return false;
	memcpy(more + l->put_n[owner], s, n);
	l->put[owner] = more;
	l->put_n[owner] += n;
	return true;
}

/* One place; `key` is what stands between the braces. */
static bool
place(struct filling *f, struct line *l, size_t owner, const char *key, size_t n)
{
	const struct slot *s;

	if (n > 0 && key[0] == '#')
		return f->at.list_n > 0 && same(key + 1, n - 1, f->at.list, f->at.list_n) ? true :
		    unknown(f, key, n);
	if (n > 0 && key[0] == '?') {
		if ((s = value(f, key + 1, n - 1)) == NULL)
			return unknown(f, key, n);
		l->drop = l->drop || s->text_n == 0;
		return true;
	}
	if ((s = value(f, key, n)) == NULL)
		return unknown(f, key, n);
	return put(l, owner, s->text, s->text_n);
}

static bool
line_fill(struct filling *f, struct line *l)
{
	for (size_t at = 0; at < l->n;) {
		const char *end;

		if (l->text[at] != '{' || l->text[at + 1] != '{') {
			if (!put(l, l->owner[at], l->text + at, 1))
				return false;
			at++;
			continue;
		}
		end = strstr(l->text + at, "}}");
		if (end == NULL)
			return unknown(f, l->text + at, l->n - at);
		if (!place(f, l, l->owner[at], l->text + at + 2, (size_t)(end - l->text) - at - 2))
			return false;
		at = (size_t)(end - l->text) + 2;
	}
	return true;
}

/* Puts a text back; its line breaks become breaks of the document. */
static void
text_put(xmlNodePtr t, const char *s, size_t n)
{
	size_t from = 0;

	xmlNodeSetContent(t, NULL);
	xmlNodeSetSpacePreserve(t, 1);
	for (size_t i = 0; i <= n; i++) {
		if (i < n && s[i] != '\n')
			continue;
		xmlNodeAddContentLen(t, (const xmlChar *)s + from, (int)(i - from));
		from = i + 1;
		if (i < n) {
			xmlNodePtr br = xmlNewNode(t->ns, (const xmlChar *)"br");
			xmlNodePtr next = xmlNewNode(t->ns, (const xmlChar *)"t");

			xmlAddNextSibling(t, br);
			xmlAddNextSibling(br, next);
			xmlNodeSetSpacePreserve(next, 1);
			t = next;
		}
	}
}

/* A cell must keep one paragraph. */
static bool
is_alone(const xmlNode *p)
{
	for (const xmlNode *c = p->parent->children; c != NULL; c = c->next)
		if (c != p && is_called(c, "p"))
			return false;
	return true;
}

static bool
paragraph_fill(struct filling *f, xmlNodePtr p)
{
	struct line l = { .n = 0 };
	bool well = line_read(p, &l);

	if (well && strstr(l.text, "{{") != NULL) {
		well = line_fill(f, &l);
		for (size_t i = 0; well && i < l.t.n; i++)
			text_put(l.t.v[i], l.drop || l.put[i] == NULL ? "" : l.put[i],
			    l.drop ? 0 : l.put_n[i]);
		if (well && l.drop && !is_alone(p)) {
			xmlUnlinkNode(p);
			xmlFreeNode(p);
		}
	}
	line_free(&l);
	return well || f->a->refused != NULL ? well : refuse(f->a, "file_cut", "%s", "");
}

static bool
paragraphs_fill(struct filling *f, xmlNodePtr from)
{
	struct nodes p = { NULL, 0 };
	bool well = collect(from, "p", &p) || refuse(f->a, "file_cut", "%s", "");

	/* From the end: one inside another comes after it, and goes before it. */
	for (size_t i = p.n; well && i-- > 0;)
		well = paragraph_fill(f, p.v[i]);
	free(p.v);
	return well;
}

/* ---- rows that are repeated ------------------------------------------------------------ */

/* The list a row names: {{#list}} in the joined texts of a paragraph of it. */
static bool
row_list(xmlNodePtr tr, char name[NAME_MAX_])
{
	struct nodes p = { NULL, 0 };
	bool found = false;

	(void)collect(tr, "p", &p);
	for (size_t i = 0; i < p.n && !found; i++) {
		struct line l = { .n = 0 };
		const char *at = line_read(p.v[i], &l) ? strstr(l.text, "{{#") : NULL;
		const char *end = at == NULL ? NULL : strstr(at, "}}");

		if (end != NULL && end - at - 3 > 0 && end - at - 3 < NAME_MAX_) {
			(void)snprintf(name, NAME_MAX_, "%.*s", (int)(end - at - 3), at + 3);
			found = true;
		}
		line_free(&l);
	}
	free(p.v);
	return found;
}

static size_t
rows_of(const struct slots *s, const char *list, bool *known)
{
	size_t n = 0;

	*known = false;
	for (size_t i = 0; i < s->n; i++)
		if (same(s->v[i].list, s->v[i].list_n, list, strlen(list))) {
			*known = true;
			n = s->v[i].row > n ? s->v[i].row : n;
		}
	return n;
}

static bool
row_repeat(struct filling *f, xmlNodePtr tr, const char *list)
{
	bool known;
	size_t n = rows_of(f->slots, list, &known);

	if (!known)
		return unknown(f, list, strlen(list));
	for (size_t i = 1; i <= n; i++) {
		xmlNodePtr copy = xmlDocCopyNode(tr, f->doc, 1);

		if (copy == NULL || xmlAddPrevSibling(tr, copy) == NULL)
			return refuse(f->a, "file_cut", "%s", "");
		f->at = (struct where){ list, strlen(list), i };
		if (!paragraphs_fill(f, copy))
			return false;
		f->at = (struct where){ "", 0, 0 };
	}
	xmlUnlinkNode(tr);
	xmlFreeNode(tr);
	return true;
}

static bool
rows_repeat(struct filling *f, xmlNodePtr root)
{
	struct nodes tr = { NULL, 0 };
	char name[NAME_MAX_];
	size_t lists = 0;
	bool well = collect(root, "tr", &tr) || refuse(f->a, "file_cut", "%s", "");

	/* From the end, so that a row inside another is done before it; then the
	 * outer one names a list no more and stays. */
	for (size_t i = tr.n; well && i-- > 0;)
		if (row_list(tr.v[i], name))
			well = lists++ < LISTS_MAX ? row_repeat(f, tr.v[i], name) :
			    refuse(f->a, "file_cut", "%s", "");
	free(tr.v);
	return well;
}

/* ---- a part of the file --------------------------------------------------------------------- */

static xmlDocPtr
parsed(struct bytes part)
{
	xmlDocPtr doc = xmlReadMemory((const char *)part.p, (int)part.n, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);

	if (doc != NULL && (doc->intSubset != NULL || xmlDocGetRootElement(doc) == NULL)) {
		xmlFreeDoc(doc);
		return NULL;
	}
	return doc;
}

bool
part_fill(const struct slots *s, struct bytes part, struct answer *a, struct bytes *out)
{
	struct filling f = { .slots = s, .a = a, .at = { "", 0, 0 }, .doc = parsed(part) };
	xmlChar *text = NULL;
	int n = 0;
	bool well;

	if (f.doc == NULL)
		return refuse(a, "file_cut", "%s", "");
	well = rows_repeat(&f, xmlDocGetRootElement(f.doc)) &&
	    paragraphs_fill(&f, xmlDocGetRootElement(f.doc));
	if (well) {
		xmlDocDumpMemoryEnc(f.doc, &text, &n, "UTF-8");
		well = (text != NULL && n > 0) || refuse(a, "file_cut", "%s", "");
	}
	xmlFreeDoc(f.doc);
	if (well)
		*out = (struct bytes){ text, (size_t)n };
	return well;
}

bool
part_leads_out(struct bytes part)
{
	struct nodes r = { NULL, 0 };
	xmlDocPtr doc = parsed(part);
	bool out = doc == NULL || !collect(xmlDocGetRootElement(doc), "Relationship", &r);

	for (size_t i = 0; i < r.n && !out; i++) {
		xmlChar *mode = xmlGetProp(r.v[i], (const xmlChar *)"TargetMode");
		xmlChar *type = xmlGetProp(r.v[i], (const xmlChar *)"Type");

		/* A link to click on is a text; anything else would be fetched. */
		out = mode != NULL && xmlStrcasecmp(mode, (const xmlChar *)"External") == 0 &&
		    (type == NULL || xmlStrstr(type, (const xmlChar *)"/hyperlink") == NULL);
		xmlFree(mode);
		xmlFree(type);
	}
	free(r.v);
	xmlFreeDoc(doc);
	return out;
}
