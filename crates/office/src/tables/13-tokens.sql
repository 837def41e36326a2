-- Tokens for programs: computed from the journal.
CREATE TABLE tokens (
  token TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts (account),
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  made TEXT NOT NULL,
  expires TEXT NOT NULL,
  revoked TEXT
);
CREATE INDEX tokens_by_account ON tokens (account, made, token);

-- Of the token itself only the SHA-256 is kept, and when it was used last.
CREATE TABLE token_secrets (
  secret TEXT PRIMARY KEY,
  token TEXT NOT NULL UNIQUE,
  used TEXT
);
