//! `hefu guide`.

use crate::{refused, said, text};

#[test]
fn check_prints_the_sums_the_clauses_and_what_is_unset() {
    let out = said(&["guide", "check", "hkmt-2020"]);
    for line in ["20+15=35, 25+15=40", "50,000,000+15,000,000=65,000,000", "TW-16", "cap per project"] {
        assert!(out.contains(line), "{line} in {out}");
    }
    assert!(said(&["guide", "check", "gdhk-2023"]).contains("GD-4"));
}

/// HK-3 and G-15: another amount is refused, both sentences quoted.
#[test]
fn another_amount_is_refused_with_both_sentences() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("guide.md");
    said(&["guide", "export", "hkmt-2020", "--out", &text(&file)]);
    assert!(said(&["guide", "check", &text(&file)]).contains("65,000,000"));
    let whole = std::fs::read_to_string(&file).expect("written");
    std::fs::write(&file, whole.replace("5_000_000_000", "5_100_000_000")).expect("written");
    let told = refused(&["guide", "check", &text(&file)]);
    assert!(told.contains("HK-3") && told.contains("G-15") && told.contains("5000万元"), "{told}");
}

#[test]
fn every_rule_is_a_sentence_in_each_language() {
    for (lang, words) in [("zh-Hans", "实施期须恰为 24 个月"), ("zh-Hant-TW", "24 個月"), ("en", "exactly 24 months")]
    {
        let out = said(&["--lang", lang, "guide", "rules", "hkmt-2020"]);
        assert!(out.contains(words), "{lang}: {words} in {out}");
        assert!(!out.contains('⟦'), "{lang} lacks a key: {out}");
    }
}

#[test]
fn an_unknown_guide_names_the_built_in_ones() {
    assert!(refused(&["guide", "check", "no-such-guide"]).contains("hkmt-2020"));
}
