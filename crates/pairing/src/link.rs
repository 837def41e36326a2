//! Links any two tables one to one: candidates, an unsupervised score learned from the tables themselves, an optimal
//! assignment, margins. The score proposes; it makes nothing equal.

mod assign;
mod block;
mod decide;
mod em;
mod fields;
mod index;
mod lexicon;
mod lists;
mod names;
mod organisations;
mod result;
mod spec;
mod table;
mod title;
mod tokens;
mod values;

pub use assign::{Edge, assign};
pub use result::{Candidate, FieldModel, LevelModel, LinkResult, Linked, Rival};
pub use spec::{ColumnKind, LinkColumn, LinkError, LinkSpec};
pub use table::Table;

use rayon::prelude::*;

use block::Indexes;
use em::{Model, Pairs, Prior, pack, unpack};
use fields::{Field, Limits, Rows};
use title::TitleContext;

/// How tables are linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkOptions {
    /// Nearest texts looked at for each record and kind of text.
    pub nearest: usize,
    /// Tables with at most so many pairs are compared in full, with weights learned from the near pairs.
    pub all_pairs: usize,
    /// A key that more records share finds no candidates.
    pub block: usize,
    /// A pair is decided without a person when it leads every rival of both its records, and staying alone, by at least
    /// so much, in hundredths of a bit.
    pub margin: i64,
    /// What a pair must be worth at least, in hundredths of a bit above even odds.
    pub least: i64,
    /// Whether names of organisations are learned from a first pass.
    pub learn_names: bool,
}

impl Default for LinkOptions {
    /// The margin is eight bits: 256 to one against every single alternative.
    fn default() -> Self {
        Self { nearest: 5, all_pairs: 40_000, block: 400, margin: 800, least: 0, learn_names: true }
    }
}

/// Links two tables. The result depends on the rows alone: not on their order, nor on the number of threads.
///
/// # Errors
/// A column that a table lacks, a specification without a column to compare, or a table with more rows than can be
/// numbered.
pub fn link(left: &Table, right: &Table, spec: &LinkSpec, options: &LinkOptions) -> Result<LinkResult, LinkError> {
    let places = spec.places(left, right)?;
    for (table, name) in [(left, "left"), (right, "right")] {
        let most = (u32::MAX >> 2) as usize;
        if table.len() > most {
            return Err(LinkError::TooLarge { table: name, rows: table.len(), most });
        }
    }
    let ids = |side: fn(&spec::Place) -> usize| places.iter().find(|place| place.kind == ColumnKind::Id).map(side);
    let left_order = order(left, ids(|place| place.left));
    let right_order = order(right, ids(|place| place.right));
    let rows = Rows { left: (left, &left_order), right: (right, &right_order) };
    let (mut fields, titles) = fields::build(&places, &rows);
    let indexes = Indexes::new(&fields, &titles.words);
    let reach = block::Reach { nearest: options.nearest, block: options.block };
    let mut pairs = block::candidates(&fields, &indexes, left.len(), right.len(), reach);
    let limits = Limits::new(left.len() + right.len());
    let packed = compare(&fields, &titles, &indexes, &pairs, &limits);
    pairs.set_patterns(packed.into_iter());
    let priors: Vec<Prior> = fields.iter().map(Field::start).collect();
    let mut model = em::learn(&pairs, &priors);
    if options.learn_names && learn_names(&mut fields, &pairs, &model) {
        let packed = compare_again(&fields, &titles, &pairs, &limits);
        pairs.set_patterns(packed.into_iter());
        model = em::learn(&pairs, &priors);
    }
    // Weights come from pairs that could be confused; in small tables they are then put to every pair, so that no
    // partner is missed for want of a common word.
    if left.len().saturating_mul(right.len()) <= options.all_pairs {
        pairs = block::every(left.len(), right.len());
        let packed = compare(&fields, &titles, &indexes, &pairs, &limits);
        pairs.set_patterns(packed.into_iter());
    }
    let names: Vec<&spec::LinkColumn> = spec.columns.iter().filter(|column| column.kind != ColumnKind::Id).collect();
    Ok(decide::decide(&pairs, &model, &fields, &names, (&left_order, &right_order), options))
}

/// Rows in an order that depends on their content only.
fn order(table: &Table, id: Option<usize>) -> Vec<u32> {
    let mut rows: Vec<u32> = (0..u32::try_from(table.len()).unwrap_or(u32::MAX)).collect();
    rows.par_sort_by(|a, b| {
        let (a, b) = (*a as usize, *b as usize);
        let by_id = id.map_or(std::cmp::Ordering::Equal, |id| table.cell(a, id).cmp(table.cell(b, id)));
        by_id.then_with(|| table.row(a).cmp(table.row(b)))
    });
    rows
}

fn compare(fields: &[Field], titles: &TitleContext, indexes: &Indexes, pairs: &Pairs, limits: &Limits) -> Vec<u128> {
    let chunks: Vec<Vec<u128>> = (0..pairs.lefts())
        .into_par_iter()
        .map_init(title::Scratch::default, |scratch, left| {
            let range = pairs.starts.get(left).copied().unwrap_or(0)..pairs.starts.get(left + 1).copied().unwrap_or(0);
            let rights = pairs.right.get(range).unwrap_or(&[]);
            rights
                .iter()
                .map(|&right| {
                    let right = right as usize;
                    let overlap = |han: bool| {
                        let index = if han { &indexes.han } else { &indexes.latin };
                        index.as_ref().map_or(0, |index| index.overlap(left, right))
                    };
                    pack(fields.iter().map(|field| field.level(left, right, limits, titles, overlap, scratch)))
                })
                .collect()
        })
        .collect();
    chunks.into_iter().flatten().collect()
}

/// The patterns with the levels of organisations taken anew.
fn compare_again(fields: &[Field], titles: &TitleContext, pairs: &Pairs, limits: &Limits) -> Vec<u128> {
    let chunks: Vec<Vec<u128>> = (0..pairs.lefts())
        .into_par_iter()
        .map_init(title::Scratch::default, |scratch, left| {
            pairs
                .of(left)
                .map(|(right, pattern)| {
                    let old = pairs.patterns.get(pattern as usize).copied().unwrap_or(0);
                    pack(fields.iter().enumerate().map(|(at, field)| match field {
                        Field::Organisations { .. } => {
                            field.level(left, right as usize, limits, titles, |_| 0, scratch)
                        }
                        _ => unpack(old, at),
                    }))
                })
                .collect()
        })
        .collect();
    chunks.into_iter().flatten().collect()
}

/// Learns names of organisations from the pairs the first pass is sure of; true where there is a column to learn from.
fn learn_names(fields: &mut [Field], pairs: &Pairs, model: &Model) -> bool {
    let sure = decide::sure(pairs, model);
    let mut any = false;
    for field in fields {
        if let Field::Organisations { names, left, right } = field {
            any = true;
            names.learn(sure.iter().map(|(a, b)| (left.get(*a as usize), right.get(*b as usize))));
        }
    }
    any
}

/// The names of all levels of agreement; the catalogue has `pairing-level-…` for each.
pub fn level_names() -> std::collections::BTreeSet<&'static str> {
    let all = [
        title::LEVELS,
        lists::LEVELS,
        values::TEXT_LEVELS,
        values::IDENTIFIER_LEVELS,
        values::CATEGORY_LEVELS,
        values::DATE_LEVELS,
        values::NUMBER_LEVELS,
        values::MONEY_LEVELS,
        fields::REFERENCE_LEVELS,
    ];
    all.into_iter().flatten().copied().collect()
}
