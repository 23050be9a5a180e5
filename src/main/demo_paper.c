/*
 * demo_paper: pages and pictures of the sample office, so that evidence can be
 * opened and the catalogue has photos. Every one says that it is a sample.
 */
#include "act/upload.h"
#include "main/demo.h"
#include "paper/pdf.h"
#include "paper/sample_photo.h"

static enum rc
paper_bytes(struct demo *d, struct str title, struct str *out)
{
	struct pdf *p = pdf_begin(d->c->mem, d->c->fault, &(struct pdf_head){
	    .title = title, .author = S("OCOP"), .subject = S("Dữ liệu mẫu"),
	    .made_at = d->c->now, .sample = true });

	pdf_text(p, (struct type){ .size_pt = 18, .bold = true,
	    .align = ALIGN_CENTER, .after_pt = 18 }, title);
	pdf_text(p, (struct type){ .after_pt = 8 },
	    S("Số: 01/MẪU. Nơi cấp: Cơ quan mẫu."));
	pdf_text(p, (struct type){ .after_pt = 8 },
	    S("Đây là dữ liệu mẫu để dùng thử: không phải giấy tờ thật và "
	      "không có giá trị pháp lý."));
	return pdf_end(p, out);
}

/* No stranger made these bytes, so nobody has to look at them first. */
enum rc
demo_paper(struct demo *d, struct evidence_id id, struct str title)
{
	struct looked looked = { .mime = S("application/pdf"), .pages = 1,
	    .scan = SCANNED_NOT };
	struct str bytes;
	enum rc rc;

	if ((rc = paper_bytes(d, title, &bytes)) != RC_OK ||
	    (rc = blob_keep_bytes(d->c->blobs, bytes, d->c->mem, d->c->fault,
	    &looked.file)) != RC_OK)
		return rc;
	return evidence_file_add(d->c, id, S("giay-to-mau.pdf"), &looked);
}

/* A drawn picture goes the way of every photo: it is looked at, cleaned, and a
 * small one is made of it. */
enum rc
demo_photo(struct demo *d, struct product_id id, struct str name)
{
	struct blob_kept kept;
	struct looked looked;
	struct str png;
	enum rc rc;

	if ((rc = sample_photo_render(name, (int)(id.v % 4), d->c->mem,
	    d->c->fault, &png)) != RC_OK ||
	    (rc = blob_keep_bytes(d->c->blobs, png, d->c->mem, d->c->fault,
	    &kept)) != RC_OK ||
	    (rc = look_and_keep(d->c->blobs, &(struct look_at){
	    .path = blob_path(d->c->blobs, kept.hash, d->c->mem),
	    .name = S("anh-mau.png"), .purpose = LOOK_PHOTO }, d->c->mem,
	    d->c->fault, &looked)) != RC_OK)
		return rc;
	return product_photo_set(d->c, id, &looked);
}
