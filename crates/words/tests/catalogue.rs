//! The catalogue is whole: every file parses, and no language lacks a key another has.

use std::collections::BTreeSet;

use fluent_bundle::FluentResource;
use hefu_words::{Arg, Lang, Message, files, keys};

#[test]
fn every_file_parses() {
    for (locale, room, source) in files() {
        if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
            panic!("{locale}/{room}.ftl: {errors:?}");
        }
    }
}

#[test]
fn no_language_lacks_a_key() {
    let (hans, hant, en) = (keys("zh-Hans"), keys("zh-Hant"), keys("en"));
    let all: BTreeSet<_> = hans.union(&hant).chain(&en).cloned().collect();
    assert!(!all.is_empty());
    for (name, keys) in [("zh-Hans", &hans), ("zh-Hant", &hant), ("en", &en)] {
        let missing: Vec<_> = all.difference(keys).collect();
        assert!(missing.is_empty(), "{name} lacks {missing:?}");
    }
    for overlay in ["zh-Hant-HK", "zh-Hant-TW"] {
        let strange: Vec<_> = keys(overlay).difference(&hant).cloned().collect();
        assert!(strange.is_empty(), "{overlay} has keys that zh-Hant lacks: {strange:?}");
    }
}

#[test]
fn no_key_stands_twice_in_one_locale() {
    for locale in ["zh-Hans", "zh-Hant", "zh-Hant-HK", "zh-Hant-TW", "en"] {
        let mut seen = BTreeSet::new();
        for (_, room, source) in files().iter().filter(|(l, ..)| *l == locale) {
            for key in source.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key) {
                if key.starts_with(|c: char| c.is_ascii_alphabetic()) {
                    assert!(seen.insert(key.to_owned()), "{locale}/{room}.ftl says {key} again");
                }
            }
        }
    }
}

#[test]
fn a_missing_key_is_seen() {
    assert_eq!(Message::new("no-such-key").text(Lang::En), "⟦no-such-key⟧");
}

#[test]
fn what_fills_a_blank_is_read_back_as_it_was_written() {
    let inner = Message::new("web-range").with("first", 1_u32);
    for arg in [
        Arg::from(3_u32),
        Arg::from("T3"),
        Arg::List(vec![Arg::from("南湾大学")]),
        Arg::List(vec![Arg::from("a"), Arg::from("b")]),
        Arg::List(Vec::new()),
        Arg::from(inner),
        Arg::Words([("en".to_owned(), "a unit".to_owned())].into()),
    ] {
        let stored = serde_json::to_string(&arg).expect("JSON");
        assert_eq!(serde_json::from_str::<Arg>(&stored).expect("read"), arg, "{stored}");
    }
}

#[test]
fn an_office_is_called_by_its_word() {
    for (locale, room, source) in files() {
        for word in ["本机构", "本機構", "合作方机构", "合作方機構"] {
            assert!(!source.contains(word), "{locale}/{room}.ftl says {word}; an office is 征集部门/徵集部門");
        }
    }
}
