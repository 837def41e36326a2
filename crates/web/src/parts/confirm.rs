//! Before an act: what will happen, how many letters go to whom, and one button that names the act.

use askama::Template;

use super::Field;
use crate::shell::{Link, Say};

/// The question before an act. It is the whole content of a page.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/confirm.html")]
pub struct Confirm {
    /// Sentences in the reader's language.
    pub say: Say,
    /// Where it is posted.
    pub action: String,
    /// What will happen, one sentence each.
    pub effects: Vec<String>,
    /// Letters it sends.
    pub letters: Vec<Letters>,
    /// What cannot be taken back, if something cannot.
    pub for_good: Option<String>,
    /// Hidden values, by name: the version the reader saw, the key under which a repeated sending counts once.
    pub hidden: Vec<(String, String)>,
    /// Fields to fill in, such as the reason.
    pub fields: Vec<Field>,
    /// Words of the button: the act itself.
    pub button: String,
    /// The way back.
    pub back: Link,
}

/// Letters to one kind of reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    /// To whom.
    pub to: String,
    /// How many.
    pub count: u64,
    /// Where the text can be read beforehand.
    pub preview: Option<String>,
}

impl Confirm {
    fn total(&self) -> String {
        let sum = self.letters.iter().map(|letters| letters.count).fold(0, u64::saturating_add);
        self.say.with("web-letters-total", "count", sum)
    }

    fn line(&self, letters: &Letters) -> String {
        let message =
            hefu_words::Message::new("web-letters-to").with("count", letters.count).with("to", letters.to.clone());
        self.say.message(&message)
    }
}
