//! Names in Han characters: division into surname and given name, titles, comparison form.

use super::HanName;
use super::surnames;
use crate::script::fold_char;

/// Titles and forms of address after a name, folded; the longer before the shorter they end in.
const TITLES: [&str; 34] = [
    "助理教授",
    "讲座教授",
    "特聘教授",
    "客座教授",
    "副教授",
    "教授",
    "副研究员",
    "助理研究员",
    "研究员",
    "高级工程师",
    "工程师",
    "讲师",
    "院士",
    "博士",
    "硕士",
    "先生",
    "女士",
    "小姐",
    "老师",
    "医师",
    "医生",
    "主任医师",
    "主任",
    "院长",
    "所长",
    "校长",
    "同学",
    "太太",
    "夫人",
    "总监",
    "经理",
    "总经理",
    "主席",
    "董事长",
];

/// Characters that names use with an identity of their own although texts treat them as variants.
const KEPT: &str = "乾著昇陞喆堃甯燿邨迺鎔濛澂淼仝凃祎頫氾";

/// The comparison form of one character at a place in a name.
pub(super) fn fold_name_char(c: char, first: bool) -> char {
    if KEPT.contains(c) || (first && c == '於') { c } else { fold_char(c) }
}

pub(super) fn fold_name(text: &str) -> String {
    text.chars().enumerate().map(|(i, c)| fold_name_char(c, i == 0)).collect()
}

/// Divides a run of Han characters; also says whether a title was taken off.
pub(super) fn parse(ideographs: &str) -> (Option<HanName>, bool) {
    let mut chars: Vec<char> = ideographs.chars().collect();
    let mut titled = false;
    loop {
        let folded: String = chars.iter().map(|c| fold_char(*c)).collect();
        let Some(length) = TITLES.iter().filter(|t| folded.ends_with(**t)).map(|t| t.chars().count()).max() else {
            break;
        };
        // A title alone (院士) is no name, and a surname with a title (陈教授) keeps its surname.
        let Some(rest) = chars.len().checked_sub(length).filter(|n| *n >= 1) else {
            break;
        };
        chars.truncate(rest);
        titled = true;
    }
    let compound = chars.len() >= 3 && {
        let two: String = chars.iter().take(2).map(|c| fold_char(*c)).collect();
        surnames::table().is_compound(&two)
    };
    let at = if compound { 2 } else { 1 };
    let surname: String = chars.iter().take(at).collect();
    let given: String = chars.iter().skip(at).collect();
    if surname.is_empty() { (None, titled) } else { (Some(HanName { surname, given }), titled) }
}
