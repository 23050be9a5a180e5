/* witness: the verb for places without a line: the protocol of witnesses as files. */
#ifndef MAIN_WITNESS_H
#define MAIN_WITNESS_H

/* ocop witness watch VKEY: begins to watch another office's log.
 * ocop witness ask OLD >REQUEST: our newest head for a witness that knows OLD entries.
 * ocop witness answer REQUEST >ANSWER: what we say of another's head; 1: not cosigned.
 * ocop witness take ANSWER VKEY: a witness's answer into our newest head. */
int witness_main(int argc, char **argv);

#endif
