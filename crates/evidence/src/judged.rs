//! What is answered to a claim.

use hefu_words::Message;
use serde::Serialize;

use crate::exact::{Exact, shown};
use crate::picture::Picture;
use crate::{Figure, TableName};

/// How a figure is held against what is claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// Not below.
    AtLeast,
    /// Not above.
    AtMost,
    /// The same to the decimals written.
    Equals,
}

/// The verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 达到.
    Reached,
    /// 未达到.
    NotReached,
    /// Nothing can be told, for these reasons; each says what to do.
    CannotTell(Vec<Message>),
}

impl Verdict {
    /// Its word's key in the catalogue.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Reached => "evidence-reached",
            Self::NotReached => "evidence-not-reached",
            Self::CannotTell(_) => "evidence-cannot-tell",
        }
    }
}

/// A recomputed number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Amount {
    /// Rounded, for people; with enough decimals to differ from the claimed number where the verdict does.
    pub shown: String,
    /// Its unit.
    pub unit: String,
    /// Exactly, as a fraction; none where the number is irrational and only enclosed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<String>,
}

impl Amount {
    pub(crate) fn new(value: &Exact, places: u32, unit: &str) -> Self {
        Self { shown: shown(value, places), unit: unit.to_owned(), exact: Some(value.to_string()) }
    }

    /// Number and unit.
    #[must_use]
    pub fn text(&self) -> String {
        if self.unit.is_empty() { self.shown.clone() } else { format!("{} {}", self.shown, self.unit) }
    }
}

/// What was claimed of the figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Target {
    /// How it is compared.
    pub comparison: Comparison,
    /// The number and its unit as the claim writes them.
    pub written: String,
}

/// A figure beside the claimed one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Which.
    pub figure: Message,
    /// Of whom, if not of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<String>,
    /// What it is.
    pub amount: Amount,
}

/// Something wrong in a table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fault {
    /// The table.
    pub table: TableName,
    /// The row as a person counts; none for the table as a whole.
    pub row: Option<u32>,
    /// The heading of the column.
    pub column: Option<String>,
    /// What is wrong.
    pub what: Message,
    /// What to do.
    pub remedy: Message,
}

impl Fault {
    /// Where it stands, in words.
    #[must_use]
    pub fn place(&self) -> Message {
        let key = match (self.row, &self.column) {
            (Some(_), Some(_)) => "evidence-place-cell",
            (Some(_), None) => "evidence-place-row",
            (None, _) => "evidence-place-table",
        };
        Message::new(key)
            .with("table", self.table.to_string())
            .with("row", self.row.map_or_else(String::new, |row| row.to_string()))
            .with("column", self.column.as_deref().unwrap_or_default())
    }
}

/// A table that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Read {
    /// The table.
    pub table: TableName,
    /// SHA-256 of its file.
    pub sha256: String,
    /// Rows read.
    pub rows: usize,
    /// Rows that explain, passed over.
    pub passed: usize,
    /// Headings that no figure of this kind uses.
    pub unused: Vec<String>,
}

/// The answer to a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Judged {
    /// The claim's id.
    pub id: String,
    /// The claim's own words.
    pub says: String,
    /// The clause it serves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The figure claimed.
    pub figure: Figure,
    /// The figure in words, with what it depends on.
    pub figure_words: Message,
    /// The population it is claimed of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<String>,
    /// What was claimed.
    pub claimed: Option<Target>,
    /// What was recomputed.
    pub recomputed: Option<Amount>,
    /// The verdict.
    pub verdict: Verdict,
    /// How it was computed.
    pub method: Vec<Message>,
    /// Further figures of the same table.
    pub figures: Vec<Named>,
    /// What was read.
    pub read: Vec<Read>,
    /// What could not be read: nothing can be told until it is mended.
    pub faults: Vec<Fault>,
    /// How many there are, those not kept included.
    pub fault_count: usize,
    /// What stands against the claim: a row against the dictionary, a batch outside its limits, a broken chain.
    pub findings: Vec<Fault>,
    /// How many there are, those not kept included.
    pub finding_count: usize,
    /// Pictures.
    pub pictures: Vec<Picture>,
}

impl Judged {
    /// Whether the claim is reached.
    #[must_use]
    pub fn reached(&self) -> bool {
        self.verdict == Verdict::Reached
    }

    /// The answer in one sentence with both numbers, without the verdict's word.
    #[must_use]
    pub fn sentence(&self) -> Message {
        let key = match self.claimed.as_ref().map(|target| target.comparison) {
            None => "evidence-line-none",
            Some(Comparison::AtLeast) => "evidence-line-at-least",
            Some(Comparison::AtMost) => "evidence-line-at-most",
            Some(Comparison::Equals) => "evidence-line-equals",
        };
        let recomputed = match &self.recomputed {
            Some(amount) => amount.text().into(),
            None => hefu_words::Arg::from(Message::new("evidence-not-recomputed")),
        };
        Message::new(key)
            .with("figure", self.figure_words.clone())
            .with("claimed", self.claimed.as_ref().map_or("", |target| target.written.as_str()))
            .with("recomputed", recomputed)
    }
}
