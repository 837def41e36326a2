//! Parties as the document introduces them, expected parties found in it, and marks of signing.

use hefu_text::organisation::{Aliases, compare_organisations, core};
use hefu_text::compare::Outcome;
use hefu_text::script::{fold, strip};

use super::heading::Line;
use super::{Expected, Located, PartyFound};

const ROLES: [&str; 17] = [
    "甲方", "乙方", "丙方", "丁方", "立协议书人", "立合约书人", "立约人", "立书人", "合作方", "内地方", "大陆方", "香港方", "澳门方",
    "台湾方", "party a", "party b", "party c",
];

const MARKS: [&str; 11] = [
    "(盖章)", "(公章)", "(签章)", "(签字)", "(签名)", "(印)", "(用印)", "签署:", "signature", "signed by", "authorised signatory",
];

/// Names that follow 甲方, Party A and the like.
pub(super) fn introduced(lines: &[Line]) -> Vec<Located<String>> {
    let mut out: Vec<Located<String>> = Vec::new();
    for line in lines {
        let Some(role) = ROLES.iter().find(|role| line.folded.trim_start().starts_with(**role)) else { continue };
        let rest: String = line.text.trim_start().chars().skip(role.chars().count()).collect();
        let rest = strip_marks(&rest);
        let name: String = rest.chars().take_while(|c| !"，,；;。\n".contains(*c)).collect();
        let name = strip_marks(&name).trim().to_owned();
        let long_enough = (3..=60).contains(&name.chars().count());
        let fresh = !out.iter().any(|seen| strip(&seen.value) == strip(&name));
        if long_enough && fresh && !is_sentence(&name) {
            out.push(Located { value: name, text: line.text.clone(), offset: line.offset, page: line.page });
        }
    }
    out
}

fn strip_marks(text: &str) -> String {
    let mut text = text.trim_start_matches([':', '：', ' ', '\u{3000}']).to_owned();
    for (open, close) in [('（', '）'), ('(', ')')] {
        while let (Some(start), Some(end)) = (text.find(open), text.find(close)) {
            if start >= end {
                break;
            }
            text.replace_range(start..end + close.len_utf8(), "");
        }
    }
    text.trim_start_matches([':', '：', ' ', '\u{3000}']).trim_end_matches([':', '：', '_', ' ', '\u{3000}']).to_owned()
}

fn is_sentence(name: &str) -> bool {
    let folded = fold(name);
    ["应", "负责", "享有", "承担", "同意", "提供", "shall", "will", "agrees"].iter().any(|word| folded.contains(word))
}

/// Each expected party: by its full name anywhere, or by comparison with the parties introduced.
pub(super) fn expected(lines: &[Line], expected: &Expected) -> Vec<PartyFound> {
    let introduced = introduced(lines);
    expected.parties.iter().map(|party| {
        let name = party.names.first().cloned().unwrap_or_default();
        let certain = party.names.iter().find_map(|name| by_name(lines, name));
        let found = certain.map(|place| (place, false)).or_else(|| by_comparison(&introduced, &party.names));
        let (found, uncertain) = found.map_or((None, false), |(place, uncertain)| (Some(place), uncertain));
        PartyFound { side: party.side.clone(), name, found, uncertain }
    }).collect()
}

/// The name itself, or its institution without department, in the text without spaces and punctuation. Names broken over
/// two lines are found too.
fn by_name(lines: &[Line], name: &str) -> Option<Located<String>> {
    let whole = strip(name);
    if whole.chars().count() < 2 {
        return None;
    }
    let mut before = String::new();
    let mut previous: Option<&Line> = None;
    for line in lines {
        let own = strip(&line.text);
        if own.contains(&whole) {
            return Some(Located { value: name.to_owned(), text: line.text.clone(), offset: line.offset, page: line.page });
        }
        if let Some(first) = previous.filter(|_| format!("{before}{own}").contains(&whole)) {
            let text = format!("{}{}", first.text, line.text);
            return Some(Located { value: name.to_owned(), text, offset: first.offset, page: first.page });
        }
        before = own;
        previous = Some(line);
    }
    None
}

fn by_comparison(introduced: &[Located<String>], names: &[String]) -> Option<(Located<String>, bool)> {
    let aliases = Aliases::new();
    let mut uncertain = None;
    for place in introduced {
        for name in names {
            match compare_organisations(name, &place.value, &aliases).outcome() {
                Outcome::Identical | Outcome::Normalised => return Some((place.clone(), false)),
                Outcome::PersonMustRule => uncertain = uncertain.or_else(|| Some((place.clone(), true))),
                Outcome::Different if !core(name).is_empty() && core(name) == core(&place.value) => {
                    uncertain = uncertain.or_else(|| Some((place.clone(), true)));
                }
                Outcome::Different => {}
            }
        }
    }
    uncertain
}

/// Lines that show a mark of signing.
pub(super) fn marks(lines: &[Line]) -> Vec<Located<String>> {
    lines
        .iter()
        .filter_map(|line| {
            let bare: String = line.folded.replace('（', "(").replace('）', ")");
            let mark = MARKS.iter().find(|mark| bare.contains(**mark))?;
            Some(Located { value: (*mark).to_owned(), text: line.text.clone(), offset: line.offset, page: line.page })
        })
        .collect()
}
