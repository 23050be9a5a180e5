/*
 * keep: verbs that keep an office: a copy, the way back, derived tables.
 */
#ifndef MAIN_KEEP_H
#define MAIN_KEEP_H

/* `ocop backup DIR`: the database at one moment, checked, and every file it
 * names, into a new directory; the office may go on serving. SQLite. */
int backup_main(int argc, char **argv);
/* `ocop restore DIR --data NEW`: an office from a copy; NEW must not be there. */
int restore_main(int argc, char **argv);
/* `ocop rebuild [--check]`: derived tables again; with --check nothing is kept
 * and the exit is 1 when something differed. */
int rebuild_main(int argc, char **argv);

#endif
