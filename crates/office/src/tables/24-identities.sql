-- Comparison of identity numbers with a partner's office: what both offices have set, what each has told, questions and answers,
-- and what came of it. Computed from the journal. There is no number in them.
CREATE TABLE identity_settings (
  direction TEXT PRIMARY KEY,
  key TEXT NOT NULL,
  most {{bigint}} NOT NULL,
  since TEXT NOT NULL
);
CREATE TABLE identity_partners (
  direction TEXT PRIMARY KEY,
  side TEXT NOT NULL,
  key TEXT NOT NULL,
  most {{bigint}} NOT NULL,
  since TEXT NOT NULL
);
CREATE TABLE identity_people (
  direction TEXT NOT NULL,
  side TEXT NOT NULL,
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (direction, side)
);
-- By the side that asks.
CREATE TABLE identity_questions (
  direction TEXT NOT NULL,
  side TEXT NOT NULL,
  question TEXT NOT NULL,
  key TEXT NOT NULL,
  count {{bigint}} NOT NULL,
  state TEXT NOT NULL,
  body TEXT NOT NULL,
  answer TEXT NOT NULL,
  asked TEXT NOT NULL,
  ended TEXT NOT NULL,
  PRIMARY KEY (direction, side, question)
);
CREATE TABLE identity_results (
  direction TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  at TEXT NOT NULL
);

-- No part of the journal, for they are secret: half of what the key follows from, what is kept of a question until it is
-- answered, what the own experts' numbers come to under the partner's key; and whether there is something to do.
CREATE TABLE identity_seeds (
  direction TEXT PRIMARY KEY,
  seed TEXT NOT NULL
);
CREATE TABLE identity_blinds (
  direction TEXT NOT NULL,
  question TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (direction, question)
);
CREATE TABLE identity_outputs (
  direction TEXT NOT NULL,
  key TEXT NOT NULL,
  number TEXT NOT NULL,
  output TEXT NOT NULL,
  PRIMARY KEY (direction, key, number)
);
CREATE TABLE identity_due (
  direction TEXT PRIMARY KEY,
  wanted {{bigint}} NOT NULL,
  done {{bigint}} NOT NULL,
  told TEXT NOT NULL
);
