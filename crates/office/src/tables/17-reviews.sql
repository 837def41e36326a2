-- Reviews: what each direction asks of its experts and until when, what became of each seat, and the reviews handed in with
-- their earlier versions: computed from the journal.
CREATE TABLE review_forms (
  direction TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  digest TEXT NOT NULL,
  frozen TEXT NOT NULL
);
CREATE TABLE review_deadlines (
  direction TEXT PRIMARY KEY,
  until TEXT NOT NULL,
  since TEXT NOT NULL
);
-- What an expert said of a seat: accepted, or declined with a reason. A seat that is put anew after declining is open again.
CREATE TABLE review_seats (
  number TEXT NOT NULL,
  expert TEXT NOT NULL,
  state TEXT NOT NULL,
  conflict {{bigint}} NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (number, expert)
);
CREATE TABLE reviews (
  number TEXT NOT NULL,
  expert TEXT NOT NULL,
  revision {{bigint}} NOT NULL,
  state TEXT NOT NULL,
  form TEXT NOT NULL,
  body TEXT NOT NULL,
  digest TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (number, expert, revision)
);
CREATE INDEX reviews_by_expert ON reviews (expert, number, revision);

-- What is being written, at the office and by experts: not journalled.
CREATE TABLE review_form_drafts (
  direction TEXT PRIMARY KEY,
  version {{bigint}} NOT NULL,
  body TEXT NOT NULL,
  saved TEXT NOT NULL,
  saved_by TEXT NOT NULL
);
CREATE TABLE review_drafts (
  number TEXT NOT NULL,
  expert TEXT NOT NULL,
  version {{bigint}} NOT NULL,
  body TEXT NOT NULL,
  saved TEXT NOT NULL,
  PRIMARY KEY (number, expert)
);
