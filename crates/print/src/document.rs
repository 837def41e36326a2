//! A document, built part by part.

use hefu_words::Lang;
use jiff::Zoned;

use crate::{Table, Text};

/// A signature to be shown: whose, with which key, and the text of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// Who signed; left out where empty.
    pub signer: String,
    /// The key's name.
    pub key_name: String,
    /// The key's id or fingerprint.
    pub key_id: String,
    /// The signature, as it is checked; lines are kept.
    pub text: String,
}

/// A file carried inside the PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, without folders.
    pub name: String,
    /// Its media type, for example `application/json`.
    pub media_type: String,
    /// What it is, for people.
    pub description: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

#[derive(Clone, Debug)]
pub(crate) enum Block {
    Heading(u8, Text),
    Paragraph(Vec<Text>),
    Note(Vec<Text>),
    Fields(Vec<(Text, Text)>),
    Table(Table),
    Signature(Signature),
    Verbatim(String),
    Blanks(Vec<Text>),
}

/// A document of ours. The same document and the same fonts give the same bytes.
#[derive(Clone, Debug)]
pub struct Document {
    pub(crate) lang: Lang,
    pub(crate) own_lang: Lang,
    pub(crate) ident: String,
    pub(crate) at: Zoned,
    pub(crate) title: String,
    pub(crate) author: Option<String>,
    pub(crate) subtitles: Vec<Text>,
    pub(crate) running: String,
    pub(crate) mark: Option<String>,
    pub(crate) landscape: bool,
    pub(crate) blocks: Vec<Block>,
    pub(crate) attachments: Vec<Attachment>,
}

impl Document {
    /// An empty document in `lang`, dated `at` (no clock is read), with its title. `ident` tells documents apart: the PDF's
    /// identifier is made from it.
    pub fn new(lang: Lang, ident: impl Into<String>, at: Zoned, title: impl Into<String>) -> Self {
        let title = title.into();
        Self {
            lang,
            own_lang: lang,
            ident: ident.into(),
            at,
            running: title.clone(),
            title,
            author: None,
            subtitles: Vec::new(),
            mark: None,
            landscape: false,
            blocks: Vec::new(),
            attachments: Vec::new(),
        }
    }

    /// The language in whose shapes texts made by [`Text::own`] are set. The document's own language until said otherwise.
    pub fn own_lang(&mut self, lang: Lang) -> &mut Self {
        self.own_lang = lang;
        self
    }

    /// Who made it, for the file's metadata.
    pub fn author(&mut self, author: impl Into<String>) -> &mut Self {
        self.author = Some(author.into());
        self
    }

    /// One more line under the title.
    pub fn subtitle(&mut self, text: impl Into<Text>) -> &mut Self {
        self.subtitles.push(text.into());
        self
    }

    /// The line at the top of each page; the title until said otherwise. Page numbers stand at the foot.
    pub fn running(&mut self, text: impl Into<String>) -> &mut Self {
        self.running = text.into();
        self
    }

    /// A word in colour at the top of each page, such as that the data is a sample.
    pub fn mark(&mut self, text: impl Into<String>) -> &mut Self {
        self.mark = Some(text.into());
        self
    }

    /// Turns the pages, for wide tables.
    pub fn landscape(&mut self) -> &mut Self {
        self.landscape = true;
        self
    }

    /// A heading: 1 for a section, 2 and 3 below it. Headings make the outline.
    pub fn heading(&mut self, level: u8, text: impl Into<Text>) -> &mut Self {
        self.push(Block::Heading(level.clamp(1, 3), text.into()))
    }

    /// A paragraph.
    pub fn paragraph(&mut self, text: impl Into<Text>) -> &mut Self {
        self.push(Block::Paragraph(vec![text.into()]))
    }

    /// A paragraph of several texts, one after the other.
    pub fn spans(&mut self, texts: impl IntoIterator<Item = Text>) -> &mut Self {
        self.push(Block::Paragraph(texts.into_iter().collect()))
    }

    /// A paragraph in small grey type: what explains.
    pub fn note(&mut self, text: impl Into<Text>) -> &mut Self {
        self.push(Block::Note(vec![text.into()]))
    }

    /// Labels with what is said under each. An empty list prints nothing.
    pub fn fields<L: Into<Text>, T: Into<Text>>(&mut self, fields: impl IntoIterator<Item = (L, T)>) -> &mut Self {
        self.push(Block::Fields(fields.into_iter().map(|(label, text)| (label.into(), text.into())).collect()))
    }

    /// A table.
    pub fn table(&mut self, table: Table) -> &mut Self {
        self.push(Block::Table(table))
    }

    /// A signature with its key.
    pub fn signature(&mut self, signature: Signature) -> &mut Self {
        self.push(Block::Signature(signature))
    }

    /// Lines to be compared character by character, in a frame. A line that is too long is broken anywhere.
    pub fn verbatim(&mut self, text: impl Into<String>) -> &mut Self {
        self.push(Block::Verbatim(text.into()))
    }

    /// Lines for people to sign on paper, side by side.
    pub fn blanks<T: Into<Text>>(&mut self, labels: impl IntoIterator<Item = T>) -> &mut Self {
        self.push(Block::Blanks(labels.into_iter().map(Into::into).collect()))
    }

    /// A file carried inside: the data from which the document was made. With one the PDF is PDF/A-3b, else PDF/A-2b.
    pub fn attach(
        &mut self,
        name: impl Into<String>,
        media_type: impl Into<String>,
        description: impl Into<String>,
        bytes: Vec<u8>,
    ) -> &mut Self {
        let (name, media_type, description) = (name.into(), media_type.into(), description.into());
        self.attachments.push(Attachment { name, media_type, description, bytes });
        self
    }

    fn push(&mut self, block: Block) -> &mut Self {
        self.blocks.push(block);
        self
    }
}
