//! Whether extracted text can be relied on, and its cleaning.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use super::{Block, DocumentKind};

/// Whether the text can be relied on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "readability", rename_all = "snake_case")]
pub enum Readability {
    /// It reads as text.
    Readable,
    /// There is none: a scan, or an empty document.
    NoText,
    /// There is some, and too much of it is not letters: a font without a character map.
    Garbled {
        /// Per cent of characters that are letters, digits or punctuation of known scripts.
        sound_percent: u8,
    },
}

/// Fewer characters than this is no text.
const LEAST: usize = 20;

/// Below this share of sound characters a person must look.
const SOUND: usize = 80;

pub(super) fn judge(kind: DocumentKind, blocks: &[Block]) -> Readability {
    let (mut all, mut sound) = (0_usize, 0_usize);
    for c in blocks.iter().flat_map(|block| block.text.chars()).filter(|c| !c.is_whitespace()) {
        all += 1;
        sound += usize::from(is_sound(c));
    }
    if kind == DocumentKind::Image || all < LEAST {
        return Readability::NoText;
    }
    let percent = sound * 100 / all;
    if percent < SOUND {
        return Readability::Garbled { sound_percent: u8::try_from(percent).unwrap_or(0) };
    }
    Readability::Readable
}

fn is_sound(c: char) -> bool {
    let private = ('\u{e000}'..='\u{f8ff}').contains(&c) || ('\u{f0000}'..='\u{10ffff}').contains(&c);
    let known = c.is_ascii_graphic()
        || ('\u{00a0}'..='\u{024f}').contains(&c)
        || ('\u{2000}'..='\u{2bff}').contains(&c)
        || ('\u{2e80}'..='\u{9fff}').contains(&c)
        || ('\u{f900}'..='\u{faff}').contains(&c)
        || ('\u{fe10}'..='\u{ffef}').contains(&c)
        || ('\u{20000}'..='\u{3ffff}').contains(&c);
    known && !private && c != '\u{fffd}'
}

/// Line feeds unified, control characters out, Kangxi and CJK radicals (as some PDF writers map common characters) back to
/// the characters they stand for. Width and everything else stays as written.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\r' => {}
            '\u{2028}' | '\u{2029}' | '\u{c}' | '\u{b}' => out.push('\n'),
            '\u{2e80}'..='\u{2fdf}' => out.extend(std::iter::once(c).nfkc()),
            '\n' | '\t' => out.push(c),
            control if control.is_control() => {}
            other => out.push(other),
        }
    }
    out.trim().to_owned()
}
