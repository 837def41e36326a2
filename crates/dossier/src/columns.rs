//! A sheet whose columns are known by their headers, read row by row; each cell that cannot be read is kept with its place.

use std::collections::BTreeMap;
use std::path::Path;

use hefu_text::money::{AmountUnit, Currency};
use hefu_words::{Lang, Message};

use crate::TableLimits;
use crate::grid::{Grid, GridRow, Value};
use crate::read::grids;
use crate::table::header::{amount_unit, without_brackets};

/// One cell that cannot be read: where it stands, what was found, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// File.
    pub file: String,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Row as a person counts it.
    pub row: u32,
    /// Column header.
    pub column: String,
    /// What was found.
    pub found: String,
    /// What to do.
    pub remedy: Message,
    /// False where it is only to be looked at.
    pub blocks: bool,
}

impl Trouble {
    /// The sentence.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let sheet = self.sheet.as_deref().map(|sheet| format!(" [{sheet}]")).unwrap_or_default();
        Message::new("columns-problem")
            .with("file", self.file.as_str())
            .with("sheet", sheet)
            .with("row", self.row.to_string())
            .with("column", self.column.as_str())
            .with("found", self.found.as_str())
            .with("remedy", self.remedy.clone())
            .text(lang)
    }
}

/// Headers by which a column is known, folded: no blanks, lower case.
pub type Headers<F> = [(F, &'static [&'static str])];

/// A column that is known.
#[derive(Clone, Debug)]
pub struct Column {
    at: usize,
    header: String,
    /// Unit of amounts, from the brackets of the header.
    pub unit: AmountUnit,
    /// Currency of amounts, from the brackets of the header.
    pub currency: Option<Currency>,
}

/// Text as headers and words are compared.
pub fn fold(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Several values in one cell, parted by semicolons, 、 or lines.
pub fn several(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '；', '、', '\n']).map(str::trim).filter(|item| !item.is_empty())
}

/// What is said with a year, `what @ year`; none where what follows the sign is no year.
pub fn dated(text: &str) -> Option<(&str, Option<i16>)> {
    match text.rsplit_once(['@', '＠']) {
        Some((what, year)) => Some((what.trim(), Some(year.trim().parse().ok()?))),
        None => Some((text, None)),
    }
}

/// A sheet with its header found.
#[derive(Clone, Debug)]
pub struct Sheet<F> {
    /// File name.
    pub file: String,
    grid: Grid,
    /// Row of the header.
    last: u32,
    columns: BTreeMap<F, Column>,
    unknown: Vec<String>,
}

/// The header row, the columns, and headers nobody knows.
type Found<F> = (u32, BTreeMap<F, Column>, Vec<String>);

impl<F: Copy + Ord> Sheet<F> {
    /// The first sheet that shows all `needed` columns in one of its first rows.
    ///
    /// # Errors
    /// A file that cannot be read, or that has no such sheet.
    pub fn open(path: &Path, headers: &Headers<F>, needed: &[F]) -> Result<Self, Vec<Trouble>> {
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let grids = grids(path, &TableLimits::default()).map_err(|trouble| {
            let mut message = Message::new(trouble.key.as_str()).with("found", trouble.found.as_str());
            for (name, value) in &trouble.args {
                message = message.with(name, value.as_str());
            }
            vec![place(&file, None, 0, "", trouble.found.clone(), message.with("file", file.as_str()), true)]
        })?;
        let visible = || grids.iter().filter(|grid| !grid.hidden);
        let found = visible().find_map(|grid| header(grid, headers, needed).map(|found| (grid, found)));
        let Some((grid, (last, columns, unknown))) = found else {
            // The sheet that has most of them tells which one is lacking.
            let known = |field: &F| visible().any(|grid| header(grid, headers, &[*field]).is_some());
            let lacking = needed.iter().find(|field| !known(field)).or(needed.first());
            let name = headers.iter().find(|(field, _)| Some(field) == lacking).and_then(|(_, names)| names.first());
            let name = name.copied().unwrap_or_default();
            let remedy = Message::new("columns-no-header").with("column", name);
            return Err(vec![place(&file, grids.first(), 1, name, String::new(), remedy, true)]);
        };
        Ok(Self { file, grid: grid.clone(), last, columns, unknown })
    }

    /// Gives every row of a vertically merged block its value.
    pub fn fill_merged(&mut self) {
        self.grid.fill_merged_below(self.last);
    }

    /// Headers that were not read, to be looked at.
    pub fn unread(&self) -> Vec<Trouble> {
        let one = |header: &String| {
            let remedy = Message::new("columns-unknown");
            place(&self.file, Some(&self.grid), self.last, header, header.clone(), remedy, false)
        };
        self.unknown.iter().map(one).collect()
    }

    /// A column, if the sheet has it.
    pub fn column(&self, field: F) -> Option<&Column> {
        self.columns.get(&field)
    }

    /// Rows below the header that hold something.
    pub fn rows(&self) -> impl Iterator<Item = Reader<'_, F>> {
        let full = |row: &&GridRow| row.number > self.last && !row.cells.iter().all(Value::is_empty);
        self.grid.rows.iter().filter(full).map(|row| Reader { sheet: self, row, troubles: Vec::new() })
    }
}

fn place(
    file: &str,
    grid: Option<&Grid>,
    row: u32,
    column: &str,
    found: String,
    remedy: Message,
    blocks: bool,
) -> Trouble {
    Trouble {
        file: file.to_owned(),
        sheet: grid.and_then(|grid| grid.sheet.as_deref()).map(str::to_owned),
        row,
        column: column.to_owned(),
        found,
        remedy,
        blocks,
    }
}

fn header<F: Copy + Ord>(grid: &Grid, headers: &Headers<F>, needed: &[F]) -> Option<Found<F>> {
    grid.rows.iter().take(20).find_map(|row| {
        let mut columns = BTreeMap::new();
        let mut unknown = Vec::new();
        for (at, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let header = cell.shown();
            let (_, inside) = without_brackets(&header);
            // A heading may say the same in several languages, one below the other.
            let field = header.lines().find_map(|line| {
                let name = fold(&without_brackets(line).0);
                headers.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(field, _)| *field)
            });
            let (unit, currency) = amount_unit(&inside).unwrap_or((AmountUnit::One, None));
            match field {
                Some(field) if !columns.contains_key(&field) => {
                    columns.insert(field, Column { at, header, unit, currency });
                }
                _ => unknown.push(header),
            }
        }
        needed.iter().all(|field| columns.contains_key(field)).then_some((row.number, columns, unknown))
    })
}

/// Reads one row and keeps what cannot be read.
#[derive(Debug)]
pub struct Reader<'a, F> {
    sheet: &'a Sheet<F>,
    row: &'a GridRow,
    troubles: Vec<Trouble>,
}

impl<F: Copy + Ord> Reader<'_, F> {
    /// Row as a person counts it.
    pub fn number(&self) -> u32 {
        self.row.number
    }

    /// What stands in a cell; empty where the column is not there.
    pub fn text(&self, field: F) -> String {
        let column = self.sheet.columns.get(&field);
        column.map(|column| self.row.get(column.at).shown().trim().to_owned()).unwrap_or_default()
    }

    /// Keeps a cell that cannot be taken as it is.
    pub fn fault(&mut self, field: F, found: String, remedy: Message) {
        let header = self.sheet.columns.get(&field).map_or("", |column| column.header.as_str());
        let grid = Some(&self.sheet.grid);
        self.troubles.push(place(&self.sheet.file, grid, self.row.number, header, found, remedy, true));
    }

    /// What is written in a cell, read; empty is none, unreadable is a fault.
    pub fn parsed<T>(&mut self, field: F, read: impl Fn(&str) -> Option<T>, fault: Message) -> Option<T> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        let value = read(&text);
        if value.is_none() {
            self.fault(field, text, fault);
        }
        value
    }

    /// What could not be taken.
    pub fn troubles(self) -> Vec<Trouble> {
        self.troubles
    }
}
