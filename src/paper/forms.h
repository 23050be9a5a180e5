/*
 * forms: the papers of a dossier, from plain structs to PDF.
 *
 *   slip             Mẫu 01, Phiếu đăng ký đánh giá, phân hạng
 *   self_report      Mẫu 02, Báo cáo tự đánh giá
 *
 * The wording is that of QĐ 26/2026, Phụ lục III; texts of people are printed
 * as they were typed. What is empty is dots: the form is still the form. Every
 * function gives RC_OK and the bytes, or the fault of pdf.h.
 */
#ifndef PAPER_FORMS_H
#define PAPER_FORMS_H

#include "core/dossier.h"
#include "paper/letter.h"

/* Words of QĐ 26/2026 Đ2.3 and of the forms; empty when not told. */
struct str paper_subject_kind(int64_t kind); /* enum subject_kind */
struct str paper_gender(int64_t gender);     /* enum gender */

/* The block "dành cho cơ quan quản lý" of Mẫu 01. */
struct slip_receipt {
	struct str number;       /* "3-12/PĐK-79-25807-2026"; empty: dots */
	struct day on;
	struct str receiver, agency;
};

struct slip_paper {
	struct pdf_mark *mark;   /* codes on its pages; NULL: none */
	struct str province;     /* "THÀNH PHỐ HỒ CHÍ MINH" */
	int year;
	struct str applicant, rep_name, rep_position, address, phone, email;
	struct str product;
	struct str sector, group, set; /* ngành, nhóm, bộ sản phẩm (Phụ lục I) */
	enum dossier_kind kind;
	int samples;
	struct str attachments;  /* further ones, may be empty */
	struct slip_receipt commune, office;
	struct str place;
	struct day on;           /* handed in; none: dots */
	struct moment made_at;
	bool sample;
};
MUST_CHECK enum rc slip_render(const struct slip_paper *s, struct arena *mem,
    struct fault *fault, struct str *pdf);

/* One criterion of Mẫu 02 part III. */
struct self_row {
	struct str number, name;
	int max, points;
	bool answered;
	struct str note;         /* description */
	struct lines evidence;   /* "Giấy đăng ký kinh doanh số 12 (trang 1-2)" */
	bool heading;            /* of a part or group: number, name, max, points */
};

struct self_report_paper {
	struct pdf_mark *mark;   /* codes on its pages; NULL: none */
	struct str subject, org_kind, address, phone, email;
	struct str rep_name, gender, ethnicity, residence;
	struct str reg_no;
	struct day reg_on;
	struct str product, spec, standard;
	unsigned ticks;          /* enum subject_tick */
	struct str history, structure;
	struct str material, quality, market, revenue;             /* part II */
	const struct self_row *rows;
	size_t n_rows;
	int total;
	struct str plan_product, plan_organisation, plan_market;   /* part IV */
	struct str place;
	struct day on;
	struct moment made_at;
	bool sample;
};
MUST_CHECK enum rc self_report_render(const struct self_report_paper *s,
    struct arena *mem, struct fault *fault, struct str *pdf);

#endif
