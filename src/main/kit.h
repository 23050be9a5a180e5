/*
 * kit: `ocop kit`: one session as a folder that others compute again.
 */
#ifndef MAIN_KIT_H
#define MAIN_KIT_H

/* `ocop kit export SESSION FOLDER [--as public|member|office] --data DIR` writes
 * the folder, which must not be there yet. SESSION is the number in the address
 * of its page.
 *
 * `ocop kit verify FOLDER [--key FILE] [--policy FILE]` checks one, without an
 * office, a database or a network: every file, entry, proof and part, every star.
 * Prints what was checked, what is wrong, what could not be checked and why; exit
 * 1 on any difference, 3 when it cannot be read. */
int kit_main(int argc, char **argv);

#endif
