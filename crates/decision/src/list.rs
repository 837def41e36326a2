//! One side's list: its applications with support, place, score and money, from a workbook or a CSV file.

use std::collections::BTreeSet;
use std::path::Path;

use hefu_dossier::columns::{Reader, Sheet, Trouble, fold};
use hefu_selection::Points;
use hefu_text::money::{AmountUnit, Currency, Money, parse_amount};
use hefu_words::Message;

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

fn remedy(key: &str) -> Message {
    Message::new(format!("selection-list-{key}"))
}

/// Reads a list. Money without a currency of its own is in `currency`, the side's.
///
/// # Errors
/// Everything that cannot be read, each with its place and remedy; a file that cannot be read at all is one such thing.
/// Otherwise the list, with what is only to be looked at.
pub fn read(path: &Path, currency: Currency) -> Result<(List, Vec<Trouble>), Vec<Trouble>> {
    let sheet = Sheet::open(path, &HEADERS, &[Field::Number])?;
    let mut troubles = sheet.unread();
    let mut list = List { file: sheet.file.clone(), rows: Vec::new() };
    let mut seen = BTreeSet::new();
    let money = sheet
        .column(Field::Amount)
        .map_or((AmountUnit::One, currency), |column| (column.unit, column.currency.unwrap_or(currency)));
    for mut reader in sheet.rows() {
        let one = row(&mut reader, money, currency);
        if one.number.is_empty() {
            reader.fault(Field::Number, String::new(), remedy("no-number"));
        } else if !seen.insert(one.number.clone()) {
            reader.fault(Field::Number, one.number.clone(), remedy("twice"));
        }
        troubles.extend(reader.troubles());
        list.rows.push(one);
    }
    if troubles.iter().any(|trouble| trouble.blocks) { Err(troubles) } else { Ok((list, troubles)) }
}

fn flag(reader: &mut Reader<'_, Field>, field: Field) -> Option<bool> {
    let read = |text: &str| match fold(text).as_str() {
        "是" | "支持" | "y" | "yes" | "true" | "1" | "✓" => Some(true),
        "否" | "不支持" | "n" | "no" | "false" | "0" | "✗" => Some(false),
        _ => None,
    };
    reader.parsed(field, read, remedy("yes-no"))
}

fn row(reader: &mut Reader<'_, Field>, (unit, currency): (AmountUnit, Currency), side: Currency) -> ListRow {
    let amount = |text: &str| parse_amount(text, currency, unit).ok().filter(|money| money.minor >= 0);
    ListRow {
        number: reader.text(Field::Number),
        title: reader.text(Field::Title),
        topic: reader.text(Field::Topic),
        supported: flag(reader, Field::Supported),
        place: reader.parsed(Field::Place, |text| text.parse().ok().filter(|place| *place > 0), remedy("place")),
        score: reader.parsed(Field::Score, |text| text.parse().ok(), remedy("score")),
        amount: reader.parsed(Field::Amount, amount, remedy("amount").with("currency", side.code())),
        preferred: flag(reader, Field::Preferred).unwrap_or(false),
        tags: reader
            .text(Field::Tags)
            .split([';', '；', '、', ','])
            .map(str::trim)
            .filter(|tag| !tag.is_empty())
            .map(str::to_owned)
            .collect(),
        row: reader.number(),
    }
}
