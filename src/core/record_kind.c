/* record_kind: see record_kind.h. */
#include "core/record_kind.h"

/* "public", "restricted", "personal", "closed". */
static const char *
part_class_word(enum part_class c)
{
	static const char *const words[PART_CLASS__COUNT] = {
		[PART_PUBLIC] = "public",
		[PART_RESTRICTED] = "restricted",
		[PART_PERSONAL] = "personal",
		[PART_CLOSED] = "closed",
	};

	return words[c];
}

/* Types are the words of the entry format (ledger/entry.h); what has no word of
 * its own there is a paper put on file: document. */
#define DRAFT(kind) { kind, NULL, PART_RESTRICTED, false, { { NULL, 0, 0 } } }
#define FACT(kind, type) { kind, type, PART_RESTRICTED, false, { { NULL, 0, 0 } } }
#define SHEET_BYTES 1024 /* more than 34 criteria, an opinion, a knock-out and a ballot come to */
#define OPEN(kind, type) { kind, type, PART_PUBLIC, false, { { NULL, 0, 0 } } }

/* In order of the words, so that two who add a row meet at different places. */
const struct record_kind record_kinds[] = {
	FACT("account.add", "document"),
	FACT("account.close", "document"),
	FACT("account.mail", "document"),
	FACT("account.open", "document"),
	FACT("account.password", "document"),
	FACT("account.role", "document"),
	FACT("agency.add", "document"),
	FACT("bylaw.rule", "minutes"),
	FACT("bylaw.save", "minutes"),
	OPEN("certificate.due", "certificate"),
	OPEN("certificate.extend", "certificate"),
	OPEN("certificate.extension_end", "certificate"),
	OPEN("certificate.issue", "certificate"),
	OPEN("certificate.lapsed", "certificate"),
	OPEN("certificate.published", "certificate"),
	OPEN("certificate.revoke", "revoke"),
	OPEN("certificate.sample", "certificate"),
	FACT("change.renewed", "document"),
	DRAFT("change.saved"),
	FACT("clock.back", "document"),
	OPEN("code_key.add", "key"),
	FACT("complaint.receive", "document"),
	FACT("complaint.step", "document"),
	DRAFT("component.checked"),
	FACT("consent.add", "document"),
	FACT("consent.begin", "document"),
	FACT("consent.end", "document"),
	FACT("council.add", "minutes"),
	DRAFT("decision.draft"),
	DRAFT("decision.drop"),
	{ "decision.sign", "decision", PART_PUBLIC, false,
	  { { "decision", PART_PUBLIC, 0 } } },
	FACT("dossier.accepted", "document"),
	{ "dossier.answered", "document", PART_RESTRICTED, false,
	  { { "file", PART_RESTRICTED, 0 }, { "person", PART_PERSONAL, 0 } } },
	{ "dossier.arrived", "receipt", PART_RESTRICTED, false,
	  { { "note", PART_RESTRICTED, 0 } } },
	FACT("dossier.asked_commune", "document"),
	FACT("dossier.asked_province", "document"),
	FACT("dossier.barred", "document"),
	FACT("dossier.concluded", "document"),
	FACT("dossier.decided", "decision"),
	FACT("dossier.ended", "document"),
	FACT("dossier.evaluated_self", "document"),
	{ "dossier.forwarded", "document", PART_RESTRICTED, false,
	  { { "report", PART_RESTRICTED, 0 } } },
	FACT("dossier.handed_back", "handover"),
	FACT("dossier.handed_over", "handover"),
	FACT("dossier.knocked_out", "score-total"),
	FACT("dossier.meets", "minutes"),
	FACT("dossier.notified", "document"),
	FACT("dossier.off_agenda", "minutes"),
	FACT("dossier.on_agenda", "minutes"),
	FACT("dossier.opened", "dossier-open"),
	FACT("dossier.opinions_asked", "minutes"),
	FACT("dossier.received", "receipt"),
	FACT("dossier.redo_ordered", "document"),
	{ "dossier.request_came", "receipt", PART_RESTRICTED, false,
	  { { "note", PART_RESTRICTED, 0 } } },
	{ "dossier.result_came", "receipt", PART_RESTRICTED, false,
	  { { "note", PART_RESTRICTED, 0 } } },
	FACT("dossier.resumed", "document"),
	FACT("dossier.returned", "document"),
	FACT("dossier.sent_back", "document"),
	FACT("dossier.sent_up", "document"),
	{ "dossier.submitted", "document", PART_RESTRICTED, false,
	  { { "file", PART_RESTRICTED, 0 }, { "person", PART_PERSONAL, 0 } } },
	FACT("dossier.survey_asked", "document"),
	FACT("dossier.survey_done", "document"),
	FACT("dossier.taken", "receipt"),
	FACT("dossier.team_assigned", "document"),
	FACT("dossier.team_reported", "document"),
	FACT("dossier.withdrawn", "withdraw"),
	FACT("erasure.ask", "document"),
	FACT("erasure.refuse", "document"),
	DRAFT("evidence.add"),
	DRAFT("evidence.change"),
	DRAFT("evidence.file"),
	DRAFT("evidence.file_drop"),
	DRAFT("evidence.put_away"),
	DRAFT("evidence.take_out"),
	FACT("findings.save", "minutes"),
	FACT("holiday.confirm", "document"),
	FACT("holiday.drop", "document"),
	FACT("holiday.put", "document"),
	FACT("holidays.loaded", "document"),
	FACT("inspection.conclude", "document"),
	FACT("inspection.confirm", "document"),
	DRAFT("inspection.fill"),
	DRAFT("inspection.photo"),
	FACT("inspection.plan", "document"),
	OPEN("log.begun", "document"),
	OPEN("log.follow", "key"),
	OPEN("log.fork", "incident"),
	{ "log.incident", "incident", PART_PUBLIC, false,
	  { { "checkpoint", PART_PUBLIC, 0 }, { "note", PART_PUBLIC, 0 } } },
	{ "log.key", "key", PART_PUBLIC, false, { { "note", PART_PUBLIC, 0 } } },
	FACT("log.watch", "document"),
	OPEN("log.witness", "document"),
	OPEN("log.witness_drop", "document"),
	FACT("meeting.add", "minutes"),
	FACT("meeting.brought", "minutes"),
	FACT("meeting.close", "minutes"),
	FACT("meeting.lend", "minutes"),
	FACT("meeting.open", "minutes"),
	FACT("meeting.recall", "minutes"),
	FACT("meeting.sent", "minutes"),
	FACT("misuse.answer", "document"),
	FACT("misuse.send", "document"),
	FACT("office.told", "document"),
	FACT("opinions.agree", "minutes"),
	FACT("opinions.ask", "minutes"),
	DRAFT("opinions.remind"),
	OPEN("order.enter", "document"),
	FACT("paper.compare", "document"),
	FACT("paper.keep", "document"),
	FACT("paper.number", "document"),
	DRAFT("paper.pass"),
	DRAFT("paper.saved"),
	FACT("paper.signed", "document"),
	OPEN("part.erase", "erase"),
	DRAFT("product.add"),
	FACT("product.again", "minutes"),
	FACT("product.brought", "minutes"),
	DRAFT("product.change"),
	FACT("product.close", "minutes"),
	{ "product.conclude", "score-total", PART_RESTRICTED, true,
	  { { "input", PART_PUBLIC, 0 }, { "result", PART_PUBLIC, 0 }, { "basis", PART_PUBLIC, 0 } } },
	FACT("product.discussion", "minutes"),
	FACT("product.numbered", "document"),
	FACT("product.open", "minutes"),
	DRAFT("product.photo"),
	FACT("product.propose", "minutes"),
	DRAFT("product.set"),
	DRAFT("revocation.drop"),
	FACT("revocation.order", "document"),
	FACT("revocation.propose", "document"),
	FACT("root.add", "document"),
	FACT("root.drop", "document"),
	FACT("round.open", "minutes"),
	DRAFT("scan.add"),
	DRAFT("scan.aside"),
	DRAFT("scan.back"),
	FACT("scan.place", "document"),
	FACT("seat.attends", "minutes"),
	FACT("seat.declare", "minutes"),
	FACT("seat.give", "minutes"),
	FACT("seat.recused", "minutes"),
	FACT("seat.take", "minutes"),
	DRAFT("second_step.begin"),
	FACT("second_step.codes", "document"),
	FACT("second_step.off", "document"),
	FACT("second_step.on", "document"),
	DRAFT("second_step.recovery"),
	{ "second_step.reset", "document", PART_RESTRICTED, false,
	  { { "reason", PART_RESTRICTED, 0 } } },
	DRAFT("self_score.branch"),
	DRAFT("self_score.cited"),
	DRAFT("self_score.saved"),
	FACT("series.sign", "document"),
	DRAFT("session.open"),
	FACT("setting.four_eyes", "document"),
	FACT("setting.second_step", "document"),
	FACT("sheet.both", "correction"),
	FACT("sheet.choose", "correction"),
	FACT("sheet.reopen", "correction"),
	DRAFT("sheet.save"),
	FACT("sheet.scan", "document"),
	{ "sheet.seal", "score-sheet", PART_RESTRICTED, false,
	  { { "scores", PART_RESTRICTED, SHEET_BYTES }, { "ballot", PART_CLOSED, SHEET_BYTES },
	    { "identity", PART_PERSONAL, 0 } } },
	FACT("sheet.typed", "document"),
	FACT("signed_code.late", "document"),
	FACT("stop.drop", "minutes"),
	FACT("stop.put", "minutes"),
	FACT("subject.add", "document"),
	FACT("subject.again", "document"),
	FACT("subject.approve", "document"),
	DRAFT("subject.change"),
	FACT("subject.entered", "document"),
	FACT("subject.refuse", "document"),
	FACT("subject.signup", "document"),
	FACT("subject.told", "document"),
	FACT("team.add", "minutes"),
	FACT("team.condition", "minutes"),
	FACT("team.end", "minutes"),
	DRAFT("team.find"),
	FACT("team.join", "minutes"),
	FACT("team.knock", "minutes"),
	FACT("team.leave", "minutes"),
	FACT("team.share", "minutes"),
	FACT("template.drop", "document"),
	FACT("template.set", "document"),
	DRAFT("trial.add"),
	DRAFT("trial.seal"),
	DRAFT("trial.step"),
	OPEN("unit.merge", "document"),
	FACT("units.loaded", "document"),
	DRAFT("upload.add"),
	DRAFT("upload.drop"),
	DRAFT("upload.refuse"),
};
const size_t record_kinds_n = sizeof(record_kinds) / sizeof(record_kinds[0]);

const struct record_kind *
record_kind_find(struct str kind)
{
	size_t lo = 0, hi = record_kinds_n;

	while (lo < hi) {
		size_t middle = (lo + hi) / 2;
		int order = str_cmp(str_c(record_kinds[middle].kind), kind);

		if (order == 0)
			return &record_kinds[middle];
		if (order < 0)
			lo = middle + 1;
		else
			hi = middle;
	}
	return NULL;
}

void
record_kinds_print(struct buf *out)
{
	for (size_t i = 0; i < record_kinds_n; i++) {
		const struct record_kind *k = &record_kinds[i];

		if (k->type == NULL) {
			buf_printf(out, "%-26s draft\n", k->kind);
			continue;
		}
		buf_printf(out, "%-26s %-13s act %s", k->kind, k->type,
		    part_class_word(k->act));
		for (size_t p = 0; p < RECORD_PARTS_MAX && k->parts[p].name != NULL; p++)
			buf_printf(out, ", %s %s", k->parts[p].name,
			    part_class_word(k->parts[p].class));
		buf_printf(out, "%s\n", k->after_decision ? ", public once decided" : "");
	}
}

enum part_class
record_part_class(const struct record_kind *k, struct str name)
{
	if (str_eq(name, S("act")))
		return k->act;
	for (size_t i = 0; i < RECORD_PARTS_MAX && k->parts[i].name != NULL; i++)
		if (str_eq(name, str_c(k->parts[i].name)))
			return k->parts[i].class;
	return (enum part_class)0;
}

size_t
record_part_least(const struct record_kind *k, struct str name)
{
	for (size_t i = 0; i < RECORD_PARTS_MAX && k->parts[i].name != NULL; i++)
		if (str_eq(name, str_c(k->parts[i].name)))
			return k->parts[i].least_bytes;
	return 0;
}
