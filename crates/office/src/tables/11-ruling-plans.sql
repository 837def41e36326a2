-- Rulings made by one plan, each with the ruling that stood before it (none where there was none): computed from the journal.
CREATE TABLE plan_rulings (
  plan TEXT NOT NULL,
  finding TEXT NOT NULL,
  number TEXT NOT NULL,
  made TEXT NOT NULL,
  earlier TEXT,
  undone TEXT,
  body TEXT NOT NULL,
  PRIMARY KEY (plan, finding)
);
CREATE INDEX plan_rulings_by_finding ON plan_rulings (finding);
CREATE INDEX plan_rulings_by_made ON plan_rulings (made, plan);
