-- Confirmation of what was handed in, by the lead unit and by a recommender, where the office asks for it: computed from the
-- journal. Empty in an office that does not.
CREATE TABLE confirmation_rules (
  direction TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  since TEXT NOT NULL
);
-- Bodies that recommend, as the office names them, and who acts for each.
CREATE TABLE recommenders (
  name TEXT NOT NULL,
  account TEXT NOT NULL REFERENCES accounts (account),
  since TEXT NOT NULL,
  PRIMARY KEY (name, account)
);
CREATE INDEX recommenders_by_account ON recommenders (account, name);
-- Whom an applicant has asked: for the unit an account, for the recommender the name of a body.
CREATE TABLE confirmers (
  draft TEXT NOT NULL,
  level TEXT NOT NULL,
  whom TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (draft, level)
);
CREATE INDEX confirmers_by_whom ON confirmers (level, whom, draft);
-- The confirmations in force, each of the version in force; with the next version handed in they are gone.
CREATE TABLE confirmations (
  number TEXT NOT NULL REFERENCES applications (number),
  level TEXT NOT NULL,
  revision {{bigint}} NOT NULL,
  digest TEXT NOT NULL,
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (number, level)
);
-- The last sending back of each application.
CREATE TABLE sent_back (
  number TEXT PRIMARY KEY REFERENCES applications (number),
  level TEXT NOT NULL,
  revision {{bigint}} NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL
);

-- What officers' lists are narrowed by: the level an application waits at, `confirmed`, or nothing where none is asked for.
ALTER TABLE list_applications ADD COLUMN confirmation TEXT NOT NULL DEFAULT '';
