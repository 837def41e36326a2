//! The words that name intellectual property, and those that show what a passage does with it.

/// The subject in folded form. 智慧财产(权) is Taiwan's word for 知识产权.
const TERMS: [&str; 6] =
    ["知识产权", "智慧财产", "智财权", "智识产权", "intellectual property", "intellectual-property"];
/// Abbreviations, which count in a heading only: in running text IP may be an address.
const SHORT: [&str; 4] = ["ipr", "iprs", "ip", "智财"];

/// Words of owning, sharing and using. An article without heading is about the subject where it says one of them.
const OWNERSHIP: [&str; 28] = [
    "归",
    "共有",
    "所有",
    "共享",
    "分享",
    "属于",
    "属",
    "权属",
    "分配",
    "授权",
    "许可",
    "使用权",
    "收益",
    "处分",
    "申请专利",
    "约定",
    "own",
    "belong",
    "vest",
    "joint",
    "licen",
    "retain",
    "remain",
    "assign",
    "share",
    "title",
    "property of",
    "entitled",
];
/// Words that make a line a sentence and not a heading.
const SENTENCE: [&str; 26] = [
    "应当",
    "应遵",
    "应按",
    "应由",
    "应依",
    "应在",
    "均应",
    "应共",
    "应于",
    "应予",
    "必须",
    "不得",
    "遵守",
    "将由",
    "可以",
    "同意",
    "承诺",
    "确认",
    " shall",
    " must",
    " will ",
    " agree",
    " is ",
    " are ",
    " including",
    " comply",
];

/// Where the subject is first named, in characters.
pub(super) fn position(tight: &str) -> Option<usize> {
    TERMS
        .iter()
        .filter_map(|term| tight.find(term))
        .min()
        .and_then(|at| tight.get(..at))
        .map(|before| before.chars().count())
}

/// Whether a passage names the subject.
pub(super) fn names(tight: &str) -> bool {
    TERMS.iter().any(|term| tight.contains(term))
}

/// Whether a heading names the subject, also by its abbreviation.
pub(super) fn heads(tight: &str) -> bool {
    names(tight) || tight.split(|c: char| !c.is_alphanumeric()).any(|word| SHORT.contains(&word))
}

/// Whether a passage says whose it is or what may be done with it.
pub(super) fn disposes(tight: &str) -> bool {
    OWNERSHIP.iter().any(|word| tight.contains(word))
}

/// Whether a line is a sentence and cannot be a heading.
pub(super) fn is_sentence(tight: &str) -> bool {
    let padded = format!(" {tight} ");
    SENTENCE.iter().any(|word| padded.contains(word)) || tight.matches([',', ';']).count() > 2
}

/// Whether a passage only says what the word means (“知识产权”指…), or only promises to obey the law on it.
pub(super) fn only_defines(tight: &str) -> bool {
    let bare: String = tight.chars().filter(|c| !"“”\"'「」『』()".contains(*c)).collect();
    let after = TERMS.iter().find_map(|term| bare.split_once(term)).map_or("", |(_, after)| after);
    let after = after.trim_start_matches("权").trim_start_matches(" rights").trim_start();
    let defines = ["指", "系指", "是指", "包括", "means", "shall mean", "includes", "refers to"];
    let obeys = ["法律", "法规", "法令", "之法", "相关规定", "有关规定", "laws", "law,", "legislation"];
    defines.iter().any(|word| after.starts_with(word)) || obeys.iter().any(|word| after.starts_with(word))
}
