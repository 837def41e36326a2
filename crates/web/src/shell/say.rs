//! Sentences of the catalogue in the reader's language, for templates.

use hefu_words::{Arg, Lang, Message};

/// The reader's language, as something templates ask for sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Say(
    /// The language.
    pub Lang,
);

impl Say {
    /// The sentence of this key.
    pub fn t(self, key: &str) -> String {
        Message::new(key).text(self.0)
    }

    /// The sentence of this key with one blank filled.
    pub fn with(self, key: &str, name: &str, value: impl Into<Arg>) -> String {
        Message::new(key).with(name, value).text(self.0)
    }

    /// A sentence with its blanks already filled.
    pub fn message(self, message: &Message) -> String {
        message.text(self.0)
    }

    /// BCP 47 tag of the language.
    pub fn tag(self) -> &'static str {
        self.0.tag()
    }

    /// Whether dates are shown with the 民國 year beside them.
    pub fn minguo(self) -> bool {
        self.0 == Lang::ZhHantTw
    }
}
