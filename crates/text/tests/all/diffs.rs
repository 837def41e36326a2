use hefu_text::diff::{DiffKind, char_diff, char_diff_folded};

#[test]
fn shows_the_differing_characters_alone() {
    let spans = char_diff("癌症防治研究", "癌症预防研究");
    let left: String = spans.iter().map(|s| s.left.as_str()).collect();
    let right: String = spans.iter().map(|s| s.right.as_str()).collect();
    assert_eq!((left.as_str(), right.as_str()), ("癌症防治研究", "癌症预防研究"));
    assert_eq!(spans.first().map(|s| (s.kind, s.left.as_str())), Some((DiffKind::Equal, "癌症")));
    assert_eq!(spans.last().map(|s| (s.kind, s.left.as_str())), Some((DiffKind::Equal, "研究")));
    assert!(spans.iter().any(|s| s.kind == DiffKind::Equal && s.left == "防"));
}

#[test]
fn never_parts_a_letter_from_its_accent() {
    let spans = char_diff("e\u{301}a", "ea");
    assert_eq!(spans.first().map(|s| (s.left.as_str(), s.right.as_str())), Some(("e\u{301}", "e")));
}

#[test]
fn equal_and_empty_texts() {
    assert!(char_diff("", "").is_empty());
    assert_eq!(char_diff("a", "a").len(), 1);
    assert_eq!(char_diff("", "a").first().map(|s| s.kind), Some(DiffKind::Right));
    assert_eq!(char_diff("a", "").first().map(|s| s.kind), Some(DiffKind::Left));
}

#[test]
fn long_texts_without_likeness_stay_cheap() {
    let a: String = ('\u{4E00}'..'\u{9000}').collect();
    let b: String = a.chars().rev().collect();
    let spans = char_diff(&a, &b);
    assert_eq!(spans.iter().map(|s| s.left.as_str()).collect::<String>(), a);
    assert_eq!(spans.iter().map(|s| s.right.as_str()).collect::<String>(), b);
}

#[test]
fn folded_differences_mark_the_substance_alone() {
    let spans = char_diff_folded("基於深度學習之ＣＴ影像", "基于深度学习的CT影像");
    let marked: Vec<(&str, &str)> =
        spans.iter().filter(|s| s.kind != DiffKind::Equal).map(|s| (s.left.as_str(), s.right.as_str())).collect();
    assert_eq!(marked, [("之", "的")]);
    assert_eq!(spans.iter().map(|s| s.left.as_str()).collect::<String>(), "基於深度學習之ＣＴ影像");
    assert_eq!(spans.iter().map(|s| s.right.as_str()).collect::<String>(), "基于深度学习的CT影像");
}
