//! Whether a Latin spelling agrees with Han characters or with another spelling under a romanisation.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::han::fold_name;
use super::surnames::{self, plain};
use super::{Coverage, HanName, LatinReading, Romanisation, hongkong, pinyin, wadegiles};
use crate::script::fold_char;

pub(super) const SYSTEMS: [Romanisation; 3] = [Romanisation::Pinyin, Romanisation::HongKong, Romanisation::WadeGiles];

/// Most characters or words of a given name that are compared; no name is longer, and the search is exponential in it.
const LONGEST: usize = 6;

/// The spellings of one character, in plain letters.
fn character(c: char, system: Romanisation) -> Vec<String> {
    let all: Vec<String> = match system {
        Romanisation::Pinyin => pinyin::readings(c).iter().flat_map(|r| pinyin::spellings(r)).collect(),
        Romanisation::WadeGiles => pinyin::readings(c).iter().flat_map(|r| wadegiles::spellings(r)).collect(),
        Romanisation::HongKong => hongkong::readings(c).iter().flat_map(|r| hongkong::spellings(r)).collect(),
        Romanisation::Mixed => SYSTEMS.iter().flat_map(|s| character(c, *s)).collect(),
        Romanisation::Declared | Romanisation::SameSpelling => Vec::new(),
    };
    let mut found: Vec<String> = Vec::new();
    for form in all {
        if !found.contains(&form) {
            found.push(form);
        }
    }
    found
}

/// The spellings of a surname: the customary ones and those of its characters.
pub(super) fn surname(written: &str, system: Romanisation) -> BTreeSet<String> {
    if system == Romanisation::Mixed {
        return SYSTEMS.iter().flat_map(|s| surname(written, *s)).collect();
    }
    let folded: String = written.chars().map(fold_char).collect();
    let known = surnames::table().get(&folded);
    let mut found = BTreeSet::new();
    if let Some(entry) = known {
        match system {
            Romanisation::Pinyin => {
                found.extend(entry.pinyin.iter().flat_map(|r| pinyin::spellings(r)));
                return found;
            }
            Romanisation::WadeGiles => {
                found.extend(entry.taiwan.iter().map(|s| plain(s)));
                if written.chars().count() == 1 {
                    found.extend(entry.pinyin.iter().flat_map(|r| wadegiles::spellings(r)));
                    return found;
                }
            }
            Romanisation::HongKong => found.extend(entry.hong_kong.iter().map(|s| plain(s))),
            Romanisation::Mixed | Romanisation::Declared | Romanisation::SameSpelling => {}
        }
    }
    found.extend(sequence(written, system));
    found
}

/// Every spelling of a short run of characters written together.
fn sequence(written: &str, system: Romanisation) -> Vec<String> {
    let mut found = vec![String::new()];
    for c in written.chars() {
        let forms = character(c, system);
        found = found.iter().flat_map(|head| forms.iter().map(move |f| format!("{head}{f}"))).take(512).collect();
    }
    found.retain(|f| !f.is_empty());
    found
}

/// Whether letters written together spell the characters one after another.
fn spells(letters: &str, chars: &[Vec<String>]) -> bool {
    let Some((forms, rest)) = chars.split_first() else {
        return letters.is_empty();
    };
    forms
        .iter()
        .filter(|f| !f.is_empty())
        .filter_map(|f| letters.strip_prefix(f.as_str()))
        .any(|tail| spells(tail, rest))
}

/// How far a Latin reading agrees with a Han name under one system; `None` if it contradicts it.
pub(super) fn with_han(han: &HanName, latin: &LatinReading, system: Romanisation) -> Option<Coverage> {
    if han.given.chars().count() > LONGEST || latin.given.len() > LONGEST {
        return None;
    }
    if !surname(&han.surname, system).contains(&latin.surname) {
        return None;
    }
    let chars: Vec<Vec<String>> = han.given.chars().map(|c| character(c, system)).collect();
    given(&latin.given, &chars)
}

/// How far the words of a given name agree with characters, other words being English names.
fn given(words: &[String], chars: &[Vec<String>]) -> Option<Coverage> {
    if chars.is_empty() {
        return words.is_empty().then_some(Coverage::Full);
    }
    for start in 0..words.len() {
        for end in start + 1..=words.len() {
            let letters = words.get(start..end).unwrap_or_default().concat();
            let others = words.get(..start).into_iter().chain(words.get(end..)).flatten();
            if spells(&letters, chars) && others.into_iter().all(|w| is_extra(w)) {
                return Some(Coverage::Full);
            }
        }
    }
    let letters: Vec<&String> = words.iter().filter(|w| w.chars().count() == 1).collect();
    let rest_extra = words.iter().filter(|w| w.chars().count() > 1).all(|w| is_extra(w));
    if !letters.is_empty() && rest_extra && initials(&letters, chars) {
        return Some(Coverage::Initials);
    }
    (letters.is_empty() && rest_extra).then_some(Coverage::SurnameOnly)
}

/// T. M. for two characters; T. alone for the first of them.
fn initials(letters: &[&String], chars: &[Vec<String>]) -> bool {
    let agree = letters.iter().zip(chars).all(|(l, forms)| forms.iter().any(|f| f.starts_with(l.as_str())));
    // An initial of an English name may stand before those of the given name.
    let tail = letters.len().checked_sub(chars.len()).is_some_and(|skip| {
        letters.iter().skip(skip).zip(chars).all(|(l, forms)| forms.iter().any(|f| f.starts_with(l.as_str())))
    });
    (letters.len() <= chars.len() && agree) || tail
}

/// A word that no romanisation spells: an English name.
pub(super) fn is_extra(word: &str) -> bool {
    word.chars().count() > 1
        && !pinyin::syllables().contains(word)
        && !wadegiles::reverse().contains_key(word)
        && !hongkong::reverse().contains_key(word)
        && !two_syllables(word)
}

fn two_syllables(word: &str) -> bool {
    word.char_indices().skip(1).any(|(at, _)| {
        word.split_at_checked(at).is_some_and(|(a, b)| {
            let both = |known: &dyn Fn(&str) -> bool| known(a) && known(b);
            both(&|s| pinyin::syllables().contains(s)) || both(&|s| wadegiles::reverse().contains_key(s))
        })
    })
}

/// Whether two Latin readings could be one name in two systems (`Chan Tai Man` and `Chen Dawen`).
pub(super) fn across(a: &LatinReading, b: &LatinReading) -> bool {
    let syllables = |r: &LatinReading| -> Vec<String> {
        r.given.iter().filter(|w| !is_extra(w) && w.chars().count() > 1).cloned().collect()
    };
    let (ga, gb) = (syllables(a), syllables(b));
    let long = |words: &[String]| words.len() > LONGEST || words.iter().any(|w| w.len() > 6 * LONGEST);
    if ga.is_empty() || gb.is_empty() || long(&ga) || long(&gb) {
        return false;
    }
    let given = if ga.len() == gb.len() {
        ga.iter().zip(&gb).all(|(x, y)| same_syllable(x, y))
    } else {
        let (few, many) = if ga.len() < gb.len() { (&ga, &gb) } else { (&gb, &ga) };
        few.len() == 1 && few.first().is_some_and(|word| divided(word, many))
    };
    given && same_syllable(&a.surname, &b.surname)
}

fn divided(word: &str, syllables: &[String]) -> bool {
    let Some((first, rest)) = syllables.split_first() else {
        return word.is_empty();
    };
    (1..=word.len().min(6))
        .any(|n| word.split_at_checked(n).is_some_and(|(head, tail)| same_syllable(head, first) && divided(tail, rest)))
}

/// Two spellings of one sound: the same, Hanyu Pinyin and Wade–Giles of one syllable, or a Mandarin and a Hong Kong spelling
/// of one character.
fn same_syllable(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (ma, mb) = (mandarin(a), mandarin(b));
    if ma.iter().any(|s| mb.contains(s)) {
        return true;
    }
    let meets = |mandarin: &BTreeSet<&'static str>, other: &str| {
        let sounds = hongkong::reverse().get(other).map(Vec::as_slice).unwrap_or_default();
        mandarin.iter().any(|m| sounds.iter().any(|c| both_readings().contains(&(*m, *c))))
    };
    meets(&ma, b) || meets(&mb, a)
}

/// The Hanyu Pinyin syllables that a Mandarin spelling of either system stands for.
fn mandarin(word: &str) -> BTreeSet<&'static str> {
    let mut found: BTreeSet<&'static str> =
        wadegiles::reverse().get(word).map(|v| v.iter().copied().collect()).unwrap_or_default();
    found.extend(wadegiles::table().keys().filter(|s| pinyin::spellings(s).iter().any(|f| f == word)));
    found
}

/// Which Mandarin and Cantonese readings meet in one character.
fn both_readings() -> &'static BTreeSet<(&'static str, &'static str)> {
    static TABLE: OnceLock<BTreeSet<(&'static str, &'static str)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut found = BTreeSet::new();
        for c in '\u{4E00}'..='\u{9FFF}' {
            let cantonese = hongkong::readings(c);
            if cantonese.is_empty() {
                continue;
            }
            for reading in pinyin::readings(c) {
                let Some((syllable, _)) = wadegiles::table().get_key_value(reading.as_str()) else {
                    continue;
                };
                found.extend(cantonese.iter().map(|c| (*syllable, *c)));
            }
        }
        found
    })
}

/// The usual spelling of a name.
pub(super) fn spell(han: &HanName, system: Romanisation) -> Option<String> {
    let folded: String = fold_name(&han.surname).chars().map(fold_char).collect();
    let entry = surnames::table().get(&folded);
    let one = |c: char| -> Option<String> {
        match system {
            Romanisation::Pinyin => pinyin::readings(c).into_iter().next(),
            Romanisation::WadeGiles => {
                let reading = pinyin::readings(c).into_iter().next()?;
                wadegiles::table().get(reading.as_str())?.first().map(|s| (*s).to_owned())
            }
            Romanisation::HongKong => hongkong::spellings(hongkong::readings(c).first()?).into_iter().next(),
            Romanisation::Mixed | Romanisation::Declared | Romanisation::SameSpelling => None,
        }
    };
    let known = entry.and_then(|e| match system {
        Romanisation::Pinyin => e.pinyin.first().cloned(),
        Romanisation::HongKong => e.hong_kong.first().cloned(),
        Romanisation::WadeGiles => {
            let reading = e.pinyin.first().filter(|_| han.surname.chars().count() == 1)?;
            wadegiles::table().get(reading.as_str())?.first().map(|s| (*s).to_owned())
        }
        Romanisation::Mixed | Romanisation::Declared | Romanisation::SameSpelling => None,
    });
    let surname = match known {
        Some(known) => known,
        None => han.surname.chars().map(one).collect::<Option<String>>()?,
    };
    let parts = han.given.chars().map(one).collect::<Option<Vec<String>>>()?;
    let given = match system {
        Romanisation::Pinyin => capital(&join_pinyin(&parts)),
        Romanisation::WadeGiles => capital(&parts.join("-")),
        _ => parts.iter().map(|p| capital(p)).collect::<Vec<_>>().join(" "),
    };
    Some(format!("{} {given}", capital(&surname)).trim_end().to_owned())
}

/// Hanyu Pinyin written together, with an apostrophe before a syllable that begins with a vowel (GB/T 16159).
fn join_pinyin(parts: &[String]) -> String {
    let mut out = String::new();
    for part in parts {
        if !out.is_empty() && part.starts_with(['a', 'e', 'o']) {
            out.push('\'');
        }
        out.push_str(part);
    }
    out
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
