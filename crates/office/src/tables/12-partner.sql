-- Halves shown to the partner's office before they are handed in; `shown` is empty once taken back or handed in. The number
-- stays the application's.
CREATE TABLE shown_halves (
  draft TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  shown TEXT
);
-- Digests of pairing codes made here or typed.
CREATE TABLE pairing_codes (
  draft TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  way TEXT NOT NULL,
  since TEXT NOT NULL
);

-- Possible pairs of which a half is not handed in yet, for each half.
CREATE TABLE early_halves (
  side TEXT NOT NULL,
  number TEXT NOT NULL,
  direction TEXT NOT NULL,
  pair TEXT NOT NULL,
  PRIMARY KEY (side, number)
);
CREATE INDEX early_halves_by_direction ON early_halves (direction, side, number);
-- What the applicants were last written to about their pair: the partner's number and the fields that differed.
CREATE TABLE told_pairs (
  number TEXT PRIMARY KEY,
  partner TEXT NOT NULL,
  fields TEXT NOT NULL
);
-- Up to when somebody has read the comments on an application.
CREATE TABLE comments_read (
  draft TEXT NOT NULL,
  account TEXT NOT NULL,
  read TEXT NOT NULL,
  PRIMARY KEY (draft, account)
);
