/*
 * print: verbs that print the program's own tables.
 */
#ifndef MAIN_PRINT_H
#define MAIN_PRINT_H

int routes_main(int argc, char **argv);
int permits_main(int argc, char **argv);
int workflow_main(int argc, char **argv);
int version_main(int argc, char **argv);

#endif
