/*
 * demo: the sample office (`ocop demo`).
 *
 * Hồ Chí Minh City with its communes of former Bình Dương. Real products
 * stand in the catalogue with exactly what was published about them (name,
 * subject, stars, year) and nothing more. Whoever is scored, refused, lapsed
 * or revoked is plainly invented ("HTX Mẫu 3"): a real producer must never
 * look revoked on somebody's screen. Everything else is made by the acts that
 * people use, as those people, so the sample is as true as the program.
 */
#ifndef MAIN_DEMO_H
#define MAIN_DEMO_H

#include "act/ctx.h"

#define DEMO_PASSWORD "mat khau mau 2026"

/* Agencies, people and subjects of the sample, by what they are for. */
struct demo {
	struct ctx *c;
	struct str password;            /* hashed */
	struct moment now;              /* when the sample is made */
	struct agency_id province;
	struct actor province_officer, signer, admin, chair, secretary;
	struct agency_id ministry;
	struct actor ministry_officer, minister, team[2]; /* team[0] leads */
	struct actor members[9];        /* voting seats; members[0] is the chair */
	struct commune {
		struct agency_id agency;
		struct str code, name;
		struct actor officer;
	} commune, commune2;            /* where invented producers live */
	struct council_id council;
	struct round_id round;
	struct meeting_id meeting;
	int n_subjects;
	bool life;                      /* with what comes after the star (demo_after.c) */
	struct str codes[4];            /* of the certificates from earlier years */
};

/* The verb. */
int demo_main(int argc, char **argv);

/* Makes the sample in an office that has no account yet; `arg` is a struct demo
 * with c, now and password set. Runs inside a transaction, as an act does. */
MUST_CHECK enum rc demo_build(void *arg);

/* Units, agencies, accounts, holidays (demo_people.c). */
MUST_CHECK enum rc demo_people(struct demo *d);
/* The published products of Bình Dương (demo_published.c). */
MUST_CHECK enum rc demo_published(struct demo *d);
/* Invented subjects on every step of the road (demo_journey.c). */
MUST_CHECK enum rc demo_journey(struct demo *d);
/* Invented certificates in every state (demo_journey.c). */
MUST_CHECK enum rc demo_certificates(struct demo *d);

/* Revoked, inspected, reported, complained about (demo_after.c). */
MUST_CHECK enum rc demo_after(struct demo *d);
/* People who wait for their commune (demo_signup.c). */
MUST_CHECK enum rc demo_signups(struct demo *d);

/* A drawn photo for a product of the actor's subject (demo_paper.c). */
MUST_CHECK enum rc demo_photo(struct demo *d, struct product_id id,
    struct str name);
/* A page of its own for a paper of the actor's subject (demo_paper.c). */
MUST_CHECK enum rc demo_paper(struct demo *d, struct evidence_id id,
    struct str title);

/* Becomes somebody, some days ago, for the acts that follow. */
void demo_as(struct demo *d, const struct actor *who, int days_ago);

/* An invented subject "HTX Mẫu n" with its person, approved. */
MUST_CHECK enum rc demo_subject(struct demo *d, const struct commune *at,
    struct str login, struct actor *out);

#endif
