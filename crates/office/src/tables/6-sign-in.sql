ALTER TABLE accounts ADD COLUMN disabled TEXT;

-- When it was last used, with which browser and by which way it began; when it was ended before its time.
ALTER TABLE sessions ADD COLUMN seen TEXT;
ALTER TABLE sessions ADD COLUMN agent TEXT;
ALTER TABLE sessions ADD COLUMN way TEXT;
ALTER TABLE sessions ADD COLUMN ended TEXT;
CREATE INDEX sessions_by_account ON sessions (account, begun);

-- Argon2id in PHC string format. `long`: 1 where it is long enough to stand without a second factor.
CREATE TABLE passwords (
  account TEXT PRIMARY KEY REFERENCES accounts (account),
  phc TEXT NOT NULL,
  long {{bigint}} NOT NULL,
  given TEXT NOT NULL
);
-- The secret itself is nowhere kept: it follows from the salt and a key outside the store.
CREATE TABLE totp (
  account TEXT PRIMARY KEY REFERENCES accounts (account),
  salt TEXT NOT NULL,
  begun TEXT NOT NULL,
  confirmed TEXT,
  last_step {{bigint}} NOT NULL
);
CREATE TABLE recovery_codes (
  account TEXT NOT NULL REFERENCES accounts (account),
  code TEXT NOT NULL,
  PRIMARY KEY (account, code)
);
-- Failed tries by account, browser and address, each as a SHA-256.
CREATE TABLE sign_in_tries (
  bucket TEXT PRIMARY KEY,
  tries {{bigint}} NOT NULL,
  since TEXT NOT NULL
);
-- Browsers that have signed in to an account before: its throttling by strangers does not hold for them.
CREATE TABLE known_browsers (
  browser TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts (account),
  seen TEXT NOT NULL
);
