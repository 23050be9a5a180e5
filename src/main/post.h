/*
 * post: the thread that sends what act/mail.h has queued. It waits for mail
 * servers, so it is apart from the jobs; the database is asked between letters,
 * never while one is under way.
 */
#ifndef MAIN_POST_H
#define MAIN_POST_H

#include "act/writer.h"
#include "main/settings.h"
#include "main/smtp.h"

struct post;

/* The same from the settings; the password is the first line of its file. */
struct post *post_open(struct writer *writer, const struct ctx *proto,
    const struct settings *set, struct arena *mem);

/* Sends what is on its way and ends; NULL is fine. */
void post_stop(struct post *p);

/* The letter that says that notices wait, in a language. */
struct letter post_letter(struct arena *mem, struct str address,
    struct str lang, struct str link);

#endif
