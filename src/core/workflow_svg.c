/*
 * workflow_svg: the road of one kind of dossier as a picture, from the same rows
 * as the table: a box for each state, in the column of whoever has it, an arrow
 * with a number for each act that leads on, and under it what the numbers are:
 * act, person, which dossiers, clause. An act that leads from many states to one,
 * or whose arrow would run over a box, is its number on each of the boxes it leaves.
 */
#include "core/workflow_rows.h"

#define COLUMN 250
#define ROW 92
#define LEFT 100
#define TOP 90
#define HALF_W 78
#define HALF_H 19
#define LINE 19
#define NEAR 8 /* an arrow that comes so near to a box runs over it */
#define WIDTH (2 * LEFT + 4 * COLUMN)
#define LEGEND (TOP + 6 * ROW)
#define COUNCIL 3 /* column */
#define MANY 3 /* states that one act leads away from: a number on each */

struct point {
	int x, y;
};

/* What is drawn so far: numbers on a box, numbers on an arrow. */
struct picture {
	struct buf *out;
	bool again;
	int badges[ST__COUNT], arrows[ST__COUNT][ST__COUNT];
};

static const struct place {
	int column, row;
} places[ST__COUNT] = {
	[ST_DRAFT] = { 0, 0 }, [ST_RETURNED] = { 0, 1 }, [ST_WITHDRAWN] = { 0, 2 },
	[ST_SUBMITTED] = { 1, 0 }, [ST_COMMUNE_CHECK] = { 1, 1 },
	[ST_COMMUNE_ASKED] = { 1, 2 },
	[ST_FORWARDED] = { 2, 0 }, [ST_PROVINCE_CHECK] = { 2, 1 },
	[ST_PROVINCE_ASKED] = { 2, 2 }, [ST_ACCEPTED] = { 2, 3 },
	[ST_TEAM] = { 2, 4 }, [ST_ASSESSED] = { 2, 5 },
	[ST_ON_AGENDA] = { 3, 4 }, [ST_OPINIONS] = { 3, 3 },
	[ST_CONCLUDED] = { 3, 1 },
	[ST_RESULT_APPROVED] = { 4, 0 }, [ST_RECOGNISED] = { 4, 1 },
	[ST_SENT_BACK] = { 4, 2 }, [ST_NOT_RECOGNISED] = { 4, 3 },
};
static const char *const columns[] = { "producer", "commune",
	"agency (province, Ministry)", "council", "result" };

static struct point
centre_of(enum dossier_state s)
{
	return (struct point){ LEFT + places[s].column * COLUMN,
		TOP + places[s].row * ROW };
}

static int
size_of(int n)
{
	return n < 0 ? -n : n;
}

/* Where the line from a box's centre towards `to` leaves the box. */
static struct point
edge_of(struct point at, struct point to)
{
	const int dx = to.x - at.x, dy = to.y - at.y;
	const int w = size_of(dx), h = size_of(dy);

	if (w * HALF_H > h * HALF_W)
		return (struct point){ at.x + (dx < 0 ? -HALF_W : HALF_W),
			at.y + dy * HALF_W / w };
	if (h == 0)
		return at;
	return (struct point){ at.x + dx * HALF_H / h,
		at.y + (dy < 0 ? -HALF_H : HALF_H) };
}

/* Of an arrow: where it begins, what bends it, where it ends. It bows to its right, so
 * that there and back are two. */
struct curve {
	struct point p, bend, q;
};

static struct curve
curve_of(enum dossier_state from, enum dossier_state to)
{
	const struct point a = centre_of(from), b = centre_of(to);
	const int dx = b.x - a.x, dy = b.y - a.y;
	const int most = size_of(dx) > size_of(dy) ? size_of(dx) : size_of(dy);
	/* in one column, around the box between; the council's on its free side */
	const int around = places[from].column == COUNCIL ? -2 * HALF_W - 34 : 2 * HALF_W + 34;
	const int bow = dx == 0 && most > ROW ? around : most > COLUMN ? 58 : 26;
	const struct point bend = { (a.x + b.x) / 2 - (most ? dy * bow / most : 0),
		(a.y + b.y) / 2 + (most ? dx * bow / most : 0) };

	return (struct curve){ edge_of(a, bend), bend, edge_of(b, bend) };
}

/* At `at` sixteenths of its way. */
static struct point
curve_at(const struct curve *c, int at)
{
	const int l = (16 - at) * (16 - at), m = 2 * at * (16 - at), r = at * at;

	return (struct point){ (l * c->p.x + m * c->bend.x + r * c->q.x) / 256,
		(l * c->p.y + m * c->bend.y + r * c->q.y) / 256 };
}

/* Two acts that lead the same way have one arrow, and their numbers side by side. */
static void
draw_arrow(struct picture *d, enum dossier_state from, enum dossier_state to, int n)
{
	const struct curve c = curve_of(from, to);
	/* halfway; far up a column lower, where fewer pass */
	const bool far = places[from].column == places[to].column &&
	    places[from].row - places[to].row > 2;
	struct point middle = curve_at(&c, far ? 5 : 8);

	middle.x += 22 * d->arrows[from][to];
	if (d->arrows[from][to]++ == 0)
		buf_printf(d->out, "<path d=\"M%d %d Q%d %d %d %d\" fill=\"none\" stroke=\"#555\" "
		    "marker-end=\"url(#a)\"/>\n", c.p.x, c.p.y, c.bend.x, c.bend.y, c.q.x, c.q.y);
	buf_printf(d->out, "<circle cx=\"%d\" cy=\"%d\" r=\"10\" fill=\"#fff\" stroke=\"#0f5132\"/>"
	    "<text x=\"%d\" y=\"%d\" font-size=\"11\" text-anchor=\"middle\">%d</text>\n",
	    middle.x, middle.y, middle.x, middle.y + 4, n);
}

/* Whether the row speaks of this kind of dossier at all. */
static bool
row_is_told(const struct road_row *row, bool again)
{
	return row->deed != DO_SEE && !(row->only & (again ? NOT_AGAIN : AGAIN));
}

static bool
state_is_used(enum dossier_state s, bool again)
{
	if (s == ST_DRAFT)
		return true;
	for (size_t i = 0; i < ROAD_N; i++)
		if (row_is_told(&ROAD[i], again) && ROAD[i].to == s)
			return true;
	/* where a decision leads is asked of the pack */
	return s == ST_RESULT_APPROVED;
}

/* Whether an arrow would run over a box between its two. */
static bool
arrow_covers(enum dossier_state from, enum dossier_state to, bool again)
{
	const struct curve c = curve_of(from, to);

	for (int s = ST_DRAFT; s < ST__COUNT; s++)
		for (int at = 1; at < 16 && s != (int)from && s != (int)to &&
		    state_is_used((enum dossier_state)s, again); at++) {
			const struct point box = centre_of((enum dossier_state)s), p = curve_at(&c, at);

			if (size_of(p.x - box.x) <= HALF_W + NEAR && size_of(p.y - box.y) <= HALF_H + NEAR)
				return true;
		}
	return false;
}

static bool
row_has_badges(const struct road_row *row, bool again)
{
	int n = 0;

	for (int s = ST_DRAFT; s < ST__COUNT; s++)
		if ((row->from & ST(s)) && s != (int)row->to) {
			n++;
			if (row->to != SAME && state_is_used((enum dossier_state)s, again) &&
			    arrow_covers((enum dossier_state)s, row->to, again))
				return true;
		}
	return n >= MANY;
}

static void
draw_states(struct buf *out, bool again)
{
	for (int c = 0; c < 5; c++)
		buf_printf(out, "<text x=\"%d\" y=\"26\" font-size=\"14\" font-weight=\"bold\" "
		    "text-anchor=\"middle\">%s</text>\n", LEFT + c * COLUMN, columns[c]);
	for (int s = ST_DRAFT; s < ST__COUNT; s++) {
		const struct point at = centre_of((enum dossier_state)s);

		if (!state_is_used((enum dossier_state)s, again))
			continue;
		buf_printf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" "
		    "fill=\"#e8f3ec\" stroke=\"#0f5132\"/><text x=\"%d\" y=\"%d\" "
		    "font-size=\"14\" text-anchor=\"middle\">%s</text>\n",
		    at.x - HALF_W, at.y - HALF_H, 2 * HALF_W, 2 * HALF_H, at.x,
		    at.y + 5, state_name((enum dossier_state)s));
	}
}

/* The first row that leads the same way: one arrow and one number for both. */
static size_t
row_first(size_t at)
{
	size_t i = 0;

	while (ROAD[i].from != ROAD[at].from || ROAD[i].to != ROAD[at].to)
		i++;
	return i;
}

/* A number on the lower edge of a box; several stand beside each other. */
static void
draw_badge(struct buf *out, enum dossier_state s, int place, int n)
{
	const struct point at = centre_of(s);
	const int x = at.x + HALF_W - 4 - 24 * place, y = at.y + HALF_H;

	buf_printf(out, "<rect x=\"%d\" y=\"%d\" width=\"22\" height=\"16\" rx=\"3\" "
	    "fill=\"#fff4e0\" stroke=\"#8a4b00\"/><text x=\"%d\" y=\"%d\" "
	    "font-size=\"11\" text-anchor=\"middle\">%d</text>\n",
	    x - 11, y - 8, x, y + 4, n);
}

static void
draw_arrows(struct picture *d, const struct road_row *row, int n)
{
	for (int s = ST_DRAFT; s < ST__COUNT; s++) {
		if (!(row->from & ST(s)) || s == (int)row->to ||
		    !state_is_used((enum dossier_state)s, d->again))
			continue;
		draw_arrow(d, (enum dossier_state)s, row->to, n);
		/* a province approves what the Ministry recognises */
		if (row->deed == DO_DECIDE && s == ST_CONCLUDED)
			draw_arrow(d, ST_CONCLUDED, ST_RESULT_APPROVED, n);
	}
}

static void
draw_badges(struct picture *d, const struct road_row *row, int n)
{
	for (int s = ST_DRAFT; s < ST__COUNT; s++)
		if ((row->from & ST(s)) && state_is_used((enum dossier_state)s, d->again))
			draw_badge(d->out, (enum dossier_state)s, d->badges[s]++, n);
}

/* What a number is, in one of two columns. */
static void
draw_line(struct picture *d, const struct road_row *row, struct point at, int n)
{
	const unsigned only = row->only & ~(unsigned)(AGAIN | NOT_AGAIN);
	struct buf *out = d->out;

	buf_printf(out, "<text x=\"%d\" y=\"%d\" font-size=\"13\">", at.x, at.y);
	if (n > 0)
		buf_printf(out, "<tspan font-weight=\"bold\">%d</tspan> ", n);
	buf_printf(out, "%s, by %s", row->name, stand_name(row->by));
	if (n > 0 && row_has_badges(row, d->again))
		buf_printf(out, " → %s", state_name(row->to));
	if (only) {
		buf_lit(out, ": ");
		road_only_print(out, only);
	}
	buf_printf(out, " <tspan fill=\"#555\">(%s)</tspan></text>\n", row->clause);
}

/* The arrows, and below them what each number is; the acts that change no state
 * come last and have no number. */
static void
draw_rows(struct picture *d, int legend, int half)
{
	int number[64] = { 0 }, n = 0, line = 0;

	_Static_assert(DEED__COUNT < 64, "a number for each row");
	for (int stays = 0; stays < 2; stays++)
		for (size_t i = 0; i < ROAD_N && i < 64; i++) {
			const struct road_row *row = &ROAD[i];
			const size_t first = row_first(i);
			const struct point at = { 22 + (line >= half) * WIDTH / 2,
				legend + line % half * LINE };

			if (!row_is_told(row, d->again) || (row->to == SAME) != stays)
				continue;
			if (!stays)
				number[i] = first == i ? ++n : number[first];
			if (!stays && first == i && row_has_badges(row, d->again))
				draw_badges(d, row, n);
			else if (!stays && first == i)
				draw_arrows(d, row, n);
			draw_line(d, row, at, number[i]);
			line++;
		}
}

void
workflow_draw(struct buf *out, bool again)
{
	struct picture d = { .out = out, .again = again };
	int told = 0, half, height;

	for (size_t i = 0; i < ROAD_N; i++)
		told += row_is_told(&ROAD[i], again);
	half = (told + 1) / 2;
	height = LEGEND + (half + 2) * LINE;
	buf_printf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
	    "width=\"%d\" height=\"%d\" font-family=\"sans-serif\">\n<title>%s</title>\n",
	    WIDTH, height, WIDTH, height, again ? "The road of a re-evaluation"
	    : "The road of a first dossier and an upgrade");
	buf_lit(out, "<defs><marker id=\"a\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" "
	    "markerWidth=\"7\" markerHeight=\"7\" orient=\"auto-start-reverse\">"
	    "<path d=\"M0 0 L10 5 L0 10z\" fill=\"#555\"/></marker></defs>\n"
	    "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
	draw_states(out, again);
	draw_rows(&d, LEGEND, half);
	buf_printf(out, "<text x=\"22\" y=\"%d\" font-size=\"13\" font-style=\"italic\">"
	    "A number in a square stands on each state that the act leads away from. "
	    "Lines without a number change no state.</text>\n</svg>\n", height - LINE / 2);
}
