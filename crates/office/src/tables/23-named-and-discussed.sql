-- Experts whom an applicant asks not to have as reviewers, by draft: the last list. Computed from the journal.
CREATE TABLE named_experts (
  draft TEXT PRIMARY KEY,
  revision {{bigint}} NOT NULL,
  body TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL
);

-- Discussions among the experts of one application: what each direction has set, which are closed, who takes part and which version
-- of their review stood before, and what was written. Computed from the journal.
CREATE TABLE discussion_settings (
  direction TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  since TEXT NOT NULL
);
CREATE TABLE discussions (
  number TEXT PRIMARY KEY REFERENCES applications (number),
  open {{bigint}} NOT NULL,
  why TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE TABLE discussion_experts (
  number TEXT NOT NULL REFERENCES applications (number),
  expert TEXT NOT NULL REFERENCES experts (expert),
  revision {{bigint}} NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (number, expert)
);
CREATE TABLE discussion_notes (
  number TEXT NOT NULL REFERENCES applications (number),
  place {{bigint}} NOT NULL,
  expert TEXT REFERENCES experts (expert),
  who TEXT NOT NULL,
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (number, place)
);
