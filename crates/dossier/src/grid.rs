//! A table as cells, before anything is known of what it means: one sheet of a workbook or one CSV file.

pub mod csv;
pub mod encoding;
pub mod xlsx;

use std::sync::Arc;

use hefu_text::date::ExcelEpoch;
use jiff::civil::{Date, Time};

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing, or blanks only.
    #[default]
    Empty,
    /// Text, cleaned of outer blanks, non-breaking spaces turned to spaces.
    Text(String),
    /// A number, as an exact decimal of at most 15 digits, which is all that Excel holds.
    Number(String),
    /// A date cell.
    Moment(Date, Option<Time>),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error such as `#N/A`.
    Error(String),
    /// A formula whose result was not saved.
    Uncomputed(String),
}

impl Value {
    /// A text cell; blanks make it empty.
    pub fn text(raw: &str) -> Self {
        let cleaned = clean(raw);
        if cleaned.is_empty() { Self::Empty } else { Self::Text(cleaned) }
    }

    /// True where nothing was written.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The cell as a person sees it.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Number(text) | Self::Error(text) | Self::Uncomputed(text) => text.clone(),
            Self::Moment(date, None) => date.to_string(),
            Self::Moment(date, Some(time)) => format!("{date} {time}"),
            Self::Bool(true) => "TRUE".to_owned(),
            Self::Bool(false) => "FALSE".to_owned(),
        }
    }
}

/// Outer blanks of every width, byte-order marks and zero-width spaces go; non-breaking spaces become spaces; Windows line
/// ends become `\n`; control characters go. Nothing else changes.
pub fn clean(raw: &str) -> String {
    let spaced: String = raw
        .replace("\r\n", "\n")
        .chars()
        .filter_map(|c| match c {
            '\u{A0}' | '\u{202F}' | '\u{2007}' => Some(' '),
            '\r' => Some('\n'),
            '\u{FEFF}' | '\u{200B}' | '\u{2060}' => None,
            c if c.is_control() && c != '\n' && c != '\t' => None,
            c => Some(c),
        })
        .collect();
    spaced.trim().to_owned()
}

/// A row with its number as a person counts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridRow {
    /// Row number, from 1.
    pub number: u32,
    /// Cells from the first column on.
    pub cells: Vec<Value>,
}

impl GridRow {
    /// The cell in `column`, counted from 0.
    pub fn get(&self, column: usize) -> &Value {
        static EMPTY: Value = Value::Empty;
        self.cells.get(column).unwrap_or(&EMPTY)
    }
}

/// Cells merged into one: first and last row number and column, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// First row number, from 1.
    pub top: u32,
    /// Last row number.
    pub bottom: u32,
    /// First column, from 0.
    pub left: usize,
    /// Last column.
    pub right: usize,
}

/// A table as cells.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// File name relative to the side's folder.
    pub file: Arc<str>,
    /// Sheet name, for workbooks.
    pub sheet: Option<Arc<str>>,
    /// True for a hidden sheet.
    pub hidden: bool,
    /// From which day the workbook counts.
    pub epoch: ExcelEpoch,
    /// Rows that hold something, top down.
    pub rows: Vec<GridRow>,
    /// Merged cells.
    pub merges: Vec<Merge>,
}

impl Grid {
    /// Gives every row of a vertically merged block the value that Excel keeps in the first cell only. A sheet whose blocks
    /// overlap so often that this would take long is left as it is from there on.
    pub fn fill_merged_below(&mut self, header: u32) {
        let mut visits = 4_000_000usize;
        for merge in self.merges.clone() {
            if merge.top <= header || merge.bottom <= merge.top {
                continue;
            }
            let first = self.rows.partition_point(|row| row.number < merge.top);
            let end = self.rows.partition_point(|row| row.number <= merge.bottom);
            let Some((top, rest)) = self.rows.get_mut(first..end).and_then(<[GridRow]>::split_first_mut) else {
                continue;
            };
            let value = top.get(merge.left).clone();
            if top.number != merge.top || value.is_empty() {
                continue;
            }
            visits = visits.saturating_sub(rest.len());
            if visits == 0 {
                return;
            }
            for row in rest {
                if row.cells.len() <= merge.left {
                    row.cells.resize(merge.left + 1, Value::Empty);
                }
                if let Some(cell) = row.cells.get_mut(merge.left)
                    && cell.is_empty()
                {
                    *cell = value.clone();
                }
            }
        }
    }
}

/// A spreadsheet's number as the decimal a person typed: 15 significant digits, no exponent, no trailing zeros.
pub fn decimal(number: f64) -> String {
    if !number.is_finite() {
        return number.to_string();
    }
    let scientific = format!("{number:.14e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else {
        return scientific;
    };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let negative = mantissa.starts_with('-');
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    let len = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let point = exponent + 1;
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    let plain = if point <= 0 {
        format!("0.{}{digits}", zeros(-point))
    } else if point >= len {
        format!("{digits}{}", zeros(point - len))
    } else {
        let (whole, fraction) = digits.split_at(usize::try_from(point).unwrap_or(0));
        format!("{whole}.{fraction}")
    };
    if negative { format!("-{plain}") } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_they_were_typed() {
        for (number, text) in [
            (20_200_012.0, "20200012"),
            (0.1 + 0.2, "0.3"),
            (12.25, "12.25"),
            (-3.5, "-3.5"),
            (0.0, "0"),
            (1e20, "100000000000000000000"),
            (0.000_12, "0.00012"),
            (250_000_000.0, "250000000"),
        ] {
            assert_eq!(decimal(number), text);
        }
    }

    #[test]
    fn blanks_of_every_kind_are_cleaned() {
        assert_eq!(clean("\u{A0}\u{3000}清华\u{A0}大学\u{FEFF}\t"), "清华 大学");
        assert_eq!(Value::text(" \u{3000}\u{A0}"), Value::Empty);
    }
}
