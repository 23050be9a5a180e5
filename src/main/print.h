/*
 * print: verbs that print the program's own tables.
 */
#ifndef MAIN_PRINT_H
#define MAIN_PRINT_H

/* `ocop routes`: every address, a line each. */
int routes_main(int argc, char **argv);
/* `ocop permits`: roles and rights. */
int permits_main(int argc, char **argv);
/* `ocop workflow`: the road of a dossier, and who may do what on it. */
int records_main(int argc, char **argv);
int workflow_main(int argc, char **argv);
/* `ocop papers`: every paper, and where each of its fields comes from. */
int papers_main(int argc, char **argv);
/* `ocop bylaw`: the rules of a council's bylaw, limits and defaults. */
int bylaw_main(int argc, char **argv);
/* `ocop version`. */
int version_main(int argc, char **argv);

#endif
