/*
 * routes: the handlers of routes.def, declared. Several rows may share one;
 * declaring it again says nothing new.
 */
#ifndef WEB_ROUTES_H
#define WEB_ROUTES_H

#include "web/visit.h"

#define PREPARE_DECLARE_READS
#define PREPARE_DECLARE_WRITES
#define PREPARE_DECLARE_BESIDE
#define PREPARE_DECLARE_SLOW_READS
#define PREPARE_DECLARE_SLOW(f) handler f;
#define ROUTE(method, pattern, right, access, form, answer, run, again, sentence) \
	handler run; PREPARE_DECLARE_##access
#include "web/routes.def"
#undef ROUTE

#endif
