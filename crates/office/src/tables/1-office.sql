CREATE TABLE office (
  side TEXT PRIMARY KEY,
  authority TEXT NOT NULL,
  guide TEXT NOT NULL,
  version TEXT NOT NULL,
  digest TEXT NOT NULL
);
CREATE TABLE accounts (
  account TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  opened TEXT NOT NULL
);
CREATE TABLE roles (
  account TEXT NOT NULL REFERENCES accounts (account),
  role TEXT NOT NULL,
  given TEXT NOT NULL,
  PRIMARY KEY (account, role)
);
CREATE TABLE notices (
  direction TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  contact TEXT NOT NULL,
  opens TEXT NOT NULL,
  closes TEXT NOT NULL,
  published TEXT NOT NULL
);
CREATE TABLE applications (
  number TEXT PRIMARY KEY,
  draft TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL REFERENCES accounts (account),
  direction TEXT NOT NULL,
  state TEXT NOT NULL,
  revision {{bigint}} NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  digest TEXT NOT NULL,
  submitted TEXT NOT NULL,
  withdrawn TEXT
);
CREATE INDEX applications_by_state ON applications (direction, state, number);
CREATE INDEX applications_by_owner ON applications (owner, number);
CREATE TABLE rulings (
  finding TEXT PRIMARY KEY,
  number TEXT NOT NULL REFERENCES applications (number),
  body TEXT NOT NULL
);
CREATE INDEX rulings_by_application ON rulings (number);

CREATE TABLE drafts (
  draft TEXT PRIMARY KEY,
  owner TEXT NOT NULL REFERENCES accounts (account),
  direction TEXT NOT NULL,
  begun TEXT NOT NULL
);
CREATE INDEX drafts_by_owner ON drafts (owner, draft);
CREATE TABLE draft_sections (
  draft TEXT NOT NULL REFERENCES drafts (draft),
  section TEXT NOT NULL,
  version {{bigint}} NOT NULL,
  body TEXT NOT NULL,
  saved TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  PRIMARY KEY (draft, section)
);
CREATE TABLE team (
  draft TEXT NOT NULL REFERENCES drafts (draft),
  account TEXT NOT NULL REFERENCES accounts (account),
  relation TEXT NOT NULL,
  PRIMARY KEY (draft, account)
);
CREATE INDEX team_by_account ON team (account, draft);
CREATE TABLE receipts (
  position {{bigint}} PRIMARY KEY,
  number TEXT NOT NULL,
  revision {{bigint}} NOT NULL,
  body TEXT NOT NULL
);
CREATE TABLE sessions (
  session TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts (account),
  begun TEXT NOT NULL,
  expires TEXT NOT NULL
);
CREATE TABLE sign_in_links (
  link TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts (account),
  expires TEXT NOT NULL
);
