-- Who takes part in an application beside the applicant who began it: computed from the journal. The one who began it is
-- `drafts.owner`; until now `team` held nobody else.
DROP TABLE team;
CREATE TABLE team (
  draft TEXT NOT NULL,
  account TEXT NOT NULL REFERENCES accounts (account),
  relation TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (draft, account)
);
CREATE INDEX team_by_account ON team (account, draft);

-- Open and used invitations; of the link only the SHA-256 is kept.
CREATE TABLE invitations (
  invitation TEXT PRIMARY KEY,
  draft TEXT NOT NULL REFERENCES drafts (draft),
  email TEXT NOT NULL,
  relation TEXT NOT NULL,
  invited_by TEXT NOT NULL REFERENCES accounts (account),
  made TEXT NOT NULL,
  expires TEXT NOT NULL,
  accepted_by TEXT REFERENCES accounts (account)
);
CREATE INDEX invitations_by_draft ON invitations (draft, email);

CREATE TABLE comments (
  comment TEXT PRIMARY KEY,
  draft TEXT NOT NULL REFERENCES drafts (draft),
  section TEXT NOT NULL,
  account TEXT NOT NULL REFERENCES accounts (account),
  at TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX comments_by_draft ON comments (draft, section, at);
