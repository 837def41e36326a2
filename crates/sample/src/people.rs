//! Invented people beyond the twenty named ones of the world: as many as a full round needs.

/// An invented person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Someone {
    /// Name in 简体.
    pub hans: String,
    /// Name in 繁體.
    pub hant: String,
    /// Romanised as usual at the side: pinyin, Hong Kong spelling or Wade–Giles.
    pub english: String,
}

/// A syllable with its romanisations: 简, 繁, pinyin, Hong Kong, Wade–Giles.
type Syllable = (&'static str, &'static str, &'static str, &'static str, &'static str);

const SURNAMES: [Syllable; 32] = [
    ("陈", "陳", "Chen", "Chan", "Chen"),
    ("林", "林", "Lin", "Lam", "Lin"),
    ("黄", "黃", "Huang", "Wong", "Huang"),
    ("张", "張", "Zhang", "Cheung", "Chang"),
    ("李", "李", "Li", "Lee", "Li"),
    ("王", "王", "Wang", "Wong", "Wang"),
    ("吴", "吳", "Wu", "Ng", "Wu"),
    ("刘", "劉", "Liu", "Lau", "Liu"),
    ("蔡", "蔡", "Cai", "Choi", "Tsai"),
    ("杨", "楊", "Yang", "Yeung", "Yang"),
    ("许", "許", "Xu", "Hui", "Hsu"),
    ("郑", "鄭", "Zheng", "Cheng", "Cheng"),
    ("谢", "謝", "Xie", "Tse", "Hsieh"),
    ("郭", "郭", "Guo", "Kwok", "Kuo"),
    ("洪", "洪", "Hong", "Hung", "Hung"),
    ("邱", "邱", "Qiu", "Yau", "Chiu"),
    ("曾", "曾", "Zeng", "Tsang", "Tseng"),
    ("廖", "廖", "Liao", "Liu", "Liao"),
    ("赖", "賴", "Lai", "Lai", "Lai"),
    ("周", "周", "Zhou", "Chow", "Chou"),
    ("叶", "葉", "Ye", "Yip", "Yeh"),
    ("苏", "蘇", "Su", "So", "Su"),
    ("江", "江", "Jiang", "Kong", "Chiang"),
    ("何", "何", "He", "Ho", "Ho"),
    ("罗", "羅", "Luo", "Law", "Lo"),
    ("高", "高", "Gao", "Ko", "Kao"),
    ("梁", "梁", "Liang", "Leung", "Liang"),
    ("沈", "沈", "Shen", "Shum", "Shen"),
    ("卢", "盧", "Lu", "Lo", "Lu"),
    ("唐", "唐", "Tang", "Tong", "Tang"),
    ("邓", "鄧", "Deng", "Tang", "Teng"),
    ("潘", "潘", "Pan", "Poon", "Pan"),
];

const GIVEN: [Syllable; 36] = [
    ("明", "明", "ming", "ming", "ming"),
    ("志", "志", "zhi", "chi", "chih"),
    ("文", "文", "wen", "man", "wen"),
    ("国", "國", "guo", "kwok", "kuo"),
    ("华", "華", "hua", "wah", "hua"),
    ("建", "建", "jian", "kin", "chien"),
    ("伟", "偉", "wei", "wai", "wei"),
    ("家", "家", "jia", "ka", "chia"),
    ("俊", "俊", "jun", "chun", "chun"),
    ("宏", "宏", "hong", "wang", "hung"),
    ("思", "思", "si", "sze", "szu"),
    ("敏", "敏", "min", "man", "min"),
    ("雅", "雅", "ya", "nga", "ya"),
    ("玲", "玲", "ling", "ling", "ling"),
    ("慧", "慧", "hui", "wai", "hui"),
    ("婷", "婷", "ting", "ting", "ting"),
    ("嘉", "嘉", "jia", "ka", "chia"),
    ("诗", "詩", "shi", "sze", "shih"),
    ("欣", "欣", "xin", "yan", "hsin"),
    ("怡", "怡", "yi", "yee", "i"),
    ("安", "安", "an", "on", "an"),
    ("德", "德", "de", "tak", "te"),
    ("永", "永", "yong", "wing", "yung"),
    ("正", "正", "zheng", "ching", "cheng"),
    ("光", "光", "guang", "kwong", "kuang"),
    ("振", "振", "zhen", "chun", "chen"),
    ("子", "子", "zi", "tsz", "tzu"),
    ("豪", "豪", "hao", "ho", "hao"),
    ("晓", "曉", "xiao", "hiu", "hsiao"),
    ("芳", "芳", "fang", "fong", "fang"),
    ("立", "立", "li", "lap", "li"),
    ("平", "平", "ping", "ping", "ping"),
    ("海", "海", "hai", "hoi", "hai"),
    ("云", "雲", "yun", "wan", "yun"),
    ("天", "天", "tian", "tin", "tien"),
    ("树", "樹", "shu", "shu", "shu"),
];

/// Person number `number` of `side` beyond the twenty named ones; the same number is always the same person, and no two
/// of a side have the same name.
pub fn someone(side: &str, number: usize) -> Someone {
    let salt = match side {
        "mainland" => 11,
        "hongkong" => 23,
        _ => 37,
    };
    // Numbers are spread over all combinations by a step that shares no factor with their count.
    let all = SURNAMES.len() * GIVEN.len() * GIVEN.len();
    let at = (number * 10_007 + salt * 977) % all;
    let surname = &SURNAMES[at % SURNAMES.len()];
    let first = &GIVEN[at / SURNAMES.len() % GIVEN.len()];
    let second = &GIVEN[at / SURNAMES.len() / GIVEN.len() % GIVEN.len()];
    let capital = |word: &str| crate::titles::capital(word);
    let english = match side {
        "mainland" => {
            let apostrophe = if second.2.starts_with(['a', 'e', 'o']) { "'" } else { "" };
            format!("{} {}{apostrophe}{}", surname.2, capital(first.2), second.2)
        }
        "hongkong" => format!("{} {}-{}", surname.3.to_uppercase(), capital(first.3), second.3),
        _ => format!("{} {}-{}", surname.4, capital(first.4), second.4),
    };
    Someone {
        hans: format!("{}{}{}", surname.0, first.0, second.0),
        hant: format!("{}{}{}", surname.1, first.1, second.1),
        english,
    }
}

impl Someone {
    /// The name as `side` writes it.
    pub fn name(&self, side: &str) -> &str {
        if side == "mainland" { &self.hans } else { &self.hant }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use hefu_text::compare::Outcome;
    use hefu_text::name::compare_names;

    use super::*;

    #[test]
    fn names_are_distinct_and_their_spellings_read_as_theirs() {
        for side in ["mainland", "hongkong", "taiwan"] {
            let names: BTreeSet<String> = (0..400).map(|number| someone(side, number).hans).collect();
            assert_eq!(names.len(), 400, "{side}");
            for number in 0..400 {
                let one = someone(side, number);
                let outcome = compare_names(&one.hant, &one.english).outcome();
                assert_eq!(outcome, Outcome::PersonMustRule, "{one:?}");
            }
        }
    }
}
