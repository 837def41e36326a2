//! Which pairs are looked at: near titles, shared people with another agreement beside, identifiers, stated references;
//! in small tables every pair.

use rayon::prelude::*;

use super::em::Pairs;
use super::fields::{Field, NOWHERE, Titles};
use super::index::{Index, Search, densify};
use super::names::hash;
use super::tokens::{Lists, Words, is_word};
use super::values::MISSING;

/// How far the search goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reach {
    /// Nearest texts taken per record and kind of text.
    pub(crate) nearest: usize,
    /// A key shared by more records than this finds no candidates.
    pub(crate) block: usize,
}

/// Inverted indexes of the titles: Han sequences, Latin sequences, and short texts taken together.
pub(crate) struct Indexes {
    pub(crate) han: Option<Index>,
    pub(crate) latin: Option<Index>,
    pub(crate) short: Option<Index>,
}

impl Indexes {
    pub(crate) fn new(fields: &[Field], words: &Words) -> Self {
        let titles: Vec<_> = fields
            .iter()
            .filter_map(|field| match field {
                Field::Title { left, right } => Some((left, right)),
                _ => None,
            })
            .collect();
        let counts = occurrences(&titles, words);
        let of_titles = |han: bool| {
            let side = |right: bool| {
                let records = titles.first().map_or(0, |(a, b)| if right { b.worded.len() } else { a.worded.len() });
                let lists: Vec<Vec<u32>> = (0..records)
                    .into_par_iter()
                    .map(|at| {
                        let own = titles.iter().map(|(a, b)| if right { b } else { a });
                        let own = own.filter(|side| side.han.get(at).copied().unwrap_or(false) == han);
                        let mut keys = Vec::new();
                        for side in own {
                            if han {
                                han_keys(side.worded.get(at), &mut keys)
                            } else {
                                latin_keys(side.worded.get(at), words, &counts, &mut keys)
                            }
                        }
                        keys.sort_unstable();
                        keys.dedup();
                        keys
                    })
                    .collect();
                gather(lists)
            };
            index(&side(false), &side(true))
        };
        Self { han: of_titles(true), latin: of_titles(false), short: short_texts(fields) }
    }
}

fn gather(lists: Vec<Vec<u32>>) -> Lists {
    let mut out = Lists::default();
    for list in lists {
        out.push(list);
    }
    out
}

fn index(left: &Lists, right: &Lists) -> Option<Index> {
    let filled = |lists: &Lists| lists.iter().any(|list| !list.is_empty());
    (filled(left) && filled(right)).then(|| Index::new(left, right, 5))
}

/// Pairs of neighbouring tokens, and Latin words inside a Han title.
fn han_keys(tokens: &[u32], keys: &mut Vec<u32>) {
    for two in tokens.windows(2) {
        if let [a, b] = two {
            keys.push(a.wrapping_mul(0x9E37_79B1) ^ b.rotate_left(16).wrapping_mul(0x85EB_CA6B));
        }
    }
    keys.extend(tokens.iter().filter(|token| is_word(**token)));
}

/// How often each word stands in the titles of both tables.
fn occurrences(titles: &[(&Titles, &Titles)], words: &Words) -> Vec<u32> {
    let mut counts = vec![0u32; words.len()];
    let lists = titles.iter().flat_map(|(a, b)| [&a.worded, &b.worded]);
    for token in lists.flat_map(|lists| lists.iter().flatten()) {
        if let Some(count) = Words::place(*token).and_then(|place| counts.get_mut(place)) {
            *count += 1;
        }
    }
    counts
}

/// The words; of a word that stands nowhere else (a slip, or a form of its own) also its sequences of three letters.
fn latin_keys(tokens: &[u32], words: &Words, counts: &[u32], keys: &mut Vec<u32>) {
    for &token in tokens {
        let Some(word) = words.word(token) else {
            continue;
        };
        keys.push(token);
        if Words::place(token).and_then(|place| counts.get(place)).is_some_and(|count| *count <= 1) {
            letter_keys(word, keys);
        }
    }
}

fn letter_keys(word: &str, keys: &mut Vec<u32>) {
    let (mut a, mut b) = (0u32, 1u32);
    for c in word.chars().map(u32::from).chain([1]) {
        if a != 0 || c == 1 || word.len() < 2 {
            keys.push((a.wrapping_mul(0x0100_0193) ^ b).wrapping_mul(0x0100_0193) ^ c.wrapping_mul(0x9E37_79B1));
        }
        (a, b) = (b, c);
    }
}

/// All short texts of a record together, so that exchanged fields are found too.
fn short_texts(fields: &[Field]) -> Option<Index> {
    let mut left: Vec<Vec<u32>> = Vec::new();
    let mut right: Vec<Vec<u32>> = Vec::new();
    for field in fields {
        let (pool, a, b) = match field {
            Field::Text { pool, left, right } | Field::Identifier { pool, left, right } => (pool, left, right),
            _ => continue,
        };
        for (out, values) in [(&mut left, a), (&mut right, b)] {
            out.resize(out.len().max(values.len()), Vec::new());
            for (keys, value) in out.iter_mut().zip(values) {
                for word in pool.text(*value).split(' ').filter(|word| !word.is_empty()) {
                    letter_keys(word, keys);
                    keys.push(hash(&["w", word]));
                }
            }
        }
    }
    for keys in left.iter_mut().chain(right.iter_mut()) {
        keys.sort_unstable();
        keys.dedup();
    }
    index(&gather(left), &gather(right))
}

/// Records of the right side by key.
struct Keyed {
    left: Lists,
    starts: Vec<u32>,
    records: Vec<u32>,
}

impl Keyed {
    fn new(left: &Lists, right: &Lists) -> Self {
        let dense = densify(left, right);
        let mut starts = Vec::with_capacity(dense.right_count.len() + 1);
        let mut total = 0u32;
        for count in &dense.right_count {
            starts.push(total);
            total += count;
        }
        starts.push(total);
        let mut next = starts.clone();
        let mut records = vec![0u32; total as usize];
        for (record, list) in dense.right.iter().enumerate() {
            for key in list {
                if let Some(at) = next.get_mut(*key as usize) {
                    if let Some(slot) = records.get_mut(*at as usize) {
                        *slot = u32::try_from(record).unwrap_or(u32::MAX);
                    }
                    *at += 1;
                }
            }
        }
        Self { left: dense.left, starts, records }
    }

    fn records(&self, key: u32) -> &[u32] {
        let at = |place: usize| self.starts.get(place).copied().unwrap_or(0) as usize;
        self.records.get(at(key as usize)..at(key as usize + 1)).unwrap_or(&[])
    }
}

/// Finds the candidate pairs, by left record, right records ascending.
pub(crate) fn candidates(fields: &[Field], indexes: &Indexes, lefts: usize, rights: usize, reach: Reach) -> Pairs {
    let people: Vec<(Keyed, &Lists)> = fields
        .iter()
        .filter_map(|field| match field {
            Field::People(people) => {
                // One list per name on the left; one list per record on the right.
                let mut by_record = Lists::default();
                for list in people.right.iter() {
                    let mut keys: Vec<u32> = list.iter().flat_map(|name| name_keys(people, *name)).collect();
                    keys.sort_unstable();
                    keys.dedup();
                    by_record.push(keys);
                }
                let mut by_name = Lists::default();
                for name in 0..people.forms.len() {
                    let mut keys: Vec<u32> = name_keys(people, u32::try_from(name).unwrap_or(MISSING)).collect();
                    keys.sort_unstable();
                    keys.dedup();
                    by_name.push(keys);
                }
                Some((Keyed::new(&by_name, &by_record), &people.left))
            }
            _ => None,
        })
        .collect();
    let exact: Vec<Keyed> = fields
        .iter()
        .filter_map(|field| match field {
            Field::Identifier { left, right, .. } => Some(Keyed::new(&single(left), &single(right))),
            _ => None,
        })
        .collect();
    let named_by_right = named_by_right(fields, lefts);
    let found: Vec<Vec<u32>> = (0..lefts)
        .into_par_iter()
        .map_init(
            || Memory::new(indexes, rights),
            |memory, left| {
                let mut out: Vec<u32> = Vec::new();
                let lists = [
                    (&indexes.han, &mut memory.han),
                    (&indexes.latin, &mut memory.latin),
                    (&indexes.short, &mut memory.short),
                ];
                for (index, search) in lists {
                    if let (Some(index), Some(search)) = (index, search) {
                        index.nearest(left, reach.nearest, search, &mut out);
                    }
                }
                for (keyed, names) in &people {
                    shared_people(fields, keyed, names.get(left), left, reach.block, &mut memory.seen, &mut out);
                }
                for keyed in &exact {
                    for key in keyed.left.get(left) {
                        let records = keyed.records(*key);
                        if records.len() <= reach.block / 10 {
                            out.extend(records);
                        }
                    }
                }
                for field in fields {
                    if let Field::Reference { left: named, .. } = field {
                        out.extend(named.get(left).copied().filter(|at| *at < NOWHERE));
                    }
                }
                out.extend(named_by_right.get(left));
                out.retain(|right| (*right as usize) < rights);
                out.sort_unstable();
                out.dedup();
                out
            },
        )
        .collect();
    collect(found, rights)
}

/// Every pair of two tables.
pub(crate) fn every(lefts: usize, rights: usize) -> Pairs {
    let all: Vec<u32> = (0..u32::try_from(rights).unwrap_or(0)).collect();
    collect(vec![all; lefts], rights)
}

struct Memory {
    han: Option<Search>,
    latin: Option<Search>,
    short: Option<Search>,
    seen: Seen,
}

/// Which people of a left record each right record shares.
struct Seen {
    bits: Vec<u8>,
    touched: Vec<u32>,
}

impl Memory {
    fn new(indexes: &Indexes, rights: usize) -> Self {
        let search = |index: &Option<Index>| index.as_ref().map(Index::search);
        Self {
            han: search(&indexes.han),
            latin: search(&indexes.latin),
            short: search(&indexes.short),
            seen: Seen { bits: vec![0; rights], touched: Vec::new() },
        }
    }
}

/// Full keys of a name, or the surname with its first letter where there is no more.
fn name_keys(people: &super::fields::People, name: u32) -> impl Iterator<Item = u32> {
    let form = people.forms.get(name as usize);
    let full = form.map_or(&[][..], |form| form.full.as_slice());
    let initials = form.map_or(&[][..], |form| form.initials.as_slice());
    full.iter().chain(initials.iter().filter(move |_| full.is_empty() || full.len() == 1)).copied()
}

/// Right records that share two people, or one rare name, or one name and the start with the length, or one name and
/// the money.
fn shared_people(
    fields: &[Field],
    keyed: &Keyed,
    names: &[u32],
    left: usize,
    block: usize,
    seen: &mut Seen,
    out: &mut Vec<u32>,
) {
    for (place, name) in names.iter().take(8).enumerate() {
        for key in keyed.left.get(*name as usize) {
            let records = keyed.records(*key);
            if records.len() > block {
                continue;
            }
            if records.len() <= 4 {
                out.extend(records);
            }
            for &record in records {
                if let Some(bits) = seen.bits.get_mut(record as usize) {
                    if *bits == 0 {
                        seen.touched.push(record);
                    }
                    *bits |= 1 << place;
                }
            }
        }
    }
    for &record in &seen.touched {
        let Some(bits) = seen.bits.get_mut(record as usize) else {
            continue;
        };
        if bits.count_ones() >= 2 || beside(fields, left, record as usize) {
            out.push(record);
        }
        *bits = 0;
    }
    seen.touched.clear();
}

/// Whether two records state the same day and number, or the same money.
fn beside(fields: &[Field], left: usize, right: usize) -> bool {
    let (mut dates, mut numbers) = (None, None);
    for field in fields {
        let equal = |a: &[i64], b: &[i64]| match (a.get(left), b.get(right)) {
            (Some(a), Some(b)) => *a != i64::MIN && a == b,
            _ => false,
        };
        match field {
            Field::Date { left, right } => dates = Some(dates.unwrap_or(false) || equal(left, right)),
            Field::Number { left, right } => numbers = Some(numbers.unwrap_or(false) || equal(left, right)),
            Field::Money { left, right } if equal(left, right) => return true,
            _ => {}
        }
    }
    match (dates, numbers) {
        (Some(date), Some(number)) => date && number,
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => false,
    }
}

fn single(values: &[u32]) -> Lists {
    let mut out = Lists::default();
    for &value in values {
        out.push((value != MISSING).then_some(value));
    }
    out
}

/// For each left record the right records that name it.
fn named_by_right(fields: &[Field], lefts: usize) -> Lists {
    let mut lists: Vec<Vec<u32>> = vec![Vec::new(); lefts];
    for field in fields {
        if let Field::Reference { right, .. } = field {
            for (record, named) in right.iter().enumerate() {
                if let Some(list) = lists.get_mut(*named as usize) {
                    list.push(u32::try_from(record).unwrap_or(u32::MAX));
                }
            }
        }
    }
    gather(lists)
}

fn collect(found: Vec<Vec<u32>>, rights: usize) -> Pairs {
    let mut pairs = Pairs { rights, ..Pairs::default() };
    pairs.right.reserve_exact(found.iter().map(Vec::len).sum());
    pairs.starts.push(0);
    for list in found {
        pairs.right.extend(list);
        pairs.starts.push(pairs.right.len());
    }
    pairs
}
