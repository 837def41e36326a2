//! Institution and department.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::script::{fold_char, is_han};

/// The parts of an organisation's name as written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct OrganisationParts {
    /// The body itself.
    pub institution: String,
    /// A department, school or laboratory of it, if one is named.
    pub department: Option<String>,
}

/// Words that end the name of an institution, folded; the longest at one place counts.
const BODY_ENDS: [&str; 12] =
    ["大学", "科学院", "研究院", "研究所", "研究总院", "工程院", "医院", "有限公司", "公司", "集团", "学院", "实验室"];

/// Ends of a part that is a department of the body before it. What follows a body and ends otherwise (附属医院, 研究院,
/// 有限公司) may be a body of its own and stays with the name.
const DEPARTMENT_ENDS: [&str; 17] = [
    "学院",
    "书院",
    "学系",
    "系",
    "学部",
    "研究中心",
    "中心",
    "实验室",
    "研究室",
    "教研室",
    "课题组",
    "团队",
    "科",
    "部",
    "处",
    "研究所",
    "所",
];

/// Words that make what follows a body of its own.
const OWN_BODY: [&str; 6] = ["附属", "医院", "公司", "出版社", "研究院", "集团"];

const ENGLISH_DEPARTMENTS: [&str; 20] = [
    "department",
    "dept",
    "school",
    "faculty",
    "division",
    "centre",
    "center",
    "laboratory",
    "lab",
    "unit",
    "section",
    "group",
    "institute",
    "college",
    "programme",
    "program",
    "office",
    "key",
    "state",
    "team",
];

const ENGLISH_BODIES: [&str; 20] = [
    "university",
    "univ",
    "polytechnic",
    "academy",
    "academia",
    "hospital",
    "institute",
    "institutes",
    "college",
    "limited",
    "ltd",
    "company",
    "co",
    "corporation",
    "corp",
    "inc",
    "group",
    "laboratory",
    "laboratories",
    "centre",
];

/// Divides a name: 清华大学计算机系 is 清华大学 and 计算机系; `School of Medicine, The University of Hong Kong, Hong Kong` is the
/// university and the school. A body attached to another (中山大学附属第一医院) is not divided.
#[must_use]
pub fn split(text: &str) -> OrganisationParts {
    let text = text.trim();
    let parts = if text.chars().any(is_han) { split_han(text) } else { split_english(text) };
    parts.unwrap_or_else(|| OrganisationParts { institution: text.to_owned(), department: None })
}

fn split_han(text: &str) -> Option<OrganisationParts> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let folded: Vec<char> = chars.iter().map(|(_, c)| fold_char(*c)).collect();
    // The first place where a body ends; 科学院 holds 学院, so longer words are tried first at each place.
    let end = (1..folded.len()).find(|&end| {
        let head = folded.get(..end).unwrap_or_default();
        let rest = folded.get(end..).unwrap_or_default();
        BODY_ENDS.iter().any(|w| ends_with(head, w) && head.len() > w.chars().count()) && !continues(head, rest)
    })?;
    // The institutes of an academy are bodies of their own.
    if ["科学院", "工程院"].iter().any(|w| ends_with(folded.get(..end).unwrap_or_default(), w)) {
        return None;
    }
    let rest: String = folded.get(end..)?.iter().collect();
    let plain: String = rest.chars().filter(|c| c.is_alphanumeric()).collect();
    let is_department =
        DEPARTMENT_ENDS.iter().any(|w| plain.ends_with(w)) && !OWN_BODY.iter().any(|w| plain.contains(w));
    if rest.starts_with(['(', '（']) || !is_department {
        return None;
    }
    let at = chars.get(end)?.0;
    let institution = text.get(..at)?.trim().to_owned();
    let department = text.get(at..)?.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    Some(OrganisationParts { institution, department: Some(department) })
}

fn ends_with(head: &[char], word: &str) -> bool {
    let length = word.chars().count();
    head.len() >= length && head.iter().rev().zip(word.chars().rev()).all(|(a, b)| *a == b)
}

/// 大学 in 大学城, 公司 in 公司法: the word goes on.
fn continues(head: &[char], rest: &[char]) -> bool {
    (ends_with(head, "大学") && rest.first() == Some(&'城'))
        || (ends_with(head, "有限") && rest.starts_with(&['公', '司']))
        || (ends_with(head, "研究") && rest.starts_with(&['生', '院']))
}

fn split_english(text: &str) -> Option<OrganisationParts> {
    let joined = join_company(text);
    let segments: Vec<&str> = joined.split([',', ';']).map(str::trim).filter(|s| !s.is_empty()).collect();
    let at = segments.iter().position(|s| is_body(s))?;
    let departments: Vec<&str> = segments.iter().take(at).copied().collect();
    // A place name after the body is no department.
    let after: Vec<&str> = segments.iter().skip(at + 1).copied().filter(|s| is_department(s)).collect();
    let department: Vec<&str> = departments.into_iter().chain(after).collect();
    let institution = segments.get(at)?.replace('\u{1}', ", ");
    Some(OrganisationParts {
        institution,
        department: (!department.is_empty()).then(|| department.join(", ").replace('\u{1}', ", ")),
    })
}

/// Keeps `Co., Ltd.` in one segment.
fn join_company(text: &str) -> String {
    let mut out = text.to_owned();
    for (from, to) in [
        ("Co., L", "Co.\u{1}L"),
        ("CO., L", "CO.\u{1}L"),
        ("Co, L", "Co\u{1}L"),
        ("co., l", "co.\u{1}l"),
        (", Inc", "\u{1}Inc"),
    ] {
        out = out.replace(from, to);
    }
    out
}

fn words(segment: &str) -> Vec<String> {
    segment.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

fn is_department(segment: &str) -> bool {
    words(segment).iter().any(|w| ENGLISH_DEPARTMENTS.contains(&w.as_str()))
}

/// A segment that names a body: it has a word of a body and does not begin like a department (`Institute of Medicine` beside
/// a university is one; alone it is the body).
fn is_body(segment: &str) -> bool {
    let words = words(segment);
    let has = words.iter().any(|w| ENGLISH_BODIES.contains(&w.as_str()));
    let strong = words
        .iter()
        .any(|w| matches!(w.as_str(), "university" | "univ" | "polytechnic" | "hospital" | "ltd" | "limited"));
    let department = words.first().is_some_and(|w| ENGLISH_DEPARTMENTS.contains(&w.as_str()))
        && words.get(1).is_some_and(|w| matches!(w.as_str(), "of" | "for"));
    has && (strong || !department)
}
