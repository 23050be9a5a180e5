/*
 * init: an office from nothing, its schema, and whether it is well.
 */
#ifndef MAIN_INIT_H
#define MAIN_INIT_H

/* `ocop init --data DIR`: makes directory, schema and what the law says. Does
 * nothing to an office that is there. */
int init_main(int argc, char **argv);
/* `ocop migrate`: applies what is missing; prints how many. */
int migrate_main(int argc, char **argv);
/* `ocop check`: asks every invariant; exit 1 and a line for each broken one. */
int check_main(int argc, char **argv);

#endif
