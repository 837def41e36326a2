//! A status in a word, and the place where a form says that it is saved.

use askama::Template;

use crate::shell::{Say, Stamp};

/// What a colour stands for; never alone, always with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Met, done.
    Pass,
    /// Not met, refused.
    Fail,
    /// A person must act.
    Person,
    /// Not set, not begun.
    Unset,
    /// To know; under way.
    Hint,
}

impl Tone {
    /// Its name in the style sheet.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Person => "person",
            Self::Unset => "unset",
            Self::Hint => "hint",
        }
    }
}

/// A status.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(source = r#"<span class="mark {{ tone.word() }}">{{ text }}</span>"#, ext = "html")]
pub struct StatusTag {
    /// Tone.
    pub tone: Tone,
    /// The word.
    pub text: String,
}

impl StatusTag {
    /// A status.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, text: text.into() }
    }
}

/// Where a form says whether it is saved. Without script it says when the section was saved last; with script it follows
/// each change. One per form, inside it; the form bears `data-save` with the address that saves.
#[derive(Clone, Debug, PartialEq, Template)]
#[template(path = "parts/save-place.html")]
pub struct SavePlace {
    /// Sentences in the reader's language.
    pub say: Say,
    /// When it was saved last.
    pub saved: Option<Stamp>,
}

impl SavePlace {
    /// The words for an instant, which the address that saves answers with as `saved`.
    pub fn words(say: Say, at: &Stamp) -> String {
        say.with("web-saved", "hour", at.hour())
    }

    fn last(&self) -> String {
        self.saved.as_ref().map_or_else(|| self.say.t("web-not-saved-yet"), |at| Self::words(self.say, at))
    }
}
