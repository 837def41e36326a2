//! Expected parties sought in the document.

use hefu_text::compare::Outcome;
use hefu_text::organisation::{Aliases, OrganisationComparison, compare_organisations, core};
use hefu_text::script::{fold, is_han};

use super::line::Line;
use super::{Expected, Introduced, Located, PartyFound};

/// Each expected party: by comparison with the parties the document introduces, else by its full name in the text.
pub(super) fn parties(lines: &[Line], introduced: &[Introduced], expected: &Expected) -> Vec<PartyFound> {
    expected
        .parties
        .iter()
        .map(|party| {
            let by_text = || party.names.iter().find_map(|name| in_text(lines, name));
            let compared = by_comparison(introduced, &party.names);
            let found = match compared {
                Some((place, false)) => Some((place, false)),
                open => match (by_text(), open) {
                    (Some((place, false)), _) => Some((place, false)),
                    (_, Some(open)) => Some(open),
                    (uncertain, None) => uncertain,
                },
            };
            let (found, uncertain) = found.map_or((None, false), |(place, uncertain)| (Some(place), uncertain));
            let name = party.names.first().cloned().unwrap_or_default();
            PartyFound { side: party.side.clone(), name, found, uncertain }
        })
        .collect()
}

fn by_comparison(introduced: &[Introduced], names: &[String]) -> Option<(Located<String>, bool)> {
    let aliases = Aliases::new();
    let mut uncertain = None;
    for party in introduced {
        for name in names.iter().filter(|name| !name.trim().is_empty()) {
            let comparison = compare_organisations(name, &party.value, &aliases);
            let open = match comparison.outcome() {
                Outcome::Identical | Outcome::Normalised => return Some((party.located(), false)),
                Outcome::PersonMustRule => !matches!(comparison, OrganisationComparison::Translation),
                Outcome::Different => !core(name).is_empty() && core(name) == core(&party.value),
            };
            if open && uncertain.is_none() {
                uncertain = Some((party.located(), true));
            }
        }
    }
    uncertain
}

/// The name in the text, blanks and punctuation aside, also where it is broken over two lines. It is uncertain where what
/// stands beside it may make it another body's name (its institute in another city, a body it is part of).
fn in_text(lines: &[Line], name: &str) -> Option<(Located<String>, bool)> {
    let wanted: Vec<char> = letters(name).into_iter().map(|(c, _)| c).collect();
    if wanted.len() < 3 {
        return None;
    }
    let mut uncertain = None;
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at + 1).map(|next| next.text.as_str());
        let (text, clean) = match (occurrence(&line.text, &wanted), next) {
            (Some(clean), _) => (line.text.clone(), clean),
            (None, Some(next)) if occurrence(next, &wanted).is_none() => {
                let text = format!("{} {next}", line.text);
                let Some(clean) = occurrence(&text, &wanted) else { continue };
                (text, clean)
            }
            (None, _) => continue,
        };
        let place = Located { value: name.to_owned(), text, offset: line.offset, page: line.page };
        if clean {
            return Some((place, false));
        }
        uncertain.get_or_insert((place, true));
    }
    uncertain
}

/// Words that may stand straight before a name, and straight after it, without becoming part of it. Folded.
const BEFORE: &str = "与和及由为即方人向对在的是经兹因以位称者一二三据同到于给从让";
const AFTER: [&str; 44] = [
    "与", "和", "及", "为", "是", "以下", "下称", "简称", "代表", "法定", "签", "盖", "作为", "负责", "承担", "应",
    "将", "在", "提供", "的", "经", "就", "等", "于", "双方", "共同", "之", "同意", "依", "按", "则", "对", "向", "甲",
    "乙", "丙", "统一", "地址", "印", "各", "均", "派", "所有", "享有",
];

/// Whether the name stands in the text, and whether it stands there by itself.
fn occurrence(text: &str, wanted: &[char]) -> Option<bool> {
    let have = letters(text);
    let mut seen = None;
    for (at, window) in have.windows(wanted.len()).enumerate() {
        if window.iter().map(|(c, _)| c).ne(wanted) {
            continue;
        }
        let end = at + wanted.len();
        let before = at.checked_sub(1).and_then(|before| have.get(before));
        let after: String = have.iter().skip(end).take(2).map(|(c, _)| c).collect();
        let joined = |left: Option<&(char, usize)>, right: Option<&(char, usize)>| match (left, right) {
            (Some((a, left)), Some((b, right))) => left + 1 == *right && (is_han(*a) == is_han(*b)),
            _ => false,
        };
        let open_before = joined(before, have.get(at)) && !before.is_some_and(|(c, _)| BEFORE.contains(*c));
        let open_after = joined(have.get(end - 1), have.get(end)) && !AFTER.iter().any(|word| after.starts_with(word));
        seen = Some(seen.unwrap_or(false) || !(open_before || open_after));
    }
    seen
}

/// Letters and digits in their folded form, each with its index in the text.
fn letters(text: &str) -> Vec<(char, usize)> {
    let mut out = Vec::new();
    for (at, c) in text.chars().enumerate() {
        let folded = if c.is_ascii() { c.to_ascii_lowercase().to_string() } else { fold(c.encode_utf8(&mut [0; 4])) };
        out.extend(folded.chars().filter(|c| c.is_alphanumeric()).map(|c| (c, at)));
    }
    out
}
