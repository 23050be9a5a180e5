/*
 * actor: who is asking, as far as the rules need to know.
 *
 * A role says what somebody may do at all; whose dossier it is, is asked by
 * permit.h. A person has one agency at most; a producer has none and has a
 * subject. Seats in councils are looked up where they matter.
 */
#ifndef CORE_ACTOR_H
#define CORE_ACTOR_H

#include "base/str.h"
#include "core/ids.h"

enum role {
	ROLE_PRODUCER = 1, /* chủ thể */
	ROLE_COMMUNE,      /* cán bộ xã */
	ROLE_PROVINCE,     /* cơ quan tham mưu OCOP: of a province, or of the Ministry */
	ROLE_COUNCIL,      /* has a seat: member, chair, secretary */
	ROLE_SIGNER,       /* lãnh đạo UBND cấp tỉnh, lãnh đạo Bộ: signs */
	ROLE_ADMIN,        /* quản trị: accounts and settings, no dossiers */
	ROLE_TEAM,         /* Tổ tư vấn: assesses before the council (QĐ 26/2026 Đ7.3.c) */
	ROLE__COUNT
};
#define ROLE_BIT(r) (1u << (r))

/* Between password and second step somebody is nobody yet: an actor of id 0, and
 * whose password it was. What may be reached from there is a column of the table
 * of rights (permit.c). */
enum half {
	HALF_NOT,   /* signed in, or nobody */
	HALF_CODE,  /* the code is missing */
	HALF_SETUP, /* the office asks for a second step that is not set up */
	HALF__COUNT
};
#define HALF_BIT(h) (1u << (h))

struct actor {
	struct account_id id; /* 0: nobody signed in */
	struct str name;
	unsigned roles;       /* ROLE_BIT()s */
	struct agency_id agency;
	struct str agency_name;
	int agency_level;     /* enum unit_level of the agency */
	struct str unit_code;     /* the unit the agency serves */
	struct str province_code;
	struct subject_id subject; /* of a producer; 0: none yet */
	/* An officer who files for a producer (core/consent.h): a producer's role and
	 * subject, no agency; who that producer is, and how far the consent goes. */
	struct consent_id consent; /* 0: acts for herself */
	int scope;                 /* enum consent_scope */
	struct str on_behalf;
	enum half half;
	struct account_id half_id; /* whose password was right */
};

#endif
