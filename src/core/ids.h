/*
 * ids: each kind of thing has its own type of id, so that a dossier's id
 * cannot be passed where a product's is wanted. 0 is "none" (SQL NULL).
 */
#ifndef CORE_IDS_H
#define CORE_IDS_H

#include <stdint.h>

struct unit_id { int64_t v; };
struct agency_id { int64_t v; };
struct account_id { int64_t v; };
struct subject_id { int64_t v; };
struct product_id { int64_t v; };
struct evidence_id { int64_t v; };
struct evidence_file_id { int64_t v; };
struct dossier_id { int64_t v; };
struct supplement_id { int64_t v; };
struct round_id { int64_t v; };
struct council_id { int64_t v; };
struct seat_id { int64_t v; };
struct meeting_id { int64_t v; };
struct agenda_id { int64_t v; };
struct sheet_id { int64_t v; };
struct decision_id { int64_t v; };
struct certificate_id { int64_t v; };
struct upload_id { int64_t v; };
struct issue_id { int64_t v; };
struct signed_id { int64_t v; };
struct record_id { int64_t v; };
struct notice_id { int64_t v; };
struct team_id { int64_t v; };
struct team_seat_id { int64_t v; };
struct team_task_id { int64_t v; };
struct survey_id { int64_t v; };
struct misuse_id { int64_t v; };
struct inspection_id { int64_t v; };
struct inspection_photo_id { int64_t v; };
struct revocation_id { int64_t v; };
struct order_letter_id { int64_t v; };
struct complaint_id { int64_t v; };
struct mail_id { int64_t v; };
struct consent_id { int64_t v; };
struct chain_id { int64_t v; };
struct part_id { int64_t v; };
struct room_id { int64_t v; };
struct room_sheet_id { int64_t v; };
struct paper_sheet_id { int64_t v; };
struct scan_id { int64_t v; };
struct scan_page_id { int64_t v; };

#endif
