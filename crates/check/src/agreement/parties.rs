//! Parties as the document introduces them, and marks of signing.

use hefu_text::script::{is_han, strip};

use super::body::MARKS;
use super::line::Line;
use super::{Introduced, Located};

/// Roles in folded form, longest first where one begins another.
const ROLES: [&str; 28] = [
    "立协议书人",
    "立合约书人",
    "立契约书人",
    "立约书人",
    "立约人",
    "立书人",
    "甲方",
    "乙方",
    "丙方",
    "丁方",
    "戊方",
    "内地方",
    "大陆方",
    "香港方",
    "澳门方",
    "台湾方",
    "合作方",
    "牵头单位",
    "参与单位",
    "合作单位",
    "第一方",
    "第二方",
    "party a",
    "party b",
    "party c",
    "party d",
    "first party",
    "second party",
];
/// What introduces the short name by which a party is called.
const CALLED: [&str; 9] =
    ["以下简称", "以下称", "下称", "简称", "以下合称", "hereinafter", "hereafter", "referred to as", "(\"party"];

/// Names of parties are sought in the opening of the document and in short lines after it.
const OPENING: usize = 40;
const NAME_LENGTHS: std::ops::RangeInclusive<usize> = 2..=90;

/// Names that follow 甲方, Party A and the like, that precede 以下简称甲方, or that "between … and …" names.
pub(super) fn introduced(lines: &[Line]) -> Vec<Introduced> {
    let mut out: Vec<Introduced> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let mut found = called(line);
        if found.is_empty() {
            found.extend(labelled(lines, at));
        }
        if found.is_empty() && at < OPENING {
            found.extend(between(lines, at));
        }
        for (role, name) in found {
            let name = clean(&name);
            let plausible = NAME_LENGTHS.contains(&name.chars().count()) && !is_sentence(&name) && is_name(&name);
            let fresh = !out.iter().any(|seen| strip(&seen.value) == strip(&name));
            if plausible && fresh {
                out.push(Introduced {
                    role,
                    value: name,
                    text: line.text.clone(),
                    offset: line.offset,
                    page: line.page,
                });
            }
        }
    }
    out
}

/// 甲方（牵头单位）：某大学; the name may stand on the next line or in the next cell.
fn labelled(lines: &[Line], at: usize) -> Option<(String, String)> {
    let line = lines.get(at)?;
    let role = ROLES.iter().find(|role| line.tight.starts_with(**role))?;
    let mut skipped = 0;
    let mut left = role.chars().filter(|c| !c.is_whitespace()).count();
    for c in line.text.chars() {
        if left == 0 {
            break;
        }
        skipped += 1;
        left -= usize::from(!c.is_whitespace());
    }
    let rest: String = line.text.chars().skip(skipped).collect();
    let rest = drop_leading_remark(rest.trim_start());
    let separated = rest.is_empty() || rest.starts_with([':', '：', ' ', '\u{3000}', '\t', '—', '-']);
    if !separated || (!rest.contains([':', '：']) && line.length > 60) {
        return None;
    }
    let name = rest.trim_start_matches([':', '：', ' ', '\u{3000}', '\t', '—', '-']);
    let name = if name.is_empty() {
        let next = lines
            .get(at + 1)
            .filter(|next| next.length <= 60 && !ROLES.iter().any(|role| next.tight.starts_with(role)))?;
        next.text.as_str()
    } else {
        name
    };
    Some(((*role).to_owned(), name.to_owned()))
}

/// （牵头单位） between the role and the colon.
fn drop_leading_remark(rest: &str) -> &str {
    let opened = rest.strip_prefix(['（', '(']);
    match opened.and_then(|inside| inside.split_once(['）', ')'])) {
        Some((remark, after)) if remark.chars().count() <= 20 => after.trim_start(),
        _ => rest,
    }
}

/// 某大学（以下简称“甲方”）, also several on one line.
fn called(line: &Line) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut before = String::new();
    let mut rest = line.text.as_str();
    while let Some(open) = rest.find(['（', '(']) {
        before.push_str(rest.get(..open).unwrap_or_default());
        let inside = rest.get(open..).unwrap_or_default();
        let mark = inside.chars().next().map_or(1, char::len_utf8);
        let close = inside.find(['）', ')']).unwrap_or(inside.len());
        let remark = inside.get(mark..close).unwrap_or_default();
        let folded = format!("({}", hefu_text::script::fold(remark));
        rest = inside.get(close..).unwrap_or_default().trim_start_matches(['）', ')']);
        if CALLED.iter().any(|word| folded.contains(word)) {
            let name = last_name(&before);
            let role =
                ROLES.iter().find(|role| folded.contains(**role)).map_or(String::new(), |role| (*role).to_owned());
            out.push((role, name));
            before.clear();
        }
    }
    out
}

/// The name at the end of what stands before （以下简称…）.
fn last_name(before: &str) -> String {
    let cut = [
        "：", ":", "，", ",", "；", ";", "、", "。", "与", "與", "和", "及", "由", "兹", "茲", " and ", "between ",
        "BETWEEN ", "Between ",
    ];
    let from = cut.iter().filter_map(|mark| before.rfind(mark).map(|at| at + mark.len())).max().unwrap_or(0);
    let name = before.get(from..).unwrap_or_default();
    // A name may itself hold 和 or 与 (和平大学): the cut must leave something that can be a name.
    if strip(name).chars().count() >= 4 { name.to_owned() } else { before.to_owned() }
}

/// "between X and Y", over up to four lines.
fn between(lines: &[Line], at: usize) -> Vec<(String, String)> {
    let Some(line) = lines.get(at) else { return Vec::new() };
    let folded = line.folded.as_str();
    let Some(start) = folded.find("between ").filter(|_| folded.is_ascii() && line.text.is_ascii()) else {
        return Vec::new();
    };
    let mut text = line.text.get(start + "between ".len()..).unwrap_or_default().to_owned();
    for next in lines.iter().skip(at + 1).take(3).filter(|next| next.number.is_none()) {
        text.push(' ');
        text.push_str(&next.text);
    }
    let Some((first, rest)) = text.split_once(" and ") else { return Vec::new() };
    let second = rest.split([',', ';', '.', '(']).next().unwrap_or_default();
    let first = first.split([',', '(']).next().unwrap_or_default();
    vec![(String::new(), first.to_owned()), (String::new(), second.to_owned())]
}

/// The name without remarks in brackets, numbers, marks of signing and what follows a comma.
fn clean(text: &str) -> String {
    let mut name = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '（' | '(' | '[' | '【' => depth += 1,
            '）' | ')' | ']' | '】' => depth = depth.saturating_sub(1),
            '，' | ',' | '；' | ';' | '。' | '\n' | '\t' if depth == 0 && !name.trim().is_empty() => break,
            _ if depth == 0 => name.push(c),
            _ => {}
        }
    }
    let wide = name.split("  ").map(str::trim).find(|part| !part.is_empty()).unwrap_or_default();
    let wide = wide.split('\u{3000}').map(str::trim).find(|part| !part.is_empty()).unwrap_or_default();
    wide.trim_matches(|c: char| c.is_whitespace() || ":：_＿“”\"「」《》-—".contains(c)).to_owned()
}

fn is_sentence(name: &str) -> bool {
    let folded = hefu_text::script::fold(name);
    [
        "应当", "应", "负责", "享有", "承担", "同意", "提供", "双方", "各自", "shall", " will", "agrees", "代表",
        "签字", "盖章", "地址", "电话", "日期",
    ]
    .iter()
    .any(|word| folded.contains(word))
}

/// At least two letters, and not a role itself.
fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| is_han(*c) || c.is_alphabetic()).count();
    let folded = hefu_text::script::fold(name);
    letters >= 2 && !ROLES.iter().any(|role| folded.starts_with(role))
}

/// Lines that show a mark of signing.
pub(super) fn marks(lines: &[Line]) -> Vec<Located<String>> {
    let mark = |line: &Line| MARKS.iter().find(|mark| line.tight.contains(**mark)).copied();
    lines
        .iter()
        .filter(|line| line.length <= 80)
        .filter_map(|line| {
            let value = mark(line)?.to_owned();
            Some(Located { value, text: line.text.clone(), offset: line.offset, page: line.page })
        })
        .collect()
}
