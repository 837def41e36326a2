CREATE TABLE letter_settings (
  kind TEXT PRIMARY KEY,
  mode TEXT NOT NULL,
  days {{bigint}}
);
CREATE TABLE letter_steps (
  letter TEXT NOT NULL,
  step TEXT NOT NULL,
  kind TEXT NOT NULL,
  recipient TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (letter, step)
);

CREATE TABLE letters (
  place {{identity}},
  letter TEXT NOT NULL UNIQUE,
  once TEXT UNIQUE,
  kind TEXT NOT NULL,
  account TEXT REFERENCES accounts (account),
  name TEXT,
  email TEXT,
  lang TEXT NOT NULL,
  facts TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'queued', 'sent', 'failed', 'discarded')),
  written TEXT NOT NULL,
  queued TEXT,
  round {{bigint}} NOT NULL,
  settled TEXT,
  fault TEXT
);
CREATE INDEX letters_by_state ON letters (state, place);
CREATE TABLE letter_wishes (
  account TEXT PRIMARY KEY REFERENCES accounts (account),
  lang TEXT NOT NULL,
  off TEXT NOT NULL
);
