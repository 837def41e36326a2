//! Keys under which names are found again. Keys find candidates; they never make two names equal.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::han::fold_name_char;
use super::{HanName, LatinReading, PersonName, Romanisation, agree, hongkong, pinyin, wadegiles};
use crate::script::fold_char;

/// Most keys of one kind a name yields; beyond this its readings are too many to tell anything.
const MOST: usize = 48;

/// The keys of one name, each set sorted. Two names that may belong to one person share at least one key of one set,
/// unless a spelling slip or a nickname stands between them.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct NameKeys {
    /// The Han name in its comparison form.
    pub han: BTreeSet<String>,
    /// Surname and given name in Hanyu Pinyin without tones, as `chen|dawen`; ü is u.
    pub pinyin: BTreeSet<String>,
    /// As `pinyin`, in Wade–Giles without apostrophes.
    pub wade_giles: BTreeSet<String>,
    /// Surname and given name as classes of Cantonese sounds that Hong Kong spellings do not tell apart, as `zan|daiman`.
    pub hong_kong: BTreeSet<String>,
}

impl NameKeys {
    /// All keys in one sorted set, each marked with its kind (`h:`, `p:`, `w:`, `c:`).
    #[must_use]
    pub fn all(&self) -> BTreeSet<String> {
        let mark = |mark: &'static str, keys: &BTreeSet<String>| {
            keys.iter().map(move |k| format!("{mark}:{k}")).collect::<Vec<_>>()
        };
        [("h", &self.han), ("p", &self.pinyin), ("w", &self.wade_giles), ("c", &self.hong_kong)]
            .into_iter()
            .flat_map(|(m, keys)| mark(m, keys))
            .collect()
    }

    /// Whether the two names share a key of the same kind.
    #[must_use]
    pub fn meet(&self, other: &Self) -> bool {
        let share = |a: &BTreeSet<String>, b: &BTreeSet<String>| !a.is_disjoint(b);
        share(&self.han, &other.han)
            || share(&self.pinyin, &other.pinyin)
            || share(&self.wade_giles, &other.wade_giles)
            || share(&self.hong_kong, &other.hong_kong)
    }
}

pub(super) fn of(name: &PersonName) -> NameKeys {
    let mut keys = NameKeys::default();
    if let Some(han) = name.han() {
        keys.han.insert(han.folded());
        keys.pinyin = spelled(han, Romanisation::Pinyin);
        keys.wade_giles = spelled(han, Romanisation::WadeGiles);
        keys.hong_kong = sounds(han);
    }
    for reading in name.latin().map(|l| l.readings.as_slice()).unwrap_or_default() {
        add_latin(&mut keys, reading);
    }
    keys
}

fn spelled(han: &HanName, system: Romanisation) -> BTreeSet<String> {
    let surnames = agree::surname(&han.surname, system);
    let mut given: Vec<String> = vec![String::new()];
    for (i, c) in han.given.chars().enumerate() {
        let c = fold_name_char(c, i == 0);
        let mut forms: Vec<String> = Vec::new();
        for reading in pinyin::readings(c).iter().take(3) {
            let form = match system {
                Romanisation::WadeGiles => wadegiles::spellings(reading).into_iter().next(),
                _ => pinyin::spellings(reading).into_iter().next(),
            };
            forms.extend(form.filter(|f| !forms.contains(f)));
        }
        given = product(&given, &forms);
    }
    surnames.iter().flat_map(|s| given.iter().map(move |g| format!("{s}|{g}"))).take(MOST).collect()
}

fn sounds(han: &HanName) -> BTreeSet<String> {
    let mut surnames: Vec<String> = vec![String::new()];
    for c in han.surname.chars() {
        surnames = product(&surnames, &classes(hongkong::readings(c)));
    }
    // A customary spelling outside the rules (Lee, Kong) belongs to the sounds it spells.
    let folded: String = han.surname.chars().map(fold_char).collect();
    if han.surname.chars().count() == 1 {
        for spelling in agree::surname(&folded, Romanisation::HongKong) {
            let more = classes(hongkong::reverse().get(&spelling).cloned().unwrap_or_default());
            if more.len() <= 2 {
                surnames.extend(more);
            }
        }
    }
    let mut given: Vec<String> = vec![String::new()];
    for c in han.given.chars() {
        given = product(&given, &classes(hongkong::readings(c)));
    }
    let surnames: BTreeSet<String> = surnames.into_iter().filter(|s| !s.is_empty()).collect();
    surnames.iter().flat_map(|s| given.iter().map(move |g| format!("{s}|{g}"))).take(MOST).collect()
}

fn classes(readings: Vec<&'static str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for reading in readings {
        let class = hongkong::sound_class(reading);
        if !found.contains(&class) {
            found.push(class);
        }
    }
    found
}

fn product(heads: &[String], forms: &[String]) -> Vec<String> {
    heads.iter().flat_map(|h| forms.iter().map(move |f| format!("{h}{f}"))).take(MOST).collect()
}

fn add_latin(keys: &mut NameKeys, reading: &LatinReading) {
    // Without its English names and initials the given name can meet a Han name's.
    let words: Vec<&String> = reading.given.iter().filter(|w| w.chars().count() > 1 && !agree::is_extra(w)).collect();
    if words.is_empty() || reading.surname.is_empty() {
        return;
    }
    let given: String = words.iter().map(|w| w.as_str()).collect();
    let key = format!("{}|{given}", reading.surname);
    keys.pinyin.insert(key.clone());
    keys.wade_giles.insert(key);
    let sound = |word: &str| classes(hongkong::reverse().get(word).cloned().unwrap_or_default());
    let mut tails: Vec<String> = vec![String::new()];
    for word in words {
        let mut forms = sound(word);
        if forms.is_empty() {
            forms = divided(word);
        }
        tails = product(&tails, &forms);
    }
    let mut heads = sound(&reading.surname);
    if heads.is_empty() {
        heads = divided(&reading.surname);
    }
    keys.hong_kong.extend(heads.iter().flat_map(|s| tails.iter().map(move |g| format!("{s}|{g}"))).take(MOST));
}

/// Two syllables written together (`Taiman`).
fn divided(word: &str) -> Vec<String> {
    let table = hongkong::reverse();
    let mut found: Vec<String> = Vec::new();
    for (at, _) in word.char_indices().skip(1) {
        let Some((a, b)) = word.split_at_checked(at) else {
            continue;
        };
        let (Some(a), Some(b)) = (table.get(a), table.get(b)) else {
            continue;
        };
        for joined in product(&classes(a.clone()), &classes(b.clone())) {
            if !found.contains(&joined) {
                found.push(joined);
            }
        }
    }
    found.truncate(MOST);
    found
}
