//! What is supported, counted: by direction, topic, side, mark, and by whatever the guide lets an applicant choose. Counts and
//! sums only; money of different currencies is never added.

mod attributes;
mod html;
mod sheet;

use std::collections::{BTreeMap, BTreeSet};

use hefu_guide::Guide;
use hefu_selection::{Call, Project};
use hefu_text::money::{Currency, Money};
use serde::Serialize;

pub use attributes::read_attributes;
pub use html::fragment;
pub use sheet::sheet;

/// What pairs have chosen of the guide's lists: pair id, list id, value ids or own words.
pub type Attributes = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// What a group counts by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The guide's direction.
    Direction,
    /// Topic.
    Topic,
    /// Side, with its own money.
    Side,
    /// Mark of the lists.
    Tag,
    /// A list of the guide, by id.
    List(String),
}

/// One line of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What is counted: a number, an id, or an applicant's own words. None: it is not stated.
    pub key: Option<String>,
    /// Projects.
    pub projects: usize,
    /// Money, one amount for each currency.
    pub money: Vec<Money>,
}

/// Counts by one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// By what.
    pub by: By,
    /// Whether a project may count in several rows.
    pub several: bool,
    /// The rows: in the guide's order, own words last, what is not stated at the end.
    pub rows: Vec<Row>,
}

/// The portfolio.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Portfolio {
    /// Projects supported.
    pub projects: usize,
    /// Their money, one amount for each currency.
    pub money: Vec<Money>,
    /// The groups that hold anything.
    pub groups: Vec<Group>,
}

/// Counts the chosen projects of a call.
#[must_use]
pub fn portfolio(guide: &Guide, call: &Call, chosen: &BTreeSet<String>, attributes: &Attributes) -> Portfolio {
    let all: Vec<&Project> = call.projects.iter().filter(|project| chosen.contains(&project.id)).collect();
    let one = |key: &str| BTreeSet::from([key.to_owned()]);
    let mut groups = vec![
        group(By::Direction, &all, |project| Some(one(&project.direction)), money),
        group(
            By::Topic,
            &all,
            |project| Some(if project.topic.is_empty() { BTreeSet::new() } else { one(&project.topic) }),
            money,
        ),
        sides(guide, &all),
    ];
    if all.iter().any(|project| !project.tags.is_empty()) {
        groups.push(group(By::Tag, &all, |project| Some(project.tags.clone()), money));
    }
    for list in &guide.lists {
        let values = |project: &Project| attributes.get(&project.id).and_then(|own| own.get(&list.id));
        if all.iter().any(|project| values(project).is_some_and(|values| !values.is_empty())) {
            // A list of one topic leaves the other topics' projects out; they were not asked.
            let asked = |project: &Project| {
                let topic = topic_id(guide, &project.direction, &project.topic);
                list.scope.covers(&project.direction, topic) || values(project).is_some()
            };
            let of = |project: &Project| asked(project).then(|| values(project).cloned().unwrap_or_default());
            groups.push(group(By::List(list.id.clone()), &all, of, money));
        }
    }
    for group in &mut groups {
        let order = order(guide, &group.by);
        group.rows.sort_by_key(|row| {
            let at = row.key.as_ref().map(|key| order.iter().position(|own| own == key).unwrap_or(order.len()));
            (at.is_none(), at, row.key.clone())
        });
    }
    groups.retain(|group| group.rows.iter().any(|row| row.key.is_some()));
    Portfolio { projects: all.len(), money: sum(all.iter().flat_map(|project| money(project))), groups }
}

/// The topic that a list's words or id mean.
fn topic_id<'a>(guide: &'a Guide, direction: &str, words: &str) -> Option<&'a str> {
    let direction = guide.direction(direction)?;
    let mut leaves = direction.leaves().into_iter();
    let topic = leaves.find(|topic| topic.id == words || topic.names.forms().values().any(|name| name == words))?;
    Some(&topic.id)
}

/// Keys in the guide's order.
fn order(guide: &Guide, by: &By) -> Vec<String> {
    match by {
        By::Direction => guide.directions.iter().map(|direction| direction.number.clone()).collect(),
        By::Side => guide.sides.iter().map(|side| side.id.clone()).collect(),
        By::List(id) => {
            guide.list(id).map(|list| list.values.iter().map(|value| value.id.clone()).collect()).unwrap_or_default()
        }
        By::Topic | By::Tag => Vec::new(),
    }
}

/// All money of a project, each amount in its own currency.
fn money(project: &Project) -> Vec<Money> {
    let state = (project.state > 0).then(|| Money::from_minor(project.state, Currency::CNY));
    state.into_iter().chain(project.others.iter().map(|other| other.money)).collect()
}

/// Amounts added up by currency.
fn sum(all: impl Iterator<Item = Money>) -> Vec<Money> {
    let mut by_currency: BTreeMap<Currency, i64> = BTreeMap::new();
    for money in all {
        let own = by_currency.entry(money.currency).or_default();
        *own = own.saturating_add(money.minor);
    }
    by_currency.into_iter().map(|(currency, minor)| Money::from_minor(minor, currency)).collect()
}

/// Counts by the keys that `of` gives; none where a project has no part in the group, an empty set where nothing is stated.
fn group(
    by: By,
    all: &[&Project],
    of: impl Fn(&Project) -> Option<BTreeSet<String>>,
    money: impl Fn(&Project) -> Vec<Money>,
) -> Group {
    let mut rows: BTreeMap<Option<String>, (usize, Vec<Money>)> = BTreeMap::new();
    let mut several = false;
    for project in all {
        let Some(keys) = of(project) else { continue };
        several |= keys.len() > 1;
        let keys: Vec<Option<String>> = if keys.is_empty() { vec![None] } else { keys.into_iter().map(Some).collect() };
        for key in keys {
            let (count, amounts) = rows.entry(key).or_default();
            *count += 1;
            amounts.extend(money(project));
        }
    }
    let row = |(key, (projects, amounts)): (Option<String>, (usize, Vec<Money>))| Row {
        key,
        projects,
        money: sum(amounts.into_iter()),
    };
    Group { by, several, rows: rows.into_iter().map(row).collect() }
}

/// Each side with the projects it takes part in and its own money only.
fn sides(guide: &Guide, all: &[&Project]) -> Group {
    let of = |project: &Project| -> BTreeSet<String> {
        let pairing = guide.pairing_of(&project.direction);
        pairing.map(|pairing| pairing.sides.iter().cloned().collect()).unwrap_or_default()
    };
    let state = |side: &str| guide.side(side).is_some_and(|side| side.currency == Currency::CNY.code());
    let mut rows = Vec::new();
    let named: BTreeSet<String> = all.iter().flat_map(|project| of(project)).collect();
    for side in named {
        let own: Vec<&&Project> = all.iter().filter(|project| of(project).contains(&side)).collect();
        let amounts = own.iter().flat_map(|project| {
            let others = project.others.iter().filter(|other| other.side == side).map(|other| other.money);
            let state = (state(&side) && project.state > 0).then(|| Money::from_minor(project.state, Currency::CNY));
            state.into_iter().chain(others).collect::<Vec<_>>()
        });
        rows.push(Row { projects: own.len(), money: sum(amounts), key: Some(side) });
    }
    Group { by: By::Side, several: true, rows }
}
