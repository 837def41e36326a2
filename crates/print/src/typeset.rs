//! Sets the one template with a document's data. Data goes in as a file, never as markup.

use jiff::Zoned;
use jiff::tz::TimeZone;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::data::data;
use crate::{Document, Fonts, PrintError};

const TEMPLATE: &str = include_str!("../assets/document.typ");

struct Desk<'a> {
    library: LazyHash<Library>,
    fonts: &'a Fonts,
    main: Source,
    files: Vec<(FileId, Bytes)>,
    today: Option<Datetime>,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self.files.iter().find(|(other, _)| *other == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}

/// The document as PDF/A-2b, or as PDF/A-3b where it carries files. Takes a tenth of a second and more: not for a thread that
/// serves others.
///
/// # Errors
/// When an attachment's name is none for a file, or the page cannot be set.
pub fn pdf(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, PrintError> {
    let mut files = vec![(file("data.json")?, Bytes::from_string(data(document, fonts).to_string()))];
    for (at, attachment) in document.attachments.iter().enumerate() {
        file(&attachment.name)?;
        files.push((file(&format!("attached-{at}"))?, Bytes::new(attachment.bytes.clone())));
    }
    let today = datetime(&document.at);
    let main = Source::new(file("document.typ")?, TEMPLATE.to_owned());
    let desk = Desk { library: LazyHash::new(Library::default()), fonts, main, files, today };
    let set = typst::compile::<PagedDocument>(&desk).output.map_err(|errors| failed(&errors));
    let result = set.and_then(|pages| {
        let standard = if document.attachments.is_empty() { PdfStandard::A_2b } else { PdfStandard::A_3b };
        let options = PdfOptions {
            ident: Smart::Custom(document.ident.clone()),
            creator: Smart::Custom(Some("Hefu".to_owned())),
            timestamp: today.map(Timestamp::new_utc),
            standards: PdfStandards::new(&[standard])
                .map_err(|error| PrintError::Typesetting(error.message().to_string()))?,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&pages, &options).map_err(|errors| failed(&errors))
    });
    // Typst remembers every layout until told not to; a long-lived process would grow without end.
    typst::comemo::evict(0);
    result
}

fn datetime(at: &Zoned) -> Option<Datetime> {
    let utc = at.with_time_zone(TimeZone::UTC);
    let number = |value: i8| u8::try_from(value).unwrap_or_default();
    Datetime::from_ymd_hms(
        i32::from(utc.year()),
        number(utc.month()),
        number(utc.day()),
        number(utc.hour()),
        number(utc.minute()),
        number(utc.second()),
    )
}

fn file(name: &str) -> Result<FileId, PrintError> {
    let path = VirtualPath::new(name).map_err(|error| PrintError::Typesetting(format!("{name}: {error:?}")))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

fn failed(errors: &[SourceDiagnostic]) -> PrintError {
    PrintError::Typesetting(errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; "))
}
