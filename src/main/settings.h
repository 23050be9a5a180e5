/*
 * settings: what can be set, once, in a table.
 *
 * A value comes from the command line (--port 80), else from the environment
 * (OCOP_PORT), else from DIR/ocop.conf (port = 80), else from the table.
 * `ocop settings` prints all of them with their meaning and where each came
 * from. An unknown name is refused everywhere: a misspelt setting that is
 * silently ignored is a setting that somebody believes in.
 */
#ifndef MAIN_SETTINGS_H
#define MAIN_SETTINGS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

struct settings {
	struct str key_copies; /* house_key_copies() */
	struct str senders;    /* act/handed_open.h */
	struct str data, database, address, public_url, clamd, log_name, log, smtp,
	    smtp_from, smtp_user, smtp_password_file, room, tsa;
	int64_t port, threads, slow_threads, connections, streams,
	    timeout;
	bool proxy, clock_hold;
};

/* Reads all sources. argv[0] is the verb. The fault names the source and what
 * to do. */
MUST_CHECK enum rc settings_read(int argc, char **argv, struct arena *mem,
    struct fault *fault, struct settings *out);
/* The n-th word that is no option, from 0; "" when there are fewer. */
struct str settings_word(int argc, char **argv, int n);

/* `ocop settings`. */
int settings_main(int argc, char **argv);

#endif
