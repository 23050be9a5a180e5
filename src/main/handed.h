/*
 * handed: `ocop dossier export NUMBER FOLDER`, `verify FOLDER`, `import FOLDER`: a
 * dossier to the office of the Ministry, and its result back (act/handed.h).
 *
 * Import believes a key that the operator wrote down, and no other: the setting
 * `senders` names a file with a line for each office, its unit and the key of its log
 * as it stands on its decisions:
 *
 *   # Thành phố Hồ Chí Minh
 *   79 ocop.example.vn/log/79/1+1a2b3c4d+…
 */
#ifndef MAIN_HANDED_H
#define MAIN_HANDED_H

/* The verb `dossier`: its exit code. Import takes all of a folder or nothing of it. */
int handed_main(int argc, char **argv);

#endif
