//! The compared fields of both tables in compact form, and the level of a pair in each.

use hefu_text::script::{fold, fold_wording, is_han};
use rayon::prelude::*;

use super::em::{ABSENT, Prior};
use super::index::{Dense, densify};
use super::lists::{self, agree};
use super::names::{self, NameForms, NameLevel};
use super::organisations::{self, Organisations};
use super::spec::Place;
use super::title::{self, TitleContext};
use super::tokens::{self, Lists, Words};
use super::values::{self, MISSING, Pool};
use super::{ColumnKind, Table};

/// One side's titles: tokens after folding of wording, and before it where that differs.
#[derive(Debug, Default)]
pub(crate) struct Titles {
    pub(crate) worded: Lists,
    pub(crate) plain: Lists,
    /// The worded tokens in ascending order.
    pub(crate) sorted: Lists,
    /// True where the title has Han characters.
    pub(crate) han: Vec<bool>,
}

/// Names of people: the distinct ones, and which of them each record has.
#[derive(Default)]
pub(crate) struct People {
    pub(crate) forms: Vec<NameForms>,
    /// Dense numbers of the full keys of each name, with their counts over both tables.
    pub(crate) keys: Lists,
    pub(crate) key_count: Vec<u32>,
    pub(crate) left: Lists,
    pub(crate) right: Lists,
    pub(crate) name_count: Vec<u32>,
}

/// A field.
pub(crate) enum Field {
    Title { left: Titles, right: Titles },
    People(Box<People>),
    Organisations { names: Organisations, left: Lists, right: Lists },
    Text { pool: Pool, left: Vec<u32>, right: Vec<u32> },
    Identifier { pool: Pool, left: Vec<u32>, right: Vec<u32> },
    Category { pool: Pool, left: Vec<u32>, right: Vec<u32> },
    Date { left: Vec<i64>, right: Vec<i64> },
    Number { left: Vec<i64>, right: Vec<i64> },
    Money { left: Vec<i64>, right: Vec<i64> },
    Reference { left: Vec<u32>, right: Vec<u32> },
}

/// A reference to a number that the other table does not have.
pub(crate) const NOWHERE: u32 = u32::MAX - 1;
const NOT_STATED: i64 = i64::MIN;

pub(crate) const REFERENCE_LEVELS: &[&str] = &["mutual", "named", "contradicted", "names_another"];

impl Field {
    pub(crate) fn levels(&self) -> &'static [&'static str] {
        match self {
            Self::Title { .. } => title::LEVELS,
            Self::People(_) | Self::Organisations { .. } => lists::LEVELS,
            Self::Text { .. } => values::TEXT_LEVELS,
            Self::Identifier { .. } => values::IDENTIFIER_LEVELS,
            Self::Category { .. } => values::CATEGORY_LEVELS,
            Self::Date { .. } => values::DATE_LEVELS,
            Self::Number { .. } => values::NUMBER_LEVELS,
            Self::Money { .. } => values::MONEY_LEVELS,
            Self::Reference { .. } => REFERENCE_LEVELS,
        }
    }

    /// Where the learning starts, in thousandths: among true pairs, and among pairs met by chance. It decides where a
    /// table is too small to learn from.
    pub(crate) fn start(&self) -> Prior {
        let (same, other): (&[u32], &[u32]) = match self {
            Self::Title { .. } => {
                (&[480, 120, 60, 80, 100, 6, 40, 60, 30, 14, 10], &[2, 1, 1, 2, 4, 8, 10, 12, 60, 200, 700])
            }
            Self::People(_) | Self::Organisations { .. } => {
                (&[300, 150, 170, 100, 80, 40, 70, 30, 30, 15, 15], &[6, 6, 6, 6, 6, 10, 12, 28, 60, 100, 760])
            }
            Self::Text { .. } => (&[420, 380, 30, 60, 40, 20, 50], &[10, 60, 5, 10, 40, 25, 850]),
            Self::Identifier { .. } => (&[900, 60, 40], &[5, 5, 990]),
            Self::Category { .. } => (&[480, 460, 60], &[30, 300, 670]),
            Self::Date { .. } => (&[850, 40, 30, 30, 25, 25], &[60, 40, 40, 80, 180, 600]),
            Self::Number { .. } => (&[900, 40, 20, 40], &[300, 60, 100, 540]),
            Self::Money { .. } => (&[850, 50, 50, 50], &[30, 20, 100, 850]),
            Self::Reference { .. } => (&[480, 480, 20, 20], &[2, 8, 20, 970]),
        };
        let shares = |list: &[u32]| list.iter().map(|share| f64::from(*share) / 1000.0).collect();
        Prior { same: shares(same), other: shares(other) }
    }

    /// The level of left record `i` and right record `j`; [`ABSENT`] where one of them says nothing.
    pub(crate) fn level(
        &self,
        i: usize,
        j: usize,
        limits: &Limits,
        titles: &TitleContext,
        overlap: impl Fn(bool) -> u32,
        scratch: &mut title::Scratch,
    ) -> u8 {
        match self {
            Self::Title { left, right } => {
                let (a, b) = (left.worded.get(i), right.worded.get(j));
                let han = |side: &Titles, at: usize| side.han.get(at).copied().unwrap_or(false);
                if a.is_empty() || b.is_empty() || han(left, i) != han(right, j) {
                    return ABSENT;
                }
                let own = |side: &'_ Titles, at: usize| side.plain.get(at).is_empty();
                let plain = match (own(left, i), own(right, j)) {
                    (true, true) => true,
                    (false, false) => left.plain.get(i) == right.plain.get(j),
                    (true, false) => a == right.plain.get(j),
                    (false, true) => left.plain.get(i) == b,
                };
                let two = title::Two {
                    tokens: [a, b],
                    sorted: [left.sorted.get(i), right.sorted.get(j)],
                    plain,
                    overlap: if a == b { 100 } else { overlap(han(left, i)) },
                };
                title::level(titles, two, scratch)
            }
            Self::People(people) => people.level(i, j, limits),
            Self::Organisations { names, left, right } => {
                let (a, b) = (left.get(i), right.get(j));
                if a.is_empty() || b.is_empty() {
                    return ABSENT;
                }
                let at = |list: &[u32], place: usize| list.get(place).copied().unwrap_or(MISSING);
                let agreement = agree(a.len(), b.len(), |x, y| names.credit(at(a, x), at(b, y)));
                agreement.level(|x, y| {
                    names.pool.count(at(a, x)).max(names.pool.count(at(b, y))) <= limits.rare_organisation
                })
            }
            Self::Text { pool, left, right } => {
                both(left, right, i, j, |a, b| values::text_level(pool, a, b, limits.rare_text))
            }
            Self::Identifier { pool, left, right } => {
                both(left, right, i, j, |a, b| values::identifier_level(pool, a, b))
            }
            Self::Category { pool, left, right } => {
                both(left, right, i, j, |a, b| if a == b { u8::from(pool.count(a) > limits.rare_text) } else { 2 })
            }
            Self::Date { left, right } => numbers(left, right, i, j, values::date_level),
            Self::Number { left, right } => numbers(left, right, i, j, |a, b| values::number_level(a / 100, b / 100)),
            Self::Money { left, right } => numbers(left, right, i, j, values::money_level),
            Self::Reference { left, right } => {
                let at = |list: &[u32], place: usize| list.get(place).copied().unwrap_or(MISSING);
                let (a, b) = (at(left, i), at(right, j));
                let (a_here, b_here) = (a as usize == j, b as usize == i);
                let elsewhere = |value: u32| value < NOWHERE;
                match (a_here, b_here) {
                    (true, true) => 0,
                    (true, false) if elsewhere(b) => 2,
                    (false, true) if elsewhere(a) => 2,
                    (true, false) | (false, true) => 1,
                    (false, false) if elsewhere(a) || elsewhere(b) => 3,
                    (false, false) => ABSENT,
                }
            }
        }
    }
}

/// From which count on a value is common.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) rare_name: u32,
    pub(crate) rare_organisation: u32,
    pub(crate) rare_text: u32,
}

impl Limits {
    pub(crate) fn new(records: usize) -> Self {
        let records = u32::try_from(records).unwrap_or(u32::MAX);
        // A true pair states the value twice; one record in a thousand more is still rare.
        Self { rare_name: 6, rare_organisation: 4 + records / 500, rare_text: 4 + records / 1_000 }
    }
}

fn both(left: &[u32], right: &[u32], i: usize, j: usize, level: impl Fn(u32, u32) -> u8) -> u8 {
    match (left.get(i), right.get(j)) {
        (Some(&a), Some(&b)) if a != MISSING && b != MISSING => level(a, b),
        _ => ABSENT,
    }
}

fn numbers(left: &[i64], right: &[i64], i: usize, j: usize, level: impl Fn(i64, i64) -> u8) -> u8 {
    match (left.get(i), right.get(j)) {
        (Some(&a), Some(&b)) if a != NOT_STATED && b != NOT_STATED => level(a, b),
        _ => ABSENT,
    }
}

impl People {
    fn level(&self, i: usize, j: usize, limits: &Limits) -> u8 {
        let (a, b) = (self.left.get(i), self.right.get(j));
        if a.is_empty() || b.is_empty() {
            return ABSENT;
        }
        let at = |list: &[u32], place: usize| list.get(place).copied().unwrap_or(MISSING);
        let agreement = agree(a.len(), b.len(), |x, y| self.compare(at(a, x), at(b, y)).credit());
        agreement.level(|x, y| self.frequency(at(a, x), at(b, y)) <= limits.rare_name)
    }

    pub(crate) fn compare(&self, a: u32, b: u32) -> NameLevel {
        if a == b {
            return NameLevel::Exact;
        }
        match (self.forms.get(a as usize), self.forms.get(b as usize)) {
            (Some(a), Some(b)) => names::level(a, b),
            _ => NameLevel::Different,
        }
    }

    /// How many records have a name that agrees as these two do.
    fn frequency(&self, a: u32, b: u32) -> u32 {
        if a == b {
            return self.name_count.get(a as usize).copied().unwrap_or(0);
        }
        let (x, y) = (self.keys.get(a as usize), self.keys.get(b as usize));
        let shared = x.iter().filter(|key| y.contains(key));
        shared.filter_map(|key| self.key_count.get(*key as usize).copied()).min().unwrap_or(0)
    }
}

/// Rows of both tables in the order in which the engine works (see [`super::order`]).
pub(crate) struct Rows<'a> {
    pub(crate) left: (&'a Table, &'a [u32]),
    pub(crate) right: (&'a Table, &'a [u32]),
}

impl<'a> Rows<'a> {
    fn cells(side: (&'a Table, &'a [u32]), column: usize) -> impl IndexedParallelIterator<Item = &'a str> {
        side.1.par_iter().map(move |row| side.0.cell(*row as usize, column))
    }

    fn both<T: Send>(&self, place: Place, read: impl Fn(&str) -> T + Sync + Send) -> (Vec<T>, Vec<T>) {
        (
            Self::cells(self.left, place.left).map(&read).collect(),
            Self::cells(self.right, place.right).map(&read).collect(),
        )
    }
}

/// Builds the fields of all compared columns, and the words met in titles.
pub(crate) fn build(places: &[Place], rows: &Rows<'_>) -> (Vec<Field>, TitleContext) {
    let mut words = Words::default();
    let mut fields: Vec<Field> = places
        .iter()
        .filter(|place| place.kind != ColumnKind::Id)
        .map(|place| build_one(*place, places, rows, &mut words))
        .collect();
    english_in_place(places, &mut fields);
    let columns: Vec<&Lists> = fields
        .iter()
        .filter_map(|field| match field {
            Field::Title { left, right } => Some([&left.worded, &right.worded]),
            _ => None,
        })
        .flatten()
        .collect();
    let context = TitleContext::new(words, &columns);
    (fields, context)
}

fn build_one(place: Place, places: &[Place], rows: &Rows<'_>, words: &mut Words) -> Field {
    let pooled = |read: fn(&str) -> String| {
        let (left, right) = rows.both(place, read);
        let mut pool = Pool::default();
        let left: Vec<u32> = left.iter().map(|text| pool.add(text)).collect();
        let right: Vec<u32> = right.iter().map(|text| pool.add(text)).collect();
        (pool, left, right)
    };
    let numbers = |read: fn(&str) -> Option<i64>| rows.both(place, |cell| read(cell).unwrap_or(NOT_STATED));
    match place.kind {
        ColumnKind::Title | ColumnKind::TitleEnglish | ColumnKind::Id => Field::Title {
            left: titles(Rows::cells(rows.left, place.left), words),
            right: titles(Rows::cells(rows.right, place.right), words),
        },
        ColumnKind::People => Field::People(Box::new(people(place, rows))),
        ColumnKind::Organisations => organisations(place, rows),
        ColumnKind::Text => {
            let (pool, left, right) = pooled(values::short_text);
            Field::Text { pool, left, right }
        }
        ColumnKind::Identifier => {
            let (pool, left, right) = pooled(values::identifier);
            Field::Identifier { pool, left, right }
        }
        ColumnKind::Category => {
            let (pool, left, right) = pooled(|cell| values::short_text(&fold_wording(cell)));
            Field::Category { pool, left, right }
        }
        ColumnKind::Date => {
            let (left, right) = numbers(values::date);
            Field::Date { left, right }
        }
        ColumnKind::Number => {
            let (left, right) = numbers(values::number);
            Field::Number { left, right }
        }
        ColumnKind::Money => {
            let (left, right) = numbers(values::number);
            Field::Money { left, right }
        }
        ColumnKind::Reference => reference(place, places, rows),
    }
}

fn titles<'a>(cells: impl IndexedParallelIterator<Item = &'a str>, words: &mut Words) -> Titles {
    let folded: Vec<(String, Option<String>)> = cells
        .map(|cell| {
            let worded = fold_wording(cell);
            let plain = fold(cell);
            let differs = plain != worded;
            (worded, differs.then_some(plain))
        })
        .collect();
    let mut out = Titles::default();
    for (worded, plain) in &folded {
        out.worded.push(tokens::tokens(worded, words));
        out.plain.push(plain.iter().flat_map(|plain| tokens::tokens(plain, words)).collect::<Vec<_>>());
        out.han.push(worded.chars().any(is_han));
    }
    sort_tokens(&mut out);
    out
}

fn sort_tokens(titles: &mut Titles) {
    let mut sorted = Lists::default();
    for tokens in titles.worded.iter() {
        let mut tokens = tokens.to_vec();
        tokens.sort_unstable();
        sorted.push(tokens);
    }
    titles.sorted = sorted;
}

/// A title written in English where an English column stands empty belongs there, and the other way round.
fn english_in_place(places: &[Place], fields: &mut [Field]) {
    let kinds: Vec<ColumnKind> = places.iter().map(|place| place.kind).filter(|kind| *kind != ColumnKind::Id).collect();
    let find = |kind: ColumnKind| kinds.iter().position(|own| *own == kind);
    let (Some(own), Some(english)) = (find(ColumnKind::Title), find(ColumnKind::TitleEnglish)) else {
        return;
    };
    let (first, last) = (own.min(english), own.max(english));
    let Some((head, tail)) = fields.split_at_mut_checked(last) else {
        return;
    };
    let (Some(a), Some(b)) = (head.get_mut(first), tail.first_mut()) else {
        return;
    };
    let (own, english) = if own < english { (a, b) } else { (b, a) };
    if let (Field::Title { left, right }, Field::Title { left: other_left, right: other_right }) = (own, english) {
        for (own, english) in [(left, other_left), (right, other_right)] {
            exchange(own, english);
        }
    }
}

fn exchange(own: &mut Titles, english: &mut Titles) {
    let (mut new_own, mut new_english) = (Titles::default(), Titles::default());
    for at in 0..own.worded.len() {
        let han = |side: &Titles| side.han.get(at).copied().unwrap_or(false);
        let swap = english.worded.get(at).is_empty() && !han(own) || own.worded.get(at).is_empty() && han(english);
        let (first, second) = if swap { (&*english, &*own) } else { (&*own, &*english) };
        for (new, old) in [(&mut new_own, first), (&mut new_english, second)] {
            new.worded.push(old.worded.get(at).iter().copied());
            new.plain.push(old.plain.get(at).iter().copied());
            new.han.push(han(old));
        }
    }
    sort_tokens(&mut new_own);
    sort_tokens(&mut new_english);
    *own = new_own;
    *english = new_english;
}

fn people(place: Place, rows: &Rows<'_>) -> People {
    let mut pool = Pool::default();
    let mut number = |side: (&Table, &[u32]), column: usize| {
        let mut lists = Lists::default();
        for &row in side.1 {
            let mut own: Vec<u32> =
                names::split(side.0.cell(row as usize, column)).into_iter().map(|name| pool.add(name)).collect();
            own.truncate(40);
            lists.push(own);
        }
        lists
    };
    let left = number(rows.left, place.left);
    let right = number(rows.right, place.right);
    let forms: Vec<NameForms> = pool.texts.par_iter().map(|name| names::read(name)).collect();
    let mut raw = Lists::default();
    for form in &forms {
        raw.push(form.full.iter().copied());
    }
    let Dense { left: keys, left_count: mut key_count, .. } = densify(&raw, &Lists::default());
    key_count.iter_mut().for_each(|count| *count = 0);
    for (name, list) in keys.iter().enumerate() {
        let times = pool.counts.get(name).copied().unwrap_or(0);
        for &key in list {
            if let Some(count) = key_count.get_mut(key as usize) {
                *count = count.saturating_add(times);
            }
        }
    }
    People { forms, keys, key_count, left, right, name_count: pool.counts }
}

fn organisations(place: Place, rows: &Rows<'_>) -> Field {
    let mut written = Pool::default();
    let mut number = |side: (&Table, &[u32]), column: usize| {
        let mut lists = Lists::default();
        for &row in side.1 {
            let cell = side.0.cell(row as usize, column);
            let parts = cell.split([';', '；', '、', '|', '\n']).map(str::trim).filter(|name| !name.is_empty());
            lists.push(parts.take(40).map(|name| written.add(name)).collect::<Vec<_>>());
        }
        lists
    };
    let (left, right) = (number(rows.left, place.left), number(rows.right, place.right));
    let cores: Vec<String> = written.texts.par_iter().map(|name| organisations::core(name)).collect();
    let mut names = Organisations::default();
    let mut renumber = |lists: &Lists| {
        let mut out = Lists::default();
        for list in lists.iter() {
            let own = list.iter().filter_map(|at| cores.get(*at as usize));
            out.push(own.map(|core| names.add(core)).filter(|number| *number != MISSING).collect::<Vec<_>>());
        }
        out
    };
    let (left, right) = (renumber(&left), renumber(&right));
    Field::Organisations { names, left, right }
}

fn reference(place: Place, places: &[Place], rows: &Rows<'_>) -> Field {
    let ids = places.iter().find(|place| place.kind == ColumnKind::Id);
    let table = |side: (&Table, &[u32]), column: Option<usize>| {
        let mut pool = Pool::default();
        let mut owner: Vec<u32> = Vec::new();
        for (at, &row) in side.1.iter().enumerate() {
            let own = column.map(|column| values::identifier(side.0.cell(row as usize, column))).unwrap_or_default();
            let number = pool.add(&own);
            if number as usize == owner.len() {
                owner.push(u32::try_from(at).unwrap_or(NOWHERE));
            }
        }
        (pool, owner)
    };
    let (left_ids, left_owner) = table(rows.left, ids.map(|place| place.left));
    let (right_ids, right_owner) = table(rows.right, ids.map(|place| place.right));
    let resolve = |cell: &str, pool: &Pool, owner: &[u32]| {
        let named = values::identifier(cell);
        if named.is_empty() {
            return MISSING;
        }
        pool.find(&named).and_then(|number| owner.get(number as usize).copied()).unwrap_or(NOWHERE)
    };
    Field::Reference {
        left: Rows::cells(rows.left, place.left).map(|cell| resolve(cell, &right_ids, &right_owner)).collect(),
        right: Rows::cells(rows.right, place.right).map(|cell| resolve(cell, &left_ids, &left_owner)).collect(),
    }
}
