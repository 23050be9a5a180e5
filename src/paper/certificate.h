/*
 * certificate: giấy chứng nhận sản phẩm OCOP, one page of A4 across.
 *
 * QĐ 26/2026 gives no form; the fields are those on certificates that provinces
 * have issued (issuer under the motto, product, subject, address, rank,
 * programme and year, decision, date, signature). The code and its QR are an
 * addition of this office and marked as such: they lead to what is true today,
 * and the QR code holds the facts with a signature, for whoever has no network.
 * At the lower right 60 × 25 mm stay empty for signature and seal.
 */
#ifndef PAPER_CERTIFICATE_H
#define PAPER_CERTIFICATE_H

#include "paper/pdf.h"

struct certificate_paper {
	struct str issuer;       /* "CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ …" */
	struct str product;
	struct str subject;
	struct str address;
	struct str product_code; /* T-X-STT-year; may be empty */
	int star;                /* 3, 4 or 5 */
	int year;                /* of the programme */
	struct str decision_no;  /* "12/QĐ-UBND" */
	struct day decided_on;
	struct day valid_until;  /* Đ4.3: 36 months; may be none */
	struct str place;        /* where it was signed */
	struct str signer_title; /* "CHỦ TỊCH"; "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH" */
	struct str signer_name;
	struct str code;         /* of the public page */
	struct str url;          /* https://…/c/CODE */
	struct str scan;         /* what the QR code holds: the signed code as an
	                          * address, or url again */
	struct str record_key;   /* public key of the public record; may be empty */
	struct moment made_at;   /* when the decision was signed */
	bool sample;
};

/* Faults: paper_letter, paper_long (a name that does not fit even small). */
MUST_CHECK enum rc certificate_render(const struct certificate_paper *c,
    struct arena *mem, struct fault *fault, struct str *pdf);

#endif
