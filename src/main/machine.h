/*
 * machine: what the machine under us gives: cores, open files.
 */
#ifndef MAIN_MACHINE_H
#define MAIN_MACHINE_H

#include <stdint.h>

/* Serving threads: as many as asked for; 0: one for each core, 64 at most. */
int threads_for(int64_t asked);
/* Room for that many connections and the files beside them; warns when the
 * system does not give it. */
void files_allow(int64_t connections);

#endif
