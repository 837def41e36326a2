//! The dedicated clause on intellectual property: a heading or an article of its own with a body (ruling R-21).

use hefu_text::script::{fold, is_han};

use super::body::{body, is_signature};
use super::line::{Line, ends_a_clause, tighten};
use super::number::Shape;
use super::subject;
use super::{FoundClause, Rejected, RejectedReason};

/// A heading has at most this many characters; a longer line is a sentence.
const HEADING_HAN: usize = 40;
const HEADING_LATIN: usize = 100;
/// An article without heading names its subject within this many characters.
const NEAR: usize = 30;
const NEAR_LATIN: usize = 90;
/// A body with fewer letters says nothing of its own (另行约定, see annex).
const BODY_HAN: usize = 12;
const BODY_LATIN: usize = 30;

pub(super) fn find(lines: &[Line]) -> (Option<FoundClause>, Vec<Rejected>) {
    let mut headed: Option<FoundClause> = None;
    let mut unheaded: Option<FoundClause> = None;
    let mut rejected: Vec<(usize, Rejected)> = Vec::new();
    let mut inside_until = 0;
    for (at, line) in lines.iter().enumerate() {
        let broken = broken_name(lines, at);
        if at < inside_until || !(subject::names(&line.tight) || broken || is_short_heading(line)) {
            continue;
        }
        match candidate(lines, at, broken) {
            Ok(found) => {
                inside_until = found.end;
                let place = if found.headed { &mut headed } else { &mut unheaded };
                place.get_or_insert(found.clause);
            }
            Err(reason) => rejected.push((
                line.end(),
                Rejected { text: around(lines, at, broken), offset: line.offset, page: line.page, reason },
            )),
        }
    }
    let clause = headed.or(unheaded);
    // What stands inside the clause is part of it and not a candidate of its own.
    let outside =
        |end: usize| clause.as_ref().is_none_or(|found| end <= found.offset || end > found.offset + found.length);
    let rejected = rejected.into_iter().filter(|(end, _)| outside(*end)).map(|(_, rejected)| rejected).collect();
    (clause, rejected)
}

struct Found {
    clause: FoundClause,
    headed: bool,
    /// Index of the first line after it.
    end: usize,
}

/// A heading such as "7. IPR" that names the subject by abbreviation only.
fn is_short_heading(line: &Line) -> bool {
    (line.number.is_some() || line.marked) && line.looks_like_heading() && subject::heads(&line.tight)
}

/// Whether the subject's name begins on this line and ends on the next (知识 / 产权), as lines of a PDF break.
fn broken_name(lines: &[Line], at: usize) -> bool {
    let (Some(first), Some(second)) = (lines.get(at), lines.get(at + 1)) else {
        return false;
    };
    if second.number.is_some() {
        return false;
    }
    // 智慧財產 / 權: the shorter name stands on the first line already.
    if first.tight.ends_with("智慧财产") && second.tight.starts_with('权') {
        return true;
    }
    if subject::names(&first.tight) {
        return false;
    }
    subject::names(&joined(first, second)) && !subject::names(&second.tight)
}

fn joined(first: &Line, second: &Line) -> String {
    match first.folded.strip_suffix('-').filter(|head| head.ends_with(|c: char| c.is_ascii_alphabetic())) {
        Some(head) => tighten(&format!("{head}{}", second.folded)),
        None => tighten(&format!("{} {}", first.folded, second.folded)),
    }
}

/// The words around the place, for a person to see.
fn around(lines: &[Line], at: usize, broken: bool) -> String {
    const SHOWN: usize = 80;
    let Some(line) = lines.get(at) else { return String::new() };
    let mut text = line.text.clone();
    if let Some(next) = lines.get(at + 1).filter(|_| broken) {
        text.push_str(&next.text);
    }
    let from = subject::position(&line.tight).unwrap_or(0).saturating_sub(SHOWN / 2);
    let length = text.chars().count();
    let from = if length <= SHOWN { 0 } else { from.min(length - SHOWN) };
    let mut shown: String = text.chars().skip(from).take(SHOWN).collect();
    if from > 0 {
        shown.insert(0, '…');
    }
    if from + SHOWN < length {
        shown.push('…');
    }
    shown
}

/// What stands at the line: a heading, perhaps with text behind it.
struct Head {
    heading: String,
    /// Body text on the heading's own line.
    inline: String,
    /// Index of the first line after the heading.
    next: usize,
}

fn candidate(lines: &[Line], at: usize, broken: bool) -> Result<Found, RejectedReason> {
    let Some(line) = lines.get(at) else { return Err(RejectedReason::PassingMention) };
    if listing(lines, at) {
        return Err(RejectedReason::Listing);
    }
    let before = at.checked_sub(1).and_then(|before| lines.get(before));
    // A number alone on its line belongs to the heading below it.
    let numbered_above =
        before.filter(|above| above.number.is_some() && above.after_number().is_empty() && line.number.is_none());
    let number = line.number.as_ref().or(numbered_above.and_then(|above| above.number.as_ref()));
    let start = if numbered_above.is_some() { at - 1 } else { at };
    let head = head(lines, at, broken);
    let tight = tighten(&fold(&head.heading));
    let most = if head.heading.chars().any(is_han) { HEADING_HAN } else { HEADING_LATIN };
    let own_line = number.is_some() || line.marked || stands_alone(lines, at, &head);
    let is_heading = own_line
        && subject::heads(&tight)
        && head.heading.chars().count() <= most
        && !subject::is_sentence(&tight)
        && !ends_a_clause(head.heading.trim_end_matches('.'));
    let (first, next) = if is_heading {
        (head.inline.clone(), head.next)
    } else if is_article(lines, at, number.map(|number| (number.shape, number.level)), broken) {
        (line.after_number(), at + 1)
    } else {
        return Err(RejectedReason::PassingMention);
    };
    let (text, end) = body(lines, start, next, &first, number.map(|number| number.level));
    if !says_something(&text) {
        return Err(RejectedReason::EmptyHeading);
    }
    let opening = lines.get(start).unwrap_or(line);
    let last = lines.get(end.saturating_sub(1)).unwrap_or(line);
    let heading = if is_heading { head.heading } else { first.chars().take(HEADING_HAN).collect() };
    let clause = FoundClause {
        article: number.map(|number| number.text.clone()),
        heading,
        body: text,
        offset: opening.offset,
        length: last.end().saturating_sub(opening.offset),
        page: opening.page,
    };
    Ok(Found { clause, headed: is_heading, end })
}

fn says_something(body: &str) -> bool {
    let (mut han, mut letters) = (0, 0);
    for c in body.chars().filter(|c| c.is_alphanumeric()) {
        letters += 1;
        han += usize::from(is_han(c));
    }
    if han * 2 > letters { letters >= BODY_HAN } else { letters >= BODY_LATIN }
}

fn head(lines: &[Line], at: usize, broken: bool) -> Head {
    let Some(line) = lines.get(at) else {
        return Head { heading: String::new(), inline: String::new(), next: at + 1 };
    };
    let mut rest = line.after_number();
    let mut next = at + 1;
    if let Some(second) = lines.get(at + 1).filter(|_| broken) {
        let latin = !rest.chars().any(is_han);
        match rest.strip_suffix('-').filter(|_| latin).map(str::to_owned) {
            Some(head) => rest = head,
            None if latin => rest.push(' '),
            None => {}
        }
        rest.push_str(&second.text);
        next = at + 2;
    }
    let (heading, inline) = split(&rest);
    Head { heading, inline, next }
}

/// Heading and what follows it on the same line, after a colon, a full stop or a wide blank.
fn split(text: &str) -> (String, String) {
    for (at, mark) in text.char_indices() {
        let after = text.get(at + mark.len_utf8()..).unwrap_or_default();
        let wide = mark == '\u{3000}' || mark == '\t' || (mark == ' ' && after.starts_with(' '));
        let before = text.get(..at).unwrap_or_default().trim();
        // A full stop ends a heading only where the heading is a few words and text follows.
        let few = before.chars().count() <= if mark == '.' { 60 } else { 12 };
        let stop = few && !after.is_empty() && (mark == '。' || (mark == '.' && after.starts_with(' ')));
        let parts = matches!(mark, '：' | ':' | '—' | '–') || stop || wide;
        if parts && subject::heads(&tighten(&fold(before))) {
            let inline = after.trim_start_matches(['—', '–', '-', ' ', '\u{3000}']);
            return (before.to_owned(), inline.to_owned());
        }
    }
    (text.trim().trim_end_matches(['：', ':']).to_owned(), String::new())
}

/// An unnumbered, unmarked line is a heading where it is short, holds little but the subject, ends like a heading and
/// begins a paragraph: the line before it is complete.
fn stands_alone(lines: &[Line], at: usize, head: &Head) -> bool {
    let before = at.checked_sub(1).and_then(|before| lines.get(before));
    let begins = before.is_none_or(|before| ends_a_clause(&before.text) || before.looks_like_heading());
    let most = if head.heading.chars().any(is_han) { 16 } else { 60 };
    let alone = head.inline.is_empty() || head.heading.chars().count() <= most / 2;
    begins && alone && head.heading.chars().count() <= most
}

/// A numbered article that has no heading and is about the subject from its first words.
fn is_article(lines: &[Line], at: usize, number: Option<(Shape, usize)>, broken: bool) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let Some((shape, level)) = number else { return false };
    // An item inside another article is part of that article.
    let held = level > 0 && shape > Shape::Article && !under_chapters_only(lines, at);
    let mut tight = tighten(&fold(&line.after_number()));
    if let Some(second) = lines.get(at + 1).filter(|next| broken || next.number.is_none()) {
        tight = tighten(&format!("{tight} {}", second.folded));
    }
    let near = if tight.chars().any(is_han) { NEAR } else { NEAR_LATIN };
    let begins = subject::position(&tight).is_some_and(|at| at <= near);
    begins && !held && subject::disposes(&tight) && !subject::only_defines(&tight) && !obeys(&tight)
}

fn obeys(tight: &str) -> bool {
    ["遵守", "尊重", "comply with", "observe", "respect"].iter().any(|word| {
        tight.find(word).is_some_and(|at| {
            subject::position(tight)
                .is_some_and(|subject| tight.get(..at).is_some_and(|before| before.chars().count() < subject))
        })
    })
}

/// Whether everything above the line in the outline is a chapter.
fn under_chapters_only(lines: &[Line], at: usize) -> bool {
    let Some(own) = lines.get(at).and_then(|line| line.number.as_ref()) else { return true };
    let mut level = own.level;
    for above in lines.iter().take(at).rev().filter_map(|line| line.number.as_ref()) {
        if above.level < level {
            if above.shape != Shape::Chapter {
                return false;
            }
            level = above.level;
        }
    }
    true
}

/// A line of contents (dots and a page number), of a list of annexes, or below the word 目录.
fn listing(lines: &[Line], at: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let text = &line.folded;
    let dots = ["....", "……", "····", "・・・", "___", ". . ."]
        .iter()
        .any(|mark| line.text.contains(mark) || text.contains(mark));
    let paged = text.ends_with(|c: char| c.is_ascii_digit());
    let annexes = ["附件", "附录", "附表", "annex", "appendix", "schedule ", "attachment", "exhibit "];
    let tabbed = line.text.contains('\t') && paged && line.length < HEADING_LATIN;
    let annex = annexes.iter().any(|word| line.tight.starts_with(word));
    dots || tabbed || annex || in_contents(lines, at) || in_annexes(lines, at)
}

/// Below 目录 with nothing but headings in between and after.
fn in_contents(lines: &[Line], at: usize) -> bool {
    let title = lines
        .iter()
        .take(at)
        .rposition(|line| matches!(line.tight.as_str(), "目录" | "目次" | "contents" | "table of contents"));
    title.is_some_and(|title| {
        let until = (at + 2).min(lines.len());
        lines
            .get(title + 1..until)
            .unwrap_or_default()
            .iter()
            .all(|line| line.looks_like_heading() || line.text.ends_with(|c: char| c.is_ascii_digit()))
    })
}

/// In the list that 附件： or Annexes: leads in.
fn in_annexes(lines: &[Line], at: usize) -> bool {
    let lead = lines.iter().take(at).rposition(|line| {
        let bare = line.tight.trim_end_matches([':', '.']);
        matches!(bare, "附件" | "附录" | "附件清单" | "本协议附件" | "annexes" | "annex" | "appendices" | "attachments")
    });
    lead.is_some_and(|lead| {
        let between = lines.get(lead + 1..=at).unwrap_or_default();
        between.iter().all(|line| line.looks_like_heading() || line.text.ends_with(['；', ';', '。']))
            && !between.iter().any(is_signature)
            && between.iter().all(|line| line.length <= HEADING_HAN)
    })
}
