/* Several servers on one office, one of them killed while it publishes, and a clock
 * that is set back: no gap, no fork, nobody told of what is not in the signed tree. */
#include "publisher_whole.h"

#include <signal.h>
#include <sys/wait.h>

#include "act/entries.h"

#define SERVERS 3
#define ACTS 12

/* One server: seals sheets, and says after each that was answered. */
static void
serve_in_child(struct office *o, int told)
{
	if (!office_open(o))
		_exit(9);
	for (int i = 0; i < ACTS; i++) {
		enum rc rc = act(o, act_seal);
		char said = rc == RC_OK ? 'y' : rc == RC_BUSY ? 'b' : 'n';

		if (write(told, &said, 1) != 1)
			_exit(8);
	}
	_exit(0);
}

static pid_t
server_start(struct office *o, int told)
{
	pid_t pid = fork();

	if (pid == 0)
		serve_in_child(o, told);
	CHECK(pid > 0);
	return pid;
}

/* How often each was told what; the first one is killed after `kill_after` answers
 * of all. */
struct told {
	int yes, busy, no;
};

static struct told
servers_run(struct office *o, int kill_after)
{
	struct told t = { 0 };
	pid_t pids[SERVERS];
	int told[2], status;
	char said;

	CHECK(pipe(told) == 0);
	for (int i = 0; i < SERVERS; i++)
		pids[i] = server_start(o, told[1]);
	close(told[1]);
	while (read(told[0], &said, 1) == 1) {
		t.yes += said == 'y';
		t.busy += said == 'b';
		t.no += said == 'n';
		if (t.yes == kill_after)
			(void)kill(pids[0], SIGKILL);
	}
	close(told[0]);
	for (int i = 0; i < SERVERS; i++) {
		CHECK(waitpid(pids[i], &status, 0) == pids[i]);
		CHECK(WIFSIGNALED(status) ? WTERMSIG(status) == SIGKILL :
		    WEXITSTATUS(status) == 0);
	}
	return t;
}

/* The tree is whole, has every answered act, and the tables agree with it. */
static void
is_whole(struct office *o, const struct tree_head *before, int at_least)
{
	CHECK(reopened_whole(o, before) >= before->size + at_least);
}

static void
servers_at_once(struct str where)
{
	struct office o;
	struct str checkpoint;
	struct tree_head before;
	struct told t;

	if (!office_make(&o, where))
		return;
	before = head_of(&o, &checkpoint);
	office_close(&o);
	t = servers_run(&o, 0);
	CHECK_INT(t.yes + t.busy, SERVERS * ACTS);
	CHECK_INT(t.no, 0);
	is_whole(&o, &before, t.yes);
	if (CHECK(office_open(&o)))
		office_drop(&o);
}

static void
the_publisher_is_killed(struct str where)
{
	struct office o;

	if (!office_make(&o, where))
		return;
	office_close(&o);
	for (int kill_after = 1; kill_after <= 16; kill_after += 3) {
		struct str checkpoint;
		struct tree_head before;
		struct told t;

		unit_row("killed after %d", kill_after);
		if (!CHECK(office_open(&o)))
			return;
		before = head_of(&o, &checkpoint);
		office_close(&o);
		t = servers_run(&o, kill_after);
		CHECK_INT(t.no, 0); /* the others go on */
		CHECK(t.yes >= ACTS);
		is_whole(&o, &before, t.yes);
	}
	if (CHECK(office_open(&o)))
		office_drop(&o);
}

/* ---- a clock that was set back ------------------------------------------------------ */

static void
the_clock_is_set_back(struct str where)
{
	struct office o;
	struct str checkpoint, said;
	struct tree_head before, after;

	if (!office_make(&o, where))
		return;
	o.ctx.now.ms = 1796000000000;
	CHECK_INT(act(&o, act_seal), RC_OK);
	before = head_of(&o, &checkpoint);
	for (int years = 1; years <= 3; years++) {
		o.ctx.now.ms -= 31536000000;
		CHECK_INT(act(&o, act_seal), RC_OK);
		after = head_of(&o, &checkpoint);
		CHECK_INT(after.size, before.size + years); /* it only grows */
	}
	CHECK_INT(differences(&o, &said), 0);
	office_close(&o);
	is_whole(&o, &before, 3);
	if (CHECK(office_open(&o)))
		office_drop(&o);
}

#define EACH(name) static void name##_each(void) { store_each(name); }
EACH(servers_at_once)
EACH(the_publisher_is_killed)
EACH(the_clock_is_set_back)

static const struct unit_test tests[] = {
	{ "record: three servers at once", servers_at_once_each },
	{ "record: the publisher is killed, the others go on", the_publisher_is_killed_each },
	{ "record: the clock is set back", the_clock_is_set_back_each },
};
UNIT_MAIN(tests)
