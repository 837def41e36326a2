-- Accounts bound to a subject of an agency's own sign-on: by issuer and subject, never by address.
CREATE TABLE foreign_accounts (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  account TEXT NOT NULL REFERENCES accounts (account),
  bound TEXT NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX foreign_accounts_by_account ON foreign_accounts (account);
-- A sign-on under way, usable once; `account` where it is to be bound to one.
CREATE TABLE sign_on_attempts (
  state TEXT PRIMARY KEY,
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL,
  back TEXT NOT NULL,
  account TEXT,
  expires TEXT NOT NULL
);
