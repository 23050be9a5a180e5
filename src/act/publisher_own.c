/* publisher_own: what an office's log says of itself; see publisher.h. */
#include "act/publisher_inside.h"

void
publisher_set_base(struct publisher *p, int64_t base)
{
	p->base = base;
}

int64_t
publisher_base(const struct publisher *p)
{
	return p->base;
}

struct str
publisher_dir(const struct publisher *p)
{
	return p->dir;
}

struct str
publisher_agency(const struct publisher *p)
{
	return p->agency;
}

struct str
publisher_office_key(const struct publisher *p)
{
	return p->office_key;
}
