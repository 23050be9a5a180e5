/*
 * subject: what the pages of the profile show (subject.html).
 */
#ifndef WEB_SUBJECT_H
#define WEB_SUBJECT_H

#include "act/subject.h"
#include "core/dossier.h"
#include "web/field.h"
#include "web/visit.h"

/* A box of Mẫu 02 part I. */
struct tick_text {
	int64_t bit; /* enum subject_tick */
	enum text text;
};
#define TICK_TEXTS 10
extern const struct tick_text tick_texts[TICK_TEXTS];

/* The profile, or one section of it as a form. */
struct subject_page {
	struct subject_view v;
};

/* The words of a kind (enum subject_kind), a gender, yes or no. */
enum text subject_kind_text(int64_t kind);
enum text gender_text(int64_t gender);
enum text disability_text(int64_t disability);

/* The answers to choose among; what is stored is marked. */
struct field_options subject_kind_choices(struct arena *mem, int64_t kind);
struct field_options gender_choices(struct arena *mem, int64_t gender);
struct field_options disability_choices(struct arena *mem, int64_t disability);
struct field_options tick_choices(struct arena *mem, int64_t ticks);

#endif
