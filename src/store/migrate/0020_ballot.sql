-- why: under a secret ballot what a council recomputes from names no seat. A sealed
-- sheet then has random bytes of its own: they stand in the text that is sealed, so
-- that nobody finds the seat by trying, and name the sheet where it is counted.
ALTER TABLE sheet ADD COLUMN ballot {text}; -- hexadecimal; NULL: the ballot is open
