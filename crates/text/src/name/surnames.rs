//! The table of surnames: compound surnames, readings as a surname, customary spellings.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::wording::rows;

/// What the table knows of one surname.
#[derive(Default)]
pub(super) struct Surname {
    pub(super) pinyin: Vec<String>,
    pub(super) hong_kong: Vec<String>,
    pub(super) taiwan: Vec<String>,
}

pub(super) struct Surnames {
    entries: BTreeMap<String, Surname>,
}

impl Surnames {
    pub(super) fn get(&self, folded: &str) -> Option<&Surname> {
        self.entries.get(folded)
    }

    pub(super) fn is_compound(&self, folded: &str) -> bool {
        folded.chars().count() == 2 && self.entries.contains_key(folded)
    }

    /// Whether a Latin word of two parts is a compound surname in any spelling (`auyeung`, `szeto`, `ouyang`).
    pub(super) fn is_compound_spelling(&self, word: &str) -> bool {
        self.entries
            .iter()
            .filter(|(key, _)| key.chars().count() == 2)
            .any(|(_, s)| s.pinyin.iter().chain(&s.hong_kong).chain(&s.taiwan).any(|w| plain(w) == word))
    }
}

/// Small letters without hyphens, apostrophes and the dots of ü: the form in which spellings are compared.
pub(super) fn plain(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => Some('u'),
            'ê' => Some('e'),
            c if c.is_ascii_lowercase() => Some(c),
            _ => None,
        })
        .collect()
}

pub(super) fn table() -> &'static Surnames {
    static TABLE: OnceLock<Surnames> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut entries = BTreeMap::new();
        for (key, rest) in rows(include_str!("../../data/surnames.tsv")) {
            let mut cells =
                rest.split('\t').map(|cell| cell.split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect());
            let surname = Surname {
                pinyin: cells.next().unwrap_or_default(),
                hong_kong: cells.next().unwrap_or_default(),
                taiwan: cells.next().unwrap_or_default(),
            };
            entries.insert(key.to_owned(), surname);
        }
        Surnames { entries }
    })
}
