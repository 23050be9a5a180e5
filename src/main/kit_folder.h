/*
 * kit_folder: the files of a kit, written to a folder and read from one. What is
 * read was handed over by strangers: links, devices and what is too large are
 * refused before anything is opened.
 */
#ifndef MAIN_KIT_FOLDER_H
#define MAIN_KIT_FOLDER_H

#include "parcel/kit.h"

/* Makes the folder, which must not be there yet. On failure it has said why on
 * stderr. */
bool kit_folder_write(const char *folder, const struct kit_files *files);
/* Everything that lies in it, by name. The same. */
bool kit_folder_read(const char *folder, struct arena *mem, struct kit_files *out);

#endif
