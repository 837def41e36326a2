-- After the award: reports asked for and handed in, what is shown for each line of the closing checklist, changes, and how an
-- award was closed: computed from the journal.
CREATE TABLE award_reports (
  direction TEXT NOT NULL,
  report TEXT NOT NULL,
  name TEXT NOT NULL,
  until TEXT NOT NULL,
  asked TEXT NOT NULL,
  PRIMARY KEY (direction, report)
);
CREATE TABLE award_report_versions (
  number TEXT NOT NULL,
  report TEXT NOT NULL,
  revision {{bigint}} NOT NULL,
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  ruled TEXT,
  reason TEXT NOT NULL,
  ruled_at TEXT,
  PRIMARY KEY (number, report, revision)
);
CREATE TABLE award_lines (
  number TEXT NOT NULL,
  line TEXT NOT NULL,
  revision {{bigint}} NOT NULL,
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  ruled TEXT,
  reason TEXT NOT NULL,
  ruled_at TEXT,
  PRIMARY KEY (number, line, revision)
);
CREATE TABLE award_changes (
  number TEXT NOT NULL,
  change TEXT NOT NULL,
  kind TEXT NOT NULL,
  stood TEXT NOT NULL,
  wanted TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  agreed {{bigint}},
  answer TEXT NOT NULL,
  answered TEXT,
  PRIMARY KEY (number, change)
);
CREATE TABLE award_closings (
  number TEXT PRIMARY KEY,
  outcome TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE TABLE award_checks (
  number TEXT NOT NULL,
  number_of_check {{bigint}} NOT NULL,
  line TEXT NOT NULL,
  claim TEXT NOT NULL,
  verdict TEXT NOT NULL,
  recomputed TEXT,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  by_whom TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (number, number_of_check)
);
-- Files that reports and lines name.
CREATE TABLE award_documents (
  number TEXT NOT NULL,
  digest TEXT NOT NULL,
  name TEXT NOT NULL,
  length {{bigint}} NOT NULL,
  media TEXT NOT NULL,
  pages {{bigint}},
  PRIMARY KEY (number, digest, name)
);
CREATE INDEX award_documents_by_digest ON award_documents (digest);
