//! One side's list: its applications with support, place, score and money, from a workbook or a CSV file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use hefu_dossier::TableLimits;
use hefu_dossier::grid::{Grid, GridRow, Value};
use hefu_dossier::read::grids;
use hefu_dossier::table::header::{amount_unit, without_brackets};
use hefu_selection::Points;
use hefu_text::money::{AmountUnit, Currency, Money, parse_amount};
use hefu_words::{Lang, Message};

/// What a side says of one application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListRow {
    /// Application number.
    pub number: String,
    /// Title, if the list gives one.
    pub title: String,
    /// Topic, if the list gives one.
    pub topic: String,
    /// Whether the side would support it.
    pub supported: Option<bool>,
    /// Place in the side's order.
    pub place: Option<u32>,
    /// Score on the side's scale.
    pub score: Option<Points>,
    /// What is asked of this side.
    pub amount: Option<Money>,
    /// Named by the guide as preferred.
    pub preferred: bool,
    /// Further marks.
    pub tags: BTreeSet<String>,
    /// Row in the file.
    pub row: u32,
}

/// A side's list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// File name.
    pub file: String,
    /// Rows in the file's order.
    pub rows: Vec<ListRow>,
}

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
        Message::new("selection-list-problem")
            .with("file", self.file.as_str())
            .with("sheet", sheet)
            .with("row", self.row.to_string())
            .with("column", self.column.as_str())
            .with("found", self.found.as_str())
            .with("remedy", self.remedy.clone())
            .text(lang)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Number,
    Title,
    Topic,
    Supported,
    Place,
    Score,
    Amount,
    Preferred,
    Tags,
}

/// Headers by which a column is known, folded: no blanks, lower case.
const HEADERS: [(Field, &[&str]); 9] = [
    (Field::Number, &["申请编号", "申請編號", "申請書編號", "编号", "編號", "applicationnumber", "number"]),
    (Field::Title, &["项目名称", "項目名稱", "計畫名稱", "title", "projecttitle"]),
    (Field::Topic, &["领域方向", "領域方向", "子方向", "topic"]),
    (Field::Supported, &["拟支持", "擬支持", "是否支持", "supported", "support"]),
    (Field::Place, &["排序", "名次", "place", "order", "rank"]),
    (Field::Score, &["评分", "評分", "得分", "score"]),
    (Field::Amount, &["国拨经费", "國撥經費", "拟资助经费", "擬資助經費", "经费", "經費", "amount", "funding"]),
    (Field::Preferred, &["优先支持", "優先支持", "preferred", "preference"]),
    (Field::Tags, &["标记", "標記", "tags", "marks"]),
];

struct Column {
    at: usize,
    header: String,
    unit: AmountUnit,
    currency: Option<Currency>,
}

fn fold(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

fn remedy(key: &str) -> Message {
    Message::new(format!("selection-list-{key}"))
}

/// Reads a list. Money without a currency of its own is in `currency`, the side's.
///
/// # Errors
/// Everything that cannot be read, each with its place and remedy; a file that cannot be read at all is one such thing.
/// Otherwise the list, with what is only to be looked at.
pub fn read(path: &Path, currency: Currency) -> Result<(List, Vec<Trouble>), Vec<Trouble>> {
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let place = |grid: Option<&Grid>, row: u32, column: &str, found: String, remedy: Message, blocks: bool| Trouble {
        file: file.clone(),
        sheet: grid.and_then(|grid| grid.sheet.as_deref()).map(str::to_owned),
        row,
        column: column.to_owned(),
        found,
        remedy,
        blocks,
    };
    let grids = grids(path, &TableLimits::default()).map_err(|trouble| {
        let mut message = Message::new(trouble.key.as_str()).with("found", trouble.found.as_str());
        for (name, value) in &trouble.args {
            message = message.with(name, value.as_str());
        }
        vec![place(None, 0, "", trouble.found.clone(), message.with("file", file.as_str()), true)]
    })?;
    let found = grids.iter().filter(|grid| !grid.hidden).find_map(|grid| header(grid).map(|found| (grid, found)));
    let Some((grid, (last, columns, unknown))) = found else {
        let remedy = remedy("no-header").with("column", "申请编号");
        return Err(vec![place(grids.first(), 1, "申请编号", String::new(), remedy, true)]);
    };
    let mut troubles: Vec<Trouble> = unknown
        .into_iter()
        .map(|header| place(Some(grid), last, &header, header.clone(), remedy("column"), false))
        .collect();
    let mut list = List { file: file.clone(), rows: Vec::new() };
    let mut seen = BTreeSet::new();
    for row in grid.rows.iter().filter(|row| row.number > last) {
        let mut reader = Reader { row, columns: &columns, troubles: Vec::new() };
        let one = reader.row(currency);
        let (number, blank) = (one.number.clone(), row.cells.iter().all(Value::is_empty));
        if blank {
            continue;
        }
        if number.is_empty() {
            reader.fault(Field::Number, String::new(), remedy("no-number"));
        } else if !seen.insert(number.clone()) {
            reader.fault(Field::Number, number, remedy("twice"));
        }
        let faults = reader.troubles.into_iter();
        troubles
            .extend(faults.map(|(column, found, remedy)| place(Some(grid), row.number, &column, found, remedy, true)));
        list.rows.push(one);
    }
    if troubles.iter().any(|trouble| trouble.blocks) { Err(troubles) } else { Ok((list, troubles)) }
}

/// The header row, the columns, and headers nobody knows.
fn header(grid: &Grid) -> Option<(u32, BTreeMap<Field, Column>, Vec<String>)> {
    grid.rows.iter().take(20).find_map(|row| {
        let mut columns = BTreeMap::new();
        let mut unknown = Vec::new();
        for (at, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let header = cell.shown();
            let (name, inside) = without_brackets(&header);
            let name = fold(&name);
            let field = HEADERS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(field, _)| *field);
            let (unit, currency) = amount_unit(&inside).unwrap_or((AmountUnit::One, None));
            match field {
                Some(field) if !columns.contains_key(&field) => {
                    columns.insert(field, Column { at, header, unit, currency });
                }
                _ => unknown.push(header),
            }
        }
        columns.contains_key(&Field::Number).then_some((row.number, columns, unknown))
    })
}

struct Reader<'a> {
    row: &'a GridRow,
    columns: &'a BTreeMap<Field, Column>,
    troubles: Vec<(String, String, Message)>,
}

impl Reader<'_> {
    fn text(&self, field: Field) -> String {
        self.columns.get(&field).map(|column| self.row.get(column.at).shown().trim().to_owned()).unwrap_or_default()
    }

    fn fault(&mut self, field: Field, found: String, remedy: Message) {
        let header = self.columns.get(&field).map_or_else(String::new, |column| column.header.clone());
        self.troubles.push((header, found, remedy));
    }

    fn flag(&mut self, field: Field) -> Option<bool> {
        let text = self.text(field);
        match fold(&text).as_str() {
            "" => None,
            "是" | "支持" | "y" | "yes" | "true" | "1" | "✓" => Some(true),
            "否" | "不支持" | "n" | "no" | "false" | "0" | "✗" => Some(false),
            _ => {
                self.fault(field, text, remedy("yes-no"));
                None
            }
        }
    }

    /// What is written in a cell, read; empty is none, unreadable is a fault.
    fn parsed<T>(&mut self, field: Field, read: impl Fn(&str) -> Option<T>, fault: Message) -> Option<T> {
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

    fn row(&mut self, side: Currency) -> ListRow {
        let (unit, currency) = self
            .columns
            .get(&Field::Amount)
            .map_or((AmountUnit::One, side), |column| (column.unit, column.currency.unwrap_or(side)));
        let amount = |text: &str| parse_amount(text, currency, unit).ok().filter(|money| money.minor >= 0);
        ListRow {
            number: self.text(Field::Number),
            title: self.text(Field::Title),
            topic: self.text(Field::Topic),
            supported: self.flag(Field::Supported),
            place: self.parsed(Field::Place, |text| text.parse().ok().filter(|place| *place > 0), remedy("place")),
            score: self.parsed(Field::Score, |text| text.parse().ok(), remedy("score")),
            amount: self.parsed(Field::Amount, amount, remedy("amount").with("currency", side.code())),
            preferred: self.flag(Field::Preferred).unwrap_or(false),
            tags: self
                .text(Field::Tags)
                .split([';', '；', '、', ','])
                .map(str::trim)
                .filter(|tag| !tag.is_empty())
                .map(str::to_owned)
                .collect(),
            row: self.row.number,
        }
    }
}
