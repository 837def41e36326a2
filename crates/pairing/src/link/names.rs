//! Names of people for finding candidates: Han, romanised in several ways, or Latin in either order.

use std::collections::BTreeSet;

use hefu_text::name::{LatinReading, PersonName};
use hefu_text::script::is_han;

use super::tokens::letters;

/// How two names agree, best first; the number is the credit in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameLevel {
    Exact,
    Romanised,
    Homophone,
    Similar,
    Initials,
    Surname,
    Different,
}

impl NameLevel {
    pub(crate) fn credit(self) -> u32 {
        match self {
            Self::Exact => 100,
            Self::Romanised => 95,
            Self::Homophone => 85,
            Self::Similar => 80,
            Self::Initials => 70,
            Self::Surname => 25,
            Self::Different => 0,
        }
    }
}

/// A name as read: every way in which it may be looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NameForms {
    /// Han characters, folded; empty for a Latin name.
    pub(crate) han: Vec<char>,
    /// Latin letters of the whole name in sorted order of its parts; empty for a Han name.
    pub(crate) latin: String,
    /// Which letters it has.
    pub(crate) letters: u32,
    /// Keys of surname and whole given name.
    pub(crate) full: Vec<u32>,
    /// Keys of surname and first letter of the given name.
    pub(crate) initials: Vec<u32>,
    /// Keys of the surname.
    pub(crate) surnames: Vec<u32>,
}

pub(crate) fn hash(parts: &[&str]) -> u32 {
    let mut state = 0xcbf2_9ce4_8422_2325u64;
    for part in parts {
        for byte in part.bytes().chain(std::iter::once(b'|')) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    (state ^ (state >> 32)) as u32
}

#[derive(Default)]
struct Keys {
    full: BTreeSet<u32>,
    initials: BTreeSet<u32>,
    surnames: BTreeSet<u32>,
}

impl Keys {
    /// A key `surname|given` of one kind.
    fn add(&mut self, kind: &str, surname: &str, given: &str) {
        self.surnames.insert(hash(&[kind, "s", surname]));
        let mut letters = [0u8; 4];
        if let Some(first) = given.chars().next() {
            self.initials.insert(hash(&[kind, "i", surname, first.encode_utf8(&mut letters)]));
            if given.chars().count() > 1 {
                self.full.insert(hash(&[kind, "f", surname, given]));
            }
        }
    }

    fn add_all<'a>(&mut self, kind: &str, keys: impl IntoIterator<Item = &'a String>) {
        for (surname, given) in keys.into_iter().filter_map(|key| key.split_once('|')) {
            self.add(kind, surname, given);
        }
    }
}

/// Reads a name.
pub(crate) fn read(written: &str) -> NameForms {
    let Ok(name) = PersonName::parse(written) else {
        return NameForms::default();
    };
    let mut keys = Keys::default();
    let found = name.keys();
    keys.add_all("p", &found.pinyin);
    keys.add_all("w", &found.wade_giles);
    keys.add_all("c", &found.hong_kong);
    if let Some(latin) = name.latin() {
        for reading in &latin.readings {
            latin_keys(reading, &mut keys);
        }
    }
    let mut words = name.latin().map(|latin| latin.words.clone()).unwrap_or_default();
    words.sort();
    NameForms {
        han: name.han().map(|han| han.folded().chars().collect()).unwrap_or_default(),
        letters: letters(&words.join(" ")),
        latin: words.join(" "),
        full: keys.full.into_iter().collect(),
        initials: keys.initials.into_iter().collect(),
        surnames: keys.surnames.into_iter().collect(),
    }
}

/// Keys by the letters alone: the whole given name, without its first or last word, its first word.
fn latin_keys(reading: &LatinReading, keys: &mut Keys) {
    let (surname, given) = (reading.surname.as_str(), reading.given.as_slice());
    keys.add("l", surname, &given.concat());
    if let [first, rest @ ..] = given {
        keys.add("l", surname, first);
        keys.add("l", surname, &rest.concat());
    }
    // Initials alone can still stand for a Han name under its pinyin, Wade–Giles or Cantonese spelling.
    let initials: Vec<char> =
        given.iter().filter(|word| word.chars().count() == 1).filter_map(|word| word.chars().next()).collect();
    if initials.len() != given.len() || initials.is_empty() {
        return;
    }
    let sounds = PersonName::parse(&format!("{}, Tai", surname)).map(|name| name.keys().hong_kong).unwrap_or_default();
    let heads: BTreeSet<&str> = sounds.iter().filter_map(|key| key.split_once('|')).map(|(head, _)| head).collect();
    for initial in initials {
        let mut letters = [0u8; 4];
        keys.add("p", surname, initial.encode_utf8(&mut letters));
        keys.add("w", surname, initial.encode_utf8(&mut letters));
        for head in &heads {
            for class in cantonese_initial(initial) {
                keys.add("c", head, class);
            }
        }
    }
}

/// First letters of the classes of Cantonese sounds a written initial may stand for.
fn cantonese_initial(letter: char) -> &'static [&'static str] {
    match letter {
        'p' | 'b' => &["b"],
        't' => &["d", "z"],
        'd' => &["d"],
        'k' | 'g' => &["g"],
        'c' | 'j' | 'z' => &["z"],
        'm' => &["m"],
        'n' => &["n"],
        'l' => &["l"],
        'f' => &["f"],
        'h' => &["h"],
        's' => &["s"],
        'w' => &["w"],
        'y' => &["j", "i", "u"],
        _ => &[],
    }
}

/// Splits a cell into names. Where only commas stand, they separate names, unless there is one comma with a single word
/// before it (surname first).
pub(crate) fn split(cell: &str) -> Vec<&str> {
    let strong = [';', '；', '、', '|', '\n'];
    if cell.contains(strong) {
        return cell.split(strong).map(str::trim).filter(|name| !name.is_empty()).collect();
    }
    let commas: Vec<&str> = cell.split([',', '，']).map(str::trim).filter(|name| !name.is_empty()).collect();
    let surname_first = matches!(commas.as_slice(), [first, _] if !first.contains(' ') && !first.chars().any(is_han));
    if surname_first { vec![cell.trim()] } else { commas }
}

fn meet(a: &[u32], b: &[u32]) -> bool {
    let (mut a, mut b) = (a, b);
    while let (Some((x, rest_a)), Some((y, rest_b))) = (a.split_first(), b.split_first()) {
        match x.cmp(y) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => a = rest_a,
            std::cmp::Ordering::Greater => b = rest_b,
        }
    }
    false
}

/// How two names agree.
pub(crate) fn level(a: &NameForms, b: &NameForms) -> NameLevel {
    let both_han = a.han.len() >= 2 && b.han.len() >= 2;
    if both_han {
        if a.han == b.han {
            return NameLevel::Exact;
        }
        if meet(&a.full, &b.full) {
            return NameLevel::Homophone;
        }
        let same_place = a.han.iter().zip(&b.han).filter(|(x, y)| x == y).count();
        let near = a.han.len() == b.han.len() && a.han.len() >= 3 && same_place + 1 == a.han.len();
        if near {
            return NameLevel::Similar;
        }
        return if a.han.first() == b.han.first() { NameLevel::Surname } else { NameLevel::Different };
    }
    if !a.latin.is_empty() && a.latin == b.latin {
        return NameLevel::Exact;
    }
    if meet(&a.full, &b.full) {
        return NameLevel::Romanised;
    }
    let near = a.latin.len().abs_diff(b.latin.len()) <= 3 && (a.letters ^ b.letters).count_ones() <= 4;
    if near && a.latin.len() >= 6 && b.latin.len() >= 6 {
        let score = rapidfuzz::distance::levenshtein::normalized_similarity(a.latin.bytes(), b.latin.bytes());
        if score >= 0.86 {
            return NameLevel::Similar;
        }
    }
    if meet(&a.initials, &b.initials) {
        return NameLevel::Initials;
    }
    if meet(&a.surnames, &b.surnames) { NameLevel::Surname } else { NameLevel::Different }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(a: &str, b: &str) -> NameLevel {
        level(&read(a), &read(b))
    }

    #[test]
    fn names_across_scripts() {
        assert_eq!(compare("陈晓明", "陳曉明"), NameLevel::Exact);
        assert_eq!(compare("陈晓明", "Chen Xiaoming"), NameLevel::Romanised);
        assert_eq!(compare("陈晓明", "Xiao-Ming Chen"), NameLevel::Romanised);
        assert_eq!(compare("陈晓明", "CHEN, Xiaoming"), NameLevel::Romanised);
        assert_eq!(compare("陈晓明", "X. M. Chen"), NameLevel::Initials);
        assert_eq!(compare("陈晓明", "陈小明"), NameLevel::Homophone);
        assert_eq!(compare("陈晓明", "陈晓阳"), NameLevel::Similar);
        assert_eq!(compare("陈晓明", "林怡君"), NameLevel::Different);
        assert_eq!(compare("D. Scott Mackay", "Scott Mackay"), NameLevel::Romanised);
    }

    #[test]
    fn hong_kong_and_taiwan_spellings() {
        assert_eq!(compare("陈大文", "CHAN Tai-man"), NameLevel::Romanised);
        assert_eq!(compare("陈大文", "David CHAN Tai Man"), NameLevel::Romanised);
        assert_eq!(compare("张志明", "Chang Chih-ming"), NameLevel::Romanised);
        assert_eq!(compare("谢淑芬", "Hsieh, Shu-Fen"), NameLevel::Romanised);
    }

    #[test]
    fn cells_are_split() {
        assert_eq!(split("陈晓明；林怡君"), ["陈晓明", "林怡君"]);
        assert_eq!(split("Isabel F. Cruz, Kimberly M. James"), ["Isabel F. Cruz", "Kimberly M. James"]);
        assert_eq!(split("CHAN, Tai-man"), ["CHAN, Tai-man"]);
    }
}
