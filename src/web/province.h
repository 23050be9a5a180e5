/*
 * province: views of the provincial agency's desk: all dossiers, and one.
 */
#ifndef WEB_PROVINCE_H
#define WEB_PROVINCE_H

#include "act/closing.h"
#include "act/handed.h"
#include "act/province.h"
#include "core/deadlines.h"
#include "web/dossier.h"
#include "web/field.h"
#include "web/visit.h"

struct province_page {
	struct province_list v;
	const int *left; /* of each row: days to its deadline, in its unit */
	struct str after; /* cursor of the next page; empty: none */
};

struct province_line {
	const struct component_line *c;
	struct str name;
	struct str commune_note;
	int commune_verdict; /* 0: none */
	struct str place;      /* its name in faults: "item.E12" */
	struct str note;       /* ours, or what was typed a moment ago */
	struct str fault_text; /* why the last verdict was refused */
};

struct province_desk_page {
	struct province_desk v;
	struct whereabouts where;
	struct str set_name;
	const struct province_line *lines;
	size_t n_lines;
	bool asking;            /* the request for a supplement is shown again */
	bool knocking;          /* … a knock-out */
	bool by_letter;         /* what the Ministry orders comes by letter … */
	struct field_options orders; /* … and what it may order now */
	const struct stop_choice *knocks; /* the knock-outs of its set, */
	const struct str *knock_words;    /* in the reader's language */
	size_t n_knocks;
	struct str code_fault;
	enum handed_way handed;     /* what may be handed to another office now */
	struct moment handed_at;    /* when that was written down last; none: never */
	struct str items_fault;
};

/* Whether a component was ticked in the request that is shown again. */
bool province_item_asked(const struct visit *v, struct str code);

/* The words of a heap, and of a dossier's state for officers. */
enum text province_pile_text(enum province_pile pile);
enum text dossier_state_text(enum dossier_state state);
enum text component_verdict_text(int verdict);
/* A part of the package for the Ministry. */
enum text sent_part_text(enum sent_part part);

#endif
