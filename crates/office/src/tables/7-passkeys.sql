-- The public half of each passkey, as the library that verifies writes it.
CREATE TABLE passkeys (
  credential TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts (account),
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  made TEXT NOT NULL,
  used TEXT
);
CREATE INDEX passkeys_by_account ON passkeys (account, made);
-- A registration or sign-in under way: the challenge given, usable once.
CREATE TABLE passkey_ceremonies (
  ceremony TEXT PRIMARY KEY,
  account TEXT,
  body TEXT NOT NULL,
  expires TEXT NOT NULL
);
