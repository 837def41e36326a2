CREATE TABLE joint_steps (
  direction TEXT NOT NULL,
  side TEXT NOT NULL,
  number {{bigint}} NOT NULL,
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (direction, side, number)
);
CREATE TABLE support_lists (
  direction TEXT PRIMARY KEY,
  file TEXT NOT NULL,
  digest TEXT NOT NULL,
  body TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE TABLE sealed_lists (
  direction TEXT NOT NULL,
  round {{bigint}} NOT NULL,
  method TEXT NOT NULL,
  body TEXT NOT NULL,
  salt TEXT NOT NULL,
  PRIMARY KEY (direction, round, method)
);

CREATE TABLE seal_places (
  direction TEXT NOT NULL,
  round {{bigint}} NOT NULL,
  method TEXT NOT NULL,
  place {{bigint}} NOT NULL,
  PRIMARY KEY (direction, round, method)
);
