/*
 * dossier: the enums of the nouns that travel. Their numbers are in the
 * database: add at the end, never renumber.
 */
#ifndef CORE_DOSSIER_H
#define CORE_DOSSIER_H

enum unit_level { LEVEL_MINISTRY = 0, LEVEL_PROVINCE = 1, LEVEL_DISTRICT = 2, LEVEL_COMMUNE = 3 };
enum account_state { ACCOUNT_WAITS = 1, ACCOUNT_ACTIVE, ACCOUNT_REFUSED, ACCOUNT_CLOSED };
enum subject_state { SUBJECT_WAITS = 1, SUBJECT_ACTIVE, SUBJECT_REFUSED };

/* QĐ 26/2026 Đ2.3; the last three for tourism only. Large enterprises are not
 * listed. */
enum subject_kind {
	SUBJECT_COOPERATIVE = 1, SUBJECT_COOPERATIVE_GROUP, SUBJECT_SME, SUBJECT_FARM,
	SUBJECT_HOUSEHOLD, SUBJECT_HOUSEHOLD_BUSINESS, SUBJECT_ASSOCIATION,
	SUBJECT_FEDERATION, SUBJECT_CENTRE, SUBJECT_UNKNOWN, SUBJECT_KIND__COUNT
};
enum gender { GENDER_FEMALE = 1, GENDER_MALE, GENDER_OTHER };

/* Boxes of Mẫu 02 part I. */
enum subject_tick {
	TICK_BUSINESS = 1 << 0, TICK_QUALITY = 1 << 1, TICK_FOOD_SAFETY = 1 << 2,
	TICK_OTHER_CERT = 1 << 3, TICK_TRADEMARK = 1 << 4, TICK_GI = 1 << 5,
	TICK_PATENT = 1 << 6, TICK_DESIGN = 1 << 7, TICK_COPYRIGHT = 1 << 8,
	TICK_OTHER_IP = 1 << 9
};

enum scan_state { SCAN_NOT = 1, SCAN_CLEAN, SCAN_BAD, SCAN_FAILED };
enum upload_state { UPLOAD_OPEN = 1, UPLOAD_COMPLETE, UPLOAD_JOINED, UPLOAD_REFUSED };

/* QĐ 26/2026 Đ6.1: for the first time, for a higher star, or because the
 * certificate runs out. */
enum dossier_kind { DOSSIER_FIRST = 1, DOSSIER_UPGRADE, DOSSIER_AGAIN, DOSSIER_KIND__COUNT };

/* Where a dossier is. From FORWARDED to CONCLUDED it is with the agency that
 * evaluates it: the province's or, for five stars, the Ministry's, which takes
 * the same steps (Đ7.4); whose turn it is says dossier.evaluator, not the
 * state. "PROVINCE" in a name means that agency. */

enum dossier_state {
	ST_DRAFT = 1,       /* with the producer */
	ST_SUBMITTED,       /* at the commune, not yet received */
	ST_COMMUNE_CHECK,   /* received, numbered; 15 working days run (Đ7.2) */
	ST_COMMUNE_ASKED,   /* the commune waits for a supplement */
	ST_FORWARDED,       /* at the province, not yet taken up */
	ST_PROVINCE_CHECK,
	ST_PROVINCE_ASKED,  /* the province waits for a supplement */
	ST_ACCEPTED,        /* ready for an agenda */
	ST_ON_AGENDA,       /* on the agenda of a session; sheets may be filled in */
	ST_CONCLUDED,       /* the council has concluded */
	ST_RECOGNISED,      /* decision signed: 3 or 4 stars */
	ST_NOT_RECOGNISED,  /* result notified: 1, 2 stars or knocked out */
	ST_RESULT_APPROVED, /* 90 and more: approved, goes to the Ministry (Đ7.3.e) */
	ST_RETURNED,        /* by the commune, with reasons; the producer may mend and submit again */
	ST_WITHDRAWN,       /* by the producer */
	ST_SENT_BACK,       /* the Ministry found less than 90: the province recognises on
	                       that result or evaluates itself (Đ7.4.g) */
	ST_OPINIONS,        /* a re-evaluation: the council answers in writing (Đ7.6.d) */
	ST_TEAM,            /* with the advisory team of the council (Đ7.3.c) */
	ST_ASSESSED,        /* the team has reported; ready for an agenda */
	ST__COUNT
};

enum component_verdict { COMPONENT_OK = 1, COMPONENT_MISSING, COMPONENT_WRONG };
enum seat_role { SEAT_CHAIR = 1, SEAT_VICE, SEAT_MEMBER, SEAT_SECRETARY,
	SEAT_EXPERT /* invited; with or without a vote */ };
enum attendance { ATTENDS = 1, ATTENDS_NOT /* with leave */, ATTENDS_NOT_AT_ALL };
/* What a seat declared of one product; recused: it knows nothing of it any more. */
enum stake { STAKE_NONE = 1, STAKE_RECUSED };
enum stake_kind { STAKE_KIN = 1, STAKE_OFFICE, STAKE_MONEY, STAKE_OTHER, STAKE_KIND__COUNT };
/* A trial is scored and discussed before the session, and never counted. */
enum agenda_kind { AGENDA_COUNTED = 1, AGENDA_TRIAL };
/* Written: the members answer by a day, nobody comes together (Đ7.6.d). */
enum meeting_kind { MEETING_SITS = 1, MEETING_WRITTEN };
enum meeting_state { MEETING_PREPARED = 1, MEETING_OPEN, MEETING_CLOSED,
    MEETING_AWAY /* on the room's own laptop: nobody works on it here */ };
/* What became of a session that was handed over (act/away.h), and of each
 * sheet that came back. */
enum room_state { ROOM_ASKED = 1, ROOM_OUT, ROOM_BACK, ROOM_RECALLED };
enum room_sheet_state { ROOM_SHEET_TAKEN = 1, ROOM_SHEET_PAST, ROOM_SHEET_BOTH, ROOM_SHEET_LEFT };
enum agenda_state { AGENDA_WAITS = 1, AGENDA_SCORING, AGENDA_CLOSED, AGENDA_CONCLUDED };
enum decision_kind { DECISION_RECOGNISE = 1, DECISION_APPROVE, DECISION_REVOKE };
/* A signed file that came back: good in every way; as it was but from a root that
 * is not trusted; another file, which a person must lay beside ours; the same
 * after a person did; not the same. */
enum signed_state { SIGNED_GOOD = 1, SIGNED_TO_TRUST, SIGNED_TO_COMPARE, SIGNED_COMPARED,
	SIGNED_REFUSED };
enum decision_state { DECISION_DRAFT = 1, DECISION_SIGNED };
enum team_role { TEAM_LEADER = 1, TEAM_MEMBER };
/* What is looked at outside the papers: the advisory team's visit and tests
 * (Đ7.3.c), the agency's field check of a re-evaluation (Đ7.6.c). */
enum survey_kind { SURVEY_SITE = 1, SURVEY_TEST, SURVEY_FIELD,
	SURVEY_PAPERS, /* no visit: the team proposes to ask for more papers */
	SURVEY_KIND__COUNT };
enum day_kind { DAY_REST = 1, DAY_WORK };
/* What a day of the calendar rests on. Expected ones are shown, not counted. */
enum day_grade { DAY_BY_LAW = 1, DAY_ANNOUNCED, DAY_EXPECTED };

#endif
