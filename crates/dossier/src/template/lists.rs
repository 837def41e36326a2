//! The hidden sheet that drop-down lists take their values from.

use hefu_text::money::Currency;
use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::layout::ColumnKind;
use crate::vocabulary::{Vocabulary, choice};

const SHEET: &str = "_lists";

/// Lists in use, each a column of the hidden sheet.
pub(super) struct Lists<'a> {
    words: &'a Vocabulary<'a>,
    lists: Vec<(ColumnKind, Vec<String>)>,
}

impl<'a> Lists<'a> {
    pub(super) fn new(words: &'a Vocabulary<'a>) -> Self {
        Self { words, lists: Vec::new() }
    }

    /// The formula of the range that holds the values of a kind of column; `None` where there is nothing to choose from.
    pub(super) fn range(&mut self, kind: ColumnKind) -> Option<String> {
        let index = match self.lists.iter().position(|(known, _)| *known == kind) {
            Some(index) => index,
            None => {
                let values = self.values(kind);
                if values.is_empty() {
                    return None;
                }
                self.lists.push((kind, values));
                self.lists.len() - 1
            }
        };
        let count = self.lists.get(index)?.1.len();
        let column = char::from(b'A' + u8::try_from(index).ok().filter(|index| *index < 26)?);
        Some(format!("='{SHEET}'!${column}$1:${column}${count}"))
    }

    pub(super) fn values(&self, kind: ColumnKind) -> Vec<String> {
        let (words, lang) = (self.words, self.words.lang);
        let labels = |labels: &crate::vocabulary::Labels| {
            labels.ids().filter_map(|id| labels.label(id, lang)).collect::<Vec<_>>()
        };
        let mut values = match kind {
            ColumnKind::Direction => words.own_directions().into_iter().map(str::to_owned).collect(),
            ColumnKind::Topic => words
                .own_directions()
                .into_iter()
                .filter_map(|number| words.guide.direction(number))
                .flat_map(|direction| {
                    let topics = words.topics(&direction.number);
                    direction.leaves().into_iter().filter_map(|leaf| topics?.label(&leaf.id, lang)).collect::<Vec<_>>()
                })
                .collect(),
            ColumnKind::Side | ColumnKind::Sides => {
                let mut sides: Vec<String> = Vec::new();
                for direction in words.own_directions() {
                    sides.extend(words.sides_of(direction).iter().map(|side| words.side_label(side, Some(direction))));
                }
                if kind == ColumnKind::Sides {
                    sides.extend(choice("side_set").iter().map(|value| value.names.get(lang).to_owned()));
                }
                sides
            }
            ColumnKind::Item => labels(&words.items),
            ColumnKind::DeliverableKind => labels(&words.deliverables),
            ColumnKind::MilestoneKind => labels(&words.milestones),
            ColumnKind::TagList => labels(&words.lists),
            ColumnKind::TagValue => {
                let mut all: Vec<String> =
                    words.guide.lists.iter().filter_map(|list| words.values.get(&list.id)).flat_map(labels).collect();
                all.extend(choice("other").iter().map(|value| value.names.get(lang).to_owned()));
                all
            }
            ColumnKind::Currency => {
                let codes = words.guide.sides.iter().filter_map(|side| Currency::new(&side.currency).ok());
                codes.map(|currency| currency.code().to_owned()).collect()
            }
            other => {
                let values = other.choice().map(choice).unwrap_or_default();
                values.iter().map(|value| value.names.get(lang).to_owned()).collect()
            }
        };
        let mut seen = std::collections::BTreeSet::new();
        values.retain(|value| !value.is_empty() && seen.insert(value.clone()));
        values
    }

    /// Writes the hidden sheet.
    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(SHEET)?;
        for (column, (_, values)) in (0u16..).zip(&self.lists) {
            for (row, value) in (0u32..).zip(values) {
                sheet.write_string(row, column, value)?;
            }
        }
        sheet.set_very_hidden(true);
        Ok(())
    }
}
