/* key_copies: the verb for copies of the keys of personal parts. */
#ifndef MAIN_KEY_COPIES_H
#define MAIN_KEY_COPIES_H

/* ocop keys copy: today's copy now, as every night.
 * ocop keys forget: takes what was erased out of every copy now.
 * ocop keys put FILE: gives a restored office its keys back; before its log goes on. */
int key_copies_main(int argc, char **argv);

#endif
