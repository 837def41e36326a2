//! What an officer should know of a document that was read.

use serde::{Deserialize, Serialize};

use super::DocumentKind;

/// Something an officer should know. [`key`](Self::key) names its sentence in the words catalogue.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "warning", rename_all = "snake_case")]
pub enum Warning {
    /// The name's extension promises another format than the content is.
    NamedAs {
        /// The format the name promises.
        name: DocumentKind,
    },
    /// A PDF with scripts.
    Scripts,
    /// A PDF that starts programs when opened or clicked.
    LaunchActions,
    /// Files inside the document.
    EmbeddedFiles,
    /// A PDF with film, sound or three-dimensional content.
    Media,
    /// A PDF that does something by itself when it is opened or its pages are turned.
    OpenActions,
    /// Text that Word does not show (hidden runs); it was left out.
    HiddenText,
    /// A template that Word would fetch from elsewhere.
    ExternalTemplate,
    /// Pages of a PDF on which no text was found, while others have some: they may be scans.
    PagesWithoutText {
        /// Page numbers from 1.
        pages: Vec<u32>,
    },
}

impl Warning {
    /// Key of its sentence in the words catalogue, which takes [`detail`](Self::detail) as the argument `detail`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NamedAs { .. } => "document-warning-named-as",
            Self::Scripts => "document-warning-scripts",
            Self::LaunchActions => "document-warning-launch",
            Self::EmbeddedFiles => "document-warning-embedded",
            Self::Media => "document-warning-media",
            Self::OpenActions => "document-warning-open-actions",
            Self::HiddenText => "document-warning-hidden-text",
            Self::ExternalTemplate => "document-warning-template",
            Self::PagesWithoutText { .. } => "document-warning-pages",
        }
    }

    /// The particular of the sentence: the format's word, the page numbers.
    pub fn detail(&self) -> String {
        match self {
            Self::NamedAs { name } => name.word().to_owned(),
            Self::PagesWithoutText { pages } => {
                let pages: Vec<String> = pages.iter().map(u32::to_string).collect();
                pages.join(", ")
            }
            _ => String::new(),
        }
    }
}
