//! Whether extracted text can be relied on, and its cleaning.

use hefu_text::script::{fold_char, is_han};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use super::{Block, DocumentKind};

/// Whether the text can be relied on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "readability", rename_all = "snake_case")]
pub enum Readability {
    /// It reads as text.
    Readable,
    /// There is none: an image, a PDF of scanned pages, an empty document.
    NoText,
    /// There is some, and too much of it cannot be meant: signs without meaning, or characters hardly anybody writes, as a
    /// font without a character map or a wrong encoding gives.
    Garbled {
        /// Per cent of characters that are sound.
        sound_percent: u8,
    },
}

/// Fewer characters than this is no text.
const LEAST: usize = 20;
/// Below this per cent of sound characters a person must look.
const SOUND: usize = 85;
/// Running Chinese text is nearly all made of the 3,755 characters of GB 2312 level 1 (once simplified). Below this per
/// cent it is not Chinese but bytes read in a wrong encoding; names and terms never come near it.
const COMMON: usize = 75;

pub(super) fn judge(kind: DocumentKind, blocks: &[Block]) -> Readability {
    let (mut all, mut sound, mut han, mut common, mut accented) = (0_usize, 0_usize, 0_usize, 0_usize, 0_usize);
    for c in blocks.iter().flat_map(|block| block.text.chars()).filter(|c| !c.is_whitespace()) {
        all += 1;
        sound += usize::from(is_sound(c));
        accented += usize::from(('\u{80}'..='\u{24f}').contains(&c) && c.is_alphabetic());
        if is_han(c) {
            han += 1;
            common += usize::from(is_common(c));
        }
    }
    if kind == DocumentKind::Image || all < LEAST {
        return Readability::NoText;
    }
    let rare = if han >= LEAST && common * 100 < han * COMMON { han - common } else { 0 };
    // Chinese bytes read as Latin-1 are mostly accented letters, which no language here writes in such numbers.
    let mistaken = if accented * 100 > all * 30 { accented } else { 0 };
    let percent = sound.saturating_sub(rare + mistaken) * 100 / all;
    if percent < SOUND || rare > 0 {
        return Readability::Garbled { sound_percent: u8::try_from(percent).unwrap_or(0) };
    }
    Readability::Readable
}

fn is_sound(c: char) -> bool {
    c.is_ascii_graphic()
        || ('\u{a0}'..='\u{24f}').contains(&c)
        || ('\u{2000}'..='\u{2bff}').contains(&c)
        || ('\u{3000}'..='\u{30ff}').contains(&c)
        || ('\u{3200}'..='\u{33ff}').contains(&c)
        || ('\u{370}'..='\u{3ff}').contains(&c)
        || ('\u{fe10}'..='\u{fe6f}').contains(&c)
        || ('\u{ff00}'..='\u{ffef}').contains(&c)
        || is_han(c)
}

/// GB 2312 level 1: lead bytes B0 to D7.
fn is_common(c: char) -> bool {
    let folded = fold_char(c);
    let mut text = [0; 4];
    let (bytes, _, missing) = encoding_rs::GBK.encode(folded.encode_utf8(&mut text));
    !missing && matches!(*bytes, [0xb0..=0xd7, 0xa1..=0xfe])
}

/// Line feeds unified, control characters out, compatibility forms of Han characters and Latin ligatures (as PDF writers
/// map common ones) back to the characters they stand for. Full-width signs and everything else stay as written.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\r' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            '\u{2028}' | '\u{2029}' | '\u{c}' | '\u{b}' | '\u{85}' => out.push('\n'),
            '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{fb00}'..='\u{fb06}' | '\u{2f800}'..='\u{2fa1f}' => {
                let plain: String = std::iter::once(c).nfkc().collect();
                // The supplement of radicals has no decomposition; the comparison form knows what they stand for.
                if plain.chars().eq([c]) {
                    out.push_str(&hefu_text::script::fold(&plain))
                } else {
                    out.push_str(&plain)
                }
            }
            '\n' | '\t' => out.push(c),
            control if control.is_control() => {}
            other => out.push(other),
        }
    }
    out.trim().to_owned()
}
