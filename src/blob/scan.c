/*
 * scan: asking clamd, the virus scanner, over its socket (zINSTREAM).
 *
 * The answer "clean" is believed only word for word. A scanner that is away,
 * answers in time-out, or says that a file is too large for it has not called
 * the file clean, and neither do we.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "blob/look.h"

#define WAIT_S 60

static bool
send_all(int s, const void *p, size_t n)
{
	const char *at = p;

	while (n > 0) {
		ssize_t did = send(s, at, n, MSG_NOSIGNAL);

		if (did <= 0)
			return false;
		at += did;
		n -= (size_t)did;
	}
	return true;
}

static int
scan_connect(struct str where)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	struct timeval wait = { .tv_sec = WAIT_S };
	int s;

	if (where.n >= sizeof(a.sun_path))
		return -1;
	memcpy(a.sun_path, where.p, where.n);
	s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (s < 0)
		return -1;
	if (setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait)) != 0 ||
	    setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof(wait)) != 0 ||
	    connect(s, (const struct sockaddr *)&a, sizeof(a)) != 0) {
		(void)close(s);
		return -1;
	}
	return s;
}

/* A stream of pieces, each after its length in four bytes, big end first; a
 * length of zero ends it. */
static bool
scan_send(int s, int fd)
{
	uint8_t piece[4 + 64 * 1024];
	ssize_t n;

	if (!send_all(s, "zINSTREAM", 10))
		return false;
	while ((n = read(fd, piece + 4, sizeof(piece) - 4)) > 0) {
		for (int i = 0; i < 4; i++)
			piece[i] = (uint8_t)((size_t)n >> (24 - 8 * i));
		if (!send_all(s, piece, 4 + (size_t)n))
			return false;
	}
	return n == 0 && send_all(s, "\0\0\0\0", 4);
}

enum scanned
scan_file(struct str where, int fd, struct arena *mem, struct str *found)
{
	char text[300];
	struct str answer;
	ssize_t n;
	int s = scan_connect(where);

	*found = (struct str){ NULL, 0 };
	if (s < 0)
		return SCANNED_FAILED;
	/* A scanner that refuses in the middle has answered: hear it anyway. */
	(void)scan_send(s, fd);
	n = recv(s, text, sizeof(text), 0);
	(void)close(s);
	if (n <= 0)
		return SCANNED_FAILED;
	answer = str_head((struct str){ text, (size_t)n }, strnlen(text, (size_t)n));
	answer = str_trim(answer);
	if (str_eq(answer, S("stream: OK")))
		return SCANNED_CLEAN;
	if (!str_starts(answer, S("stream: ")) || !str_ends(answer, S(" FOUND")))
		return SCANNED_FAILED;
	*found = str_copy(mem, str_head(str_from(answer, 8), answer.n - 8 - 6));
	return SCANNED_BAD;
}
