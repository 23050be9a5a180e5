/* signed_time: when a signer says it was. */
#include "blob/signed_inside.h"

struct moment
moment_of_asn1(const ASN1_TIME *t)
{
	struct tm tm;
	struct day d;

	if (t == NULL || ASN1_TIME_to_tm(t, &tm) != 1)
		return (struct moment){ 0 };
	d = day_make(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
	/* Given in UTC; a day of ours begins seven hours earlier. */
	return d.n == 0 ? (struct moment){ 0 } : (struct moment){ moment_of(d, 7, 0).ms +
		((int64_t)tm.tm_hour * 3600 + tm.tm_min * 60 + tm.tm_sec) * 1000 };
}
