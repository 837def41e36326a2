//! How far an article reaches.

use super::line::Line;

/// Text of the article whose number or heading stands at `start`, from the line `next`, and the index of the line after it.
/// `level` is the level of its number. It ends at the next number of its level or above, the next marked heading, the next
/// bare heading where it has no number itself, and where the signatures begin.
pub(super) fn body(lines: &[Line], start: usize, next: usize, inline: &str, level: Option<usize>) -> (String, usize) {
    let marked = lines.get(start).is_some_and(|line| line.marked);
    let outer = level.or_else(|| level_above(lines, start));
    let mut text = inline.to_owned();
    let mut end = next;
    for line in lines.iter().skip(next) {
        let numbered = line.number.as_ref().is_some_and(|number| match level {
            Some(level) => number.level <= level,
            None => outer.is_some_and(|outer| number.level <= outer && line.looks_like_heading()),
        });
        let deeper = line.number.as_ref().is_some_and(|number| level.is_some_and(|level| number.level > level));
        let headed = line.marked && !deeper;
        let bare = level.is_none() && !marked && line.number.is_none() && is_bare_heading(line);
        if numbered || headed || bare || is_signature(line) {
            break;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&line.text);
        end += 1;
    }
    (text, end)
}

/// The level at which numbers stood before an unnumbered heading.
fn level_above(lines: &[Line], start: usize) -> Option<usize> {
    lines.iter().take(start).filter_map(|line| line.number.as_ref()).map(|number| number.level).min()
}

fn is_bare_heading(line: &Line) -> bool {
    line.length <= 16 && line.looks_like_heading() && !line.text.ends_with(|c: char| c.is_ascii_digit())
}

/// Marks of signing in folded form.
pub(super) const MARKS: [&str; 18] = [
    "(盖章)",
    "(公章)",
    "(签章)",
    "(签字)",
    "(签名)",
    "(签署)",
    "(印)",
    "(用印)",
    "(签字盖章)",
    "(单位盖章)",
    "(seal)",
    "(company seal)",
    "signature",
    "signed by",
    "signed for and on behalf",
    "authorised signatory",
    "authorized signatory",
    "(signed)",
];

/// Whether the part where a document is signed, or its annexes, begin here.
pub(super) fn is_signature(line: &Line) -> bool {
    const STARTS: [&str; 14] = [
        "(以下无正文",
        "以下无正文",
        "(本页无正文",
        "签署页",
        "签字页",
        "(签署页",
        "in witness whereof",
        "signed by",
        "signed for and on",
        "立协议书人",
        "立合约书人",
        "立契约书人",
        "立书人",
        "附件",
    ];
    let marked =
        line.length <= 60 && MARKS.iter().any(|mark| line.tight.contains(mark)) && !line.text.ends_with(['。', '.']);
    marked || STARTS.iter().any(|start| line.tight.starts_with(start))
}
