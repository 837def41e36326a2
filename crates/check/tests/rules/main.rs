//! Rules on fixtures: the `check` of each clause, from facts to sentences.

mod agreement;
mod catalogue;
mod content;
mod judgement;
mod matching;
mod numbers;
mod one_sided;
mod other_rules;
mod period;
mod properties;
mod rulings;
mod shape;
mod snapshots;
mod team;
mod work;
mod world;
