-- why: a product may have a number under its bars (GTIN); a code in a shop asks by it,
-- and the signed code of a certificate names the one that the product had when it was
-- issued.
--
-- Facts. In fourteen digits, zeros in front, so that one number is spelled in one way.
ALTER TABLE product ADD COLUMN gtin {text};
ALTER TABLE certificate ADD COLUMN gtin {text};
CREATE INDEX product_gtin ON product (gtin) WHERE gtin IS NOT NULL;
