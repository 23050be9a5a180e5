/* qr: see qr.h. */
#include "paper/qr.h"

#include <qrencode.h>

#include "base/buf.h"
#include "paper/pdf.h"

#define PATH_MAX_BYTES (128 * KIB) /* the largest code, every second square dark */

static int
run_at(const QRcode *qr, int row, int column)
{
	int n = 0;

	while (column + n < qr->width && (qr->data[row * qr->width + column + n] & 1) != 0)
		n++;
	return n;
}

enum rc
qr_path(struct arena *mem, struct str text, struct fault *fault, struct str *out, int *side)
{
	QRcode *qr = QRcode_encodeString(str_z(mem, text), 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	struct buf b = buf_new(mem, PATH_MAX_BYTES);

	if (qr == NULL)
		return fault_set(fault, &WHY_PAPER_LONG, __FILE__, __LINE__, "QR of %zu bytes",
		    text.n); /* never the text: it may be a secret */
	for (int row = 0; row < qr->width; row++)
		for (int column = 0; column < qr->width; column++) {
			int n = run_at(qr, row, column);

			if (n == 0)
				continue;
			buf_printf(&b, "M%d %dh%dv1h-%dz", column + QR_QUIET, row + QR_QUIET, n, n);
			column += n;
		}
	*out = buf_str(&b);
	*side = qr->width + 2 * QR_QUIET;
	QRcode_free(qr);
	return RC_OK;
}
