/* Notes, checkpoints, proofs, policies, witnesses, parts and entries: what
 * others have published, what we write, and what must be refused. */
#include "unit.h"

#include "base/code.h"
#include "ledger/entry.h"
#include "ledger/part.h"
#include "ledger/policy.h"
#include "ledger/witness.h"
#include "ledger_help.h"

/* The example of the Go project's documentation of signed notes. */
#define GO_KEY "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
#define GO_SECRET "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
#define GO_TEXT "If you think cryptography is the answer to your problem,\n" \
	"then you don't know what your problem is.\n"
#define GO_LINE "\xe2\x80\x94 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZI" \
	"nNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
/* A key whose base64 has plus signs. */
#define SUM_KEY "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"

static void
the_same_bytes_as_others(void)
{
	struct signed_note *n = ARENA_NEW(unit_mem(), struct signed_note);
	struct note_key key;
	struct note_signer s;
	struct str seed;

	CHECK(vkey_read(unit_mem(), S(GO_KEY), &key));
	CHECK_STR(vkey_text(unit_mem(), &key), S(GO_KEY));
	CHECK(note_read(unit_mem(), S(GO_TEXT "\n" GO_LINE), n));
	CHECK_STR(n->text, S(GO_TEXT));
	CHECK(note_signed_by(n, &key));
	CHECK(base64_read(unit_mem(), S(GO_SECRET), &seed) && seed.n == 33);
	s = note_signer(unit_mem(), key.name, KEY_LOG, (const uint8_t *)seed.p + 1);
	CHECK_STR(vkey_text(unit_mem(), &s.key), S(GO_KEY));
	CHECK_STR(note_sign(unit_mem(), &s, S(GO_TEXT)), S(GO_LINE));
}

static void
keys_are_cut_at_the_first_two_plus(void)
{
	static const char *const bad[] = {
		"", "a", "a+b", "+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
		"sum.golang.org+033de0af+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
		"sum.golang.org+033DE0AE+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
		"sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn9",
		"sum.golang.org+033de0ae+Ac4zctda0e5eza HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
		"sum.golang.org+033de0ae+", "sum golang+033de0ae+Ac4z",
		"sum.golang.org\xc2\xa0+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
	};
	struct note_key key;

	CHECK(vkey_read(unit_mem(), S(SUM_KEY), &key));
	CHECK_STR(key.name, S("sum.golang.org"));
	CHECK_STR(vkey_text(unit_mem(), &key), S(SUM_KEY));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		unit_row("%s", bad[i]);
		CHECK(!vkey_read(unit_mem(), str_c(bad[i]), &key));
	}
}

static void
one_bit_is_seen(void)
{
	struct str whole = S(GO_TEXT "\n" GO_LINE);
	struct note_key key;
	int taken = 0;

	CHECK(vkey_read(unit_mem(), S(GO_KEY), &key));
	for (size_t i = 0; i < whole.n; i++) {
		char *copy = arena_bytes(unit_mem(), whole.n + 1);
		struct signed_note *n = ARENA_NEW(unit_mem(), struct signed_note);

		memcpy(copy, whole.p, whole.n);
		copy[i] = (char)(copy[i] ^ 1);
		taken += note_read(unit_mem(), (struct str){ copy, whole.n }, n) &&
		    note_signed_by(n, &key);
	}
	CHECK_INT(taken, 0);
}

static void
notes_are_read_strictly(void)
{
	static const char *const bad[] = {
		"", "\n", "\n\n", "a\n", "a\n\n", "a\n\nb\n",
		"a\n\n- name AAAAAAA=\n", "a\n\n\xe2\x80\x94 name AAAA\n",
		"a\n\n\xe2\x80\x94 name AAAAAAA=", "a\n\n\xe2\x80\x94 na+me AAAAAAA=\n",
		"a\n\n\xe2\x80\x94  AAAAAAA=\n", "a\r\n\n\xe2\x80\x94 name AAAAAAA=\n",
		"a\n\n\xe2\x80\x94 name AAAAAAA=\n\n", "\xff\n\n\xe2\x80\x94 name AAAAAAA=\n",
		"a\n\n\xe2\x80\x94 name AAAAAAA= b\n", "a\tb\n\n\xe2\x80\x94 name AAAAAAA=\n",
	};
	struct signed_note *n = ARENA_NEW(unit_mem(), struct signed_note);

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		unit_row("%zu", i);
		CHECK(!note_read(unit_mem(), str_c(bad[i]), n));
	}
	unit_row("good");
	CHECK(note_read(unit_mem(), S("a\n\nb\n\n\xe2\x80\x94 name AAAAAAA=\n"), n));
	CHECK_STR(n->text, S("a\n\nb\n"));
}

/* ---- checkpoints, witnesses, policies ----------------------------------------------- */

#define ORIGIN "example.vn/log/79/1"

static struct str
signed_head(const struct note_signer *s, int64_t size, uint8_t root)
{
	struct checkpoint c = { .origin = s->key.name, .head.size = size };
	struct str text;

	memset(c.head.root.b, root, 32);
	text = checkpoint_text(unit_mem(), &c);
	return str_printf(unit_mem(), "%.*s%.*s", STR_ARG(note_text(unit_mem(), text)),
	    STR_ARG(note_sign(unit_mem(), s, text)));
}

static void
checkpoints_to_the_byte(void)
{
	struct checkpoint c = { .origin = S(ORIGIN), .head.size = 7 }, read;

	memset(c.head.root.b, 0, 32);
	CHECK_STR(checkpoint_text(unit_mem(), &c), S(ORIGIN "\n7\n"
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"));
	CHECK(checkpoint_read(unit_mem(), checkpoint_text(unit_mem(), &c), &read) &&
	    read.head.size == 7);
	CHECK(!checkpoint_read(unit_mem(), S(ORIGIN "\n07\n"
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"), &read));
	CHECK(!checkpoint_read(unit_mem(), S(ORIGIN "\n-7\n"
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"), &read));
	CHECK(!checkpoint_read(unit_mem(), S(ORIGIN "\n7\nAAAA\n"), &read));
}

static struct signed_note *
cosigned(struct str head, const struct note_signer *w, int n)
{
	struct signed_note *note = ARENA_NEW(unit_mem(), struct signed_note);

	CHECK(note_read(unit_mem(), head, note));
	for (int i = 0; i < n; i++)
		head = str_printf(unit_mem(), "%.*s%.*s", STR_ARG(head),
		    STR_ARG(note_cosign(unit_mem(), &w[i], note->text, 1764000000 + i)));
	CHECK(note_read(unit_mem(), head, note));
	return note;
}

static void
a_quorum(void)
{
	struct note_signer log = signer_of(ORIGIN, KEY_LOG, 1);
	struct note_signer w[3] = { signer_of("trung-uong", KEY_WITNESS, 2),
		signer_of("luu-tru-tinh", KEY_WITNESS, 3), signer_of("tinh-khac", KEY_WITNESS, 4) };
	struct str head = signed_head(&log, 5, 9);
	struct policy *p = ARENA_NEW(unit_mem(), struct policy);
	struct policy_error e;
	struct str text = str_printf(unit_mem(), "# ai chứng kiến\nlog %.*s\n\n"
	    " witness a %.*s\nwitness b\t%.*s https://example.vn/w\nwitness c %.*s\n"
	    "group hai 2 a b c\nquorum hai\n",
	    STR_ARG(vkey_text(unit_mem(), &log.key)),
	    STR_ARG(vkey_text(unit_mem(), &w[0].key)),
	    STR_ARG(vkey_text(unit_mem(), &w[1].key)),
	    STR_ARG(vkey_text(unit_mem(), &w[2].key)));
	struct policy_verdict v;

	CHECK(policy_read(unit_mem(), text, p, &e));
	v = policy_ask(unit_mem(), p, cosigned(head, w, 1));
	CHECK(!v.holds && v.log == 0 && v.witnesses == 1);
	v = policy_ask(unit_mem(), p, cosigned(head, w, 2));
	CHECK(v.holds && v.witnesses == 2 && v.oldest == 1764000000 &&
	    v.newest == 1764000001);
	w[1] = signer_of("luu-tru-tinh", KEY_WITNESS, 7); /* not the key we know */
	v = policy_ask(unit_mem(), p, cosigned(head, w, 2));
	CHECK(!v.holds && v.witnesses == 1);
	log = signer_of(ORIGIN, KEY_LOG, 8);
	v = policy_ask(unit_mem(), p, cosigned(signed_head(&log, 5, 9), w, 3));
	CHECK(!v.holds && v.log == -1);
}

static void
policies_are_read_strictly(void)
{
	static const struct { const char *text; int line; } bad[] = {
		{ "", 1 }, { "quorum none", 0 }, { "quorum x\n", 1 },
		{ "quorum none\nquorum none\n", 2 }, { "log\nquorum none\n", 1 },
		{ "witness a " GO_KEY "\nquorum none\n", 1 },
		{ "log " GO_KEY "\nlog " GO_KEY "\nquorum none\n", 2 },
		{ "group g 1 a\nquorum none\n", 1 }, { "wibble\nquorum none\n", 1 },
		{ "quorum none\r\n", 1 },
	};
	struct policy *p = ARENA_NEW(unit_mem(), struct policy);
	struct policy_error e;

	CHECK(policy_read(unit_mem(), S("log " GO_KEY "\nquorum none\n"), p, &e));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		unit_row("%zu", i);
		CHECK(!policy_read(unit_mem(), str_c(bad[i].text), p, &e));
		CHECK_INT(e.line, bad[i].line);
		CHECK(e.why != NULL);
	}
}

static struct str
request(int64_t older, const struct path *path, struct str head)
{
	return witness_body(unit_mem(), older, path, head);
}

static enum witness_answer
judged(const struct witnessed *known, struct str body, bool *fork)
{
	struct witness_request *r = ARENA_NEW(unit_mem(), struct witness_request);

	if (!CHECK(witness_read(unit_mem(), body, r)))
		return 0;
	return witness_judge(known, r, fork);
}

static void
what_a_witness_answers(void)
{
	struct note_signer log = signer_of(ORIGIN, KEY_LOG, 1);
	struct note_signer other = signer_of(ORIGIN, KEY_LOG, 2);
	struct witnessed known = { .known = true, .key = log.key };
	struct path none = { 0 }, wrong = { .n = 1 };
	struct hash leaf[2] = { leaf_hash(S("a")), leaf_hash(S("b")) };
	struct hash root = node_hash(&leaf[0], &leaf[1]);
	struct path grown = { .n = 1, .h = { leaf[1] } };
	struct checkpoint c = { .origin = log.key.name, .head = { 2, root } };
	struct str text = checkpoint_text(unit_mem(), &c);
	struct str two = str_printf(unit_mem(), "%.*s\n%.*s", STR_ARG(text),
	    STR_ARG(note_sign(unit_mem(), &log, text)));
	bool fork;

	CHECK_INT(judged(&known, request(0, &none, signed_head(&log, 1, 5)), &fork), 200);
	CHECK_INT(judged(&known, request(0, &none, signed_head(&other, 1, 5)), &fork), 403);
	known.head = (struct tree_head){ 1, leaf[0] };
	CHECK_INT(judged(&known, request(1, &grown, two), &fork), 200);
	CHECK(!fork);
	CHECK_INT(judged(&known, request(0, &none, two), &fork), 409);
	CHECK_INT(judged(&known, request(3, &none, two), &fork), 400);
	CHECK_INT(judged(&known, request(1, &wrong, two), &fork), 422);
	CHECK(fork);
	CHECK_INT(judged(&known, request(1, &none, signed_head(&log, 1, 77)), &fork), 409);
	CHECK(fork);
	known.known = false;
	CHECK_INT(judged(&known, request(1, &grown, two), &fork), 404);
}

static void
requests_are_read_strictly(void)
{
	struct note_signer log = signer_of(ORIGIN, KEY_LOG, 1);
	struct str head = signed_head(&log, 1, 5);
	static const char *const before[] = { "", "old\n\n", "old 1\n", "old 01\n\n",
		"old -1\n\n", "old 1\nAAAA\n\n", "old 1 \n\n", "Old 1\n\n", "old 1\r\n\n" };
	struct witness_request *r = ARENA_NEW(unit_mem(), struct witness_request);

	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
		unit_row("%zu", i);
		CHECK(!witness_read(unit_mem(), str_printf(unit_mem(), "%s%.*s",
		    before[i], STR_ARG(head)), r));
	}
}

/* ---- proofs ---------------------------------------------------------------------------- */

static void
a_proof_file(void)
{
	struct note_signer log = signer_of(ORIGIN, KEY_LOG, 1);
	struct hash leaf[2] = { leaf_hash(S("a")), leaf_hash(S("b")) };
	struct checkpoint c = { .origin = log.key.name,
		.head = { 2, node_hash(&leaf[0], &leaf[1]) } };
	struct str text = checkpoint_text(unit_mem(), &c);
	struct proof p = { .index = 1, .path = { 1, { leaf[0] } }, .has_extra = true,
		.extra = S("x") }, read;
	struct note_signer stranger = signer_of(ORIGIN, KEY_LOG, 2);
	struct str bytes;

	p.checkpoint = str_printf(unit_mem(), "%.*s\n%.*s", STR_ARG(text),
	    STR_ARG(note_sign(unit_mem(), &log, text)));
	bytes = proof_text(unit_mem(), &p);
	CHECK(str_starts(bytes, S("c2sp.org/tlog-proof@v1\nextra eA==\nindex 1\n")));
	CHECK(proof_read(unit_mem(), bytes, &read));
	CHECK(proof_holds(unit_mem(), &read, S("b"), &log.key));
	CHECK(!proof_holds(unit_mem(), &read, S("a"), &log.key));
	CHECK(!proof_holds(unit_mem(), &read, S("b"), &stranger.key));
	CHECK(!proof_read(unit_mem(), str_head(bytes, 60), &read));
	CHECK(!proof_read(unit_mem(), str_from(bytes, 1), &read));
	CHECK(!proof_read(unit_mem(), S("c2sp.org/tlog-proof@v1\nindex 01\n\nx\n"), &read));
}

/* ---- parts and entries ------------------------------------------------------------------- */

static void
a_part(void)
{
	char key[32], salt[32];
	struct str k = { key, 32 }, s = { salt, 32 }, sealed, out;
	struct chance chance = { chance_fill_counted, 1 };

	memset(key, 7, sizeof(key));
	memset(salt, 0x0b, sizeof(salt));
	/* openssl dgst -sha256 -mac HMAC -macopt hexkey:0b…0b -binary PART */
	CHECK_STR(hash_hex(unit_mem(), part_commitment(s, S("Hi There"))),
	    S("198a607eb44bfbc69903a0f1cf2bbdc5ba0aa3f3d9ae3c1c7a3b1696a0b68cf7"));
	sealed = part_seal(unit_mem(), &chance, k, S("e1"), S("Nguyễn Thị Mẫu"));
	CHECK(part_open(unit_mem(), k, S("e1"), sealed, &out));
	CHECK_STR(out, S("Nguyễn Thị Mẫu"));
	CHECK(!part_open(unit_mem(), k, S("e2"), sealed, &out));
	CHECK(!part_open(unit_mem(), k, S("e1"), str_head(sealed, sealed.n - 1), &out));
	key[0] = 8;
	CHECK(!part_open(unit_mem(), k, S("e1"), sealed, &out));
	CHECK_INT(part_length(0), 0);
	CHECK_INT(part_length(1), 256);
	CHECK_INT(part_length(256), 256);
	CHECK_INT(part_length(257), 512);
	CHECK(part_length_holds(512, 257) && part_length_holds(1024, 257));
	CHECK(!part_length_holds(256, 257) && !part_length_holds(257, 257) && !part_length_holds(1000, 257));
}

static void
an_entry_to_the_byte(void)
{
	struct entry e = { .type = S("score-sheet"), .at = { 1796025600000 },
		.by = S("79"), .dossier = S("0b5f9c1e-7a51-4f0e-9a53-5c1c5f6f7a01"),
		.epoch = 0, .n = 1, .has_prev = true, .actor = S("m3"), .n_parts = 1,
		.parts = { { .name = S("scores"), .length = 512 } } }, read;
	struct str text = entry_text(unit_mem(), &e);

	CHECK_STR(text, S("{\"v\":1,\"type\":\"score-sheet\",\"at\":\"2026-11-30T08:00:00Z\","
	    "\"by\":\"79\",\"dossier\":\"0b5f9c1e-7a51-4f0e-9a53-5c1c5f6f7a01\","
	    "\"epoch\":0,\"n\":1,\"prev\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\","
	    "\"actor\":\"m3\",\"parts\":[{\"k\":\"scores\","
	    "\"c\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\",\"len\":512}]}"));
	CHECK(entry_read(unit_mem(), text, &read));
	CHECK(read.n == 1 && read.at.ms == e.at.ms && read.parts[0].length == 512);
	CHECK_STR(entry_text(unit_mem(), &read), text);
	CHECK(!entry_read(unit_mem(), str_head(text, text.n - 1), &read));
	CHECK(!entry_read(unit_mem(), str_printf(unit_mem(), "%.*s\n", STR_ARG(text)), &read));
	e.type = S("decision");
	e.n = 0;
	e.has_prev = false;
	e.n_refs = 1;
	text = entry_text(unit_mem(), &e);
	CHECK(!str_has(text, S("prev")) && str_has(text, S("\"ref\":[\"AAAA")));
	CHECK(entry_read(unit_mem(), text, &read) && read.n_refs == 1);
}

static void
names_by_chance(void)
{
	struct chance chance = { chance_fill_counted, 1 };
	struct str id = uuid_make(unit_mem(), &chance), entry;
	struct buf b = buf_new(unit_mem(), 100);
	struct str rest;

	CHECK(uuid_ok(id));
	CHECK(!uuid_ok(S("0b5f9c1e-7a51-1f0e-9a53-5c1c5f6f7a01")));
	CHECK(!uuid_ok(S("0B5F9C1E-7A51-4F0E-9A53-5C1C5F6F7A01")));
	bundle_put(&b, S("abc"));
	bundle_put(&b, S(""));
	rest = buf_str(&b);
	CHECK_INT(rest.n, 7);
	CHECK(bundle_cut(&rest, &entry) && str_eq(entry, S("abc")));
	CHECK(bundle_cut(&rest, &entry) && entry.n == 0);
	CHECK(!bundle_cut(&rest, &entry) && rest.n == 0);
	rest = S("\0\5abc");
	CHECK(!bundle_cut(&rest, &entry) && rest.n > 0);
	CHECK_STR(leaf_code(unit_mem(), &(struct hash){ { 0xff, 0xff } }), S("777QAAAAAA"));
	CHECK(leaf_code_ok(S("777QAAAAAA")) && !leaf_code_ok(S("777yAAAAAA")) &&
	    !leaf_code_ok(S("777YAAAAA")) && !leaf_code_ok(S("777YAAAAA1")));
}

static const struct unit_test tests[] = {
	{ "note: the same bytes as others", the_same_bytes_as_others },
	{ "note: keys are cut at the first two plus signs", keys_are_cut_at_the_first_two_plus },
	{ "note: one bit is seen", one_bit_is_seen },
	{ "note: read strictly", notes_are_read_strictly },
	{ "checkpoint: to the byte", checkpoints_to_the_byte },
	{ "policy: a quorum", a_quorum },
	{ "policy: read strictly", policies_are_read_strictly },
	{ "witness: what it answers", what_a_witness_answers },
	{ "witness: requests are read strictly", requests_are_read_strictly },
	{ "proof: a file", a_proof_file },
	{ "part: commitment and sealing", a_part },
	{ "entry: to the byte", an_entry_to_the_byte },
	{ "entry: names by chance, bundles, codes", names_by_chance },
};
UNIT_MAIN(tests)
