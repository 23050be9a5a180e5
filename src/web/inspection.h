/*
 * inspection: views of the pages of inspections.
 */
#ifndef WEB_INSPECTION_H
#define WEB_INSPECTION_H

#include "act/inspection.h"
#include "web/field.h"
#include "web/visit.h"

struct inspection_page {
	struct inspection_view v;
	struct field_options grounds; /* of Đ8.1 */
	struct str set_name;
	bool open, correcting;        /* may be filled in; waits for a correction */
};

/* Kind, state and answers in words; how a state looks. */
enum text inspection_kind_text(int64_t kind);
enum text inspection_state_text(int64_t state);
enum tone inspection_state_tone(int64_t state);
enum text check_verdict_text(int verdict);
/* What the province can choose: planned, unannounced. */
struct field_options inspection_kinds(const struct visit *v);
/* The grounds of a pack as answers of a question. */
struct field_options ground_options(const struct visit *v, const struct pack *p);
/* An answer that is a small number; 0 for anything else. */
int choice_number(struct str s);
/* What stood in a line of the list: typed, or kept. */
bool line_is(const struct visit *v, const struct inspection_line *l, int verdict);
struct str line_note(const struct visit *v, const struct inspection_line *l);

#endif
