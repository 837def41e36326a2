//! Whether the document calls itself an agreement or a letter of intent.

use hefu_application::AgreementKind;

use super::Located;
use super::line::Line;

const INTENT: [&str; 7] =
    ["意向书", "意向协议", "意向协议书", "意向函", "合作意向", "letter of intent", "statement of intent"];
const AGREEMENT: [&str; 14] = [
    "协议",
    "协议书",
    "契约",
    "契约书",
    "合约",
    "合约书",
    "合同",
    "合同书",
    "备忘录",
    "agreement",
    "contract",
    "memorandum of understanding",
    "memorandum of cooperation",
    "mou",
];
/// Words beside which 协议 is part of a project's title (a network protocol) and not the document's name.
const TITLES: [&str; 9] =
    ["项目名称", "计划名称", "课题", "研究", "网络协议", "通信协议", "通讯协议", "project title", "protocol"];

/// Lines looked at as title lines, and lines in which the text itself names the document.
const TITLE_LINES: usize = 15;
const OPENING_LINES: usize = 60;

/// The line that names the kind: a title line that ends with its word, else one that holds it, else the opening text.
pub(super) fn find(lines: &[Line]) -> Option<Located<AgreementKind>> {
    let titles = || lines.iter().take(TITLE_LINES).filter(|line| line.length <= 60);
    titles()
        .find_map(|line| kind(line, |name, word| name.ends_with(word)))
        .or_else(|| {
            titles()
                .filter(|line| !is_project_title(line))
                .find_map(|line| kind(line, |name, word| name.contains(word)))
        })
        .or_else(|| lines.iter().take(OPENING_LINES).find_map(opening))
}

fn is_project_title(line: &Line) -> bool {
    TITLES.iter().any(|word| line.tight.contains(word))
}

fn kind(line: &Line, fits: impl Fn(&str, &str) -> bool) -> Option<Located<AgreementKind>> {
    let name = bare(&line.tight);
    let value = if INTENT.iter().any(|word| fits(name, word)) {
        AgreementKind::LetterOfIntent
    } else if AGREEMENT.iter().any(|word| fits(name, word)) {
        // 合作意向协议 and the like are letters of intent whichever word comes last.
        let intent = INTENT.iter().any(|word| name.contains(word));
        if intent { AgreementKind::LetterOfIntent } else { AgreementKind::Agreement }
    } else {
        return None;
    };
    Some(Located { value, text: line.text.clone(), offset: line.offset, page: line.page })
}

/// The name without a remark in brackets behind it.
fn bare(tight: &str) -> &str {
    let trimmed = tight.trim_end_matches([':', '》', '"', '”', ' ']);
    match (trimmed.ends_with(')'), trimmed.rfind('(')) {
        (true, Some(open)) if open > 0 => trimmed.get(..open).unwrap_or(trimmed).trim_end(),
        _ => trimmed,
    }
}

/// 订立本协议, this Letter of Intent …
fn opening(line: &Line) -> Option<Located<AgreementKind>> {
    let intent = ["本意向书", "本合作意向", "this letter of intent", "this letter"];
    let agreement =
        ["本协议", "本合同", "本契约", "本合约", "本备忘录", "this agreement", "this memorandum", "this contract"];
    let value = if intent.iter().any(|word| line.tight.contains(word)) {
        AgreementKind::LetterOfIntent
    } else if agreement.iter().any(|word| line.tight.contains(word)) {
        AgreementKind::Agreement
    } else {
        return None;
    };
    Some(Located { value, text: line.text.clone(), offset: line.offset, page: line.page })
}
