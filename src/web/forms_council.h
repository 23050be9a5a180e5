/*
 * forms_council: what the routes of the provincial agency, of the council room
 * and of the signer take (see form.h).
 */
#ifndef WEB_FORMS_COUNCIL_H
#define WEB_FORMS_COUNCIL_H

/* ---- the provincial agency prepares an evaluation ------------------------- */
#define FORM_round(T) \
	T(INT,  year,            4,   REQUIRED) \
	T(INT,  round_number,    2,   REQUIRED) \
	T(LINE, plan,            120, ASKED) \
	T(DAY,  proposed_before, 10,  ASKED) \
	T(DAY,  held_before,     10,  ASKED)
#define FORM_council(T) \
	T(LINE,   council_name, 200, REQUIRED) \
	T(LINE,   decision_no, 60,  REQUIRED) \
	T(DAY,    decision_on, 10,  REQUIRED) \
	T(LINE,   bylaw_no,    60,  OPTIONAL) \
	T(DAY,    bylaw_on,    10,  OPTIONAL) \
	T(INT,    quorum_num,  3,   REQUIRED) \
	T(INT,    quorum_den,  3,   REQUIRED) \
	T(INT,    spread_max,  3,   OPTIONAL) \
	T(CHOICE, minimums,    20,  REQUIRED)
#define FORM_bylaw(T) \
	T(INT,   version,  12, REQUIRED) \
	T(LINE,  bylaw_no, 60, OPTIONAL) \
	T(DAY,   bylaw_on, 10, OPTIONAL) \
	T(PAIRS, r,        30, OPTIONAL)
#define FORM_seat(T) \
	T(ID,   account, 20,  REQUIRED) \
	T(INT,  role,    1,   REQUIRED) \
	T(LINE, office,  200, REQUIRED) \
	T(FLAG, votes,   1,   OPTIONAL) \
	T(INT,  stands_for, 18, OPTIONAL) \
	T(DAY,  since,   10,  OPTIONAL)
#define FORM_seat_take(T) T(ID, seat, 20, REQUIRED)
#define FORM_meeting(T) \
	T(ID,   round,   20,  REQUIRED) \
	T(ID,   council, 20,  REQUIRED) \
	T(LINE, meeting_name, 200, REQUIRED) \
	T(LINE, place,   200, OPTIONAL) \
	T(DAY,  day,     10,  REQUIRED) \
	T(INT,  hour,    2,   REQUIRED) \
	T(INT,  minute,  2,   REQUIRED) \
	T(TEXT, late_meeting, 1000, ASKED)
#define FORM_agenda_put(T) \
	T(MANY, dossier, 200, OPTIONAL) \
	T(TEXT, late_agenda, 1000, ASKED)
#define FORM_trial(T) T(ID, trial, 20, REQUIRED)
#define FORM_agenda_take_off(T) T(ID, item, 20, REQUIRED)

/* ---- score sheets and the secretary's table --------------------------------- */
#define FORM_sheet(T) \
	T(INT,   version, 12,   REQUIRED) \
	T(PAIRS, c,       60,   OPTIONAL) \
	T(TEXT,  remark,  4000, OPTIONAL) \
	T(CHOICE, stop,   60,   OPTIONAL) \
	T(INT,   stance,  1,    OPTIONAL) \
	T(TEXT,  stop_why, 1000, OPTIONAL)
/* What is on the sheet, and the member's own confirmation. */
#define FORM_seal(T) \
	FORM_sheet(T) \
	T(FLAG,   confirmed,    1,   OPTIONAL) \
	T(SECRET, password_now, 200, OPTIONAL)
#define FORM_declare(T) \
	T(MANY, stake,      200,  OPTIONAL) \
	T(CHOICE, stake_kind, 2,  OPTIONAL) \
	T(TEXT, stake_why,  1000, OPTIONAL)
#define FORM_recuse(T) \
	T(CHOICE, stake_kind, 2,  OPTIONAL) \
	T(TEXT, stake_why,  1000, OPTIONAL)
#define FORM_presence(T) \
	T(ID,   seat,    20,   REQUIRED) \
	T(INT,  attends, 1,    REQUIRED) \
	T(TEXT, why,     1000, ASKED)
#define FORM_discussion(T) T(TEXT, discussion, 8000, OPTIONAL)
#define FORM_product_open(T) \
	T(INT,  version, 12,   REQUIRED) \
	T(TEXT, waived,  1000, OPTIONAL)
#define FORM_version(T) T(INT, version, 12, REQUIRED)
#define FORM_product_close(T) \
	T(INT,  version, 12, REQUIRED) \
	T(FLAG, without, 1,  OPTIONAL)
#define FORM_reason(T) \
	T(INT,  version,   12,   REQUIRED) \
	T(TEXT, again_why, 1000, REQUIRED)
#define FORM_reopen(T) \
	T(ID,   seat, 20,   REQUIRED) \
	T(TEXT, why,  1000, REQUIRED)
#define FORM_recall(T) T(TEXT, why, 1000, OPTIONAL)
#define FORM_away_choice(T) \
	T(ID,   sheet,   20,   REQUIRED) \
	T(INT,  side,    1,    REQUIRED) \
	T(TEXT, why,     1000, OPTIONAL)
#define FORM_paper_scan(T) T(FILES, scan_file, 20, REQUIRED)
#define FORM_paper_type(T) \
	T(PAIRS, c,         60,   OPTIONAL) \
	T(TEXT,  remark,    4000, OPTIONAL) \
	T(CHOICE, stop,     60,   OPTIONAL) \
	T(TEXT,  stop_why,  1000, OPTIONAL) \
	T(FLAG,  confirmed, 1,    OPTIONAL)
#define FORM_findings(T) T(PAIRS, f, 60, OPTIONAL)
#define FORM_stop(T) \
	T(CHOICE, code,   60,   REQUIRED) \
	T(TEXT,   reason, 1000, OPTIONAL) \
	T(FLAG,   drop,   1,    OPTIONAL)
#define FORM_conclude(T) \
	T(INT,  version, 12,   REQUIRED) \
	T(TEXT, opinion, 4000, OPTIONAL) \
	T(TEXT, despite, 1000, OPTIONAL)

/* ---- decisions -------------------------------------------------------------- */
#define FORM_decision_draft(T) \
	T(INT,  kind,    1,   REQUIRED) \
	T(MANY, dossier, 200, OPTIONAL)
#define FORM_decision_drop(T) T(ID, dossier, 20, REQUIRED)
#define FORM_decision_sign(T) \
	T(INT,  version,      12,  REQUIRED) \
	T(LINE, number_text,  60,  REQUIRED) \
	T(LINE, signer_title, 120, REQUIRED) \
	T(FLAG, confirmed,    1,   OPTIONAL)
#define FORM_province_list(T) \
	T(INT,  dong,  2,   OPTIONAL) \
	T(LINE, q,     200, OPTIONAL) \
	T(ID,   after, 20,  OPTIONAL)
#define FORM_province_component(T) \
	T(LINE, item,    60,  REQUIRED) \
	T(INT,  verdict, 1,   REQUIRED) \
	T(LINE, note,    500, OPTIONAL) \
	T(INT,  seen_at, 18,  OPTIONAL)
#define FORM_opinion_ask(T) \
	T(ID,   council,   20,  REQUIRED) \
	T(DAY,  answer_by, 10,  REQUIRED) \
	T(MANY, dossier,   100, OPTIONAL)
#define FORM_team(T) \
	T(ID,   council,     20,  REQUIRED) \
	T(LINE, team_name,   200, REQUIRED) \
	T(LINE, decision_no, 60,  REQUIRED) \
	T(DAY,  decision_on, 10,  REQUIRED)
#define FORM_team_assign(T) \
	T(ID,  team,   20, REQUIRED) \
	T(DAY, due_on, 10, OPTIONAL)
#define FORM_team_find(T) \
	T(LINE, criterion, 10,  REQUIRED) \
	T(INT,  points,    3,   REQUIRED) \
	T(LINE, note,      500, OPTIONAL)
#define FORM_team_condition(T) \
	T(LINE, code,   60,   REQUIRED) \
	T(INT,  holds,  1,    REQUIRED) \
	T(LINE, term_why, 1000, OPTIONAL)
#define FORM_team_share(T) \
	T(LINE, part, 10, REQUIRED) \
	T(ID,   seat, 20, REQUIRED)
#define FORM_team_report(T) \
	T(TEXT, report, 6000, OPTIONAL)
#define FORM_survey_ask(T) \
	T(INT,  survey_kind, 1,    OPTIONAL) \
	T(TEXT, why,         1000, OPTIONAL) \
	T(DAY,  due_on,      10,   OPTIONAL)
#define FORM_survey_tell(T) \
	T(DAY,  done_on, 10,   REQUIRED) \
	T(TEXT, found,   2000, OPTIONAL)
#define FORM_knock_out(T) \
	T(CHOICE, code,   60,   REQUIRED) \
	T(TEXT,   reason, 1000, OPTIONAL)
#define FORM_letter(T) \
	T(LINE, letter_no,  60, ASKED) \
	T(LINE, team_no,    60, ASKED) \
	T(LINE, agency_no,  60, ASKED) \
	T(INT,  samples_up, 3,  ASKED)
#define FORM_handed_in(T) T(FILES, handed_zip, 60, REQUIRED)
#define FORM_resume(T) T(TEXT, why, 1000, OPTIONAL)
#define FORM_give_back(T) T(TEXT, back_why, 1000, OPTIONAL)
#define FORM_order(T) \
	T(CHOICE, order_kind, 1,    ASKED) \
	T(LINE,   order_no,   60,   ASKED) \
	T(DAY,    order_on,   10,   ASKED) \
	T(TEXT,   why,        1000, ASKED)
#define FORM_order_letter(T) \
	FORM_order(T) \
	T(FILES,  order_file, 20,   ASKED)
#define FORM_province_ask(T) \
	T(MANY, items,    40,   OPTIONAL) \
	T(TEXT, sentence, 2000, OPTIONAL) \
	T(DAY,  due_on,   10,   OPTIONAL)

/* ---- what everybody may ask */
#define FORM_catalogue(T) \
	T(LINE, q,      200, OPTIONAL) \
	T(INT,  star,   1,   OPTIONAL) \
	T(INT,  sector, 1,   OPTIONAL) \
	T(LINE, set,    12,  OPTIONAL) \
	T(LINE, unit,   5,   OPTIONAL) \
	T(LINE, status, 12,  OPTIONAL) \
	T(LINE, after,  30,  OPTIONAL) \
	T(INT,  limit,  3,   OPTIONAL)
#define FORM_places(T) T(LINE, q, 100, OPTIONAL)
#define FORM_lookup(T) T(LINE, code, 100, OPTIONAL)

#define FORMS_COUNCIL(F) \
	F(catalogue) \
	F(lookup) \
	F(places) \
	F(agenda_put) \
	F(trial) \
	F(agenda_take_off) \
	F(away_choice) \
	F(bylaw) \
	F(conclude) \
	F(council) \
	F(decision_draft) \
	F(declare) \
	F(discussion) \
	F(presence) \
	F(product_open) \
	F(recuse) \
	F(seal) \
	F(decision_drop) \
	F(decision_sign) \
	F(findings) \
	F(handed_in) \
	F(knock_out) \
	F(letter) \
	F(meeting) \
	F(opinion_ask) \
	F(order) \
	F(order_letter) \
	F(paper_scan) \
	F(paper_type) \
	F(product_close) \
	F(province_ask) \
	F(province_component) \
	F(province_list) \
	F(reason) \
	F(recall) \
	F(resume) \
	F(give_back) \
	F(reopen) \
	F(round) \
	F(seat) \
	F(seat_take) \
	F(sheet) \
	F(stop) \
	F(survey_ask) \
	F(survey_tell) \
	F(team) \
	F(team_assign) \
	F(team_condition) \
	F(team_find) \
	F(team_report) \
	F(team_share) \
	F(version)

#endif
