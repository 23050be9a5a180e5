--! expect: 4: SQL without a head line `-- name: one, reads` above it
-- Some words about the file.

SELECT count(*) FROM product;
