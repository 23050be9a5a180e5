/*
 * signed_crl: whether a signer's certificate was revoked, by the lists (CRL, RFC 5280)
 * that the office has put into a folder of its data. Nothing is fetched: an office
 * without a line, or one that must not speak to others while it serves, brings the
 * lists by hand or by a program of its own. See signed.h.
 *
 * A list counts when the authority that issued the certificate has signed it. For each
 * certificate below the root the newest such list is asked. Nothing is guessed: without
 * a list the answer is "not asked", behind its day it is "old", and only a list of the
 * day that does not name the certificate says "clear".
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "blob/inside.h"
#include "blob/signed_inside.h"

#define LIST_BYTES_MAX ((int64_t)16 * 1024 * 1024)

/* ---- the folder -------------------------------------------------------------------------- */

static bool
list_read(int folder, const char *name, struct arena *mem, struct str *out)
{
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	struct stat st;
	char *to;
	int64_t have = 0;
	ssize_t n = 1;

	if (fd < 0)
		return false;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size <= 0 ||
	    st.st_size > LIST_BYTES_MAX) {
		(void)close(fd);
		return false;
	}
	to = arena_bytes(mem, (size_t)st.st_size);
	while (have < st.st_size && n > 0) {
		n = pread(fd, to + have, (size_t)(st.st_size - have), have);
		have += n > 0 ? n : 0;
	}
	(void)close(fd);
	*out = (struct str){ to, (size_t)have };
	return have == st.st_size;
}

enum rc
signed_lists(const struct blobs *b, struct arena *mem, struct fault *fault,
    struct signed_trust *trust)
{
	const char *path = str_z(mem, str_printf(mem, "%.*s/crl", STR_ARG(b->dir)));
	struct str *v = ARENA_ARRAY(mem, LISTS_MAX, struct str);
	DIR *d = opendir(path);
	const struct dirent *e;
	size_t n = 0;

	trust->lists = v;
	trust->n_lists = 0;
	if (d == NULL)
		return errno == ENOENT ? RC_OK : io_fault(fault, "open the folder of lists");
	while ((e = readdir(d)) != NULL && n < LISTS_MAX) {
		if (e->d_name[0] == '.')
			continue;
		if (list_read(dirfd(d), e->d_name, mem, &v[n]))
			n++;
		else
			log_error("%s/%s is no list of revoked certificates that can be read", path,
			    e->d_name);
	}
	(void)closedir(d);
	trust->n_lists = n;
	return RC_OK;
}

/* ---- asking -------------------------------------------------------------------------------- */

/* DER, or PEM as some authorities give it. To free with X509_CRL_free(). */
static X509_CRL *
list_open(struct str bytes)
{
	const unsigned char *at = (const unsigned char *)bytes.p;
	X509_CRL *list = d2i_X509_CRL(NULL, &at, (long)bytes.n);
	BIO *in;

	if (list != NULL)
		return list;
	in = BIO_new_mem_buf(bytes.p, (int)bytes.n);
	REQUIRE(in != NULL);
	list = PEM_read_bio_X509_CRL(in, NULL, NULL, NULL);
	BIO_free(in);
	return list;
}

/* What the newest list of this authority says of one certificate. */
static enum revocation
one_ask(const struct checking *c, X509 *cert, X509 *issuer, struct signature_found *to)
{
	enum revocation said = REVOCATION_NOT_ASKED;
	time_t at = (time_t)(c->trust->at.ms / 1000);
	struct moment newest = { 0 };

	for (size_t i = 0; i < c->trust->n_lists; i++) {
		X509_CRL *list = list_open(c->trust->lists[i]);
		X509_REVOKED *row = NULL;
		const ASN1_TIME *next;
		struct moment made;

		if (list == NULL)
			continue;
		made = moment_of_asn1(X509_CRL_get0_lastUpdate(list));
		if (X509_NAME_cmp(X509_CRL_get_issuer(list), X509_get_subject_name(issuer)) == 0 &&
		    X509_CRL_verify(list, X509_get0_pubkey(issuer)) == 1 &&
		    (said == REVOCATION_NOT_ASKED || made.ms >= newest.ms)) {
			newest = made;
			/* without a last day nobody can say that it is not behind it */
			next = X509_CRL_get0_nextUpdate(list);
			said = X509_CRL_get0_by_cert(list, &row, cert) == 1 ? REVOCATION_REVOKED :
			    next == NULL || X509_cmp_time(next, &at) <= 0 ? REVOCATION_OLD :
			    REVOCATION_CLEAR;
			to->list = c->trust->lists[i];
			to->list_at = made;
			if (said == REVOCATION_REVOKED)
				to->revoked_at = moment_of_asn1(X509_REVOKED_get0_revocationDate(row));
		}
		X509_CRL_free(list);
	}
	return said;
}

void
revocation_ask(const struct checking *c, STACK_OF(X509) *chain, struct signature_found *to)
{
	/* from what says least of the signer to what ends the question */
	static const int weight[] = { [REVOCATION_CLEAR] = 0, [REVOCATION_OLD] = 1,
		[REVOCATION_NOT_ASKED] = 2, [REVOCATION_REVOKED] = 3 };
	int n = sk_X509_num(chain);
	enum revocation worst = n < 2 ? REVOCATION_NOT_ASKED : REVOCATION_CLEAR;

	for (int i = 0; i + 1 < n; i++) {
		struct signature_found one = { 0 };
		enum revocation said = one_ask(c, sk_X509_value(chain, i),
		    sk_X509_value(chain, i + 1), &one);

		if (i == 0 || weight[said] > weight[worst]) {
			to->list = one.list;
			to->list_at = one.list_at;
			to->revoked_at = one.revoked_at;
		}
		if (weight[said] > weight[worst])
			worst = said;
	}
	to->revocation = worst;
	ERR_clear_error();
}
