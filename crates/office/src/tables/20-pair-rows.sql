-- What the row of a pair was made of, so that one that would be the same is not made again.
ALTER TABLE list_pairs ADD COLUMN made TEXT NOT NULL DEFAULT '';
