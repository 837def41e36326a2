-- Experts: the register, who has accepted, conflicts of interest as people decided them, and who sits where. Computed from the
-- journal.
CREATE TABLE experts (
  expert TEXT PRIMARY KEY,
  account TEXT REFERENCES accounts (account),
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  side TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL,
  since TEXT NOT NULL
);
CREATE UNIQUE INDEX experts_by_account ON experts (account);
CREATE INDEX experts_by_email ON experts (email, expert);
-- The last invitation of each expert and what was answered to it.
CREATE TABLE expert_invitations (
  expert TEXT PRIMARY KEY REFERENCES experts (expert),
  email TEXT NOT NULL,
  invited TEXT NOT NULL,
  answer TEXT NOT NULL,
  reason TEXT NOT NULL,
  statement TEXT NOT NULL,
  answered TEXT NOT NULL
);
-- What the office has set: for all directions under an empty name, else for one direction.
CREATE TABLE expert_settings (
  direction TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  since TEXT NOT NULL
);
CREATE TABLE seats (
  number TEXT NOT NULL REFERENCES applications (number),
  expert TEXT NOT NULL REFERENCES experts (expert),
  since TEXT NOT NULL,
  PRIMARY KEY (number, expert)
);
CREATE INDEX seats_by_expert ON seats (expert, number);
-- Every change of seats by an order, under which it can be undone.
CREATE TABLE seat_orders (
  seat_order TEXT PRIMARY KEY,
  direction TEXT NOT NULL,
  body TEXT NOT NULL,
  why TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL,
  undone TEXT NOT NULL
);
CREATE INDEX seat_orders_by_direction ON seat_orders (direction, at, seat_order);
-- What people said of a conflict of interest that was found. It counts while the evidence is what it was.
CREATE TABLE conflict_decisions (
  number TEXT NOT NULL REFERENCES applications (number),
  expert TEXT NOT NULL REFERENCES experts (expert),
  rule TEXT NOT NULL,
  evidence TEXT NOT NULL,
  stands {{bigint}} NOT NULL,
  why TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (number, expert, rule)
);
CREATE TABLE conflicts_declared (
  number TEXT NOT NULL REFERENCES applications (number),
  expert TEXT NOT NULL REFERENCES experts (expert),
  why TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (number, expert)
);

-- No part of the journal: links of invitations, files looked at and not taken yet, and computed assignments.
CREATE TABLE expert_links (
  link TEXT PRIMARY KEY,
  expert TEXT NOT NULL REFERENCES experts (expert),
  expires TEXT NOT NULL
);
CREATE TABLE register_files (
  file TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  body TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE TABLE panel_runs (
  place {{identity}},
  run TEXT NOT NULL UNIQUE,
  direction TEXT NOT NULL,
  state TEXT NOT NULL,
  asked TEXT NOT NULL,
  input TEXT NOT NULL,
  result TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX panel_runs_by_direction ON panel_runs (direction, place);
