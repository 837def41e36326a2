//! Wade–Giles spellings.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::surnames::plain;
use crate::wording::rows;

/// Hanyu Pinyin syllable (with ü) → Wade–Giles spellings, the standard one first, with apostrophes and ü.
pub(super) fn table() -> &'static BTreeMap<&'static str, Vec<&'static str>> {
    static TABLE: OnceLock<BTreeMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        rows(include_str!("../../data/wade_giles.tsv"))
            .map(|(syllable, forms)| (syllable, forms.split(' ').collect()))
            .collect()
    })
}

/// The Wade–Giles spellings of a syllable in plain letters (no apostrophes, ü as u), as papers of Taiwan print them.
pub(super) fn spellings(syllable: &str) -> Vec<String> {
    table().get(syllable).map(|forms| forms.iter().map(|f| plain(f)).collect()).unwrap_or_default()
}

/// Plain spelling → the Hanyu Pinyin syllables it may stand for.
pub(super) fn reverse() -> &'static BTreeMap<String, Vec<&'static str>> {
    static TABLE: OnceLock<BTreeMap<String, Vec<&'static str>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut map: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
        for (syllable, forms) in table() {
            for form in forms {
                let entry = map.entry(plain(form)).or_default();
                if !entry.contains(syllable) {
                    entry.push(syllable);
                }
            }
        }
        map
    })
}
