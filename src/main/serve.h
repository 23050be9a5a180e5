/*
 * serve: `ocop serve`.
 */
#ifndef MAIN_SERVE_H
#define MAIN_SERVE_H

/* Serves until TERM or INT. Prints `ready http://ADDRESS:PORT` alone on a line
 * once requests are answered. argv[0] is "serve". */
int serve_main(int argc, char **argv);

#endif
