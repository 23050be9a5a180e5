/*
 * score: `ocop score < sheets.json`: the star of one product from its sheets.
 *
 * No database, no server: anybody can compute every star again. The contract
 * is that of core/scoring.h. Exit 3 and one line on stderr when the input is
 * not exactly as it must be.
 */
#ifndef MAIN_SCORE_H
#define MAIN_SCORE_H

/* argv[0] is "score". */
int score_main(int argc, char **argv);

#endif
