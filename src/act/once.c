/* once: see once.h. */
#include "act/once.h"

#include "q.h"

#define KEPT_MS ((int64_t)24 * 60 * 60 * 1000)

enum rc
once_find(struct ctx *c, struct str key, struct str *location)
{
	struct q_once_find row;
	bool found;
	enum rc rc = q_once_find(c->db, key, c->actor.id, &row, &found);

	*location = rc == RC_OK && found ? row.location : S("");
	return rc;
}

enum rc
once_keep(struct ctx *c, struct str key, struct str location)
{
	return q_once_add(c->db, key, c->actor.id, location, c->now);
}

enum rc
once_sweep(struct ctx *c)
{
	c->housekeeping = true;
	return q_once_sweep(c->db, (struct moment){ c->now.ms - KEPT_MS });
}
