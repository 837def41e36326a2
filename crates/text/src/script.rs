//! Scripts: the comparison form of a text, which script it is in, and conversion for drafts and sample text.
//!
//! The comparison form ([`fold`]) maps characters one by one, so that it does not depend on neighbours and keeps the
//! alignment between a text and its folded form. It is coarser than a converter meant for readers: 乾 and 干, 著 and 着
//! share one form on every side.

mod tables;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::normal::{self, StepSet};
use crate::wording;
use tables::{RADICALS, VARIANTS};

/// The script a text is written in, as far as its characters tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScriptKind {
    /// Han characters of the Simplified form, or only such as are the same in both forms.
    Hans,
    /// Han characters, at least one of the Traditional form and none that exists only as Simplified.
    Hant,
    /// Letters, none of them Han (also the answer for a text without any letter).
    Latin,
    /// Han characters of both forms, or Han and other letters with the Han ones in the minority.
    Mixed,
}

/// A built-in conversion table could not be loaded; nothing can be compared safely then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the script conversion table {0} did not load")]
pub struct TableMissing(&'static str);

struct Converter {
    name: &'static str,
    config: BuiltinConfig,
    cell: OnceLock<Option<OpenCC>>,
}

impl Converter {
    const fn new(name: &'static str, config: BuiltinConfig) -> Self {
        Self { name, config, cell: OnceLock::new() }
    }

    fn get(&self) -> Option<&OpenCC> {
        self.cell.get_or_init(|| OpenCC::from_config(self.config).ok()).as_ref()
    }

    fn convert(&self, text: &str) -> String {
        self.get().map_or_else(|| text.to_owned(), |c| c.convert(text))
    }
}

static TW2S: Converter = Converter::new("tw2s", BuiltinConfig::Tw2s);
static HK2S: Converter = Converter::new("hk2s", BuiltinConfig::Hk2s);
static TW2SP: Converter = Converter::new("tw2sp", BuiltinConfig::Tw2sp);
static S2HK: Converter = Converter::new("s2hk", BuiltinConfig::S2hk);
static S2TWP: Converter = Converter::new("s2twp", BuiltinConfig::S2twp);

/// Loads every conversion table now and says whether all are there. Calling it is optional; a program calls it once at
/// its start so that a broken build is found there and not in a comparison.
///
/// # Errors
/// Names the first table that did not load.
pub fn ready() -> Result<(), TableMissing> {
    for converter in [&TW2S, &HK2S, &TW2SP, &S2HK, &S2TWP] {
        converter.get().ok_or(TableMissing(converter.name))?;
    }
    Ok(())
}

const BLOCK_START: u32 = 0x3400;
const BLOCK_END: u32 = 0xA000;

fn simplify_by_tables(c: char) -> char {
    let mut now = c;
    // Two rounds reach the fixed point (衞 → 衛 → 卫); the bound guards against a cycle in the tables.
    for _ in 0..4 {
        let mut buffer = [0u8; 4];
        let text = HK2S.convert(&TW2S.convert(now.encode_utf8(&mut buffer)));
        let mut chars = text.chars();
        let next = match (chars.next(), chars.next()) {
            (Some(only), None) => only,
            _ => now,
        };
        let next = VARIANTS.iter().find(|(from, _)| *from == next).map_or(next, |(_, to)| *to);
        if next == now {
            break;
        }
        now = next;
    }
    now
}

fn table() -> &'static [char] {
    static TABLE: OnceLock<Vec<char>> = OnceLock::new();
    TABLE.get_or_init(|| {
        (BLOCK_START..BLOCK_END).map(|code| char::from_u32(code).map_or('\u{fffd}', simplify_by_tables)).collect()
    })
}

fn radicals() -> &'static [(char, char)] {
    static TABLE: OnceLock<Vec<(char, char)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let all: Vec<char> = RADICALS.chars().collect();
        all.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect()
    })
}

/// The Simplified form of one Han character; any other character is returned as it is.
#[must_use]
pub fn fold_char(c: char) -> char {
    let code = u32::from(c);
    if (BLOCK_START..BLOCK_END).contains(&code) {
        let index = usize::try_from(code - BLOCK_START).unwrap_or(usize::MAX);
        return table().get(index).copied().unwrap_or(c);
    }
    if (0x20000..0x32000).contains(&code) {
        return simplify_by_tables(c);
    }
    c
}

pub(crate) fn unradical(c: char) -> char {
    if ('\u{2E80}'..='\u{2EFF}').contains(&c) {
        return radicals().iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to);
    }
    c
}

/// Whether a character is a Han ideograph (with 〇 and 々).
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(u32::from(c),
        0x3005 | 0x3007 | 0x2E80..=0x2FD5 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF)
}

/// The comparison form: NFKC (with radicals), lower case, every Han character in its Simplified form. Applying it twice
/// gives the same as applying it once.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut now = fold_once(text);
    // Lower case and NFKC can each open work for the other in a few letters; three rounds settle all of Unicode 16.
    for _ in 0..3 {
        if now.chars().all(|c| c.is_ascii() || is_han(c)) {
            break;
        }
        let next = fold_once(&now);
        if next == now {
            break;
        }
        now = next;
    }
    now
}

fn fold_once(text: &str) -> String {
    normal::compatible(text).chars().flat_map(char::to_lowercase).map(fold_char).collect()
}

/// As [`fold`], and Taiwan and Hong Kong wording turned into mainland wording (網路 → 网络, 資訊 → 信息). For finding
/// candidates only: wording that agrees here still waits for a person.
#[must_use]
pub fn fold_wording(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let prepared: String = normal::compatible(text).chars().flat_map(char::to_lowercase).collect();
    wording::table().to_mainland(&fold(&TW2SP.convert(&prepared)))
}

/// Taiwan wording and characters to mainland ones, by the phrase table alone.
pub(crate) fn taiwan_phrases_to_mainland(text: &str) -> String {
    TW2SP.convert(text)
}

/// Hong Kong Traditional text for a draft or sample written in Simplified. Wording follows the Hong Kong column of the
/// crate's own table.
#[must_use]
pub fn to_hant_hk(text: &str) -> String {
    S2HK.convert(&wording::table().to_region(text, wording::Region::HongKong))
}

/// Taiwan Traditional text (characters and wording) for a draft or sample written in Simplified.
#[must_use]
pub fn to_hant_tw(text: &str) -> String {
    S2TWP.convert(&wording::table().to_region(text, wording::Region::Taiwan))
}

/// The comparison form without white space and punctuation. A boundary between two Latin words or numbers stays as one
/// space and a sign between two digits stays, so `5G/B5G` is not `5GB5G` and `1.5` is not `15`; symbols such as `+`,
/// `%`, `#` stay everywhere.
#[must_use]
pub fn strip(text: &str) -> String {
    normal::apply(text, StepSet::ALL)
}

/// How many of the letters are Han, in hundredths (0 to 100); 0 for a text without letters.
#[must_use]
pub fn han_share(text: &str) -> u8 {
    let (mut han, mut letters) = (0u64, 0u64);
    for c in text.chars() {
        if is_han(c) {
            han += 1;
            letters += 1;
        } else if c.is_alphabetic() {
            letters += 1;
        }
    }
    let share = (han * 100).checked_div(letters).unwrap_or(0);
    u8::try_from(share).unwrap_or(100)
}

/// Tells the script of a text from its characters alone. A text whose characters are the same in both forms counts as
/// Simplified.
#[must_use]
pub fn detect(text: &str) -> ScriptKind {
    let share = han_share(text);
    if share == 0 && !text.chars().any(is_han) {
        return ScriptKind::Latin;
    }
    if share < 50 {
        return ScriptKind::Mixed;
    }
    let (mut traditional, mut simplified) = (false, false);
    for c in text.chars().filter(|c| is_han(*c)) {
        match form(c) {
            Form::Traditional => traditional = true,
            Form::Simplified => simplified = true,
            Form::Common => {}
        }
    }
    match (traditional, simplified) {
        (true, true) => ScriptKind::Mixed,
        (true, false) => ScriptKind::Hant,
        (false, _) => ScriptKind::Hans,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Traditional,
    Simplified,
    Common,
}

/// A character of GB 2312 that Big5 lacks is Simplified; one that both have is common; any other is Traditional if it
/// has a Simplified form.
fn form(c: char) -> Form {
    static TABLE: OnceLock<BTreeMap<char, Form>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table = BTreeMap::new();
        for (key, rest) in crate::wording::rows(include_str!("../data/forms.tsv")) {
            let form = if key == "both" { Form::Common } else { Form::Simplified };
            table.extend(rest.chars().map(|c| (c, form)));
        }
        table
    });
    match table.get(&c) {
        Some(form) => *form,
        None if fold_char(c) != c => Form::Traditional,
        None => Form::Common,
    }
}
