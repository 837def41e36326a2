-- Experts whom an applicant asks not to have as reviewers, by draft: the last list. Computed from the journal.
CREATE TABLE named_experts (
  draft TEXT PRIMARY KEY,
  revision {{bigint}} NOT NULL,
  body TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL
);
