
CREATE TABLE exchanges (
  exchange TEXT PRIMARY KEY,
  partner_side TEXT NOT NULL UNIQUE,
  partner_origin TEXT NOT NULL,
  terms TEXT NOT NULL,
  agreed TEXT NOT NULL,
  stopped TEXT
);
CREATE TABLE partner_notices (
  side TEXT NOT NULL,
  direction TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (side, direction)
);
CREATE TABLE cards (
  side TEXT NOT NULL,
  number TEXT NOT NULL,
  direction TEXT NOT NULL,
  state TEXT NOT NULL,
  body TEXT NOT NULL,
  digest TEXT NOT NULL,
  source TEXT NOT NULL,
  arrived TEXT NOT NULL,
  PRIMARY KEY (side, number)
);
CREATE INDEX cards_by_direction ON cards (direction, side, number);
CREATE TABLE closings (
  side TEXT NOT NULL,
  direction TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (side, direction)
);
CREATE TABLE lists_entered (
  side TEXT NOT NULL,
  direction TEXT NOT NULL,
  dated TEXT NOT NULL,
  file TEXT NOT NULL,
  digest TEXT NOT NULL,
  cards {{bigint}} NOT NULL,
  entered TEXT NOT NULL,
  PRIMARY KEY (side, direction)
);
CREATE TABLE parcels_taken (
  exchange TEXT NOT NULL REFERENCES exchanges (exchange),
  number {{bigint}} NOT NULL,
  digest TEXT NOT NULL,
  made TEXT NOT NULL,
  records {{bigint}} NOT NULL,
  taken TEXT NOT NULL,
  PRIMARY KEY (exchange, number)
);
CREATE TABLE parcels_sent (
  exchange TEXT NOT NULL REFERENCES exchanges (exchange),
  number {{bigint}} NOT NULL,
  digest TEXT NOT NULL,
  made TEXT NOT NULL,
  records {{bigint}} NOT NULL,
  acknowledged TEXT,
  PRIMARY KEY (exchange, number)
);
CREATE TABLE contradictions (
  exchange TEXT NOT NULL REFERENCES exchanges (exchange),
  number {{bigint}} NOT NULL,
  taken TEXT NOT NULL,
  shown TEXT NOT NULL,
  parcel TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (exchange, shown)
);
CREATE TABLE witnessed (
  origin TEXT PRIMARY KEY,
  size {{bigint}} NOT NULL,
  root TEXT NOT NULL,
  note TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE TABLE pair_rulings (
  finding TEXT PRIMARY KEY,
  pair TEXT NOT NULL,
  cards TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX pair_rulings_by_pair ON pair_rulings (pair);
CREATE TABLE settled (
  direction TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  at TEXT NOT NULL
);

CREATE TABLE outgoing (
  place {{identity}},
  exchange TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE TABLE parcel_texts (
  exchange TEXT NOT NULL,
  way TEXT NOT NULL,
  number {{bigint}} NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (exchange, way, number)
);
CREATE TABLE parcels_aside (
  exchange TEXT NOT NULL,
  number {{bigint}} NOT NULL,
  digest TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (exchange, number, digest)
);
CREATE TABLE refused_parcels (
  place {{identity}},
  at TEXT NOT NULL,
  door TEXT NOT NULL,
  digest TEXT NOT NULL,
  reason TEXT NOT NULL
);
CREATE TABLE witness_requests (
  origin TEXT PRIMARY KEY,
  known {{bigint}} NOT NULL
);
CREATE TABLE cosignatures (
  witness TEXT PRIMARY KEY,
  size {{bigint}} NOT NULL,
  note TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE TABLE pairs (
  pair TEXT PRIMARY KEY,
  direction TEXT NOT NULL,
  state TEXT NOT NULL,
  cards TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX pairs_by_state ON pairs (direction, state, pair);
CREATE TABLE halves (
  side TEXT NOT NULL,
  number TEXT NOT NULL,
  direction TEXT NOT NULL,
  state TEXT NOT NULL,
  pair TEXT,
  body TEXT NOT NULL,
  PRIMARY KEY (side, number)
);
CREATE INDEX halves_by_state ON halves (direction, state, side, number);
CREATE TABLE pairings (
  direction TEXT PRIMARY KEY,
  wanted {{bigint}} NOT NULL,
  done {{bigint}} NOT NULL,
  at TEXT NOT NULL
);
CREATE TABLE exchange_contacts (
  exchange TEXT PRIMARY KEY,
  tried TEXT NOT NULL,
  reached TEXT,
  fault TEXT NOT NULL
);
