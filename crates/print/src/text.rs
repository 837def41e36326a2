//! A piece of text and how it is meant.

/// How a text stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// As everything else.
    #[default]
    Plain,
    /// Bold.
    Strong,
    /// Bold, in the colour of what is not met.
    Bad,
    /// Bold, in the colour of what a person must look at.
    Open,
    /// Grey: what explains.
    Soft,
}

/// A text. Whatever it holds is printed as it is: it is never read as markup. Line feeds break lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    pub(crate) text: String,
    pub(crate) own: bool,
    pub(crate) mono: bool,
    pub(crate) tone: Tone,
}

impl Text {
    /// A text in the document's language.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A text in an applicant's own words, set in the shapes of [`Document::own_lang`](crate::Document::own_lang).
    pub fn own(text: impl Into<String>) -> Self {
        Self { text: text.into(), own: true, ..Self::default() }
    }

    /// Digits and letters to be compared character by character: a digest, a key, a signature.
    pub fn mono(text: impl Into<String>) -> Self {
        Self { text: text.into(), mono: true, ..Self::default() }
    }

    /// The same text, standing out as `tone` says.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}
