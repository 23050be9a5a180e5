/*
 * user: accounts from the command line: the first administrator, and a way in
 * when nobody can sign in any more.
 */
#ifndef MAIN_USER_H
#define MAIN_USER_H

/* `ocop user add LOGIN NAME ROLE [AGENCY-CODE]`, `ocop user role LOGIN ROLE`,
 * `ocop user password LOGIN`, `ocop user second-off LOGIN` (who has lost the second
 * step of signing in). A password is read from stdin, one line. */
int user_main(int argc, char **argv);

#endif
