struct product_id { int64_t v; };
