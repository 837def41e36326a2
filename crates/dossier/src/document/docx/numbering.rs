//! The numbers Word puts before paragraphs (第一条, 1.1, （二）). They stand nowhere in the text and are part of what a
//! reader sees.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::super::{DocumentError, Limits};
use super::xml::{self, Visitor, attribute, is_on, local, val};

/// Levels of a list (ECMA-376, 17.9.3).
const LEVELS: usize = 9;

/// Lists and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Levels by list definition.
    definitions: BTreeMap<String, BTreeMap<usize, Level>>,
    /// Definition by list.
    lists: BTreeMap<String, String>,
    /// Starts that a list sets anew, by list and level.
    overrides: BTreeMap<(String, usize), u32>,
    counters: BTreeMap<String, [Option<u32>; LEVELS]>,
    begun: std::collections::BTreeSet<String>,
    // While reading.
    definition: String,
    list: String,
    level: usize,
}

#[derive(Debug, Default)]
struct Level {
    start: Option<u32>,
    format: String,
    text: String,
    /// Numbers of the levels above are written in digits (`w:isLgl`).
    digits: bool,
}

impl Numbering {
    pub(super) fn read(xml: &str, limits: &Limits) -> Result<Self, DocumentError> {
        let mut numbering = Self::default();
        xml::walk(xml, limits, &mut numbering)?;
        Ok(numbering)
    }

    /// The number of the next paragraph of `list` at `level`; empty for bullets and unknown lists.
    pub(super) fn next(&mut self, list: &str, level: usize) -> String {
        let level = level.min(LEVELS - 1);
        let Some(definition) = self.lists.get(list) else { return String::new() };
        let Some(levels) = self.definitions.get(definition) else { return String::new() };
        let counters = self.counters.entry(definition.clone()).or_default();
        if self.begun.insert(list.to_owned()) {
            for (at, counter) in counters.iter_mut().enumerate() {
                if self.overrides.contains_key(&(list.to_owned(), at)) {
                    *counter = None;
                }
            }
        }
        let start = |at: usize| {
            let set = self.overrides.get(&(list.to_owned(), at)).copied();
            set.or_else(|| levels.get(&at)?.start).unwrap_or(1)
        };
        for (at, counter) in counters.iter_mut().enumerate() {
            if at == level {
                *counter = Some(counter.map_or_else(|| start(at), |value| value.saturating_add(1)));
            } else if at > level {
                *counter = None;
            } else if counter.is_none() {
                *counter = Some(start(at));
            }
        }
        let Some(own) = levels.get(&level).filter(|own| own.format != "bullet") else { return String::new() };
        let mut text = own.text.clone();
        for (at, counter) in counters.iter().enumerate() {
            let format = levels.get(&at).filter(|_| !own.digits).map_or("decimal", |level| level.format.as_str());
            text = text.replace(&format!("%{}", at + 1), &number(counter.unwrap_or(1), format));
        }
        text
    }

    fn property(&mut self, element: &BytesStart<'_>) {
        let value = val(element);
        match local(element) {
            "abstractNumId" if !self.list.is_empty() => {
                self.lists.insert(self.list.clone(), value);
            }
            "startOverride" => {
                if let Ok(start) = value.parse() {
                    self.overrides.insert((self.list.clone(), self.level), start);
                }
            }
            name @ ("start" | "numFmt" | "lvlText" | "isLgl") if self.list.is_empty() => {
                let levels = self.definitions.entry(self.definition.clone()).or_default();
                let level = levels.entry(self.level).or_default();
                match name {
                    "start" => level.start = value.parse().ok(),
                    "numFmt" => level.format = value,
                    "isLgl" => level.digits = is_on(element),
                    _ => level.text = value,
                }
            }
            _ => {}
        }
    }
}

impl Visitor for Numbering {
    fn start(&mut self, element: &BytesStart<'_>) {
        let number = |name: &str| attribute(element, name).unwrap_or_default();
        match local(element) {
            "abstractNum" => {
                self.definition = number("abstractNumId");
                self.list.clear();
            }
            "num" => self.list = number("numId"),
            "lvl" | "lvlOverride" => self.level = number("ilvl").parse().unwrap_or(0).min(LEVELS - 1),
            _ => self.property(element),
        }
    }

    fn empty(&mut self, element: &BytesStart<'_>) {
        self.property(element);
    }

    fn end(&mut self) {}

    fn text(&mut self, _: &str) {}
}

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LEGAL: [char; 10] = ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'];
const LEGAL_HANS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";

/// `value` in a number format of ECMA-376, 17.18.59; formats not known here are written in digits.
fn number(value: u32, format: &str) -> String {
    let letter = |first: char| {
        let offset = value.saturating_sub(1);
        let letter = u8::try_from(offset % 26).ok().and_then(|at| char::from_u32(u32::from(first) + u32::from(at)));
        let times = usize::try_from(offset / 26 + 1).unwrap_or(1).min(8);
        letter.map(|letter| letter.to_string().repeat(times)).unwrap_or_default()
    };
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting" => counted(value, &DIGITS, '十', '百'),
        "ideographLegalTraditional" => counted(value, &LEGAL, '拾', '佰'),
        "chineseLegalSimplified" => counted(value, &LEGAL_HANS, '拾', '佰'),
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => {
            let digit = |c: char| c.to_digit(10).and_then(|at| DIGITS.get(usize::try_from(at).ok()?).copied());
            value.to_string().chars().filter_map(digit).collect()
        }
        "ideographTraditional" => {
            let stem = usize::try_from(value.saturating_sub(1)).ok().and_then(|at| STEMS.chars().nth(at));
            stem.map_or_else(|| value.to_string(), String::from)
        }
        "upperRoman" => roman(value),
        "lowerRoman" => roman(value).to_lowercase(),
        "upperLetter" => letter('A'),
        "lowerLetter" => letter('a'),
        "decimalZero" => format!("{value:02}"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&value) => {
            char::from_u32(u32::from('①') + value - 1).map(String::from).unwrap_or_default()
        }
        "none" => String::new(),
        _ => value.to_string(),
    }
}

/// 一, 十二, 二十, 一百零三; digits from a thousand on.
fn counted(value: u32, digits: &[char; 10], ten: char, hundred: char) -> String {
    let digit = |at: u32| usize::try_from(at).ok().and_then(|at| digits.get(at)).copied().unwrap_or('〇');
    if value == 0 || value >= 1_000 {
        return value.to_string();
    }
    let (hundreds, tens, ones) = (value / 100, value / 10 % 10, value % 10);
    let mut out = String::new();
    if hundreds > 0 {
        out.extend([digit(hundreds), hundred]);
    }
    if tens > 0 {
        // 十二, but 壹拾贰 and 一百一十二.
        if tens > 1 || hundreds > 0 || ten == '拾' {
            out.push(digit(tens));
        }
        out.push(ten);
    } else if hundreds > 0 && ones > 0 {
        out.push('零');
    }
    if ones > 0 {
        out.push(digit(ones));
    }
    out
}

fn roman(value: u32) -> String {
    const SIGNS: [(u32, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    if value >= 400 {
        return value.to_string();
    }
    let mut left = value;
    let mut out = String::new();
    for (worth, sign) in SIGNS {
        while left >= worth {
            out.push_str(sign);
            left -= worth;
        }
    }
    out
}
