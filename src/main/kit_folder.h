/*
 * kit_folder: the files of a kit, written to a folder and read from one. What is
 * read was handed over by strangers: links, devices and what is too large are
 * refused before anything is opened.
 */
#ifndef MAIN_KIT_FOLDER_H
#define MAIN_KIT_FOLDER_H

#include "parcel/kit.h"

/* Makes the folder, which must not be there yet. On failure it has said why on
 * stderr, in the name of a verb: "kit make". */
bool kit_folder_write(const char *verb, const char *folder, const struct kit_files *files);
/* Everything that lies in it, by name. The same. */
bool kit_folder_read(const char *verb, const char *folder, struct arena *mem,
    struct kit_files *out);

/* A folder that is checked by a verb. */
struct kit_asked {
	const char *verb;          /* "kit verify": for what is said on stderr */
	const char *folder;
	const char *key, *policy;  /* files; NULL: none */
	void (*check)(struct kit_files *files, const struct kit_known *known,
	    struct arena *mem, struct report *report);
};
/* Reads it all, checks, prints the report: the exit code of the program. */
int kit_folder_verify(const struct kit_asked *a);

#endif
