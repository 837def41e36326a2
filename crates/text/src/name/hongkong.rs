//! Spellings used by the Hong Kong government and by Hong Kong people, derived by rules from Cantonese readings. There is
//! no official table; one reading has several spellings, and one spelling stands for several readings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::script::fold_char;
use crate::wording::rows;

/// Spellings of each initial of Jyutping, the usual one first.
const INITIALS: [(&str, &[&str]); 19] = [
    ("gw", &["kw", "gw", "k"]),
    ("kw", &["kw", "qu", "k"]),
    ("ng", &["ng", ""]),
    ("b", &["p", "b"]),
    ("p", &["p"]),
    ("m", &["m"]),
    ("f", &["f"]),
    ("d", &["t", "d"]),
    ("t", &["t"]),
    ("n", &["n"]),
    ("l", &["l"]),
    ("g", &["k", "g"]),
    ("k", &["k"]),
    ("h", &["h"]),
    ("w", &["w"]),
    ("z", &["ch", "ts", "tz", "j", "z"]),
    ("c", &["ch", "ts", "tz"]),
    ("s", &["s", "sh"]),
    ("j", &["y", ""]),
];

/// Spellings of each final of Jyutping, the usual one first.
const FINALS: [(&str, &[&str]); 56] = [
    ("aa", &["a", "ah"]),
    ("aai", &["ai"]),
    ("aau", &["au"]),
    ("aam", &["am"]),
    ("aan", &["an"]),
    ("aang", &["ang"]),
    ("aap", &["ap"]),
    ("aat", &["at"]),
    ("aak", &["ak"]),
    ("ai", &["ai"]),
    ("au", &["au", "ow"]),
    ("am", &["am", "um"]),
    ("an", &["an", "un"]),
    ("ang", &["ang"]),
    ("ap", &["ap", "up"]),
    ("at", &["at", "ut"]),
    ("ak", &["ak"]),
    ("e", &["e", "eh"]),
    ("ei", &["ei", "i", "ee", "ay"]),
    ("eng", &["eng", "ing"]),
    ("ek", &["ek", "ik"]),
    ("i", &["i", "ee"]),
    ("iu", &["iu", "ew"]),
    ("im", &["im"]),
    ("in", &["in", "een"]),
    ("ing", &["ing"]),
    ("ip", &["ip"]),
    ("it", &["it"]),
    ("ik", &["ik", "ick"]),
    ("o", &["o", "or", "aw"]),
    ("oi", &["oi", "oy"]),
    ("ou", &["o", "ou", "oo"]),
    ("on", &["on"]),
    ("ong", &["ong"]),
    ("ok", &["ok"]),
    ("ot", &["ot"]),
    ("oe", &["eu", "euh"]),
    ("oeng", &["eung", "eong", "oeng"]),
    ("oek", &["euk", "eok", "eork"]),
    ("eoi", &["ui", "oi", "eui"]),
    ("eon", &["un", "on", "eon"]),
    ("eot", &["ut", "eut"]),
    ("u", &["u", "oo"]),
    ("ui", &["ui", "ooi"]),
    ("un", &["un", "oon"]),
    ("ung", &["ung"]),
    ("ut", &["ut", "oot"]),
    ("uk", &["uk", "ook"]),
    ("yu", &["u", "ue", "yu"]),
    ("yun", &["uen", "un", "yun"]),
    ("yut", &["uet", "ut", "yut"]),
    ("ep", &["ep"]),
    ("em", &["em"]),
    ("et", &["et"]),
    ("op", &["op"]),
    ("om", &["om"]),
];

/// Characters → Cantonese readings (Jyutping without tone).
fn table() -> &'static BTreeMap<char, Vec<&'static str>> {
    static TABLE: OnceLock<BTreeMap<char, Vec<&'static str>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut map: BTreeMap<char, Vec<&'static str>> = BTreeMap::new();
        for data in [include_str!("../../data/cantonese.tsv"), include_str!("../../data/cantonese_names.tsv")] {
            for (reading, chars) in rows(data) {
                for c in chars.chars() {
                    let entry = map.entry(c).or_default();
                    if !entry.contains(&reading) {
                        entry.push(reading);
                    }
                }
            }
        }
        map
    })
}

/// Every known Cantonese reading of a character, in Jyutping without tone, sorted but for the main one, which comes first.
pub(super) fn readings(c: char) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    for c in [c, fold_char(c)] {
        for reading in table().get(&c).map(Vec::as_slice).unwrap_or_default() {
            if !found.contains(reading) {
                found.push(reading);
            }
        }
    }
    found
}

/// The spellings of one Jyutping syllable, the usual one first.
pub(super) fn spellings(reading: &str) -> Vec<String> {
    if let Some(whole) = whole_syllable(reading) {
        return whole.iter().map(|s| (*s).to_owned()).collect();
    }
    let (initial, starts) = INITIALS
        .iter()
        .find(|(initial, _)| reading.starts_with(initial) && reading.len() > initial.len())
        .map_or(("", &[""][..]), |(initial, forms)| (*initial, *forms));
    let rime = reading.get(initial.len()..).unwrap_or_default();
    let Some((_, ends)) = FINALS.iter().find(|(known, _)| *known == rime) else {
        return Vec::new();
    };
    let mut found: Vec<String> = Vec::new();
    for start in starts {
        for end in *ends {
            // y falls away only before i and u (葉 Yip or Ip, 余 Yu or U), ng only before a vowel.
            if start.is_empty() && initial == "j" && !end.starts_with(['i', 'u']) {
                continue;
            }
            let form = if *start == "y" && end.starts_with('y') { (*end).to_owned() } else { format!("{start}{end}") };
            if !found.contains(&form) {
                found.push(form);
            }
        }
    }
    found
}

fn whole_syllable(reading: &str) -> Option<&'static [&'static str]> {
    Some(match reading {
        "m" => &["m"],
        "ng" => &["ng"],
        "hm" => &["hm"],
        "si" => &["sze", "si", "sz", "see", "shi", "shih"],
        "zi" => &["chi", "tsz", "tze", "chee", "tse", "ji", "tzi", "zi"],
        "ci" => &["chi", "tsz", "tze", "chee", "tse", "tsi"],
        "zang" => &["tsang", "chang", "jang", "tzang"],
        "ze" => &["tse", "che", "tze", "je"],
        "ceoi" => &["tsui", "chui", "choi", "tsoi"],
        "zeoi" => &["chui", "tsui", "choi", "jui"],
        _ => return None,
    })
}

/// Spelling → the readings it may stand for.
pub(super) fn reverse() -> &'static BTreeMap<String, Vec<&'static str>> {
    static TABLE: OnceLock<BTreeMap<String, Vec<&'static str>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let readings: BTreeSet<&'static str> = table().values().flatten().copied().collect();
        let mut map: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
        for reading in readings {
            for form in spellings(reading) {
                map.entry(form).or_default().push(reading);
            }
        }
        map
    })
}

/// The class of a reading within which spellings do not tell readings apart, for keys: voiced and unvoiced initials, long
/// and short a, and finals that share a spelling fall together.
pub(super) fn sound_class(reading: &str) -> String {
    if let Some(class) = match reading {
        "m" | "ng" | "hm" => Some(reading),
        _ => None,
    } {
        return class.to_owned();
    }
    let initial = INITIALS
        .iter()
        .find(|(initial, _)| reading.starts_with(initial) && reading.len() > initial.len())
        .map_or("", |(initial, _)| *initial);
    let rime = reading.get(initial.len()..).unwrap_or_default();
    let rime = match rime {
        "aa" => "a",
        "aai" => "ai",
        "aau" => "au",
        "aam" => "am",
        "aan" => "an",
        "aang" => "ang",
        "aap" => "ap",
        "aat" => "at",
        "aak" => "ak",
        "ei" => "i",
        "eng" => "ing",
        "ek" => "ik",
        "ou" => "o",
        "yu" => "u",
        "yun" | "eon" => "un",
        "yut" | "eot" => "ut",
        "eoi" => "ui",
        other => other,
    };
    let initial = match initial {
        "p" => "b",
        "t" => "d",
        "k" => "g",
        "kw" => "gw",
        "c" => "z",
        "ng" => "",
        "j" if rime.starts_with(['i', 'u']) => "",
        other => other,
    };
    format!("{initial}{rime}")
}
