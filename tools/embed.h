/* embed.h: what the parts of embed share. */
#ifndef TOOLS_EMBED_H
#define TOOLS_EMBED_H

/* The .json files below `from`, packed, into the same places below `to`. */
void pack_folder(const char *from, const char *to);

#endif
