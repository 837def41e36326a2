//! Which columns are compared, and as what.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Table;
use super::em::MOST_FIELDS;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// The record's own number; not compared, but what a reference of the other table names.
    Id,
    /// A title or other longer text in any script; finds candidates.
    Title,
    /// The same in English beside a title in another script.
    TitleEnglish,
    /// A short text: one part of a name, a street, a place.
    Text,
    /// Names of people, separated by `;`, `、`, `|` or, where none of these stands, by commas.
    People,
    /// Names of organisations, separated by `;`, `、` or `|`.
    Organisations,
    /// A day (`2021-01-31`, `20210131`, `2021/1/31`).
    Date,
    /// A whole number: months, year, count.
    Number,
    /// An amount of money, in one currency throughout.
    Money,
    /// An identifier: equal, nearly equal or different.
    Identifier,
    /// One of a few values.
    Category,
    /// The number of the other table's record, as this record states it.
    Reference,
}

impl ColumnKind {
    const NAMES: [(&'static str, Self); 15] = [
        ("id", Self::Id),
        ("title", Self::Title),
        ("title_english", Self::TitleEnglish),
        ("text", Self::Text),
        ("people", Self::People),
        ("organisations", Self::Organisations),
        ("date", Self::Date),
        ("number", Self::Number),
        ("months", Self::Number),
        ("year", Self::Number),
        ("money", Self::Money),
        ("identifier", Self::Identifier),
        ("category", Self::Category),
        ("reference", Self::Reference),
        ("name", Self::Text),
    ];

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(own, _)| *own == name).map(|(_, kind)| *kind)
    }

    /// All names that [`LinkSpec::parse`] takes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::NAMES.iter().map(|(name, _)| *name)
    }
}

/// One column of both tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkColumn {
    /// Its name in the left table.
    pub left: String,
    /// Its name in the right table.
    pub right: String,
    /// What it holds.
    pub kind: ColumnKind,
}

/// The columns that are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkSpec {
    /// Columns, in the order in which reasons are given.
    pub columns: Vec<LinkColumn>,
}

/// What is wrong with a specification.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LinkError {
    /// A part is not `column:kind`.
    #[error("“{0}” is not a column and a kind: write column:kind or left=right:kind, for example title:title")]
    Malformed(String),
    /// Unknown kind.
    #[error("“{found}” is no kind of column: use one of {known}")]
    UnknownKind {
        /// What was written.
        found: String,
        /// What may be written.
        known: String,
    },
    /// A table lacks a column.
    #[error("the {table} table has no column “{column}”: it has {known}")]
    NoColumn {
        /// `left` or `right`.
        table: &'static str,
        /// The column asked for.
        column: String,
        /// The columns there are.
        known: String,
    },
    /// Nothing to compare.
    #[error("no column to compare: name at least one besides the id")]
    Nothing,
    /// References cannot be followed.
    #[error("a reference column needs an id column: add for example number:id")]
    ReferenceWithoutId,
    /// More columns than a pattern of levels holds.
    #[error("{found} columns are compared; at most {most} can be")]
    TooManyColumns {
        /// Columns asked for.
        found: usize,
        /// Columns that can be compared.
        most: usize,
    },
    /// A table is too large for the engine's 32-bit record numbers.
    #[error("the {table} table has {rows} rows; at most {most} can be linked")]
    TooLarge {
        /// `left` or `right`.
        table: &'static str,
        /// Rows found.
        rows: usize,
        /// Rows that can be linked.
        most: usize,
    },
}

impl LinkSpec {
    /// Reads `title:title,authors:people,pub_year=year:year`.
    ///
    /// # Errors
    /// Names the part that cannot be read, and what may stand there.
    pub fn parse(text: &str) -> Result<Self, LinkError> {
        let mut columns = Vec::new();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let malformed = || LinkError::Malformed(part.to_owned());
            let (names, kind) = part.rsplit_once(':').ok_or_else(malformed)?;
            let kind = kind.trim();
            let kind = ColumnKind::from_name(kind).ok_or_else(|| LinkError::UnknownKind {
                found: kind.to_owned(),
                known: ColumnKind::names().collect::<Vec<_>>().join(", "),
            })?;
            let (left, right) = names.split_once('=').unwrap_or((names, names));
            let (left, right) = (left.trim(), right.trim());
            if left.is_empty() || right.is_empty() {
                return Err(malformed());
            }
            columns.push(LinkColumn { left: left.to_owned(), right: right.to_owned(), kind });
        }
        let spec = Self { columns };
        if spec.columns.iter().all(|column| column.kind == ColumnKind::Id) {
            return Err(LinkError::Nothing);
        }
        Ok(spec)
    }

    /// Places of each column in the two tables.
    pub(crate) fn places(&self, left: &Table, right: &Table) -> Result<Vec<Place>, LinkError> {
        let find = |table: &Table, name: &'static str, column: &str| {
            table.column(column).ok_or_else(|| LinkError::NoColumn {
                table: name,
                column: column.to_owned(),
                known: table.columns().join(", "),
            })
        };
        let places: Vec<Place> = self
            .columns
            .iter()
            .map(|column| {
                Ok(Place {
                    left: find(left, "left", &column.left)?,
                    right: find(right, "right", &column.right)?,
                    kind: column.kind,
                })
            })
            .collect::<Result<_, LinkError>>()?;
        let of = |kind: ColumnKind| places.iter().filter(|place| place.kind == kind).count();
        let compared = places.len() - of(ColumnKind::Id);
        if compared == 0 {
            return Err(LinkError::Nothing);
        }
        if compared > MOST_FIELDS {
            return Err(LinkError::TooManyColumns { found: compared, most: MOST_FIELDS });
        }
        if of(ColumnKind::Reference) > 0 && of(ColumnKind::Id) == 0 {
            return Err(LinkError::ReferenceWithoutId);
        }
        Ok(places)
    }
}

/// One column's place in both tables.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) left: usize,
    pub(crate) right: usize,
    pub(crate) kind: ColumnKind,
}
