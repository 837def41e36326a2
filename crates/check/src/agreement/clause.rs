//! The dedicated clause on intellectual property: a heading or an article of its own with a body (ruling R-21).

use hefu_text::script::fold;

use super::heading::Line;
use super::{FoundClause, Rejected, RejectedReason};

/// The subject in folded form. 智慧财产(权) is Taiwan's word for 知识产权.
const TERMS: [&str; 5] = ["知识产权", "智慧财产", "智财权", "intellectual property", "智慧产权"];

/// A heading is at most this long; a longer line is a sentence.
const HEADING: usize = 40;

/// A body shorter than this says nothing of its own.
const BODY: usize = 12;

pub(super) fn find(lines: &[Line]) -> (Option<FoundClause>, Vec<Rejected>) {
    let mut found = None;
    let mut rejected = Vec::new();
    let mut inside_until = 0;
    for (at, line) in lines.iter().enumerate() {
        if !names(&line.folded) {
            // A heading broken over two lines names the subject only when both are read together.
            if !(split_heading(lines, at)) {
                continue;
            }
        }
        if at < inside_until {
            continue;
        }
        match candidate(lines, at) {
            Ok((clause, end)) => {
                if found.is_none() {
                    inside_until = end;
                    found = Some(clause);
                }
            }
            Err(reason) => rejected.push(Rejected {
                text: around(&line.text),
                offset: line.offset,
                page: line.page,
                reason,
            }),
        }
    }
    (found, rejected)
}

fn names(folded: &str) -> bool {
    TERMS.iter().any(|term| folded.contains(term))
}

fn split_heading(lines: &[Line], at: usize) -> bool {
    let (Some(first), Some(second)) = (lines.get(at), lines.get(at + 1)) else { return false };
    (first.number.is_some() || first.marked)
        && second.number.is_none()
        && first.text.chars().count() + second.text.chars().count() <= HEADING
        && !names(&second.folded)
        && names(&fold(&format!("{}{}", first.text, second.text)))
}

fn around(text: &str) -> String {
    text.chars().take(60).collect()
}

fn candidate(lines: &[Line], at: usize) -> Result<(FoundClause, usize), RejectedReason> {
    let Some(line) = lines.get(at) else { return Err(RejectedReason::PassingMention) };
    if listing(lines, at) {
        return Err(RejectedReason::Listing);
    }
    let rest = line.after_number();
    let (mut heading, mut inline) = split(&rest);
    let mut body_from = at + 1;
    let numbered_alone = line.number.is_some() && heading.is_empty();
    if numbered_alone || split_heading(lines, at) {
        if let Some(next) = lines.get(at + 1) {
            let (more, tail) = split(&next.text);
            heading.push_str(&more);
            inline = tail;
            body_from = at + 2;
        }
    }
    let folded = fold(&heading);
    let is_heading = names(&folded)
        && heading.chars().count() <= HEADING
        && (line.number.is_some() || line.marked || stands_alone(line, &heading))
        && !sentence(&folded);
    let is_article = line.number.is_some() && !is_heading && begins_with_subject(&fold(&rest));
    // The heading may stand on the line before: 第七条 / 知识产权.
    if !is_heading && !is_article {
        return Err(RejectedReason::PassingMention);
    }
    let (body, end) = if is_heading { body(lines, at, body_from, &inline) } else { body(lines, at, at + 1, &rest) };
    if body.chars().filter(|c| c.is_alphanumeric()).count() < BODY {
        return Err(RejectedReason::EmptyHeading);
    }
    let last = lines.get(end.saturating_sub(1)).unwrap_or(line);
    let length = (last.offset + last.text.chars().count()).saturating_sub(line.offset);
    let heading = if is_heading { heading } else { rest.chars().take(HEADING).collect() };
    Ok((
        FoundClause {
            article: line.number.as_ref().map(|number| number.text.clone()),
            heading,
            body,
            offset: line.offset,
            length,
            page: line.page,
        },
        end,
    ))
}

/// Heading and what follows it on the same line after a colon or wide space.
fn split(text: &str) -> (String, String) {
    let end = text.char_indices().find(|(at, c)| {
        let wide = *c == '\u{3000}' || text.get(*at..).is_some_and(|rest| rest.starts_with("  "));
        matches!(c, '：' | ':' | '。') || wide
    });
    match end {
        Some((at, mark)) => {
            let tail = text.get(at + mark.len_utf8()..).unwrap_or_default().trim().to_owned();
            (text.get(..at).unwrap_or_default().trim().to_owned(), tail)
        }
        None => (text.trim().to_owned(), String::new()),
    }
}

/// An unnumbered, unmarked line is a heading where it is short, ends like one and holds little but the subject.
fn stands_alone(line: &Line, heading: &str) -> bool {
    let whole = line.text.trim_end_matches(['：', ':']);
    whole == heading && heading.chars().count() <= 24 && !heading.ends_with(['，', ',', '；', ';', '。', '.'])
}

fn sentence(folded: &str) -> bool {
    ["应当", "必须", "双方将", "本协议包括", "shall ", " will ", " must "].iter().any(|word| folded.contains(word))
        || folded.matches(['，', ',']).count() > 2
}

fn begins_with_subject(folded: &str) -> bool {
    let plain = folded.trim_start();
    let near = |term: &&str| {
        plain.find(**term).is_some_and(|at| plain.get(..at).is_some_and(|before| before.chars().count() <= 14))
    };
    let about = ["归", "所有", "共有", "分享", "权属", "成果", "own", "belong", "vest", "jointly"];
    TERMS.iter().any(|term| near(&term)) && about.iter().any(|word| plain.contains(word))
}

/// The text up to the next heading of the same depth or above.
fn body(lines: &[Line], at: usize, from: usize, inline: &str) -> (String, usize) {
    let depth = lines.get(at).and_then(|line| line.number.as_ref()).map(|number| number.depth);
    let marked = lines.get(at).is_some_and(|line| line.marked);
    let mut text = inline.to_owned();
    let mut end = from;
    for line in lines.iter().skip(from) {
        let next_article = match (&line.number, depth) {
            (Some(number), Some(depth)) => number.depth <= depth,
            (Some(number), None) => number.depth <= 1,
            (None, _) => false,
        };
        if next_article || (line.marked && (marked || depth.is_some())) || signature(&line.folded) {
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

fn signature(folded: &str) -> bool {
    let starts = ["甲方(盖章", "甲方代表", "(以下无正文", "签署页", "立协议书人", "立合约书人", "in witness whereof", "signed by", "附件"];
    starts.iter().any(|start| folded.starts_with(start))
}

/// A line of contents (dots and a page number) or of a list of annexes; or one of three and more bare numbered headings
/// in a row.
fn listing(lines: &[Line], at: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let text = &line.folded;
    let dotted = text.contains("....") || text.contains("……") || text.contains("····");
    let paged = text.ends_with(|c: char| c.is_ascii_digit()) && dotted;
    let annex = ["附件", "附录", "annex", "appendix", "schedule "].iter().any(|word| text.starts_with(word));
    paged || dotted || annex || in_contents(lines, at)
}

fn in_contents(lines: &[Line], at: usize) -> bool {
    let title = lines.iter().take(at).rposition(|line| {
        let bare: String = line.folded.chars().filter(|c| !c.is_whitespace()).collect();
        matches!(bare.as_str(), "目录" | "目次" | "contents" | "tableofcontents")
    });
    title.is_some_and(|title| {
        let between = lines.iter().skip(title + 1).take(at.saturating_sub(title));
        let bare = |line: &Line| line.number.is_some() && line.text.chars().count() <= HEADING;
        between.clone().all(bare) && lines.get(at + 1).is_none_or(|next| bare(next))
    })
}
