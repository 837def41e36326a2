//! Rulings on open points (defaults an office may change) and what stays unset.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Place, Words};

/// A ruling on an open point of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Setting {
    /// `R-1` … .
    pub id: String,
    /// What is open or treacherous.
    pub question: Words,
    /// The default ruling in words.
    pub ruling: Words,
    /// Clauses it bears on.
    pub clauses: Vec<String>,
    /// The default as a value, where software acts on it.
    pub default: Option<SettingValue>,
    /// Values an office may choose; empty where the ruling is a way of reading and has no switch.
    pub choices: Vec<Choice>,
    /// Numbers that words of its clauses imply by this ruling (多 → 2).
    pub implies: Vec<Implied>,
    /// Where it stands.
    pub place: Place,
}

/// A number that a word implies by a ruling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Implied {
    /// The word, as it stands in the clause.
    pub word: String,
    /// The number it implies.
    pub number: i64,
}

/// One admissible value of a setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The value.
    pub value: SettingValue,
    /// What it means.
    pub names: Words,
}

/// A setting's value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SettingValue {
    /// Yes or no.
    Bool(bool),
    /// A named choice.
    Text(String),
    /// Several names.
    List(Vec<String>),
}

/// The values in force: the guide's defaults with an office's changes on top.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Value by ruling id.
    pub values: BTreeMap<String, SettingValue>,
    /// Ids an office changed from the default.
    #[serde(default)]
    pub changed: Vec<String>,
}

impl Settings {
    /// Whether ruling `id` is `true`.
    pub fn is_on(&self, id: &str) -> bool {
        matches!(self.values.get(id), Some(SettingValue::Bool(true)))
    }

    /// The named choice of ruling `id`.
    pub fn text(&self, id: &str) -> Option<&str> {
        match self.values.get(id) {
            Some(SettingValue::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The names chosen for ruling `id`.
    pub fn list(&self, id: &str) -> &[String] {
        match self.values.get(id) {
            Some(SettingValue::List(list)) => list,
            _ => &[],
        }
    }
}

/// Something the guide does not state (指南未规定).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unset {
    /// Id, for example `application-window`.
    pub id: String,
    /// What it is.
    pub names: Words,
    /// Clause under which it is shown (G-1 for what the parent notice would hold).
    pub clause: String,
    /// Who must supply it: `office` (each side), `both` (jointly), or `nobody` (may stay open).
    pub supplied_by: String,
    /// True where a notice cannot be published without it.
    pub needed_to_publish: bool,
}
