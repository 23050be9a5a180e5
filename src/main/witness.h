/* witness: the verb of both sides: witnesses of our log, and logs that we watch. */
#ifndef MAIN_WITNESS_H
#define MAIN_WITNESS_H

/* ocop witness: both sides, a line each; 1: a watched log has forked.
 *
 * ocop witness add VKEY ADDRESS, drop NAME: who is asked about our log.
 * ocop witness run: asks all of them now; 1: one did not cosign.
 * ocop witness watch VKEY [ADDRESS]: watches another office's log; published at
 *     ADDRESS it is copied every night.
 * ocop witness mirror: copies now; 1: a copy is not what it should be.
 *
 * For places without a line, the same bytes as files:
 * ocop witness ask OLD >REQUEST: our newest head for a witness that knows OLD entries.
 * ocop witness answer REQUEST >ANSWER: what we say of another's head; 1: not cosigned.
 * ocop witness take ANSWER VKEY: a witness's answer into our newest head. */
int witness_main(int argc, char **argv);

#endif
