//! Answers to a form, and what is still missing of them.

use std::collections::BTreeMap;

use hefu_words::Message;
use serde::{Deserialize, Serialize};

use crate::form::ReviewForm;
use crate::length::length;

/// What an expert has answered so far, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// Marks by criterion.
    #[serde(default)]
    pub marks: BTreeMap<String, String>,
    /// Texts by field.
    #[serde(default)]
    pub texts: BTreeMap<String, String>,
}

/// Something that stands against handing a review in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// Id of the criterion or text.
    pub id: String,
    /// Whether it is a mark; else a text.
    pub mark: bool,
    /// What it is.
    pub kind: LackKind,
}

/// Kinds of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LackKind {
    /// Nothing is given.
    Missing,
    /// The scale has no such mark.
    OffScale(String),
    /// The text is shorter than asked for.
    TooShort {
        /// Its length.
        used: usize,
        /// The least.
        least: u32,
    },
    /// The text is longer than asked for.
    TooLong {
        /// Its length.
        used: usize,
        /// The most.
        most: u32,
    },
    /// The form does not ask this.
    NotAsked,
}

impl Lack {
    /// The sentence: what was found and what to do.
    pub fn message(&self) -> Message {
        match &self.kind {
            LackKind::Missing if self.mark => Message::new("review-lack-mark"),
            LackKind::Missing => Message::new("review-lack-text"),
            LackKind::OffScale(found) => Message::new("review-lack-off-scale").with("found", found.as_str()),
            LackKind::TooShort { used, least } => {
                Message::new("review-lack-short").with("used", *used).with("least", i64::from(*least))
            }
            LackKind::TooLong { used, most } => {
                Message::new("review-lack-long").with("used", *used).with("most", i64::from(*most))
            }
            LackKind::NotAsked => Message::new("review-lack-not-asked").with("found", self.id.as_str()),
        }
    }
}

impl Answers {
    /// The same as it is kept: marks as their scale writes them, line ends as one, nothing empty. What a scale does not know
    /// stays as typed, so that nothing is lost.
    #[must_use]
    pub fn kept(&self, form: &ReviewForm) -> Self {
        let mark = |(id, typed): (&String, &String)| {
            let known = form.criterion(id).and_then(|criterion| criterion.scale.read(typed));
            (id.clone(), known.unwrap_or_else(|| typed.trim().to_owned()))
        };
        let text = |(id, typed): (&String, &String)| {
            (id.clone(), typed.replace("\r\n", "\n").replace('\r', "\n").trim_end().to_owned())
        };
        let full = |(_, value): &(String, String)| !value.trim().is_empty();
        Self {
            marks: self.marks.iter().map(mark).filter(full).collect(),
            texts: self.texts.iter().map(text).filter(full).collect(),
        }
    }

    /// What stands against handing in, in the order of the form.
    pub fn lacks(&self, form: &ReviewForm) -> Vec<Lack> {
        let mut lacks = Vec::new();
        let mut lack = |id: &str, mark: bool, kind: LackKind| lacks.push(Lack { id: id.to_owned(), mark, kind });
        for criterion in form.marked() {
            match self.marks.get(&criterion.id).map(|typed| typed.trim()).filter(|typed| !typed.is_empty()) {
                None if criterion.optional => {}
                None => lack(&criterion.id, true, LackKind::Missing),
                Some(typed) if criterion.scale.read(typed).is_some() => {}
                Some(typed) => lack(&criterion.id, true, LackKind::OffScale(typed.to_owned())),
            }
        }
        for text in &form.texts {
            let used = self.texts.get(&text.id).map_or(0, |typed| length(typed));
            let long = |limit: u32| usize::try_from(limit).unwrap_or(usize::MAX);
            match (text.least, text.most) {
                (Some(least), _) if least > 0 && used == 0 => lack(&text.id, false, LackKind::Missing),
                (Some(least), _) if used < long(least) => lack(&text.id, false, LackKind::TooShort { used, least }),
                (_, Some(most)) if used > long(most) => lack(&text.id, false, LackKind::TooLong { used, most }),
                _ => {}
            }
        }
        for id in self.marks.keys().filter(|id| form.criterion(id).is_none()) {
            lack(id, true, LackKind::NotAsked);
        }
        for id in self.texts.keys().filter(|id| form.text(id).is_none()) {
            lack(id, false, LackKind::NotAsked);
        }
        lacks
    }

    /// How many of the questions that must be answered are answered well, and how many there are.
    pub fn progress(&self, form: &ReviewForm) -> (usize, usize) {
        let marks = form.marked().filter(|criterion| !criterion.optional).count();
        let texts = form.texts.iter().filter(|text| text.least.is_some_and(|least| least > 0)).count();
        let of = marks.saturating_add(texts);
        let required = |lack: &Lack| {
            let optional_mark = form.criterion(&lack.id).is_some_and(|criterion| criterion.optional);
            let free_text = form.text(&lack.id).is_some_and(|text| text.least.is_none_or(|least| least == 0));
            lack.kind != LackKind::NotAsked && !(lack.mark && optional_mark) && (lack.mark || !free_text)
        };
        let open = self.lacks(form).iter().filter(|lack| required(lack)).count();
        (of.saturating_sub(open), of)
    }
}
