/* Reminders against a naive diary: every day is lived through one by one. */
#include "unit.h"

#include "core/reminder.h"

static uint64_t seed = 148;

static int
dice(int n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (uint64_t)n);
}

/* What a diary that is read each morning says on a day; -2: nothing. */
static int
diary(enum deadline_noun noun, int left)
{
	const bool long_one = noun == DUE_CORRECTION || noun == DUE_SETTLEMENT ||
	    noun == DUE_AGAIN || noun == DUE_PROPOSE || noun == DUE_HELD;
	const int first = long_one ? 10 : noun == DUE_INSPECTION ? 3 :
	    noun == DUE_SESSION ? 7 : 5;
	const int second = long_one ? 3 : noun == DUE_DOSSIER || noun == DUE_REVOCATION ||
	    noun == DUE_ACCEPTANCE ? 2 : 1;

	if (left == -1 && (noun == DUE_PROPOSE || noun == DUE_SESSION))
		return -2; /* nobody is told that it was yesterday */
	return left == first || left == second || left == 0 || left == -1 ? left : -2;
}

static void
each_morning_agrees(void)
{
	for (int n = DUE_DOSSIER; n < DEADLINE_NOUN__COUNT; n++)
		for (int left = 40; left >= -40; left--) {
			unit_row("%s, %d left", deadline_noun_name((enum deadline_noun)n), left);
			CHECK_INT(reminder_due((enum deadline_noun)n, (struct day){ 1000 + left },
			    (struct day){ 999 }, (struct day){ 1000 }),
			    diary((enum deadline_noun)n, left));
		}
}

/* Mornings are missed: the latest word of the missed ones is said, if it still helps. */
static void
missed_mornings_say_the_last_word(void)
{
	for (int i = 0; i < 20000; i++) {
		enum deadline_noun noun = (enum deadline_noun)(1 + dice(DEADLINE_NOUN__COUNT - 1));
		int on = 1000 + dice(60) - 30, after = 1000 - 1 - dice(30), want = -2;

		for (int d = after + 1; d <= 1000; d++)
			if (diary(noun, on - d) != -2)
				want = on - d;
		if (on < 999)
			want = -2;
		unit_row("%s on %d after %d", deadline_noun_name(noun), on, after);
		if (!CHECK_INT(reminder_due(noun, (struct day){ on }, (struct day){ after },
		    (struct day){ 1000 }), want))
			return;
	}
}

static void
the_store_is_asked_far_enough(void)
{
	for (int n = DUE_DOSSIER; n < DEADLINE_NOUN__COUNT; n++)
		for (int left = REMINDER_MOST_DAYS + 1; left < 60; left++)
			CHECK_INT(diary((enum deadline_noun)n, left), REMINDER_NONE);
}

static const struct unit_test tests[] = {
	{ "each morning agrees with a diary", each_morning_agrees },
	{ "missed mornings say the last word", missed_mornings_say_the_last_word },
	{ "the store is asked far enough", the_store_is_asked_far_enough },
};
UNIT_MAIN(tests)
