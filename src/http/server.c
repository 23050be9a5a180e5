/*
 * server: starting and stopping; see server.h. What happens on a connection is
 * line.c.
 */
#include "http/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "http/line.h"

#define CONNECTION_MEMORY (16 * KIB) /* request line, headers, buffers: the whole
                                        of it is touched by the library */

__attribute__((format(printf, 2, 0))) static void
library_log(void *arg, const char *fmt, va_list ap)
{
	char line[300];
	size_t n;

	(void)arg;
	(void)vsnprintf(line, sizeof(line), fmt, ap);
	n = strlen(line);
	if (n > 0 && line[n - 1] == '\n')
		line[n - 1] = '\0';
	log_line(LOG_DEBUG, "http: %s", line);
}

/* "127.0.0.1" or "::1" and the like; a name is not looked up. */
static bool
address_read(const struct server_settings *settings,
    struct sockaddr_storage *out, bool *six)
{
	struct sockaddr_in *a4 = (void *)out;
	struct sockaddr_in6 *a6 = (void *)out;
	char text[INET6_ADDRSTRLEN + 1];

	(void)snprintf(text, sizeof(text), "%.*s", STR_ARG(settings->address));
	memset(out, 0, sizeof(*out));
	*six = false;
	a4->sin_port = htons((uint16_t)settings->port);
	a4->sin_family = AF_INET;
	if (inet_pton(AF_INET, text, &a4->sin_addr) == 1)
		return true;
	memset(out, 0, sizeof(*out));
	*six = true;
	a6->sin6_port = htons((uint16_t)settings->port);
	a6->sin6_family = AF_INET6;
	return inet_pton(AF_INET6, text, &a6->sin6_addr) == 1;
}

static struct MHD_Daemon *
daemon_start(struct server *s, const struct sockaddr *address, bool six)
{
	const struct server_settings *o = &s->settings;
	unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD |
	    MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG |
	    (six ? MHD_USE_IPv6 : 0);
	unsigned pool = o->threads >= 2 ? (unsigned)o->threads : 0;

	return MHD_start_daemon(flags, 0, NULL, NULL, line_handle, s,
	    MHD_OPTION_EXTERNAL_LOGGER, library_log, NULL,
	    MHD_OPTION_SOCK_ADDR, address,
	    MHD_OPTION_THREAD_POOL_SIZE, pool,
	    MHD_OPTION_CONNECTION_LIMIT, (unsigned)o->connections_max,
	    MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)o->timeout_s,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
	    MHD_OPTION_LISTEN_BACKLOG_SIZE, 1024u,
	    MHD_OPTION_STRICT_FOR_CLIENT, 1,
	    MHD_OPTION_NOTIFY_COMPLETED, line_completed, s,
	    MHD_OPTION_NOTIFY_CONNECTION, line_notify, s,
	    MHD_OPTION_URI_LOG_CALLBACK, line_target, s,
	    MHD_OPTION_END);
}

enum rc
server_start(const struct server_settings *settings,
    const struct server_calls *calls, struct fault *fault, struct server **out)
{
	struct arena own;
	struct sockaddr_storage address;
	struct server *s;
	bool six;

	*out = NULL;
	if (!address_read(settings, &address, &six))
		return fault_set(fault, &WHY_BROKEN, __FILE__, __LINE__,
		    "address %.*s is no number; write 127.0.0.1 or ::1",
		    STR_ARG(settings->address));
	arena_init(&own, 64 * MIB);
	s = ARENA_NEW(&own, struct server);
	s->own = own;
	s->settings = *settings;
	s->calls = calls;
	(void)pthread_mutex_init(&s->lock, NULL);
	/* Room for all that may come, not touched until they do. */
	s->lines = arena_bytes(&s->own, (size_t)settings->connections_max *
	    sizeof(*s->lines));
	s->daemon = daemon_start(s, (const struct sockaddr *)&address, six);
	if (s->daemon == NULL) {
		own = s->own;
		arena_release(&own);
		return fault_set(fault, &WHY_BROKEN, __FILE__, __LINE__,
		    "cannot listen on %.*s port %d: is it taken? Choose another "
		    "with --port", STR_ARG(settings->address), settings->port);
	}
	*out = s;
	return RC_OK;
}

int
server_port(const struct server *s)
{
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(s->daemon,
	    MHD_DAEMON_INFO_BIND_PORT);

	return info == NULL ? 0 : info->port;
}

void
server_quiesce(struct server *s)
{
	atomic_store(&s->closing, true);
	(void)close(MHD_quiesce_daemon(s->daemon));
}

int
server_waiting(struct server *s)
{
	return atomic_load(&s->waiting);
}

void
server_stop(struct server *s)
{
	struct arena own;

	if (s == NULL)
		return;
	MHD_stop_daemon(s->daemon);
	for (int i = 0; i < s->n_lines; i++)
		arena_release(&s->lines[i].x.mem);
	(void)pthread_mutex_destroy(&s->lock);
	own = s->own;
	arena_release(&own);
}
