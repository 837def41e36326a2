//! Finding the header of a sheet: below title rows, in one row or two, with merged cells, in any script.

use std::collections::BTreeMap;

use hefu_text::money::{AmountUnit, Currency};

use super::{Column, Table};
use crate::grid::{Grid, GridRow, Value};
use crate::layout::{ColumnKind, SheetDef, key, layout};
use crate::problems::Trouble;
use crate::vocabulary::Vocabulary;

/// Rows searched for a header.
const SEARCHED: usize = 25;

/// A header found in a grid.
#[derive(Debug)]
pub struct Found {
    /// The sheet it belongs to.
    pub def: &'static SheetDef,
    /// Number of its last row.
    pub last_row: u32,
    /// Columns by field.
    pub columns: BTreeMap<String, Column>,
    /// Columns nobody knows: place and header.
    pub unknown: Vec<(usize, String)>,
    /// Fields that two columns claim: both headers.
    pub doubled: Vec<(String, String)>,
}

impl Found {
    /// Required columns that are missing.
    pub fn missing(&self) -> Vec<&'static crate::layout::ColumnDef> {
        self.def.columns.iter().filter(|column| column.required && !self.columns.contains_key(&column.id)).collect()
    }

    fn weight(&self) -> (usize, usize) {
        (self.columns.len(), self.columns.len().saturating_sub(self.unknown.len()))
    }
}

/// One header cell: the words of its own row and of the group heading above.
#[derive(Clone, Debug, Default)]
pub struct HeaderCell {
    /// Place from 0.
    pub index: usize,
    /// Heading of the group, where there are two rows.
    pub group: String,
    /// The words nearest to the data.
    pub own: String,
}

impl HeaderCell {
    /// The header as a person would name it.
    pub fn shown(&self) -> String {
        match (self.group.is_empty(), self.own.is_empty()) {
            (false, false) if self.group != self.own => format!("{} / {}", self.group, self.own),
            (false, true) => self.group.clone(),
            _ => self.own.clone(),
        }
    }
}

/// The header of a sheet that is known to be `def`, or (with `None`) the sheet whose header fits best.
pub fn find(grid: &Grid, def: Option<&'static SheetDef>, words: &Vocabulary<'_>) -> Option<Found> {
    let defs: Vec<&'static SheetDef> = def.map_or_else(|| layout().sheets.iter().collect(), |def| vec![def]);
    let mut best: Option<Found> = None;
    for (cells, last_row) in candidates(grid) {
        for def in &defs {
            let found = matched(def, &cells, last_row, words);
            let enough = if grid_is_sure(&found) { 1 } else { 2 };
            if found.columns.len() < enough {
                continue;
            }
            let certain = found.missing().is_empty() && found.unknown.is_empty() && found.doubled.is_empty();
            if best.as_ref().is_none_or(|best| found.weight() > best.weight()) {
                best = Some(found);
            }
            if certain && defs.len() == 1 {
                return best;
            }
        }
    }
    // Without a sheet's name to go by, its header must say for certain what it is.
    best.filter(|found| def.is_some() || (found.missing().is_empty() && found.columns.len() >= 3))
}

fn grid_is_sure(found: &Found) -> bool {
    found.columns.contains_key("number")
}

/// Every row, and every pair of neighbouring rows, that could be a header.
pub fn candidates(grid: &Grid) -> Vec<(Vec<HeaderCell>, u32)> {
    let mut out = Vec::new();
    let rows: Vec<&GridRow> = grid.rows.iter().take(SEARCHED).collect();
    for row in &rows {
        out.push((one_row(row), row.number));
    }
    for (upper, lower) in rows.iter().zip(rows.iter().skip(1)) {
        if lower.number == upper.number + 1 && words_only(lower) {
            out.push((two_rows(grid, upper, lower), lower.number));
        }
    }
    out
}

fn word(value: &Value) -> String {
    match value {
        Value::Text(text) => text.replace('\n', " "),
        Value::Empty => String::new(),
        other => other.shown(),
    }
}

fn words_only(row: &GridRow) -> bool {
    row.cells.iter().all(|cell| matches!(cell, Value::Empty | Value::Text(_)))
}

fn one_row(row: &GridRow) -> Vec<HeaderCell> {
    let cells = row.cells.iter().enumerate();
    cells.map(|(index, cell)| HeaderCell { index, group: String::new(), own: word(cell) }).collect()
}

fn two_rows(grid: &Grid, upper: &GridRow, lower: &GridRow) -> Vec<HeaderCell> {
    let width = upper.cells.len().max(lower.cells.len());
    let here: Vec<_> =
        grid.merges.iter().filter(|m| m.top <= upper.number && upper.number <= m.bottom).take(1_000).collect();
    (0..width)
        .map(|index| {
            let merged = here.iter().find(|m| m.left <= index && index <= m.right);
            let group = merged.map_or_else(|| word(upper.get(index)), |merge| word(upper.get(merge.left)));
            let own = word(lower.get(index));
            // A cell that spans both rows is the header itself.
            if own.is_empty() {
                HeaderCell { index, group: String::new(), own: word(upper.get(index)) }
            } else {
                HeaderCell { index, group, own }
            }
        })
        .collect()
}

fn matched(def: &'static SheetDef, cells: &[HeaderCell], last_row: u32, words: &Vocabulary<'_>) -> Found {
    let mut found = Found { def, last_row, columns: BTreeMap::new(), unknown: Vec::new(), doubled: Vec::new() };
    for cell in cells {
        let shown = cell.shown();
        if shown.is_empty() {
            continue;
        }
        match read_header(def, cell, words) {
            Some((field, column)) => {
                if let Some(other) = found.columns.get(&field) {
                    found.doubled.push((other.header.clone(), shown));
                } else {
                    found.columns.insert(field, column);
                }
            }
            None => found.unknown.push((cell.index, shown)),
        }
    }
    found
}

/// The field a header names, with the unit and currency it states.
pub fn read_header(def: &'static SheetDef, cell: &HeaderCell, words: &Vocabulary<'_>) -> Option<(String, Column)> {
    let mut column = Column { index: Some(cell.index), header: cell.shown(), ..Column::default() };
    let whole = format!("{}{}", cell.group, cell.own);
    for text in [whole.as_str(), cell.own.as_str()] {
        let (bare, inside) = without_brackets(text);
        if let Some(field) = by_name(def, text, words).or_else(|| by_name(def, &bare, words)) {
            state_unit(&mut column, &inside);
            return Some((field, column));
        }
    }
    let guide_field = || words.field_named(&cell.own).map(|id| format!("field:{id}"));
    let guide_list = || words.lists.find(&cell.own).map(|id| format!("list:{id}"));
    guide_field().or_else(guide_list).map(|field| (field, column))
}

fn by_name(def: &'static SheetDef, text: &str, words: &Vocabulary<'_>) -> Option<String> {
    let wanted = key(text.trim_matches(['*', '＊', ' ', '：', ':']));
    if wanted.is_empty() {
        return None;
    }
    if let Some(column) = def.column_keyed(&wanted) {
        return Some(column.id.clone());
    }
    // 香港方项目负责人 is the own one for Hong Kong and the partner's for the Mainland.
    let (side, rest) = leading_side(text, words)?;
    let rest = key(rest);
    let turned = if side { rest } else { format!("合作方{rest}") };
    def.column_keyed(&turned).map(|column| column.id.clone())
}

/// Whether a header begins with this side's name (true) or another side's, and what follows.
fn leading_side<'t>(text: &'t str, words: &Vocabulary<'_>) -> Option<(bool, &'t str)> {
    for mark in ["本方", "我方"] {
        if let Some(rest) = text.strip_prefix(mark) {
            return Some((true, rest));
        }
    }
    for mark in ["对方", "對方", "外方", "合作方"] {
        if let Some(rest) = text.strip_prefix(mark) {
            return Some((false, rest));
        }
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(1).take(5).collect();
    ends.into_iter().rev().find_map(|end| {
        let (head, rest) = (text.get(..end)?, text.get(end..)?);
        let side = words.side_named(head)?;
        (!rest.is_empty()).then_some((side == words.side.id, rest))
    })
}

/// A header without its closing brackets, and what stood in them.
pub fn without_brackets(text: &str) -> (String, String) {
    let text = text.trim();
    let closed = text.strip_suffix('）').or_else(|| text.strip_suffix(')')).or_else(|| text.strip_suffix('】'));
    if let Some(inner) = closed
        && let Some(at) = inner.rfind(['（', '(', '【'])
    {
        let head = inner.get(..at).unwrap_or_default().trim().to_owned();
        let inside = inner.get(at..).unwrap_or_default().trim_start_matches(['（', '(', '【']).trim().to_owned();
        return (head, inside);
    }
    match text.rsplit_once(['/', '／']) {
        Some((head, unit)) if amount_unit(unit).is_some() => (head.trim().to_owned(), unit.trim().to_owned()),
        _ => (text.to_owned(), String::new()),
    }
}

fn state_unit(column: &mut Column, inside: &str) {
    if let Some((unit, currency)) = amount_unit(inside) {
        column.unit = unit;
        column.currency = currency;
    }
}

/// The unit and currency that a header states in brackets: 万元, HK$ thousand, 新臺幣千元 …
pub fn amount_unit(text: &str) -> Option<(AmountUnit, Option<Currency>)> {
    let mut rest = key(text);
    let mut currency = None;
    const CURRENCIES: [(&str, Currency); 16] = [
        ("人民币", Currency::CNY),
        ("rmb", Currency::CNY),
        ("cny", Currency::CNY),
        ("新台币", Currency::TWD),
        ("台币", Currency::TWD),
        ("twd", Currency::TWD),
        ("ntd", Currency::TWD),
        ("nt", Currency::TWD),
        ("港币", Currency::HKD),
        ("港元", Currency::HKD),
        ("港", Currency::HKD),
        ("hkd", Currency::HKD),
        ("hk", Currency::HKD),
        ("澳门元", Currency::MOP),
        ("澳门币", Currency::MOP),
        ("mop", Currency::MOP),
    ];
    for (mark, code) in CURRENCIES {
        if let Some(found) = rest.find(mark) {
            currency = Some(code);
            rest.replace_range(found..found + mark.len(), "");
            break;
        }
    }
    let rest = rest.trim_matches(['$', '¥', '单', '位']);
    let unit = match rest {
        "" if currency.is_some() => AmountUnit::One,
        "元" | "圆" | "dollars" | "yuan" => AmountUnit::One,
        "千元" | "千" | "thousand" | "k" | "000" | "'000" => AmountUnit::Thousand,
        "万元" | "万" => AmountUnit::TenThousand,
        "百万元" | "百万" | "million" | "m" => AmountUnit::Million,
        "亿元" | "亿" => AmountUnit::HundredMillion,
        _ => return None,
    };
    Some((unit, currency))
}

/// Turns a grid into a table, or says why it cannot be one. Warnings go to `troubles` with the header they concern.
///
/// # Errors
/// When a column stands twice, or the application number has no column.
pub fn table(
    grid: Grid,
    found: Found,
    troubles: &mut Vec<(Option<String>, Trouble)>,
) -> Result<Table, Vec<(Option<String>, Trouble)>> {
    if !found.doubled.is_empty() {
        let doubled = found.doubled.iter().map(|(first, second)| {
            (Some(second.clone()), Trouble::error("dossier-header-twice", second.as_str()).with("first", first))
        });
        return Err(doubled.collect());
    }
    let missing = found.missing();
    if let Some(number) = missing.iter().find(|column| column.kind == ColumnKind::Number || column.id == "number") {
        let trouble = Trouble::error("dossier-column-missing", "").with("header", header_words(number));
        return Err(vec![(None, trouble)]);
    }
    for column in missing {
        troubles.push((None, Trouble::error("dossier-column-missing", "").with("header", header_words(column))));
    }
    for (index, header) in &found.unknown {
        let filled = grid.rows.iter().any(|row| row.number > found.last_row && !row.get(*index).is_empty());
        if filled {
            troubles.push((Some(header.clone()), Trouble::warning("dossier-column-unknown", header.as_str())));
        }
    }
    Ok(Table::new(found.def, grid, found.last_row, found.columns))
}

/// A column's header in 简 and English, for messages to readers of any script.
fn header_words(column: &crate::layout::ColumnDef) -> String {
    format!("{} / {}", column.names.hans(), column.names.get(hefu_words::Lang::En))
}
