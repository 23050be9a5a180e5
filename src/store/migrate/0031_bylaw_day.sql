-- why: minutes name the bylaw with its number and its day, as the decision that set the council up.
-- Facts. None: its day is not known, or there is no bylaw of its own.
ALTER TABLE council ADD COLUMN bylaw_on {int};
