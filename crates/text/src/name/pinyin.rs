//! Hanyu Pinyin readings and spellings.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use pinyin::ToPinyinMulti;

use super::wadegiles;
use crate::script::fold_char;

/// Every reading of a character without tones, the commonest first, ü written as ü.
pub(super) fn readings(c: char) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for c in [c, fold_char(c)] {
        for reading in c.to_pinyin_multi().into_iter().flatten() {
            let plain = reading.plain().replace('v', "ü");
            if !plain.is_empty() && !found.contains(&plain) {
                found.push(plain);
            }
        }
    }
    found
}

/// The spellings of a syllable in plain letters: ü as u, v or yu.
pub(super) fn spellings(syllable: &str) -> Vec<String> {
    match syllable.split_once('ü') {
        Some((head, tail)) => vec![format!("{head}u{tail}"), format!("{head}v{tail}"), format!("{head}yu{tail}")],
        None => vec![syllable.to_owned()],
    }
}

/// Every syllable of Hanyu Pinyin, in plain letters.
pub(super) fn syllables() -> &'static BTreeSet<String> {
    static TABLE: OnceLock<BTreeSet<String>> = OnceLock::new();
    TABLE.get_or_init(|| wadegiles::table().keys().flat_map(|s| spellings(s)).collect())
}
