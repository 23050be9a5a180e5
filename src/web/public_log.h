/* public_log: pages about the public record. */
#ifndef WEB_PUBLIC_LOG_H
#define WEB_PUBLIC_LOG_H

#include "act/public_log.h"
#include "text.h"
#include "web/witnesses.h"

struct public_log_page {
	struct str address; /* of this office, as printed in codes; "https://…" when nobody set it */
	struct public_log v;
	struct str typed;
	struct cosigners_view *witnesses;
	struct watched_logs watched;
	bool unknown;      /* a code was typed that no entry has */
};

struct public_entry_page {
	struct public_entry v;
	enum text type;    /* the word for people */
};

/* The word for people of an entry's type. */
enum text entry_type_text(struct str type);

#endif
