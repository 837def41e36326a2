//! A data dictionary or a list of limits: what may stand in each column.

use std::collections::BTreeMap;

use hefu_words::Message;

use crate::columns::{Form, key, unit_of};
use crate::number::Decimal;
use crate::work::{Sheet, Work};
use crate::{Table, TableName, cells, moment};

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Anything.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// Yes or no.
    YesNo,
    /// A day or an instant.
    Date,
    /// One of the values listed.
    Choice,
}

/// One column declared.
pub(super) struct Entry {
    pub name: String,
    pub unit: String,
    pub holds: Holds,
    pub least: Option<Decimal>,
    pub most: Option<Decimal>,
    pub values: Vec<String>,
    /// As stated; none where nothing is.
    pub required: Option<bool>,
}

/// Reads a dictionary; nothing if something in it cannot be read.
pub(super) fn read<'a>(work: &mut Work<'a>, name: &'a TableName) -> Option<Vec<Entry>> {
    let before = work.faults.count;
    let sheet = work.sheet(name, Form::Dictionary, &["column"], false)?;
    let column = sheet.at("column")?;
    let mut entries: Vec<Entry> = Vec::new();
    let mut known = BTreeMap::new();
    for row in 0..sheet.table.len() {
        let Some(name) = work.filled(&sheet, row, column) else { continue };
        if known.insert(key(name), row).is_some() {
            work.bad(&sheet, row, column, "evidence-fault-entry-twice", "evidence-remedy-entry-twice");
        }
        let least = bound(work, &sheet, row, "least");
        let most = bound(work, &sheet, row, "most");
        let values: Vec<String> = sheet
            .cell(row, sheet.at("values"))
            .split(['；', ';', '、', '|'])
            .map(str::trim)
            .filter(|value| !value.is_empty())
            .map(str::to_owned)
            .collect();
        let holds = holds(work, &sheet, row, least.is_some() || most.is_some(), !values.is_empty());
        let bounds = least.zip(most);
        let crossed = bounds.is_some_and(|(least, most)| least.exact() > most.exact());
        let needless = (least.is_some() || most.is_some()) && !matches!(holds, Some(Holds::Number | Holds::Whole));
        let lists = holds == Some(Holds::Choice) && values.is_empty();
        if let Some(at) = sheet.at("least").or(sheet.at("most")).filter(|_| crossed) {
            work.bad(&sheet, row, at, "evidence-fault-bounds", "evidence-remedy-bounds");
        } else if needless && holds.is_some() {
            work.bad(&sheet, row, column, "evidence-fault-bounds-needless", "evidence-remedy-bounds-needless");
        } else if lists {
            work.bad(&sheet, row, column, "evidence-fault-no-values", "evidence-remedy-no-values");
        }
        let required = match sheet.at("required").filter(|at| !sheet.table.cell(row, *at).is_empty()) {
            Some(at) => work.yes_no(&sheet, row, at),
            None => None,
        };
        let unit = sheet.cell(row, sheet.at("unit")).to_owned();
        if let Some(holds) = holds {
            entries.push(Entry { name: name.to_owned(), unit, holds, least, most, values, required });
        }
    }
    (work.faults.count == before).then_some(entries)
}

fn bound(work: &mut Work<'_>, sheet: &Sheet<'_>, row: usize, id: &str) -> Option<Decimal> {
    let at = sheet.at(id).filter(|at| !sheet.table.cell(row, *at).is_empty())?;
    work.decimal(sheet, row, at)
}

fn holds(work: &mut Work<'_>, sheet: &Sheet<'_>, row: usize, bounded: bool, listed: bool) -> Option<Holds> {
    let text = sheet.cell(row, sheet.at("type"));
    Some(match key(text).as_str() {
        "" if bounded => Holds::Number,
        "" if listed => Holds::Choice,
        "" | "text" | "string" | "文本" | "字符" | "字串" | "文字" => Holds::Text,
        "wholenumber" | "whole" | "integer" | "int" | "整数" => Holds::Whole,
        "number" | "decimal" | "float" | "数值" | "数字" | "小数" => Holds::Number,
        "yesno" | "yes/no" | "bool" | "boolean" | "是否" | "是/否" | "布尔" => Holds::YesNo,
        "date" | "datetime" | "instant" | "日期" | "时间" => Holds::Date,
        "choice" | "category" | "enum" | "选项" | "枚举" | "分类" | "列舉" => Holds::Choice,
        _ => {
            if let Some(at) = sheet.at("type") {
                work.bad(sheet, row, at, "evidence-fault-type", "evidence-remedy-type");
            }
            return None;
        }
    })
}

/// The entry of each heading of a table, and a finding for a unit that is another one than declared.
pub(super) fn entries<'e>(
    work: &mut Work<'_>,
    name: &TableName,
    table: &Table,
    entries: &'e [Entry],
) -> Vec<Option<&'e Entry>> {
    let by_key: BTreeMap<String, &Entry> = entries.iter().map(|entry| (key(&entry.name), entry)).collect();
    let mut found = Vec::new();
    for heading in table.heading() {
        let whole = by_key.get(&key(heading)).copied();
        let split = || {
            let (plain, unit) = unit_of(heading)?;
            Some((*by_key.get(&key(&plain))?, unit))
        };
        let entry = match (whole, split()) {
            (Some(entry), _) => Some(entry),
            (None, Some((entry, unit))) => {
                if !entry.unit.is_empty() && key(&entry.unit) != key(&unit) {
                    let what =
                        Message::new("evidence-finding-unit").with("found", unit).with("unit", entry.unit.as_str());
                    work.finding(name, Some(table.heading_row), Some(heading), what, "evidence-remedy-declared-unit");
                }
                Some(entry)
            }
            (None, None) => None,
        };
        found.push(entry);
    }
    found
}

/// Why a cell is not what its entry declares; nothing where it is.
pub(super) fn against(entry: &Entry, text: &str) -> Option<Message> {
    let wrong = |key: &str| Some(cells::wrong(key, text));
    match entry.holds {
        Holds::Text => {
            let listed = entry.values.is_empty() || entry.values.iter().any(|value| value == text);
            if listed { None } else { wrong("evidence-finding-value") }
        }
        Holds::Choice if entry.values.iter().any(|value| value == text) => None,
        Holds::Choice => {
            let values = entry.values.join(" / ");
            wrong("evidence-finding-value").map(|message| message.with("values", values))
        }
        Holds::YesNo if cells::yes_no(text).is_some() => None,
        Holds::YesNo => wrong("evidence-finding-yes-no"),
        Holds::Date if moment::parse(text).is_some() => None,
        Holds::Date => wrong("evidence-finding-date"),
        Holds::Whole | Holds::Number => {
            let Ok(number) = Decimal::parse(text) else { return wrong("evidence-finding-number") };
            let value = number.exact();
            if entry.holds == Holds::Whole && !value.is_integer() {
                return wrong("evidence-finding-whole");
            }
            outside(entry, number)
        }
    }
}

/// Why a number is outside its bounds.
pub(super) fn outside(entry: &Entry, number: Decimal) -> Option<Message> {
    let show = |bound: Decimal| crate::exact::shown(&bound.exact(), bound.places);
    let found = show(number);
    if let Some(least) = entry.least.filter(|least| number.exact() < least.exact()) {
        return Some(Message::new("evidence-finding-below").with("found", found).with("bound", show(least)));
    }
    let most = entry.most.filter(|most| number.exact() > most.exact())?;
    Some(Message::new("evidence-finding-above").with("found", found).with("bound", show(most)))
}
