/* log: the verb for whoever keeps the public record of an office. */
#ifndef MAIN_LOG_H
#define MAIN_LOG_H

/* ocop log: its name, keys and newest head.
 * ocop log check: files, entries and tables against what was signed; 1: not so.
 * ocop log erase PLACE BASIS: the personal parts of an entry.
 * ocop log rotate: another key, with the office stopped.
 * ocop log reopen HEAD: after a restore, from the newest head a witness has.
 * ocop log next HEAD [FILES]: the copy lacks entries of that head: a new generation. */
int log_main(int argc, char **argv);

#endif
