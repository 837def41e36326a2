//! Quantities that a Chinese or English sentence states: months, money, counts. Used to hold every number of a rule against
//! its sentence.

use hefu_text::number::{half_width, parse_chinese};

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Measure {
    /// Months.
    Months,
    /// 分 (hundredths of a yuan).
    Money,
    /// Projects, directions, units, people, items.
    Count,
    /// Per cent.
    Percent,
    /// Hundredths of a person-month.
    PersonMonths,
}

impl Measure {
    /// What a sentence lacks that states none.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::Months => "period",
            Self::Money => "amount of money",
            Self::Count => "count",
            Self::Percent => "percentage",
            Self::PersonMonths => "person-months",
        }
    }
}

/// A stated quantity in the measure's own unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Quantity {
    pub measure: Measure,
    pub value: i128,
}

/// All quantities of a sentence; a range gives both ends. A bare number without a unit is a count. The sentence's own number
/// (`1）`, `（2）`, `1.1`), calendar years (2020年度) and numbers inside names (5G) state nothing.
pub(crate) fn quantities(sentence: &str) -> Vec<Quantity> {
    let (mut text, mut apart, mut gap) = (Vec::new(), Vec::new(), true);
    for c in half_width(sentence).chars().filter(|c| *c != ',') {
        if c.is_whitespace() {
            gap = true;
        } else {
            text.push(c);
            apart.push(std::mem::take(&mut gap));
        }
    }
    let mut out = Vec::new();
    let mut at = own_number(&text);
    while at < text.len() {
        match number(&text, at) {
            Some((first, after)) => {
                let (second, end) = match text.get(after) {
                    Some('-' | '~' | '～' | '—' | '–' | '至' | '到') => {
                        number(&text, after + 1).map_or((None, after), |(n, end)| (Some(n), end))
                    }
                    _ => (None, after),
                };
                let letter = |at: usize| text.get(at).is_some_and(char::is_ascii_alphabetic);
                let joined = |at: usize| apart.get(at).is_some_and(|apart| !apart);
                let (measure, scale, next) = unit(&text, end);
                let named = (at > 0 && letter(at - 1) && joined(at)) || (next == end && letter(end) && joined(end));
                if named || text.get(end..end + 2) == Some(&['年', '度']) {
                    at = next.max(end);
                    continue;
                }
                for value in [Some(first), second].into_iter().flatten() {
                    if let Some(value) = value.scaled(scale) {
                        out.push(Quantity { measure, value });
                    }
                }
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    out
}

/// Where the text begins after a number of its own.
fn own_number(text: &[char]) -> usize {
    let opened = usize::from(text.first() == Some(&'('));
    let digits = text.iter().skip(opened).take_while(|c| c.is_ascii_digit()).count();
    let end = opened + digits;
    match text.get(end) {
        Some(')') if digits > 0 => end + 1,
        Some('.') if digits > 0 && opened == 0 => {
            let more = text.iter().skip(end + 1).take_while(|c| c.is_ascii_digit()).count();
            let after = text.get(end + 1 + more);
            // 1.1 and 3. number a heading; 0.65亿 is an amount.
            if after.is_some_and(|c| "万萬亿億元%个個年".contains(*c)) || digits > 2 {
                0
            } else {
                end + 1 + usize::from(more == 1) * more
            }
        }
        _ => 0,
    }
}

/// A decimal as digits and how many of them stand after the point.
#[derive(Clone, Copy)]
struct Decimal {
    digits: i128,
    places: u32,
}

impl Decimal {
    fn scaled(self, scale: i128) -> Option<i128> {
        let product = self.digits.checked_mul(scale)?;
        let divisor = 10_i128.checked_pow(self.places)?;
        (product % divisor == 0).then_some(product / divisor)
    }
}

fn number(text: &[char], start: usize) -> Option<(Decimal, usize)> {
    let mut at = start;
    let mut digits: i128 = 0;
    let mut places = 0;
    let mut point = false;
    let mut any = false;
    while let Some(c) = text.get(at) {
        if let Some(digit) = c.to_digit(10) {
            digits = digits.checked_mul(10)?.checked_add(i128::from(digit))?;
            places += u32::from(point);
            any = true;
        } else if *c == '.' && any && !point && text.get(at + 1).is_some_and(char::is_ascii_digit) {
            point = true;
        } else {
            break;
        }
        at += 1;
    }
    if any {
        return Some((Decimal { digits, places }, at));
    }
    chinese(text, start)
}

/// A Chinese numeral counts only where a measure word follows: 一家, 两项, 二年; not 一定 or 统一.
fn chinese(text: &[char], start: usize) -> Option<(Decimal, usize)> {
    let numeral: String = text.iter().skip(start).take_while(|c| "一二两三四五六七八九十百".contains(**c)).collect();
    let end = start + numeral.chars().count();
    let measured = text.get(end).is_some_and(|c| "家个項项名人年".contains(*c));
    if numeral.is_empty() || !measured {
        return None;
    }
    parse_chinese(&numeral).ok().map(|value| (Decimal { digits: i128::from(value), places: 0 }, end))
}

fn unit(text: &[char], start: usize) -> (Measure, i128, usize) {
    let starts = |at: usize, word: &str| word.chars().enumerate().all(|(i, c)| text.get(at + i) == Some(&c));
    let mut at = start;
    let mut scale = 1;
    for (word, factor) in [("万", 10_000), ("萬", 10_000), ("亿", 100_000_000), ("億", 100_000_000)] {
        if starts(at, word) {
            scale = factor;
            at += 1;
            break;
        }
    }
    let english: [(&str, Measure, i128); 4] = [
        ("millionyuan", Measure::Money, 100_000_000),
        ("yuan", Measure::Money, 100),
        ("months", Measure::Months, 1),
        ("years", Measure::Months, 12),
    ];
    let chinese: [(&str, Measure, i128); 8] = [
        ("人月", Measure::PersonMonths, 100),
        ("元", Measure::Money, 100),
        ("圆", Measure::Money, 100),
        ("个月", Measure::Months, 1),
        ("個月", Measure::Months, 1),
        ("年", Measure::Months, 12),
        ("%", Measure::Percent, 1),
        ("percent", Measure::Percent, 1),
    ];
    for (word, measure, factor) in chinese.into_iter().chain(english) {
        if starts(at, word) {
            return (measure, scale * factor, at + word.chars().count());
        }
    }
    (Measure::Count, scale, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sentence: &str, measure: Measure) -> Vec<i128> {
        quantities(sentence).into_iter().filter(|q| q.measure == measure).map(|q| q.value).collect()
    }

    #[test]
    fn the_sentences_of_the_guide() {
        assert_eq!(of("1）每个项目实施期为2年。", Measure::Months), [24]);
        assert_eq!(of("1）每个项目实施期为2~3年。", Measure::Months), [24, 36]);
        assert_eq!(of("共拟支持经费：5000万元人民币。", Measure::Money), [5_000_000_000]);
        assert_eq!(of("国拨经费总概算0.65亿元人民币。", Measure::Money), [6_500_000_000]);
        assert_eq!(of("拟支持项目数35-40个左右，", Measure::Count), [35, 40]);
        assert_eq!(of("且申报团队中至少有一家企业。", Measure::Count), [1]);
        assert_eq!(of("本批次指南将设立2个指南方向，", Measure::Count), [2]);
    }

    #[test]
    fn a_sentence_is_numbered_and_names_hold_digits() {
        let all = |sentence| quantities(sentence).len();
        assert_eq!(all("（2）研究基于多类型组学信息"), 0);
        assert_eq!(all("1）双方必须一致。"), 0);
        assert_eq!(all("1.1内地与香港联合资助研发项目"), 0);
        assert_eq!(all("3.5G领域的5G/B5G物联网方向。主要内容："), 0);
        assert_eq!(all("2）5G领域的5G/B5G物联网方向项目必须由科研单位牵头申报，"), 0);
        assert_eq!(all("本专项2020年度设立大陆与台湾联合资助研发项目。"), 0);
        assert_eq!(of("0.65亿元人民币", Measure::Money), [6_500_000_000]);
        assert_eq!(of("20-25个左右", Measure::Count), [20, 25]);
        assert_eq!(of("at least 30 percent over 24 months", Measure::Months), [24]);
        assert_eq!(of("不少于12.5人月", Measure::PersonMonths), [1250]);
    }

    #[test]
    fn words_that_only_look_like_numbers() {
        assert!(of("项目申报单位应就该项目已经与合作伙伴有了一定的合作基础。", Measure::Count).is_empty());
        assert!(of("年限等信息必须一致。", Measure::Count).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,80}") {
            let _ = quantities(&text);
        }
    }
}
