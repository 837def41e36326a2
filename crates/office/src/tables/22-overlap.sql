-- Overlap of applications: what the office has set, the last comparison of each direction and what people made of what it found.
-- Computed from the journal.
CREATE TABLE overlap_settings (
  direction TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  since TEXT NOT NULL
);
CREATE TABLE overlap_comparisons (
  direction TEXT PRIMARY KEY,
  run TEXT NOT NULL,
  body TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE TABLE overlap_notes (
  first TEXT NOT NULL REFERENCES applications (number),
  second TEXT NOT NULL REFERENCES applications (number),
  place {{bigint}} NOT NULL,
  evidence TEXT NOT NULL,
  word TEXT NOT NULL,
  why TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (first, second, place)
);

-- No part of the journal, which holds their digest: the findings of the last comparison, and comparisons under way. There is no
-- text in them, only places in texts.
CREATE TABLE overlap_findings (
  direction TEXT NOT NULL,
  place {{bigint}} NOT NULL,
  first TEXT NOT NULL,
  second TEXT NOT NULL,
  alert {{bigint}} NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (direction, place)
);
CREATE UNIQUE INDEX overlap_findings_by_first ON overlap_findings (first, second);
CREATE INDEX overlap_findings_by_second ON overlap_findings (second);
CREATE TABLE overlap_rest (
  direction TEXT PRIMARY KEY,
  body TEXT NOT NULL
);
CREATE TABLE overlap_runs (
  place {{identity}},
  run TEXT NOT NULL UNIQUE,
  direction TEXT NOT NULL,
  state TEXT NOT NULL,
  done {{bigint}} NOT NULL,
  total {{bigint}} NOT NULL,
  message TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX overlap_runs_by_direction ON overlap_runs (direction, place);
