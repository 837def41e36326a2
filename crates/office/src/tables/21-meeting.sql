-- Who sits at the meeting that decides on a direction, with conflicts of interest: computed from the journal.
CREATE TABLE meeting_members (
  direction TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  at TEXT NOT NULL
);
