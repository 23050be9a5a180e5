/*
 * kind: what a file is, by its content. Its name was not even given to us.
 */
#include <magic.h>
#include <stdio.h>
#include <string.h>

#include "look.h"

#define LOOK_AT_BYTES ((size_t)1024 * 1024)
#define DOCX "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#define HEIC "image/heic"
#define XLSX "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

static bool
starts(const char *s, const char *head)
{
	return strncmp(s, head, strlen(head)) == 0;
}

/* What a browser or a computer might run. These get a reason of their own:
 * whoever sends one by mistake has a virus on the machine and should know. */
static bool
is_program(const char *mime)
{
	static const char *const heads[] = { "application/x-dosexec", "application/x-executable",
		"application/x-pie-executable", "application/x-sharedlib", "application/x-mach-binary",
		"application/vnd.microsoft.portable-executable", "application/x-msdownload",
		"application/javascript", "application/x-ms-shortcut", "application/java-archive",
		"application/x-shellscript", "text/html", "text/javascript", "text/x-",
		"text/xml", "image/svg+xml", "application/x-sh", "application/hta" };

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		if (starts(mime, heads[i]))
			return true;
	return false;
}

static bool
has(struct bytes file, const char *word)
{
	return memmem(file.p, file.n, word, strlen(word)) != NULL;
}

static enum kind
kind_of(const char *mime, struct bytes file)
{
	static const struct {
		const char *mime;
		enum kind kind;
	} kinds[] = { { "image/jpeg", KIND_JPEG }, { "image/png", KIND_PNG },
		{ "image/webp", KIND_WEBP }, { HEIC, KIND_HEIC },
		{ "image/heif", KIND_HEIC }, { "application/pdf", KIND_PDF },
		{ DOCX, KIND_DOCX }, { XLSX, KIND_XLSX } };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(mime, kinds[i].mime) == 0)
			return kinds[i].kind;
	/* Some programs write the parts of an office file in another order than
	 * libmagic expects; their names are in the directory at its end. */
	if (strcmp(mime, "application/zip") == 0 && has(file, "[Content_Types].xml"))
		return has(file, "word/document.xml") ? KIND_DOCX :
		    has(file, "xl/workbook.xml") ? KIND_XLSX : KIND_OTHER;
	return KIND_OTHER;
}

enum kind
kind_find(struct bytes file, struct answer *a)
{
	magic_t m = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS);
	const char *mime = NULL;
	enum kind kind;

	if (m != NULL && magic_load(m, NULL) == 0)
		mime = magic_buffer(m, file.p, file.n < LOOK_AT_BYTES ? file.n : LOOK_AT_BYTES);
	if (mime == NULL) {
		(void)refuse(a, "look_away", "%s", "no type tables");
		return KIND_OTHER;
	}
	(void)snprintf(a->mime, sizeof(a->mime), "%s", mime);
	kind = kind_of(mime, file);
	if (kind == KIND_HEIC)
		(void)snprintf(a->mime, sizeof(a->mime), "%s", HEIC);
	if (kind == KIND_DOCX)
		(void)snprintf(a->mime, sizeof(a->mime), "%s", DOCX);
	if (kind == KIND_XLSX)
		(void)snprintf(a->mime, sizeof(a->mime), "%s", XLSX);
	if (is_program(mime))
		(void)refuse(a, "file_program", "%s", mime);
	magic_close(m);
	return kind;
}
