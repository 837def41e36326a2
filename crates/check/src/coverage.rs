//! Which rules and checks honour each clause, for the generated table of clauses.

use hefu_guide::Guide;
use serde::{Deserialize, Serialize};

use crate::applications::definition;
use crate::rules;

/// What honours one clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseCoverage {
    /// Clause id.
    pub clause: String,
    /// Ids of the rules it carries.
    pub rules: Vec<String>,
    /// Checks made for it: for a rule, the file of this room that makes it (`rules/period`); for content, what is checked.
    pub checks: Vec<String>,
}

/// The coverage of every clause, in the order of the guide. A clause with neither rules nor checks is honoured elsewhere
/// (a heading, a fact of the guide's own header) or waits for later work.
pub fn clause_coverage(guide: &Guide) -> Vec<ClauseCoverage> {
    let content = rules::content::checked(guide);
    guide
        .clauses
        .iter()
        .map(|clause| {
            let carried: Vec<_> = guide.rules.iter().filter(|rule| rule.clause == clause.id).collect();
            let mut checks: Vec<String> = carried
                .iter()
                .flat_map(|rule| rules::place(&rule.kind).split(", "))
                .map(|place| format!("rules/{place}"))
                .collect();
            if let Some(named) = content.get(clause.id.as_str()) {
                checks.extend(named.iter().map(|what| format!("rules/content: {what}")));
            }
            let open =
                guide.unset.iter().filter(|unset| unset.clause == clause.id).map(|unset| format!("unset {}", unset.id));
            checks.extend(open);
            if definition(guide) == Some(clause.id.as_str()) {
                checks.push("applications: direction".to_owned());
            }
            ClauseCoverage {
                clause: clause.id.clone(),
                rules: carried.iter().map(|rule| rule.id.clone()).collect(),
                checks,
            }
        })
        .collect()
}
