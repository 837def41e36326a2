//! What linking hands on.

use super::Table;
use super::em::{ABSENT, unpack};
use super::spec::ColumnKind;
use crate::pair::Reason;

/// The result of linking two tables. Row numbers are those of the tables as given, from 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinkResult {
    /// The one-to-one pairs, by left row.
    pub pairs: Vec<Linked>,
    /// The best candidate of each left row that has no partner but had a candidate, by left row.
    pub left_alone: Vec<Candidate>,
    /// The same for the right rows.
    pub right_alone: Vec<Candidate>,
    /// What was learned of each compared column.
    pub fields: Vec<FieldModel>,
    /// What a pair must outweigh in evidence before it is more likely true than not, in hundredths of a bit.
    pub threshold: i64,
    /// Candidate pairs looked at.
    pub candidates: usize,
    /// Number of true pairs the model expects.
    pub expected_pairs: u64,
    /// All candidate pairs that are worth at least [`Self::KEPT`] below the threshold, by left and right row: for rivals
    /// and measurements.
    pub near: Vec<Candidate>,
}

impl LinkResult {
    /// How far below the threshold candidates are kept, in hundredths of a bit.
    pub const KEPT: i64 = 600;

    /// Why the two rows of a candidate were put together, column by column: level, weight and the values as written.
    /// Columns in which one of them says nothing are left out.
    pub fn reasons(&self, candidate: &Candidate, left: &Table, right: &Table) -> Vec<Reason> {
        let value = |table: &Table, row: usize, column: &str| {
            table.column(column).map_or("", |at| table.cell(row, at)).to_owned()
        };
        self.fields
            .iter()
            .zip(candidate.levels(&self.fields))
            .filter_map(|(field, level)| {
                let level = field.levels.get(level?)?;
                Some(Reason {
                    field: field.left.clone(),
                    level: level.name.to_owned(),
                    weight: level.weight,
                    values: [value(left, candidate.left, &field.left), value(right, candidate.right, &field.right)],
                })
            })
            .collect()
    }
}

/// Two rows taken to be one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The two rows with their evidence.
    pub candidate: Candidate,
    /// What the best assignment loses if this pair is forbidden, in hundredths of a bit: how much evidence speaks for
    /// this pair against the best alternative.
    pub margin: i64,
    /// Lead over the strongest single rival of either row, in hundredths of a bit; none where there is no rival.
    pub lead: Option<i64>,
    /// The strongest single rival: a right row competing for the left one, or a left row competing for the right one.
    pub rival: Option<Rival>,
    /// True where a person must confirm the pair.
    pub confirm: bool,
}

/// A rival of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rival {
    /// This right row fits the left row too.
    Right(usize),
    /// This left row fits the right row too.
    Left(usize),
}

/// A candidate pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Left row.
    pub left: usize,
    /// Right row.
    pub right: usize,
    /// Sum of the weights of its levels, in hundredths of a bit.
    pub weight: i64,
    pub(crate) pattern: u128,
}

impl Candidate {
    /// The level reached in each field, in the order of [`LinkResult::fields`]; none where a value is missing.
    pub fn levels(&self, fields: &[FieldModel]) -> Vec<Option<usize>> {
        (0..fields.len())
            .map(|field| Some(unpack(self.pattern, field)).filter(|level| *level != ABSENT).map(usize::from))
            .collect()
    }
}

/// What was learned of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldModel {
    /// Column in the left table.
    pub left: String,
    /// Column in the right table.
    pub right: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// Levels of agreement, best first.
    pub levels: Vec<LevelModel>,
}

/// What was learned of a level of agreement.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelModel {
    /// Name, for example `exact`; the sentence is `pairing-level-…` in the catalogue.
    pub name: &'static str,
    /// Evidence in hundredths of a bit; negative against.
    pub weight: i64,
    /// Share of true pairs at this level, in millionths.
    pub same: u32,
    /// Share of other candidates at this level, in millionths.
    pub other: u32,
}
