/* The line behind the writer: who has an entry is told when the published head has it,
 * who has none does not wait for that; and when the disk is full, nobody is told that
 * something was done which nobody can see. */
#include "publisher_whole.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/syscall.h>

#define PEOPLE 48

/* Naming a file finds no room while this is set. */
static atomic_bool full;

int
rename(const char *from, const char *to)
{
	if (atomic_load(&full)) {
		errno = ENOSPC;
		return -1;
	}
	return (int)syscall(SYS_rename, from, to);
}

struct person {
	struct office *o;
	struct writer_job job;
	struct ctx ctx;
	struct fault fault;
	struct arena mem;
	struct chance chance;
	bool draft;
	int told;
	enum rc rc;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int64_t told_sealed, first; /* seals that were answered; entries before them */
static bool early;                 /* one of them before it was published */

static enum rc
person_run(void *arg)
{
	struct person *p = arg;

	return p->draft ? act_draft(&p->ctx) : act_seal(&p->ctx);
}

/* The size that everybody can see at this moment. */
static int64_t
published_size(const struct office *o)
{
	struct fault quiet = { 0 };
	struct checkpoint c = { 0 };
	struct signed_note *n;
	struct arena mem;
	struct str bytes;
	int64_t size = -1;

	arena_init(&mem, MIB);
	n = ARENA_NEW(&mem, struct signed_note);
	if (disk_read(str_printf(&mem, "%s/log/checkpoint", o->dir), NOTE_BYTES_MAX, &mem,
	    &quiet, &bytes) == RC_OK && note_read(&mem, bytes, n) &&
	    checkpoint_read(&mem, n->text, &c))
		size = c.head.size;
	arena_release(&mem);
	return size;
}

static void
person_told(void *arg, enum rc rc)
{
	struct person *p = arg;

	(void)pthread_mutex_lock(&lock);
	p->told++;
	p->rc = rc;
	if (!p->draft && rc == RC_OK &&
	    published_size(p->o) < first + ++told_sealed)
		early = true;
	(void)pthread_mutex_unlock(&lock);
}

static void
person_make(struct person *p, struct office *o, bool draft)
{
	*p = (struct person){ .o = o, .draft = draft };
	arena_init(&p->mem, MIB);
	p->chance.fill = chance_fill_system;
	p->ctx = (struct ctx){ .mem = &p->mem, .fault = &p->fault, .now = STORE_NOW,
		.chance = &p->chance, .log = o->log };
	p->job = (struct writer_job){ .run = person_run, .done = person_told, .arg = p,
		.ctx = &p->ctx };
}

/* All of them at once; every third one only drafts. */
static void
people_act(struct office *o, struct writer *w, struct person *people)
{
	for (int i = 0; i < PEOPLE; i++) {
		person_make(&people[i], o, i % 3 == 2);
		CHECK(writer_put(w, &people[i].job));
	}
}

static struct writer *
writer_begin(struct office *o)
{
	struct writer *w = NULL;

	CHECK_INT(writer_open(o->where, &o->fault, &w), RC_OK);
	CHECK_INT(writer_publish(w, o->log, &o->fault), RC_OK);
	return w;
}

static void
told_when_it_is_published(struct str where)
{
	static struct person people[PEOPLE];
	struct office o;
	struct str checkpoint;
	struct tree_head before;
	struct writer *w;

	if (!office_make(&o, where))
		return;
	before = head_of(&o, &checkpoint);
	first = before.size;
	told_sealed = 0;
	early = false;
	w = writer_begin(&o);
	people_act(&o, w, people);
	writer_close(w);
	for (int i = 0; i < PEOPLE; i++) {
		unit_row("person %d", i);
		CHECK_INT(people[i].told, 1);
		CHECK_INT(people[i].rc, RC_OK);
		arena_release(&people[i].mem);
	}
	CHECK(!early);
	CHECK_INT(told_sealed, PEOPLE - PEOPLE / 3);
	office_close(&o);
	CHECK_INT(reopened_whole(&o, &before), before.size + told_sealed);
	if (CHECK(office_open(&o)))
		office_drop(&o);
}

static void
nobody_is_told_what_is_not_there(struct str where)
{
	static struct person people[PEOPLE], last;
	struct office o;
	struct str checkpoint;
	struct tree_head before;
	struct writer *w;

	if (!office_make(&o, where))
		return;
	before = head_of(&o, &checkpoint);
	first = before.size;
	told_sealed = 0;
	early = false;
	w = writer_begin(&o);
	atomic_store(&full, true);
	people_act(&o, w, people);
	writer_close(w);
	for (int i = 0; i < PEOPLE; i++) {
		unit_row("person %d", i);
		CHECK_INT(people[i].told, 1);
		CHECK_INT(people[i].rc, people[i].draft ? RC_OK : RC_BUSY);
		arena_release(&people[i].mem);
	}
	CHECK(publisher_stuck(o.log));
	CHECK_INT(published_size(&o), before.size);
	atomic_store(&full, false);
	/* There is room again: the next one is answered, and what waited is there too. */
	w = writer_begin(&o);
	person_make(&last, &o, false);
	CHECK_INT(writer_wait(w, &last.job), RC_OK);
	writer_close(w);
	arena_release(&last.mem);
	CHECK(!publisher_stuck(o.log));
	CHECK(published_size(&o) > before.size);
	CHECK(!early);
	office_close(&o);
	CHECK(reopened_whole(&o, &before) > before.size);
	if (CHECK(office_open(&o)))
		office_drop(&o);
}

#define EACH(name) static void name##_each(void) { store_each(name); }
EACH(told_when_it_is_published)
EACH(nobody_is_told_what_is_not_there)

static const struct unit_test tests[] = {
	{ "publishing: told when it is published", told_when_it_is_published_each },
	{ "publishing: a full disk, and nobody is told what is not there",
	    nobody_is_told_what_is_not_there_each },
};
UNIT_MAIN(tests)
