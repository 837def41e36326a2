-- What the lists, boards and counts of officers are made of: computed from the other tables and made anew in the act that
-- changes them. Nothing here is the journal's. `due` says that a row is to be made again.
CREATE TABLE list_applications (
  number TEXT PRIMARY KEY,
  draft TEXT NOT NULL,
  direction TEXT NOT NULL,
  state TEXT NOT NULL,
  stage TEXT NOT NULL,
  topic TEXT NOT NULL,
  title TEXT NOT NULL,
  unit TEXT NOT NULL,
  person TEXT NOT NULL,
  pair TEXT NOT NULL,
  submitted {{bigint}} NOT NULL,
  revision {{bigint}} NOT NULL,
  fails {{bigint}} NOT NULL,
  persons {{bigint}} NOT NULL,
  unsets {{bigint}} NOT NULL,
  due {{bigint}} NOT NULL
);
CREATE INDEX list_applications_by_stage ON list_applications (direction, stage, persons, fails);
CREATE INDEX list_applications_by_submitted ON list_applications (submitted, number);
CREATE INDEX list_applications_by_title ON list_applications (title, number);
CREATE INDEX list_applications_by_unit ON list_applications (unit, number);
CREATE INDEX list_applications_by_persons ON list_applications (persons, number);
CREATE INDEX list_applications_by_fails ON list_applications (fails, number);
CREATE INDEX list_applications_due ON list_applications (due, number);
INSERT INTO list_applications
  SELECT number, draft, direction, state, 'handed_in', '', title, '', '', '', 0, revision, 0, 0, 0, 1 FROM applications;

-- A pair, or a half without a decided partner.
CREATE TABLE list_pairs (
  line TEXT PRIMARY KEY,
  direction TEXT NOT NULL,
  state TEXT NOT NULL,
  pair TEXT NOT NULL,
  own TEXT NOT NULL,
  partner_side TEXT NOT NULL,
  partner TEXT NOT NULL,
  title TEXT NOT NULL,
  title_side TEXT NOT NULL,
  topic TEXT NOT NULL,
  units TEXT NOT NULL,
  people TEXT NOT NULL,
  fails {{bigint}} NOT NULL,
  persons {{bigint}} NOT NULL
);
CREATE INDEX list_pairs_by_state ON list_pairs (direction, state, line);
CREATE INDEX list_pairs_by_title ON list_pairs (title, line);
CREATE INDEX list_pairs_by_persons ON list_pairs (persons, line);
CREATE INDEX list_pairs_by_fails ON list_pairs (fails, line);
UPDATE pairings SET wanted = wanted + 1;

-- What a list is searched by, in the form in which texts are compared: `about` is `application` or `pair`.
CREATE TABLE list_words (
  about TEXT NOT NULL,
  line TEXT NOT NULL,
  field TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (about, line, field)
);

-- Findings of applications handed in and of pairs: `found` is the outcome of the rule, `stands` the one after people's
-- rulings, `evidence` the digest of what the rule says it rests on: alike where the same was found of another subject.
CREATE TABLE list_findings (
  finding TEXT PRIMARY KEY,
  about TEXT NOT NULL,
  line TEXT NOT NULL,
  direction TEXT NOT NULL,
  place {{bigint}} NOT NULL,
  clause TEXT NOT NULL,
  rule TEXT NOT NULL,
  found TEXT NOT NULL,
  stands TEXT NOT NULL,
  evidence TEXT NOT NULL,
  says TEXT NOT NULL
);
CREATE INDEX list_findings_by_line ON list_findings (about, line, place);
CREATE INDEX list_findings_by_stands ON list_findings (stands, finding);
CREATE INDEX list_findings_by_rule ON list_findings (rule, stands);
CREATE INDEX list_findings_alike ON list_findings (evidence, stands, line);
