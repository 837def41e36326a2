//! What a project claimed, and the file that lists its claims.

use std::collections::BTreeSet;
use std::fmt;

use hefu_words::Message;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::judged::Comparison;
use crate::number::Decimal;
use crate::{Figure, TableName};

/// A number as the claim writes it, with its unit: `0.91`, `10 ms`, `92 %`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The number.
    pub number: Decimal,
    /// The unit, as written; empty without one.
    pub unit: String,
    text: String,
}

impl Written {
    /// Reads a number and what follows it.
    ///
    /// # Errors
    /// Says what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let plain = hefu_text::number::half_width(text).replace('−', "-");
        let plain = plain.trim();
        let exponent = |at: usize| {
            let rest = plain.get(at + 1..).unwrap_or_default();
            rest.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit())
        };
        let number = |(at, c): &(usize, char)| {
            c.is_ascii_digit() || matches!(c, '.' | '-' | '+') || (matches!(c, 'e' | 'E') && exponent(*at))
        };
        let end = plain.char_indices().find(|one| !number(one)).map_or(plain.len(), |(at, _)| at);
        let (head, unit) = plain.split_at_checked(end).unwrap_or((plain, ""));
        let number =
            Decimal::parse(head).map_err(|why| format!("“{text}” is no number with or without a unit: {why}"))?;
        Ok(Self { number, unit: unit.trim().to_owned(), text: text.trim().to_owned() })
    }
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;
        impl Visitor<'_> for Number {
            type Value = Written;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number in quotes, such as \"0.91\" or \"10 ms\"")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Written, E> {
                Written::parse(text).map_err(E::custom)
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Written, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Written, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Written, E> {
                Err(E::custom(format!("{number} must stand in quotes, so that its decimals count as they are written")))
            }
        }
        deserializer.deserialize_any(Number)
    }
}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// A claim: a figure, what it must be, and what it is recomputed from. Nothing that decides has a value of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Claim {
    /// Short name, once in a file.
    pub id: String,
    /// The claim in the project's own words.
    #[serde(default)]
    pub says: String,
    /// The clause of the guide that it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The figure.
    pub figure: Figure,
    /// The table.
    pub table: TableName,
    /// The figure is at least this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Written>,
    /// The figure is at most this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Written>,
    /// The figure is this, to the decimals written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equals: Option<Written>,
    /// Only of this population.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<String>,
    /// Predictions from here on count as positive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Written>,
    /// The group whose effect is claimed; where there are two groups, the other one of `comparison`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The group it is compared with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<String>,
    /// Confidence level of the interval, in per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Written>,
    /// The interval that is claimed, to the decimals written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<[Written; 2]>,
    /// Which percentile, above 0 and up to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percentile: Option<Written>,
    /// Unit of the latency column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latency_unit: Option<String>,
    /// Unit of the columns of start and end: a unit of time, or `instant`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_unit: Option<String>,
    /// Unit of the size column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size_unit: Option<String>,
    /// Length of a window, with its unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Written>,
    /// Table of the data dictionary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dictionary: Option<TableName>,
    /// Table of the project's own limits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<TableName>,
    /// The stage at which a product comes into being.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub production: Option<String>,
    /// The stage at which it is the product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
}

impl Claim {
    /// A claim with nothing stated but its figure and its table.
    #[must_use]
    pub fn new(id: &str, figure: Figure, table: TableName) -> Self {
        Self {
            id: id.to_owned(),
            says: String::new(),
            clause: None,
            figure,
            table,
            at_least: None,
            at_most: None,
            equals: None,
            population: None,
            threshold: None,
            group: None,
            comparison: None,
            level: None,
            interval: None,
            percentile: None,
            latency_unit: None,
            time_unit: None,
            size_unit: None,
            window: None,
            dictionary: None,
            limits: None,
            production: None,
            product: None,
        }
    }

    /// What is claimed of the figure.
    #[must_use]
    pub fn target(&self) -> Option<(Comparison, &Written)> {
        let pick = |comparison, written: &'_ Option<Written>| written.as_ref().map(|_| comparison);
        let comparison = pick(Comparison::AtLeast, &self.at_least)
            .or_else(|| pick(Comparison::AtMost, &self.at_most))
            .or_else(|| pick(Comparison::Equals, &self.equals))?;
        Some((comparison, self.at_least.as_ref().or(self.at_most.as_ref()).or(self.equals.as_ref())?))
    }

    /// The tables it rests on.
    pub fn tables(&self) -> impl Iterator<Item = &TableName> {
        [Some(&self.table), self.dictionary.as_ref(), self.limits.as_ref()].into_iter().flatten()
    }

    /// Settings that are there and of which the figure knows nothing.
    fn idle(&self) -> impl Iterator<Item = &'static str> + '_ {
        [
            ("population", self.population.is_some()),
            ("threshold", self.threshold.is_some()),
            ("group", self.group.is_some()),
            ("comparison", self.comparison.is_some()),
            ("level", self.level.is_some()),
            ("interval", self.interval.is_some()),
            ("percentile", self.percentile.is_some()),
            ("latency-unit", self.latency_unit.is_some()),
            ("time-unit", self.time_unit.is_some()),
            ("size-unit", self.size_unit.is_some()),
            ("window", self.window.is_some()),
            ("dictionary", self.dictionary.is_some()),
            ("limits", self.limits.is_some()),
            ("production", self.production.is_some()),
            ("product", self.product.is_some()),
        ]
        .into_iter()
        .filter(|(name, set)| *set && !self.figure.settings().contains(name))
        .map(|(name, _)| name)
    }
}

/// Why a file of claims cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClaimError {
    /// Not TOML, or not of this shape; with the line.
    #[error("{0}")]
    Shape(String),
    /// No claim in it.
    #[error("no claim")]
    Empty,
    /// Two claims with one id.
    #[error("two claims `{0}`")]
    Twice(String),
    /// More than one of at-least, at-most and equals.
    #[error("claim `{0}`: more than one target")]
    Targets(String),
    /// A setting that says nothing for the figure.
    #[error("claim `{id}`: `{setting}` with the figure `{figure}`")]
    Idle {
        /// The claim.
        id: String,
        /// The setting.
        setting: &'static str,
        /// The figure.
        figure: &'static str,
    },
}

impl ClaimError {
    /// The sentence for a reader in any language.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Shape(why) => Message::new("evidence-claims-shape").with("why", why.as_str()),
            Self::Empty => Message::new("evidence-claims-empty"),
            Self::Twice(id) => Message::new("evidence-claims-twice").with("claim", id.as_str()),
            Self::Targets(id) => Message::new("evidence-claims-targets").with("claim", id.as_str()),
            Self::Idle { id, setting, figure } => Message::new("evidence-claims-idle")
                .with("claim", id.as_str())
                .with("setting", *setting)
                .with("figure", *figure),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    claim: Vec<Claim>,
}

/// The claims of a file (TOML), in its order.
///
/// # Errors
/// [`ClaimError`], the first that is wrong.
pub fn claims(text: &str) -> Result<Vec<Claim>, ClaimError> {
    let file: File =
        toml::from_str(text).map_err(|error| ClaimError::Shape(error.to_string().trim_end().to_owned()))?;
    if file.claim.is_empty() {
        return Err(ClaimError::Empty);
    }
    let mut ids = BTreeSet::new();
    for claim in &file.claim {
        if !ids.insert(claim.id.as_str()) {
            return Err(ClaimError::Twice(claim.id.clone()));
        }
        let targets = [&claim.at_least, &claim.at_most, &claim.equals].into_iter().flatten().count();
        if targets > 1 {
            return Err(ClaimError::Targets(claim.id.clone()));
        }
        if let Some(setting) = claim.idle().next() {
            return Err(ClaimError::Idle { id: claim.id.clone(), setting, figure: claim.figure.name() });
        }
    }
    Ok(file.claim)
}
