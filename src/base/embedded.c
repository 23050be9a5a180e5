/* embedded: see embedded.h. The tables are short and sorted by name; an asset
 * is looked up once per request at most. */
#include "base/embedded.h"

#include "embed.h"

const struct embedded *
asset_find(struct str name)
{
	for (const struct embedded *e = embed_assets; e->name != NULL; e++) {
		if (str_eq(str_c(e->name), name))
			return e;
	}
	return NULL;
}

const struct embedded *
asset_plain(struct str plain)
{
	for (const struct embedded *e = embed_assets; e->name != NULL; e++) {
		if (str_eq(str_c(e->plain), plain))
			return e;
	}
	return NULL;
}

const struct embedded *
data_find(struct str name)
{
	for (const struct embedded *e = embed_data; e->name != NULL; e++) {
		if (str_eq(str_c(e->name), name))
			return e;
	}
	return NULL;
}

const struct embedded *
data_next(struct str head, size_t *at)
{
	while (embed_data[*at].name != NULL) {
		const struct embedded *e = &embed_data[(*at)++];

		if (str_starts(str_c(e->name), head))
			return e;
	}
	return NULL;
}
