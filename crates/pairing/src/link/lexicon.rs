//! Words by which titles of one family differ: those that say nothing of the subject, and those that number a series.

use super::tokens::{Words, tokens};

/// Words of research titles that say nothing of the subject; a difference in these alone is a rewording.
const GENERIC: &[&str] = &[
    "的",
    "与",
    "和",
    "及",
    "其",
    "之",
    "在",
    "于",
    "对",
    "用",
    "中",
    "下",
    "为",
    "新",
    "型",
    "类",
    "基于",
    "面向",
    "针对",
    "及其",
    "以及",
    "结合",
    "融合",
    "利用",
    "采用",
    "应用",
    "研究",
    "探索",
    "探讨",
    "探究",
    "分析",
    "开发",
    "研发",
    "研制",
    "设计",
    "实现",
    "构建",
    "建立",
    "建设",
    "评价",
    "评估",
    "验证",
    "示范",
    "推广",
    "合作",
    "联合",
    "关键",
    "核心",
    "重要",
    "技术",
    "方法",
    "系统",
    "机制",
    "机理",
    "策略",
    "方案",
    "平台",
    "体系",
    "模型",
    "问题",
    "作用",
    "若干",
    "新型",
    "高效",
    "创新",
    "相关",
    "有关",
    "综合",
    "项目",
    "课题",
    "工程",
    "初步",
    "a",
    "an",
    "the",
    "of",
    "for",
    "and",
    "in",
    "on",
    "with",
    "to",
    "by",
    "from",
    "at",
    "its",
    "their",
    "using",
    "based",
    "via",
    "toward",
    "towards",
    "through",
    "under",
    "study",
    "studies",
    "research",
    "investigation",
    "investigations",
    "exploration",
    "analysis",
    "development",
    "developing",
    "application",
    "applications",
    "approach",
    "approaches",
    "method",
    "methods",
    "technology",
    "technologies",
    "technique",
    "techniques",
    "system",
    "systems",
    "key",
    "novel",
    "new",
    "design",
    "evaluation",
    "joint",
    "project",
    "mechanism",
    "mechanisms",
    "platform",
    "model",
    "models",
];

/// Words that mark a later part, an extension or a stage of another project, and numerals.
const SERIES: &[&str] = &[
    "期",
    "第",
    "阶段",
    "续",
    "后续",
    "延续",
    "继续",
    "再",
    "拓展",
    "扩展",
    "延伸",
    "深化",
    "深入",
    "进一步",
    "升级",
    "续篇",
    "子课题",
    "之一",
    "之二",
    "之三",
    "上",
    "下",
    "甲",
    "乙",
    "丙",
    "丁",
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "phase",
    "stage",
    "part",
    "extension",
    "extended",
    "extending",
    "continuation",
    "continued",
    "follow",
    "up",
    "followup",
    "further",
    "advanced",
    "second",
    "third",
    "first",
    "two",
    "three",
    "ext",
    "series",
];

/// What a stretch of a title is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stretch {
    /// Nothing, or words that say nothing of the subject.
    Generic,
    /// Has a mark of a series, and otherwise only generic words.
    Series,
    /// Has words of the subject.
    Content,
}

/// The two lists as sequences of tokens, ready for looking up.
#[derive(Debug)]
pub(crate) struct Lexicon {
    generic: Vec<Vec<u32>>,
    series: Vec<Vec<u32>>,
}

/// Longest word of the lists, in tokens.
const LONGEST: usize = 3;

impl Lexicon {
    pub(crate) fn new(words: &mut Words) -> Self {
        let mut sorted = |list: &[&str]| {
            let mut out: Vec<Vec<u32>> = list.iter().map(|word| tokens(word, words)).collect();
            out.sort_unstable();
            out.dedup();
            out
        };
        Self { generic: sorted(GENERIC), series: sorted(SERIES) }
    }

    /// Reads a stretch; the longest word of a list wins.
    pub(crate) fn read(&self, words: &Words, stretch: &[u32]) -> Stretch {
        let mut found = Stretch::Generic;
        let mut rest = stretch;
        while let Some(&first) = rest.first() {
            let is = |list: &[Vec<u32>], word: &[u32]| list.binary_search_by(|own| own.as_slice().cmp(word)).is_ok();
            let longest = (1..=LONGEST.min(rest.len())).rev().find_map(|length| {
                let word = rest.get(..length)?;
                if is(&self.series, word) {
                    return Some((length, Stretch::Series));
                }
                is(&self.generic, word).then_some((length, Stretch::Generic))
            });
            let (length, kind) = longest.unwrap_or_else(|| {
                let number = words.word(first).is_some_and(|word| word.bytes().all(|c| c.is_ascii_digit()));
                (1, if number { Stretch::Series } else { Stretch::Content })
            });
            found = found.max(kind);
            if found == Stretch::Content {
                return found;
            }
            rest = rest.get(length..).unwrap_or(&[]);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Stretch {
        let mut words = Words::default();
        let lexicon = Lexicon::new(&mut words);
        let stretch = tokens(text, &mut words);
        lexicon.read(&words, &stretch)
    }

    #[test]
    fn stretches_are_told_apart() {
        assert_eq!(read("关键技术"), Stretch::Generic);
        assert_eq!(read("二期"), Stretch::Series);
        assert_eq!(read("拓展研究"), Stretch::Series);
        assert_eq!(read("phase 2"), Stretch::Series);
        assert_eq!(read("肝癌"), Stretch::Content);
        assert_eq!(read("肝癌二期"), Stretch::Content);
        assert_eq!(read(""), Stretch::Generic);
    }
}
