//! Reads the columns of both tables into fields: folding, names, cores, numbers, references.

use hefu_text::script::{fold, fold_wording, is_han};
use rayon::prelude::*;

use super::{Field, NOT_STATED, NOWHERE, People, Titles};
use crate::link::index::{Dense, densify};
use crate::link::names::{self, NameForms};
use crate::link::organisations::{self, Organisations};
use crate::link::spec::Place;
use crate::link::title::TitleContext;
use crate::link::tokens::{self, Lists, Words};
use crate::link::values::{self, MISSING, Pool};
use crate::link::{ColumnKind, Table};

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
