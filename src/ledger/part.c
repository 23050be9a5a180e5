/* part: see part.h. */
#include "ledger/part.h"

#include <openssl/evp.h>
#include <string.h>

#include "base/code.h"
#include "base/fault.h"

#define NONCE 12
#define TAG 16
#define CODE_LETTERS 10

struct hash
part_commitment(struct str salt, struct str bytes)
{
	REQUIRE(salt.n == PART_SALT_BYTES);
	return hash_keyed(salt, bytes);
}

int64_t
part_length(size_t bytes)
{
	return (int64_t)((bytes + 255) / 256 * 256);
}

bool
part_length_holds(int64_t said, size_t bytes)
{
	return said % 256 == 0 && said >= part_length(bytes);
}

struct str
part_seal(struct arena *mem, struct chance *chance, struct str key,
    struct str about, struct str bytes)
{
	uint8_t *to = arena_bytes(mem, NONCE + bytes.n + TAG);
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	int n = 0;

	REQUIRE(ctx != NULL && key.n == PART_KEY_BYTES && bytes.n < INT32_MAX);
	chance->fill(chance, to, NONCE);
	REQUIRE(EVP_EncryptInit_ex(ctx, EVP_aes_256_gcm(), NULL,
	    (const uint8_t *)key.p, to) == 1);
	REQUIRE(EVP_EncryptUpdate(ctx, NULL, &n, (const uint8_t *)about.p,
	    (int)about.n) == 1);
	REQUIRE(EVP_EncryptUpdate(ctx, to + NONCE, &n, (const uint8_t *)bytes.p,
	    (int)bytes.n) == 1);
	REQUIRE(EVP_EncryptFinal_ex(ctx, to + NONCE + bytes.n, &n) == 1);
	REQUIRE(EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_GCM_GET_TAG, TAG,
	    to + NONCE + bytes.n) == 1);
	EVP_CIPHER_CTX_free(ctx);
	return (struct str){ (char *)to, NONCE + bytes.n + TAG };
}

bool
part_open(struct arena *mem, struct str key, struct str about,
    struct str sealed, struct str *out)
{
	EVP_CIPHER_CTX *ctx;
	const uint8_t *from = (const uint8_t *)sealed.p;
	uint8_t tag[TAG], *to;
	size_t size;
	int n = 0;
	bool good;

	if (key.n != PART_KEY_BYTES || sealed.n < NONCE + TAG || sealed.n > INT32_MAX)
		return false;
	size = sealed.n - NONCE - TAG;
	to = arena_bytes(mem, size + 1);
	memcpy(tag, from + NONCE + size, TAG);
	ctx = EVP_CIPHER_CTX_new();
	REQUIRE(ctx != NULL);
	good = EVP_DecryptInit_ex(ctx, EVP_aes_256_gcm(), NULL,
	    (const uint8_t *)key.p, from) == 1 &&
	    EVP_DecryptUpdate(ctx, NULL, &n, (const uint8_t *)about.p,
	    (int)about.n) == 1 &&
	    EVP_DecryptUpdate(ctx, to, &n, from + NONCE, (int)size) == 1 &&
	    EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_GCM_SET_TAG, TAG, tag) == 1 &&
	    EVP_DecryptFinal_ex(ctx, to + size, &n) == 1;
	EVP_CIPHER_CTX_free(ctx);
	to[size] = 0;
	if (good)
		*out = (struct str){ (char *)to, size };
	return good;
}

struct str
leaf_code(struct arena *mem, const struct hash *leaf)
{
	return str_head(base32_text(mem, (struct str){ (const char *)leaf->b,
	    sizeof(leaf->b) }), CODE_LETTERS);
}

bool
leaf_code_ok(struct str code)
{
	if (code.n != CODE_LETTERS)
		return false;
	for (size_t i = 0; i < code.n; i++)
		if (!((code.p[i] >= 'A' && code.p[i] <= 'Z') ||
		    (code.p[i] >= '2' && code.p[i] <= '7')))
			return false;
	return true;
}
