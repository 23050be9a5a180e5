/*
 * handed: `ocop dossier export NUMBER FOLDER`, `verify FOLDER`, `import FOLDER`: a
 * dossier to the office of the Ministry, and its result back (act/handed.h).
 *
 * Import believes a key that the operator wrote down, and no other (act/handed_open.h);
 * a desk takes the same folder, packed as an archive (web/handed.c).
 */
#ifndef MAIN_HANDED_H
#define MAIN_HANDED_H

/* The verb `dossier`: its exit code. Import takes all of a folder or nothing of it. */
int handed_main(int argc, char **argv);

#endif
