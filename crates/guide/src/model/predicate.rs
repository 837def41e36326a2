//! The restricted predicate: all / any / not over comparisons of declared facts; no loops, no strings evaluated, no floats.

use serde::{Deserialize, Serialize};

/// A predicate, written in `guide.md` as TOML:
/// `{ all = [ { fact = "tags.omics.count", at_least = 2 }, { not = { fact = "topic", is = "5g-iot" } } ] }`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Expr {
    /// All must hold; an empty list is refused.
    All(Vec<Expr>),
    /// At least one must hold; an empty list is refused.
    Any(Vec<Expr>),
    /// Must not hold.
    Not(Box<Expr>),
    /// One comparison.
    Compare {
        /// The fact.
        fact: FactName,
        /// How it is compared.
        comparison: Comparison,
    },
}

/// The name of a declared fact with its parameters resolved, for example `tags.omics.count`. The vocabulary with type,
/// unit, source and labels is [`crate::vocabulary`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FactName(pub String);

/// A comparison, statically checked against the fact's type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Comparison {
    /// Equal to a value of the same type.
    Is(Value),
    /// One of several values.
    OneOf(Vec<Value>),
    /// Number or money not below.
    AtLeast(Value),
    /// Number or money not above.
    AtMost(Value),
    /// The fact is stated (true) or missing (false).
    Present(bool),
    /// Number or money not below another fact of the same type.
    AtLeastFact(FactName),
}

/// A literal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A whole number in the fact's own unit (months, persons, minor units …).
    Number(i64),
    /// An id of the vocabulary.
    Text(String),
}
