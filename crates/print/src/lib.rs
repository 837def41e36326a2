//! Sets a document of ours (headings, paragraphs, fields, tables, signatures, attached data) into PDF/A; knows neither offices
//! nor rounds, and reads nothing but fonts.
//!
//! ```no_run
//! use hefu_print::{Align, Column, Document, Fonts, Table, Text, pdf};
//! use hefu_words::Lang;
//!
//! # fn main() -> Result<(), hefu_print::PrintError> {
//! let at: jiff::Zoned = "2020-09-01T12:00[Asia/Shanghai]".parse().expect("an instant with its zone");
//! let fonts = Fonts::load(&Fonts::system_folders())?;
//! let mut document = Document::new(Lang::ZhHantHk, "minute-7", at, "會議紀要");
//! document.subtitle("指南方向 1.1").running("1.1 會議紀要");
//! document.heading(1, "結果").paragraph("雙方同意如下。");
//! let mut table = Table::new([Column::share(3, "題目"), Column::share(1, "金額").align(Align::End)]);
//! table.row([Text::own("以 # 與 * 開頭的題目"), Text::new("5,000,000")]);
//! document.table(table);
//! document.attach("minute.json", "application/json", "會議紀要數據", b"{}".to_vec());
//! let bytes = pdf(&document, &fonts)?;
//! # let _ = bytes;
//! # Ok(())
//! # }
//! ```

mod data;
mod document;
mod fit;
mod fonts;
mod table;
mod text;
mod typeset;

pub use document::{Attachment, Document, Signature};
pub use fonts::Fonts;
pub use table::{Align, Column, Table};
pub use text::{Text, Tone};
pub use typeset::pdf;

/// Why a PDF could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// A font file is not on this machine.
    #[error("font `{file}` was not found under {searched}; install the Debian package {package}")]
    FontMissing {
        /// The file looked for.
        file: &'static str,
        /// The package that holds it.
        package: &'static str,
        /// Where it was looked for.
        searched: String,
    },
    /// A font file cannot be read.
    #[error("font {path} cannot be read: {source}; install the Debian package {package} again")]
    FontUnreadable {
        /// The file.
        path: std::path::PathBuf,
        /// The package that holds it.
        package: &'static str,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The document could not be set.
    #[error("the document could not be set: {0}")]
    Typesetting(String),
}
