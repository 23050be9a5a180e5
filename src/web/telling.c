/*
 * telling: whom the commune tells by phone, in person, on paper, and what; see
 * act/telling.h.
 */
#include "web/telling.h"

#include "base/buf.h"
#include "html.h"
#include "web/forms.h"
#include "web/inspection.h"
#include "web/out.h"
#include "web/routes.h"

enum text
telling_way_text(int64_t way)
{
	return way == TOLD_BY_PHONE ? T_telling_phone : way == TOLD_IN_PERSON ?
	    T_telling_person : T_telling_paper;
}

enum text
telling_certificate_next(const struct telling_certificate *k)
{
	return k->r->correct_by_on.n != 0 ? T_telling_correct : life_next_text(k->next);
}

enum rc
tellings_show(struct visit *v)
{
	struct telling_view p;
	enum rc rc = telling_load(&v->ctx, &p);

	if (rc == RC_OK)
		html_tellings_show(visit_page(v), v, &p);
	return rc;
}

/* "Mật ong: Xã đang kiểm tra. … Hạn 15/09/2026." of each dossier that waits, and of each
 * certificate. */
static struct str
words_to_tell(struct visit *v, const struct telling_view *d)
{
	struct buf b = buf_new(v->ctx.mem, 16 * KIB);

	for (size_t i = 0; i < d->n; i++) {
		const struct q_telling_list *r = d->v[i].r;
		const enum dossier_state state = (enum dossier_state)r->state;
		const enum unit_level level = (enum unit_level)r->level;

		if (!d->v[i].waits)
			continue;
		buf_printf(&b, "%s%.*s: %.*s. %.*s", b.n > 0 ? "\n" : "", STR_ARG(r->product),
		    STR_ARG(text_of(v->lang, dossier_state_at(state, level))),
		    STR_ARG(text_of(v->lang, dossier_next_text(state, level))));
		if (r->due_on.n != 0)
			buf_printf(&b, " %.*s %.*s.", STR_ARG(text_of(v->lang, T_telling_until)),
			    STR_ARG(day_text(v->ctx.mem, r->due_on)));
	}
	for (size_t i = 0; i < d->n_certificates; i++) {
		const struct telling_certificate *k = &d->certificates[i];

		if (!k->waits)
			continue;
		buf_printf(&b, "%s%.*s, %.*s %.*s: %.*s. %.*s", b.n > 0 ? "\n" : "",
		    STR_ARG(k->r->product), STR_ARG(text_of(v->lang, T_cert_certificate)),
		    STR_ARG(k->r->code), STR_ARG(life_record_text(v, k->r->kind)),
		    STR_ARG(text_of(v->lang, telling_certificate_next(k))));
		if (k->until.on.n != 0)
			buf_printf(&b, " %.*s %.*s.", STR_ARG(text_of(v->lang, T_telling_until)),
			    STR_ARG(day_text(v->ctx.mem, k->until.on)));
	}
	return buf_str(&b);
}

enum rc
telling_show(struct visit *v)
{
	struct field_option *o = ARENA_ARRAY(v->ctx.mem, TELLING_WAY__COUNT, struct field_option);
	struct telling_page p;
	enum rc rc = telling_subject_load(&v->ctx, (struct subject_id){ v->id[0] }, &p.s);

	if (rc != RC_OK)
		return rc;
	for (int way = TOLD_BY_PHONE; way < TELLING_WAY__COUNT; way++)
		o[way - 1] = (struct field_option){ .value = str_printf(v->ctx.mem, "%d", way),
		    .label = telling_way_text(way), .chosen = way == TOLD_BY_PHONE };
	p.ways = (struct field_options){ o, TELLING_WAY__COUNT - 1 };
	p.words = words_to_tell(v, &p.s.dossiers);
	html_telling_show(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
telling_post(struct visit *v)
{
	const struct telling_form *f = FORM_OF(v, telling);
	enum rc rc = telling_add(&v->ctx, (struct subject_id){ v->id[0] },
	    &(struct telling_values){ choice_number(f->telling_way), f->told_on, f->told_words });

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_telling_kept);
	return visit_go(v, "/xa/bao-tin");
}
