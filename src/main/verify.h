/*
 * verify: `ocop verify`: an office, or a published log, checked by somebody who
 * trusts nobody.
 */
#ifndef MAIN_VERIFY_H
#define MAIN_VERIFY_H

/* `ocop verify --data DIR` checks an office: its log, every star, decision and
 * certificate computed again, every file, every promise of the database.
 * `ocop verify LOG` checks only a published log: a folder or an address.
 *
 *   --log LOG       where the log of the office lies, if elsewhere
 *   --key FILE      the log's public key (a vkey), got another way
 *   --policy FILE   which witnesses must have cosigned (tlog-policy)
 *   --older FILE    a checkpoint kept from before
 *   --tsa-roots FILE  certificates (PEM) of who may have stamped the time
 *   --sample yes    the log alone is of a sample office, whose days are invented
 *
 * Prints what was checked, what is wrong, what could not be checked and why.
 * Exit 1 on any difference. */
int verify_main(int argc, char **argv);

#endif
