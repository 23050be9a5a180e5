/* reasons: what reasons.h declares. */
#include "act/reasons.h"

const struct reason WHY_REASON_MISSING = { RC_INVALID, "reason_missing" };
const struct reason WHY_NO_SENTENCE = { RC_INVALID, "no_sentence" };
const struct reason WHY_NOTHING_CHOSEN = { RC_INVALID, "nothing_chosen" };
const struct reason WHY_BAD_CHOICE = { RC_INVALID, "bad_choice" };
const struct reason WHY_CHOICE_WRONG = { RC_INVALID, "choice_wrong" };
const struct reason WHY_KIND_WRONG = { RC_INVALID, "kind_wrong" };
const struct reason WHY_CHANGED_MEANWHILE = { RC_CONFLICT, "changed_meanwhile" };
const struct reason WHY_BOTH_WROTE = { RC_CONFLICT, "both_wrote" };
const struct reason WHY_NOT_A_LEVEL = { RC_INVALID, "not_a_level" };
const struct reason WHY_UNKNOWN_CRITERION = { RC_INVALID, "unknown_criterion" };
const struct reason WHY_UNKNOWN_STOP = { RC_INVALID, "unknown_stop" };
const struct reason WHY_NO_REQUEST_NO = { RC_INVALID, "no_request_no" };
const struct reason WHY_FILES_FULL = { RC_CONFLICT, "files_full" };
const struct reason WHY_EVIDENCE_SENT = { RC_CONFLICT, "evidence_sent" };
const struct reason WHY_EVIDENCE_AWAY = { RC_CONFLICT, "evidence_away" };
const struct reason WHY_MEETING_AWAY = { RC_CONFLICT, "meeting_away" };
const struct reason WHY_MEETING_HERE = { RC_CONFLICT, "meeting_here" };
const struct reason WHY_ROOM_SHEET_WRONG = { RC_INVALID, "room_sheet_wrong" };
const struct reason WHY_QUORUM_WRONG = { RC_INVALID, "quorum_wrong" };
const struct reason WHY_BYLAW_VALUE = { RC_INVALID, "bylaw_value" };
const struct reason WHY_DOSSIER_BARRED = { RC_CONFLICT, "dossier_barred" };
const struct reason WHY_DECISION_SIGNED = { RC_CONFLICT, "decision_signed" };
const struct reason WHY_CODE_MISTYPED = { RC_ABSENT, "code_mistyped" };
const struct reason WHY_SCAN_TAKEN = { RC_CONFLICT, "scan_taken" };
const struct reason WHY_SCAN_PAGE = { RC_INVALID, "scan_page" };
const struct reason WHY_LOG_CLOSED = { RC_BUSY, "log_closed" };
const struct reason WHY_HANDED_TWICE = { RC_CONFLICT, "handed_twice" };
const struct reason WHY_HANDED_UNKNOWN = { RC_INVALID, "handed_unknown" };
const struct reason WHY_HANDED_BROKEN = { RC_INVALID, "handed_broken" };
