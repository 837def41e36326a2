//! The compared fields of both tables in compact form, and the level of a pair in each.

mod build;

pub(crate) use build::{Rows, build};

use super::em::{ABSENT, Prior};
use super::lists::{self, agree};
use super::names::{self, NameForms, NameLevel};
use super::organisations::Organisations;
use super::title::{self, TitleContext};
use super::tokens::Lists;
use super::values::{self, MISSING, Pool};

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
