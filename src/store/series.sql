-- Numbers without gaps: slips, letters, decisions (act/record.c).

-- series_next: one, writes
-- The next number of a series: handed out and counted in one step, so that two
-- people cannot get the same one and an undone act gives its number back.
-- in  agency agency_id, kind text, year int
-- out last int
INSERT INTO series (agency, kind, year, last) VALUES (:agency, :kind, :year, 1)
ON CONFLICT (agency, kind, year) DO UPDATE SET last = series.last + 1
RETURNING last;
