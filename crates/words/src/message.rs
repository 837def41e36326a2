//! A sentence not yet in any language: its key and what fills its blanks.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Lang, text};

/// A key of the catalogue with arguments.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Message {
    /// Key, for example `check-period-too-long`.
    pub key: String,
    /// Arguments by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, Arg>,
}

/// What fills a blank.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Arg {
    /// A whole number; takes part in plural rules.
    Number(i64),
    /// Words kept as they are (names, titles, quotes).
    Text(String),
    /// Several, joined by the language's list mark. It is read before a message is tried: a message would read a list of one
    /// text as its key.
    List(Vec<Arg>),
    /// A sentence or term that is itself in the catalogue.
    Message(Box<Message>),
    /// Different words per language, given by the guide itself: `zh-Hans`, `zh-Hant`, `en`.
    Words(BTreeMap<String, String>),
}

impl Message {
    /// The message with this key and no arguments.
    pub fn new(key: impl Into<String>) -> Self {
        Self { key: key.into(), args: BTreeMap::new() }
    }

    /// The same message with one more argument.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Arg>) -> Self {
        self.args.insert(name.to_owned(), value.into());
        self
    }

    /// The sentence in `lang`. A missing key shows as the key in brackets, so that nothing is silently empty.
    pub fn text(&self, lang: Lang) -> String {
        text(lang, &self.key, &self.args)
    }
}

impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Arg {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<i64> for Arg {
    fn from(value: i64) -> Self {
        Self::Number(value)
    }
}

impl From<u32> for Arg {
    fn from(value: u32) -> Self {
        Self::Number(i64::from(value))
    }
}

impl From<usize> for Arg {
    fn from(value: usize) -> Self {
        Self::Number(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<u64> for Arg {
    fn from(value: u64) -> Self {
        Self::Number(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<Message> for Arg {
    fn from(value: Message) -> Self {
        Self::Message(Box::new(value))
    }
}

impl<T: Into<Arg>> From<Vec<T>> for Arg {
    fn from(values: Vec<T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

impl From<BTreeMap<String, String>> for Arg {
    fn from(words: BTreeMap<String, String>) -> Self {
        Self::Words(words)
    }
}
