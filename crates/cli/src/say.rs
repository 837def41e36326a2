//! What the command line says, in the reader's language.

use std::io::Write;

use hefu_words::{Lang, Message};

/// Speaks one language to standard output.
pub struct Say {
    /// The language.
    pub lang: Lang,
}

impl Say {
    /// In the language of `tag`, or of the environment (`LC_ALL`, `LC_MESSAGES`, `LANG`), or English.
    pub fn new(tag: Option<&str>) -> Self {
        let environment = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok());
        let from_environment = environment.and_then(|value| {
            let tag = value.split('.').next().unwrap_or_default().replace('_', "-");
            Lang::from_tag(&tag)
        });
        Self { lang: tag.and_then(Lang::from_tag).or(from_environment).unwrap_or(Lang::En) }
    }

    /// One line. A closed pipe (`| head`) is not an error.
    pub fn line(&self, text: &str) {
        let _ = writeln!(std::io::stdout().lock(), "{text}");
    }

    /// A sentence of the catalogue in the language of what is said.
    pub fn text(&self, message: &Message) -> String {
        message.text(self.lang)
    }

    /// One sentence of the catalogue as a line.
    pub fn message(&self, message: &Message) {
        self.line(&message.text(self.lang));
    }
}
