//! The fonts documents are set in, loaded once.

use std::path::{Path, PathBuf};

use hefu_words::Lang;
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontInstance, FontVariant, FontVariations, FontWeight};
use typst::utils::LazyHash;

use crate::PrintError;

/// Files needed, without their endings, each with the Debian package that holds it. Noto CJK has no small figures (CO₂) and few
/// signs of the sciences: DejaVu has.
const NEEDED: [(&str, &str); 5] = [
    ("NotoSansCJK-Regular", "fonts-noto-cjk"),
    ("NotoSansCJK-Bold", "fonts-noto-cjk"),
    ("NotoSerifCJK-Bold", "fonts-noto-cjk"),
    ("DejaVuSans", "fonts-dejavu-core"),
    ("DejaVuSans-Bold", "fonts-dejavu-core"),
];

/// Regions whose shapes nobody here reads; leaving them out keeps them from being chosen for a missing character.
const OTHERS: [&str; 2] = [" JP", " KR"];

/// Fonts, loaded once; some 70 MB.
pub struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
    instances: Vec<(Kind, FontInstance)>,
}

impl Fonts {
    /// Loads Noto CJK and DejaVu from the first of `folders` (searched with their subfolders) that has each file.
    ///
    /// # Errors
    /// When a file is missing or cannot be read; the message names the package.
    pub fn load(folders: &[PathBuf]) -> Result<Self, PrintError> {
        let mut book = FontBook::new();
        let mut fonts = Vec::new();
        for (path, package) in paths(folders)? {
            let data = std::fs::read(&path).map_err(|source| PrintError::FontUnreadable { path, package, source })?;
            for font in Font::iter(Bytes::new(data)) {
                let family = font.info().family.as_str().to_owned();
                if !OTHERS.iter().any(|other| family.ends_with(other)) {
                    book.push(font.info().clone());
                    fonts.push(font);
                }
            }
        }
        let instance = |font: &Font| {
            let instance = font.clone().instantiate(FontVariant::default(), Abs::pt(10.0), &FontVariations::default());
            (Kind::of(font), instance)
        };
        let instances = fonts.iter().map(instance).collect();
        Ok(Self { book: LazyHash::new(book), fonts, instances })
    }

    /// Whether [`load`](Self::load) would find each file, without reading any.
    ///
    /// # Errors
    /// When a file is missing; the message names the package.
    pub fn look(folders: &[PathBuf]) -> Result<(), PrintError> {
        paths(folders).map(|_| ())
    }

    /// The folders in which a Linux system keeps fonts.
    pub fn system_folders() -> Vec<PathBuf> {
        ["/usr/share/fonts", "/usr/local/share/fonts"].map(PathBuf::from).to_vec()
    }

    /// Whether a character, with the marks on it, can be printed: among the fonts of either weight one must have all of it.
    pub(crate) fn has(&self, cluster: &str) -> bool {
        let whole = |(_, instance): &&(Kind, FontInstance)| cluster.chars().all(|c| glyph(instance, c).is_some());
        let bold = |instance: &FontInstance| instance.font().info().variant.weight > FontWeight::MEDIUM;
        let having = || self.instances.iter().filter(whole);
        having().any(|(_, instance)| bold(instance)) && having().any(|(_, instance)| !bold(instance))
    }

    /// How wide a character is at most, in parts of the type size: in the fonts of text or of digests, else in those that stand
    /// in for them.
    pub(crate) fn width(&self, character: char, mono: bool) -> f64 {
        let width = |instance: &FontInstance| instance.x_advance(glyph(instance, character)?).map(|width| width.get());
        let widest = |kind: Kind| {
            self.instances.iter().filter(|(of, _)| *of == kind).filter_map(|(_, i)| width(i)).reduce(f64::max)
        };
        widest(if mono { Kind::Mono } else { Kind::Text }).or_else(|| widest(Kind::Other)).unwrap_or(1.0)
    }
}

/// The glyph of a character. A font may list characters and give them none.
fn glyph(instance: &FontInstance, character: char) -> Option<u16> {
    instance.ttf().glyph_index(character).map(|glyph| glyph.0).filter(|glyph| *glyph != 0)
}

/// What a font is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Mono,
    Other,
}

impl Kind {
    fn of(font: &Font) -> Self {
        match font.info().family.as_str() {
            family if family.starts_with("Noto Sans Mono") => Self::Mono,
            family if family.starts_with("Noto") => Self::Text,
            _ => Self::Other,
        }
    }
}

/// The ending of the names of the fonts of a language.
pub(crate) fn ending(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhHans | Lang::En => "SC",
        Lang::ZhHantHk => "HK",
        Lang::ZhHantTw => "TC",
    }
}

fn paths(folders: &[PathBuf]) -> Result<Vec<(PathBuf, &'static str)>, PrintError> {
    let searched = || folders.iter().map(|folder| folder.display().to_string()).collect::<Vec<_>>().join(", ");
    let path = |(file, package): (&'static str, &'static str)| {
        let found = folders.iter().find_map(|folder| find(folder, file, 6));
        let missing = || PrintError::FontMissing { file, package, searched: searched() };
        found.map(|path| (path, package)).ok_or_else(missing)
    };
    NEEDED.into_iter().map(path).collect()
}

fn find(folder: &Path, name: &str, depth: usize) -> Option<PathBuf> {
    let mut entries: Vec<_> = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    let is_font = |path: &Path| path.extension().is_some_and(|ext| ext == "ttc" || ext == "ttf");
    entries
        .iter()
        .find(|path| is_font(path) && path.file_stem().is_some_and(|stem| stem == name))
        .cloned()
        .or_else(|| entries.iter().filter(|path| depth > 0 && path.is_dir()).find_map(|sub| find(sub, name, depth - 1)))
}
