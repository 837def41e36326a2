-- What somebody sent after their session had ended: kept for them alone until they have signed in again.
CREATE TABLE kept_forms (
  form TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts (account),
  path TEXT NOT NULL,
  body TEXT NOT NULL,
  expires TEXT NOT NULL
);
