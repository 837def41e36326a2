//! Proposes a mapping for an export from its headers and the look of its values. A person confirms it.

use std::collections::BTreeMap;

use hefu_words::Message;

use super::{ColumnMapping, FullColumn, Mapping, TableMapping};
use crate::grid::{Grid, GridRow, Value};
use crate::layout::{ColumnDef, ColumnKind, SheetDef, layout};
use crate::table::header::{HeaderCell, candidates, read_header, without_brackets};
use crate::vocabulary::{Vocabulary, choose};

/// A proposed mapping with what speaks for each column.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The mapping; columns below [`Suggestion::SURE`] are in it too and should be looked at first.
    pub mapping: Mapping,
    /// All columns of the export, mapped or not.
    pub columns: Vec<Suggested>,
}

/// What is proposed for one column.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggested {
    /// File and sheet.
    pub table: String,
    /// Header as written.
    pub header: String,
    /// Field, if one is proposed.
    pub field: Option<String>,
    /// 0 to 100.
    pub confidence: u8,
    /// Why, for a person.
    pub reasons: Vec<Message>,
}

impl Suggestion {
    /// Confidence from which a column need not be looked at.
    pub const SURE: u8 = 80;
}

/// Proposes a mapping for the tables of a file.
pub fn suggest(grids: &[Grid], words: &Vocabulary<'_>) -> Suggestion {
    let mut out = Suggestion { mapping: Mapping::default(), columns: Vec::new() };
    for grid in grids.iter().filter(|grid| !grid.hidden && !grid.rows.is_empty()) {
        let Some((cells, last)) = header_of(grid, words) else {
            continue;
        };
        let samples: Vec<&GridRow> = grid.rows.iter().filter(|row| row.number > last).take(50).collect();
        let table =
            grid.sheet.as_ref().map_or_else(|| grid.file.to_string(), |sheet| format!("{} › {sheet}", grid.file));
        let Some((def, suggested)) = best_sheet(&cells, &samples, &table, words) else {
            continue;
        };
        let mut columns = BTreeMap::new();
        for one in &suggested {
            if let Some(field) = &one.field {
                columns.insert(field.clone(), column_mapping(def, field, &one.header));
            }
        }
        if columns.contains_key("number") {
            out.mapping.tables.push(TableMapping {
                file: Some(grid.file.to_string()),
                sheet: grid.sheet.as_ref().map(ToString::to_string),
                entity: def.id.clone(),
                header_row: Some(last),
                columns,
            });
        }
        out.columns.extend(suggested);
    }
    out
}

/// As [`suggest`], for headers and sample rows that do not come from a file.
pub fn suggest_mapping(headers: &[String], samples: &[Vec<String>], words: &Vocabulary<'_>) -> Suggestion {
    let row = |number: usize, cells: &[String]| GridRow {
        number: u32::try_from(number).unwrap_or(u32::MAX),
        cells: cells.iter().map(|cell| Value::text(cell)).collect(),
    };
    let mut rows = vec![row(1, headers)];
    rows.extend(samples.iter().enumerate().map(|(index, cells)| row(index + 2, cells)));
    suggest(&[Grid { rows, ..Grid::default() }], words)
}

fn column_mapping(def: &SheetDef, field: &str, header: &str) -> ColumnMapping {
    let unit = without_brackets(header).1;
    let amount = def.column(field).is_some_and(|column| column.kind == ColumnKind::Amount);
    if amount && !unit.is_empty() {
        return ColumnMapping::Full(Box::new(FullColumn {
            header: Some(header.to_owned()),
            unit: Some(unit),
            ..FullColumn::default()
        }));
    }
    ColumnMapping::Header(header.to_owned())
}

/// The header row: most headers known to any sheet; without any, the first row whose cells are all different words.
fn header_of(grid: &Grid, words: &Vocabulary<'_>) -> Option<(Vec<HeaderCell>, u32)> {
    let known = |cells: &[HeaderCell]| {
        layout()
            .sheets
            .iter()
            .map(|def| cells.iter().filter(|cell| read_header(def, cell, words).is_some()).count())
            .max()
            .unwrap_or(0)
    };
    let mut best: Option<(usize, Vec<HeaderCell>, u32)> = None;
    for (cells, last) in candidates(grid) {
        let count = known(&cells);
        if best.as_ref().is_none_or(|(most, ..)| count > *most) {
            best = Some((count, cells, last));
        }
    }
    best.map(|(_, cells, last)| (cells, last))
}

fn best_sheet(
    cells: &[HeaderCell],
    samples: &[&GridRow],
    table: &str,
    words: &Vocabulary<'_>,
) -> Option<(&'static SheetDef, Vec<Suggested>)> {
    layout().sheets.iter().map(|def| (def, columns(def, cells, samples, table, words))).max_by_key(
        |(def, suggested)| {
            let sum: usize =
                suggested.iter().filter(|one| one.field.is_some()).map(|one| usize::from(one.confidence)).sum();
            let whole = def
                .columns
                .iter()
                .filter(|column| column.required)
                .all(|column| suggested.iter().any(|one| one.field.as_deref() == Some(&column.id)));
            // An export of whole applications is by far the usual case; it wins where sums are equal.
            (whole, sum, def.id == "applications")
        },
    )
}

struct Proposal {
    cell: usize,
    field: String,
    confidence: u8,
    reasons: Vec<Message>,
}

fn columns(
    def: &'static SheetDef,
    cells: &[HeaderCell],
    samples: &[&GridRow],
    table: &str,
    words: &Vocabulary<'_>,
) -> Vec<Suggested> {
    let has_partner_units = cells.iter().any(|cell| {
        read_header(def, cell, words).is_some_and(|(field, _)| field == "partner_units" || field == "partner_lead")
    });
    let mut proposals = Vec::new();
    for (index, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.shown().is_empty()) {
        let values: Vec<&Value> =
            samples.iter().map(|row| row.get(cell.index)).filter(|value| !value.is_empty()).collect();
        if let Some((field, _)) = read_header(def, cell, words) {
            let shape = def.column(&field).map(|column| fit(column, &values, words));
            let (confidence, mut reasons) = match shape {
                Some(Some(share)) if share < 50 => {
                    (40, vec![Message::new("dossier-why-values-unlike").with("share", u32::from(share))])
                }
                Some(Some(share)) => (99, vec![Message::new("dossier-why-values").with("share", u32::from(share))]),
                _ => (95, Vec::new()),
            };
            reasons.insert(0, Message::new("dossier-why-header").with("header", cell.shown()));
            proposals.push(Proposal { cell: index, field, confidence, reasons });
        } else if def.id == "applications" && crate::layout::key(&cell.own) == "合作单位" {
            let field = if has_partner_units { "own_units" } else { "partner_units" };
            let reasons = vec![Message::new("dossier-why-partner-units").with("field", field)];
            proposals.push(Proposal { cell: index, field: field.to_owned(), confidence: 55, reasons });
        } else {
            proposals.extend(by_shape(def, index, &values, words));
        }
    }
    proposals.sort_by(|a, b| b.confidence.cmp(&a.confidence).then(a.cell.cmp(&b.cell)));
    let (mut fields, mut taken) = (std::collections::BTreeSet::new(), BTreeMap::new());
    for proposal in proposals {
        if !taken.contains_key(&proposal.cell) && fields.insert(proposal.field.clone()) {
            taken.insert(proposal.cell, proposal);
        }
    }
    cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.shown().is_empty())
        .map(|(index, cell)| {
            let proposal = taken.remove(&index);
            let (field, confidence, reasons) = match proposal {
                Some(one) => (Some(one.field), one.confidence, one.reasons),
                None => (None, 0, vec![Message::new("dossier-why-nothing")]),
            };
            Suggested { table: table.to_owned(), header: cell.shown(), field, confidence, reasons }
        })
        .collect()
}

/// Fields that the look of the values alone can show.
fn by_shape(def: &'static SheetDef, cell: usize, values: &[&Value], words: &Vocabulary<'_>) -> Vec<Proposal> {
    const TELLING: [ColumnKind; 6] = [
        ColumnKind::Direction,
        ColumnKind::Topic,
        ColumnKind::Identifier,
        ColumnKind::State,
        ColumnKind::UnitKind,
        ColumnKind::Side,
    ];
    if values.is_empty() {
        return Vec::new();
    }
    def.columns
        .iter()
        .filter(|column| TELLING.contains(&column.kind))
        .filter_map(|column| {
            let share = fit(column, values, words)?;
            (share >= 80).then(|| Proposal {
                cell,
                field: column.id.clone(),
                confidence: 60,
                reasons: vec![Message::new("dossier-why-values").with("share", u32::from(share))],
            })
        })
        .collect()
}

/// How many of a hundred values look like those of a column; `None` where any text will do or there are none.
fn fit(column: &ColumnDef, values: &[&Value], words: &Vocabulary<'_>) -> Option<u8> {
    if values.is_empty() {
        return None;
    }
    let test = |value: &Value| -> Option<bool> {
        let text = value.shown();
        Some(match column.kind {
            ColumnKind::Date | ColumnKind::Instant => {
                matches!(value, Value::Moment(..))
                    || text.chars().filter(char::is_ascii_digit).count() >= 5
                    || text.contains('年')
            }
            ColumnKind::Integer | ColumnKind::Hundredths | ColumnKind::Amount => {
                text.chars().any(|c| c.is_numeric() || hefu_text::number::is_chinese_numeral(c))
            }
            ColumnKind::Direction => words.direction_named(&text).is_some(),
            ColumnKind::Topic => words
                .own_directions()
                .iter()
                .any(|direction| words.topics(direction).is_some_and(|topics| topics.find(&text).is_some())),
            ColumnKind::Side => words.side_named(&text).is_some(),
            ColumnKind::Identifier => text.len() >= 8 && crate::identifiers::check(&column.id, &text).is_none(),
            kind => return kind.choice().filter(|id| *id != "function").map(|id| choose(id, &text).is_some()),
        })
    };
    let verdicts: Option<Vec<bool>> = values.iter().map(|value| test(value)).collect();
    let verdicts = verdicts?;
    let good = verdicts.iter().filter(|good| **good).count();
    u8::try_from(good * 100 / verdicts.len().max(1)).ok()
}
