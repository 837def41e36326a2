//! What is asked of a list, as it stands in an address.

use std::collections::BTreeMap;

/// What is asked of a list. Words that the list does not know, or the viewer may not use, have no effect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// What it is narrowed by: word of the filter, value. An empty value does not narrow.
    pub filters: BTreeMap<String, String>,
    /// What is searched for; nothing where empty.
    pub words: String,
    /// The field it is searched in; every field the viewer may read where empty.
    pub field: String,
    /// The columns chosen; the usual ones where none is.
    pub columns: Vec<String>,
    /// The column it is sorted by; by the row's own name where empty.
    pub sort: String,
    /// Whether it is sorted downward.
    pub down: bool,
    /// The row after which the page begins.
    pub after: Option<String>,
    /// The row before which the page ends.
    pub before: Option<String>,
}

impl Ask {
    /// What is asked by these pairs of an address.
    pub fn of(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut ask = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "q" => ask.words = value.trim().to_owned(),
                "in" => ask.field = value,
                "column" => ask.columns.push(value),
                "sort" => {
                    ask.down = value.starts_with('-');
                    ask.sort = value.trim_start_matches('-').to_owned();
                }
                "after" => ask.after = Some(value).filter(|value| !value.is_empty()),
                "before" => ask.before = Some(value).filter(|value| !value.is_empty()),
                _ if !value.is_empty() => drop(ask.filters.insert(name, value)),
                _ => {}
            }
        }
        ask
    }

    /// The same as pairs of an address; without the place in the list.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs: Vec<_> = self.filters.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        let mut push = |name: &str, value: String| {
            if !value.is_empty() {
                pairs.push((name.to_owned(), value));
            }
        };
        push("q", self.words.clone());
        push("in", self.field.clone());
        for column in &self.columns {
            push("column", column.clone());
        }
        let sign = if self.down && !self.sort.is_empty() { "-" } else { "" };
        push("sort", format!("{sign}{}", self.sort));
        pairs
    }

    /// The value of a filter.
    pub fn filter(&self, word: &str) -> Option<&str> {
        self.filters.get(word).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The same narrowed by this as well.
    #[must_use]
    pub fn with(mut self, filter: &str, value: impl Into<String>) -> Self {
        self.filters.insert(filter.to_owned(), value.into());
        self
    }
}
