//! Words by which titles of one family differ: those that say nothing of the subject, and those that number a series.

/// Words of research titles that say nothing of the subject; a difference in these alone is a rewording.
const GENERIC: &[&str] = &[
    "的", "与", "和", "及", "其", "之", "在", "于", "对", "用", "中", "下", "为", "新", "型", "类", "基于", "面向", "针对",
    "及其", "以及", "结合", "融合", "利用", "采用", "应用", "研究", "探索", "探讨", "探究", "分析", "开发", "研发", "研制",
    "设计", "实现", "构建", "建立", "建设", "评价", "评估", "验证", "示范", "推广", "合作", "联合", "关键", "核心", "重要",
    "技术", "方法", "系统", "机制", "机理", "策略", "方案", "平台", "体系", "模型", "问题", "作用", "若干", "新型", "高效",
    "创新", "相关", "有关", "综合", "项目", "课题", "工程", "初步", "a", "an", "the", "of", "for", "and", "in", "on", "with",
    "to", "by", "from", "at", "its", "their", "using", "based", "via", "toward", "towards", "through", "under", "study",
    "studies", "research", "investigation", "investigations", "exploration", "analysis", "development", "developing",
    "application", "applications", "approach", "approaches", "method", "methods", "technology", "technologies",
    "technique", "techniques", "system", "systems", "key", "novel", "new", "design", "evaluation", "joint", "project",
    "mechanism", "mechanisms", "platform", "model", "models",
];

/// Words that mark a later part, an extension or a stage of another project, and numerals.
const SERIES: &[&str] = &[
    "期", "第", "阶段", "续", "后续", "延续", "继续", "再", "拓展", "扩展", "延伸", "深化", "深入", "进一步", "升级", "续篇",
    "子课题", "之一", "之二", "之三", "上", "下", "甲", "乙", "丙", "丁", "一", "二", "三", "四", "五", "六", "七", "八", "九",
    "十", "ii", "iii", "iv", "v", "vi", "vii", "phase", "stage", "part", "extension", "extended", "extending",
    "continuation", "continued", "follow", "up", "followup", "further", "advanced", "second", "third", "first", "two",
    "three", "ext", "series",
];

fn sorted(words: &[&str]) -> Vec<Vec<char>> {
    let mut out: Vec<Vec<char>> = words.iter().map(|word| word.chars().collect()).collect();
    out.sort();
    out.dedup();
    out
}

/// The two lists, ready for looking up.
#[derive(Debug)]
pub(crate) struct Lexicon {
    generic: Vec<Vec<char>>,
    series: Vec<Vec<char>>,
}

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

impl Lexicon {
    pub(crate) fn new() -> Self {
        Self { generic: sorted(GENERIC), series: sorted(SERIES) }
    }

    /// Reads a stretch given as parts (single Han characters, whole Latin words).
    pub(crate) fn read(&self, parts: &[&[char]]) -> Stretch {
        let mut found = Stretch::Generic;
        let mut rest = parts;
        while let Some((first, tail)) = rest.split_first() {
            let numeral = first.iter().all(|c| c.is_ascii_digit()) && !first.is_empty();
            if numeral {
                found = found.max(Stretch::Series);
                rest = tail;
                continue;
            }
            // The longest run of single characters that is a word of a list.
            let longest = (1..=3.min(rest.len())).rev().find_map(|length| {
                let word: Vec<char> = rest.get(..length)?.concat();
                if self.series.binary_search(&word).is_ok() {
                    return Some((length, Stretch::Series));
                }
                self.generic.binary_search(&word).is_ok().then_some((length, Stretch::Generic))
            });
            let (length, kind) = longest.unwrap_or((1, Stretch::Content));
            found = found.max(kind);
            rest = rest.get(length..).unwrap_or(&[]);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(parts: &[&str]) -> Stretch {
        let chars: Vec<Vec<char>> = parts.iter().map(|part| part.chars().collect()).collect();
        let slices: Vec<&[char]> = chars.iter().map(Vec::as_slice).collect();
        Lexicon::new().read(&slices)
    }

    #[test]
    fn stretches_are_told_apart() {
        assert_eq!(read(&["关", "键", "技", "术"]), Stretch::Generic);
        assert_eq!(read(&["二", "期"]), Stretch::Series);
        assert_eq!(read(&["拓", "展", "研", "究"]), Stretch::Series);
        assert_eq!(read(&["phase", "2"]), Stretch::Series);
        assert_eq!(read(&["肝", "癌"]), Stretch::Content);
        assert_eq!(read(&[]), Stretch::Generic);
    }
}
