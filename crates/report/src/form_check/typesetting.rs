//! Sets a Typst template with JSON data into PDF/A-2b. Data goes in as a file, never as markup.

use std::path::{Path, PathBuf};

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

/// Font files the table needs, by the start of their names (Debian package `fonts-noto-cjk`).
const NEEDED: [&str; 4] = ["NotoSansCJK-Regular", "NotoSansCJK-Bold", "NotoSerifCJK-Regular", "NotoSerifCJK-Bold"];

/// Why a PDF could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The guide has no side of this name.
    #[error("the guide has no side `{0}`")]
    NoSuchSide(String),
    /// A font file is not on this machine.
    #[error("font `{file}` was not found under {searched}; install the Debian package fonts-noto-cjk")]
    FontMissing {
        /// The file looked for.
        file: String,
        /// Where it was looked for.
        searched: String,
    },
    /// A font file cannot be read.
    #[error("font {path} cannot be read: {source}")]
    FontUnreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The template could not be set.
    #[error("the form-check table could not be set: {0}")]
    Typesetting(String),
}

/// Fonts, loaded once.
pub struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Fonts {
    /// Loads Noto CJK from the first of `folders` (searched with their subfolders) that has each file.
    ///
    /// # Errors
    /// When a file is missing or cannot be read; the message names the package.
    pub fn load(folders: &[PathBuf]) -> Result<Self, PdfError> {
        let mut book = FontBook::new();
        let mut fonts = Vec::new();
        for name in NEEDED {
            let path =
                folders.iter().find_map(|folder| find(folder, name, 6)).ok_or_else(|| PdfError::FontMissing {
                    file: name.to_owned(),
                    searched: folders.iter().map(|f| f.display().to_string()).collect::<Vec<_>>().join(", "),
                })?;
            let data = std::fs::read(&path).map_err(|source| PdfError::FontUnreadable { path, source })?;
            for font in Font::iter(Bytes::new(data)) {
                book.push(font.info().clone());
                fonts.push(font);
            }
        }
        Ok(Self { book: LazyHash::new(book), fonts })
    }

    /// The folders in which a Linux system keeps fonts.
    pub fn system_folders() -> Vec<PathBuf> {
        ["/usr/share/fonts", "/usr/local/share/fonts"].map(PathBuf::from).to_vec()
    }
}

fn find(folder: &Path, name: &str, depth: usize) -> Option<PathBuf> {
    let mut entries: Vec<_> = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    let is_font = |path: &Path| path.extension().is_some_and(|ext| ext == "ttc" || ext == "otf");
    entries
        .iter()
        .find(|path| is_font(path) && path.file_stem().is_some_and(|stem| stem == name))
        .cloned()
        .or_else(|| entries.iter().filter(|path| depth > 0 && path.is_dir()).find_map(|sub| find(sub, name, depth - 1)))
}

struct Page<'a> {
    library: LazyHash<Library>,
    fonts: &'a Fonts,
    main: Source,
    data: (FileId, Bytes),
    today: Option<Datetime>,
}

impl World for Page<'_> {
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
        if id == self.data.0 { Ok(self.data.1.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}

fn file(name: &str) -> Result<FileId, PdfError> {
    let path = VirtualPath::new(name).map_err(|error| PdfError::Typesetting(format!("{name}: {error:?}")))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

/// Sets `template` with `data` and dates the file `at`.
pub(super) fn pdf(
    template: &str,
    data: &serde_json::Value,
    name: &str,
    at: &Zoned,
    fonts: &Fonts,
) -> Result<Vec<u8>, PdfError> {
    let utc = at.with_time_zone(TimeZone::UTC);
    let number = |value: i8| u8::try_from(value).unwrap_or_default();
    let today = Datetime::from_ymd_hms(
        i32::from(utc.year()),
        number(utc.month()),
        number(utc.day()),
        number(utc.hour()),
        number(utc.minute()),
        number(utc.second()),
    );
    let page = Page {
        library: LazyHash::new(Library::default()),
        fonts,
        main: Source::new(file("form-check.typ")?, template.to_owned()),
        data: (file("data.json")?, Bytes::from_string(data.to_string())),
        today,
    };
    let set = typst::compile::<PagedDocument>(&page);
    let document = set.output.map_err(|errors| PdfError::Typesetting(said(&errors)));
    let result = document.and_then(|document| {
        let options = PdfOptions {
            ident: Smart::Custom(name.to_owned()),
            creator: Smart::Custom(Some("Hefu".to_owned())),
            timestamp: today.map(Timestamp::new_utc),
            standards: PdfStandards::new(&[PdfStandard::A_2b])
                .map_err(|error| PdfError::Typesetting(error.message().to_string()))?,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|errors| PdfError::Typesetting(said(&errors)))
    });
    // Typst remembers every layout until told not to; a long-lived process would grow without end.
    typst::comemo::evict(0);
    result
}

fn said(errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; ")
}
