/* Request paths: what comes out is UTF-8, begins with /, and climbs nowhere. */
#include "fuzz.h"

#include "base/fault.h"
#include "base/text.h"
#include "http/http.h"
#include "web/serve_one.h"

void
fuzz_one(struct arena *mem, struct str bytes)
{
	struct str path;
	unsigned allowed;

	if (!path_read(mem, bytes, &path))
		return;
	REQUIRE(path.n > 0 && path.p[0] == '/');
	REQUIRE(text_valid(path));
	REQUIRE(str_find(path, '\0') == path.n);
	REQUIRE(!str_has(path, S("/../")) && !str_ends(path, S("/..")));
	(void)route_find(GET, path, &allowed);
	(void)route_find(POST, path, &allowed);
}
