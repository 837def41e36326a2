//! What one side hands to a round: its notice, window, closing statement, applications and the problems met in reading.

use std::collections::BTreeMap;

use jiff::Zoned;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Application, Cell, SideId};

/// Everything one side hands in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Intake {
    /// The side.
    pub side: SideId,
    /// True where the side itself vouches for the list (its own `side.toml`); false for a partner's list entered by us.
    pub signed: bool,
    /// The side's own notices, by direction number.
    #[serde(default)]
    pub notices: BTreeMap<String, Notice>,
    /// The side's closing statement, if it has made one (ruling R-10a).
    #[serde(default)]
    pub closing: Option<ClosingStatement>,
    /// Applications in the order of their numbers.
    pub applications: Vec<Application>,
    /// Problems met while reading; rows with an error are not among the applications unless said otherwise.
    #[serde(default)]
    pub problems: Vec<Problem>,
}

/// One side's notice for one direction. What is missing is shown as 指南未规定 / unset.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Notice {
    /// The notice's own number.
    #[serde(default)]
    pub number: Option<String>,
    /// Issuing authority, in the side's own words.
    #[serde(default)]
    pub authority: Option<String>,
    /// Whether the side has published it.
    #[serde(default)]
    pub published: bool,
    /// Window in which this side takes applications.
    #[serde(default)]
    pub window: Window,
    /// The agreement between the authorities it rests on (G-5, G-8).
    #[serde(default)]
    pub basis: Option<String>,
}

/// Opening and closing instants. Missing ones are unset, never guessed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Window {
    /// First instant at which applications are taken.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub opens: Option<Zoned>,
    /// First instant at which they are not taken any more.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub closes: Option<Zoned>,
}

/// A side's statement that its list is complete (ruling R-10a).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClosingStatement {
    /// When it was made.
    #[schemars(with = "String")]
    pub made: Zoned,
    /// Number of applications it speaks of.
    pub count: u64,
    /// The last (greatest) application number.
    #[serde(default)]
    pub last_number: Option<String>,
    /// SHA-256 over the sorted application numbers, one per line (`\n` after each), hexadecimal.
    #[serde(default)]
    pub digest: Option<String>,
}

/// A problem met in reading input: what, where, and what to do. One bad row never loses the others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// Whether a value was lost.
    pub severity: Severity,
    /// Where.
    pub cell: Cell,
    /// Message key in the words catalogue, for example `dossier-date-ambiguous`.
    pub key: String,
    /// What was found, as written.
    pub found: String,
    /// Further arguments of the message.
    #[serde(default)]
    pub args: BTreeMap<String, String>,
    /// The application concerned, if known.
    #[serde(default)]
    pub application: Option<String>,
}

/// How grave a reading problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The value (or the row) could not be taken.
    Error,
    /// It was taken, but a person should look.
    Warning,
}
