//! Conflicts of interest: why an expert may not review a project, each with its rule, its evidence and how sure it is.
//!
//! Nothing here is a bare yes or no. What identifiers or equal units prove is *hard*; what rests on a name in another
//! spelling, on a unit's short form or on a limit that the office has not set waits for a person.

use serde::{Deserialize, Serialize};

mod identity;
mod named;
mod search;
mod units;

pub use identity::{Evidence, Likeness, Person};
pub use named::{Meant, meant};
pub use search::conflicts;
pub use units::Affiliation;

/// How one person stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// They wrote together.
    CoAuthor,
    /// One advised the other.
    Adviser,
    /// They are family.
    Family,
}

/// A person somebody has named as related.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Who.
    pub person: Person,
    /// How.
    pub relation: Option<Relation>,
    /// The last year of it, if known: when they last wrote together.
    pub until: Option<i16>,
}

/// Somebody with what is known of units and relations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Who.
    pub person: Person,
    /// Units, now and before.
    pub units: Vec<Affiliation>,
    /// Related persons.
    pub related: Vec<Related>,
}

/// An expert.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Number.
    pub id: String,
    /// Who, with units and relations.
    pub party: Party,
    /// Projects the expert declared not to review.
    pub declared: Vec<String>,
    /// Projects among whose people the expert is, as a comparison says that does not say which of them.
    pub compared: Vec<String>,
}

/// A project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Number.
    pub id: String,
    /// Those who take part, of both sides.
    pub people: Vec<Party>,
    /// Units that take part without a person named.
    pub units: Vec<Affiliation>,
    /// Persons the applicants ask not to have, with the units they give for them.
    pub named: Vec<Party>,
    /// What it competes in (a direction of the call); projects with the same one compete.
    pub contest: Option<String>,
}

/// What the office sets; unset means that a person decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// The year the rules are applied in.
    pub year: i16,
    /// A unit left so many years ago or longer no longer counts.
    pub unit_years: Option<u16>,
    /// Writing together so many years ago or longer no longer counts.
    pub author_years: Option<u16>,
    /// Whether taking part in a competing project is a conflict.
    pub competing: Option<bool>,
}

/// Why an expert may not review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// The expert takes part in the project.
    OnProject,
    /// The expert is among the people of the project's other half, which a comparison of identity numbers says.
    AmongPeople,
    /// The same unit, now or within the office's years.
    SameUnit,
    /// Wrote with somebody on the project.
    CoAuthor,
    /// Advised, or was advised by, somebody on the project.
    Adviser,
    /// Family of somebody on the project.
    Family,
    /// The applicants ask not to have the expert.
    NamedByApplicant,
    /// The expert declared it.
    DeclaredByExpert,
    /// The expert takes part in a project that competes with it.
    Competing,
}

/// How sure a conflict is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Proved: the pair is out.
    Hard,
    /// A person must look at the evidence.
    Confirm,
}

/// One conflict.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Conflict {
    /// The project's number.
    pub project: String,
    /// The expert's number.
    pub expert: String,
    /// The rule.
    pub rule: Rule,
    /// How sure.
    pub strength: Strength,
    /// What speaks for it.
    pub evidence: Evidence,
}
