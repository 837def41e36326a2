-- Appeals: on what terms an office takes them, and those that were lodged: computed from the journal.
CREATE TABLE appeal_terms (
  direction TEXT NOT NULL,
  against TEXT NOT NULL,
  revision {{bigint}} NOT NULL,
  body TEXT,
  at TEXT NOT NULL,
  PRIMARY KEY (direction, against, revision)
);
CREATE TABLE appeals (
  number TEXT NOT NULL,
  against TEXT NOT NULL,
  revision {{bigint}} NOT NULL,
  body TEXT NOT NULL,
  digest TEXT,
  at TEXT NOT NULL,
  withdrawn TEXT,
  decided TEXT,
  reason TEXT NOT NULL,
  decided_at TEXT,
  PRIMARY KEY (number, against, revision)
);
CREATE INDEX appeals_by_digest ON appeals (digest);
