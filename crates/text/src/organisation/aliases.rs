//! Declared other names of organisations.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::core;

/// How sure an alias is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AliasStanding {
    /// An office confirmed that the names belong to one body: equal names under it pass.
    Confirmed,
    /// Learned from data or taken from a public list: a person rules.
    Suggested,
}

/// A table of aliases. Names are looked up by [`core()`], so script, width and departments do not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aliases {
    bodies: BTreeMap<String, Vec<(String, AliasStanding)>>,
}

impl Aliases {
    /// An empty table.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Declares that a name belongs to the body called `body` (any identifier or its main name). The main name itself has
    /// to be declared too if it is to be found. Declaring a name again for the same body keeps the surer standing.
    pub fn declare(&mut self, body: &str, name: &str, standing: AliasStanding) {
        let key = core(name);
        if key.is_empty() {
            return;
        }
        let entry = self.bodies.entry(key).or_default();
        match entry.iter_mut().find(|(known, _)| known == body) {
            Some((_, known)) => *known = (*known).min(standing),
            None => {
                entry.push((body.to_owned(), standing));
                entry.sort();
            }
        }
    }

    /// The body that both names belong to and the weaker of the two standings; `None` if there is none.
    #[must_use]
    pub fn common(&self, left: &str, right: &str) -> Option<(&str, AliasStanding)> {
        let a = self.bodies.get(&core(left))?;
        let b = self.bodies.get(&core(right))?;
        a.iter()
            .filter_map(|(body, s)| b.iter().find(|(other, _)| other == body).map(|(_, t)| (body.as_str(), *s.max(t))))
            .min_by_key(|(body, standing)| (*standing, *body))
    }

    /// The bodies a name may belong to, sorted.
    pub fn bodies(&self, name: &str) -> impl Iterator<Item = &str> {
        self.bodies.get(&core(name)).into_iter().flatten().map(|(body, _)| body.as_str())
    }
}
