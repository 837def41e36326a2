//! The store's own tables. They begin with `store_`; tables handed in should not.

use crate::migrate::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    number: 1,
    name: "journal, files, jobs",
    sql: "
CREATE TABLE store_journal (
  position {{bigint}} PRIMARY KEY,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT,
  subject TEXT,
  body TEXT,
  salt {{bytes}},
  entry {{bytes}} NOT NULL,
  leaf {{bytes}} NOT NULL
) {{strict}};
CREATE INDEX store_journal_by_subject ON store_journal (subject, position);
CREATE TABLE store_hashes (
  place {{bigint}} PRIMARY KEY,
  hash {{bytes}} NOT NULL
) {{strict}};
CREATE TABLE store_files (
  digest TEXT PRIMARY KEY,
  length {{bigint}} NOT NULL
) {{strict}};
CREATE TABLE store_jobs (
  job {{identity}},
  kind TEXT NOT NULL,
  once TEXT UNIQUE,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'leased', 'dead')),
  due {{bigint}} NOT NULL,
  attempt {{bigint}} NOT NULL,
  taken {{bigint}} NOT NULL,
  fault TEXT
) {{strict}};
CREATE INDEX store_jobs_by_due ON store_jobs (kind, state, due, job);
",
}];
