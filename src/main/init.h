/*
 * init: an office from nothing, its schema, and whether it is well.
 */
#ifndef MAIN_INIT_H
#define MAIN_INIT_H

/* `ocop init [PROVINCE] --data DIR`: makes directory and schema, brings in all
 * units, and founds the agencies of a province (its code, e.g. 79). Does
 * nothing to what is there already. */
int init_main(int argc, char **argv);
/* `ocop migrate`: applies what is missing; prints how many. */
int migrate_main(int argc, char **argv);
/* `ocop check`: asks every invariant; exit 1 and a line for each broken one. */
int check_main(int argc, char **argv);

#endif
