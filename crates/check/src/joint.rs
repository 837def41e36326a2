//! The joint project as its halves tell it together: one half for an application without a partner, both for a pair.
//! Tasks, deliverables and milestones listed in both halves under one code are one.

use std::collections::{BTreeMap, BTreeSet};

use hefu_application::{Application, Deliverable, Milestone, Tag, Task, Unit};
use hefu_guide::Guide;
use hefu_guide::model::{Scope, TagList};
use hefu_text::script::strip;

use crate::resolve::{self, TagReading};

/// The halves laid together.
#[derive(Clone, Debug)]
pub(crate) struct Joint<'a> {
    pub(crate) guide: &'a Guide,
    pub(crate) direction: &'a str,
    /// Leaf topics the halves name; two only where they differ.
    pub(crate) topics: Vec<&'a str>,
    pub(crate) halves: Vec<&'a Application>,
    pub(crate) tasks: Vec<Merged<'a, Task>>,
    pub(crate) deliverables: Vec<Merged<'a, Deliverable>>,
    pub(crate) milestones: Vec<Merged<'a, Milestone>>,
    chosen: BTreeMap<&'a str, Chosen<'a>>,
}

/// Rows of the halves that are one thing.
#[derive(Clone, Debug)]
pub(crate) struct Merged<'a, T> {
    /// Code as the first half writes it.
    pub(crate) code: &'a str,
    /// The rows, in the order of the halves.
    pub(crate) rows: Vec<&'a T>,
    /// Ids of the guide's item or type the rows name; several only where the halves differ.
    pub(crate) of: Vec<&'a str>,
}

/// What a value of a list was chosen by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) sides: BTreeSet<String>,
}

/// Values chosen from one list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chosen<'a> {
    /// By value id, in the order of ids.
    pub(crate) values: BTreeMap<&'a str, Choice>,
    /// Free words given as 其他 (or values an open list does not name).
    pub(crate) other: BTreeSet<&'a str>,
    /// Values a closed list does not hold.
    pub(crate) unknown: BTreeSet<&'a str>,
}

impl Chosen<'_> {
    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty() && self.other.is_empty() && self.unknown.is_empty()
    }
}

impl<'a> Joint<'a> {
    pub(crate) fn of(guide: &'a Guide, halves: &[&'a Application]) -> Self {
        let direction = halves.first().map_or("", |half| half.direction.trim());
        let mut topics = Vec::new();
        for half in halves {
            let found = resolve::topic_id(guide, half.direction.trim(), half.topic.as_deref());
            if let Some(topic) = found.filter(|topic| !topics.contains(topic)) {
                topics.push(topic);
            }
        }
        // A name is first looked for in the project's own topics.
        let find = |within: &dyn Fn(Option<&str>) -> Option<&'a str>| {
            topics.iter().map(|topic| Some(*topic)).chain([None]).find_map(within)
        };
        let item = |written: &str| {
            find(&|topic| resolve::item(guide, direction, topic, written).map(|found| found.id.as_str()))
        };
        let output = |written: &str| {
            find(&|topic| resolve::deliverable_type(guide, direction, topic, written).map(|found| found.id.as_str()))
        };
        let step = |written: &str| {
            find(&|topic| resolve::milestone_type(guide, direction, topic, written).map(|found| found.id.as_str()))
        };
        let tasks = halves.iter().flat_map(|half| &half.tasks).map(|row| (row, &row.code, row.item.as_deref()));
        let outputs =
            halves.iter().flat_map(|half| &half.deliverables).map(|row| (row, &row.code, row.kind.as_deref()));
        let steps = halves.iter().flat_map(|half| &half.milestones).map(|row| (row, &row.code, row.kind.as_deref()));
        let (tasks, deliverables, milestones) = (merge(tasks, item), merge(outputs, output), merge(steps, step));
        let mut joint = Self {
            guide,
            direction,
            topics,
            halves: halves.to_vec(),
            tasks,
            deliverables,
            milestones,
            chosen: BTreeMap::new(),
        };
        joint.chosen = joint.all_chosen();
        joint
    }

    /// Whether `scope` covers the project by any topic its halves name.
    pub(crate) fn covered(&self, scope: &Scope) -> bool {
        if self.topics.is_empty() {
            return scope.covers(self.direction, None);
        }
        self.topics.iter().any(|topic| scope.covers(self.direction, Some(topic)))
    }

    /// Whether a field is answered for the whole application or in any row of any half.
    pub(crate) fn answered_anywhere(&self, id: &str) -> bool {
        self.halves.iter().any(|half| {
            let rows = half
                .tasks
                .iter()
                .map(|task| &task.fields)
                .chain(half.deliverables.iter().map(|row| &row.fields))
                .chain(half.milestones.iter().map(|row| &row.fields));
            answered(std::iter::once(&half.fields).chain(rows), id)
        })
    }

    /// Everything tagged, with the sides it speaks for.
    fn tagged(&self) -> impl Iterator<Item = (&'a [Tag], Vec<&'a str>)> + '_ {
        fn owners<'b>(sides: &'b [String], half: &'b Application) -> Vec<&'b str> {
            if sides.is_empty() { vec![half.id.side.as_str()] } else { sides.iter().map(String::as_str).collect() }
        }
        self.halves.iter().flat_map(|half| {
            let whole = std::iter::once((half.tags.as_slice(), vec![half.id.side.as_str()]));
            let tasks = half.tasks.iter().map(|task| (task.tags.as_slice(), owners(&task.sides, half)));
            let deliverables = half.deliverables.iter().map(|d| (d.tags.as_slice(), owners(&d.sides, half)));
            let milestones = half.milestones.iter().map(|m| (m.tags.as_slice(), vec![half.id.side.as_str()]));
            whole.chain(tasks).chain(deliverables).chain(milestones)
        })
    }

    /// What the project chooses from each list.
    fn all_chosen(&self) -> BTreeMap<&'a str, Chosen<'a>> {
        let mut all: BTreeMap<&'a str, Chosen<'a>> = BTreeMap::new();
        for (tags, sides) in self.tagged() {
            for tag in tags {
                if let Some(list) = self.guide.list(&tag.list) {
                    choose(all.entry(&list.id).or_default(), list, std::slice::from_ref(tag), &sides);
                }
            }
        }
        all
    }

    /// What the project chooses from `list`, anywhere.
    pub(crate) fn chosen(&self, list: &TagList) -> Chosen<'a> {
        self.chosen.get(list.id.as_str()).cloned().unwrap_or_default()
    }

    /// Units, each as its own side's application names it; units of a side without an application here as the others
    /// name them.
    pub(crate) fn units(&self) -> Vec<&'a Unit> {
        let sides: BTreeSet<&str> = self.halves.iter().map(|half| half.id.side.as_str()).collect();
        let mut units: Vec<&Unit> = Vec::new();
        for half in &self.halves {
            for unit in &half.units {
                let own = unit.side == half.id.side.as_str();
                let elsewhere = sides.contains(unit.side.as_str());
                let known = || units.iter().any(|u| u.side == unit.side && strip(&u.name) == strip(&unit.name));
                if own || (!elsewhere && !known()) {
                    units.push(unit);
                }
            }
        }
        units
    }
}

/// Adds the values of `list` among `tags`.
pub(crate) fn choose<'a>(chosen: &mut Chosen<'a>, list: &'a TagList, tags: &'a [Tag], sides: &[&str]) {
    for tag in tags.iter().filter(|tag| tag.list == list.id) {
        match resolve::value(list, tag) {
            TagReading::Value(value) => {
                let choice = chosen.values.entry(&value.id).or_default();
                choice.sides.extend(sides.iter().map(|side| (*side).to_owned()));
            }
            TagReading::Other => {
                chosen.other.insert(tag.text.as_deref().unwrap_or(&tag.value));
            }
            TagReading::Unknown => {
                chosen.unknown.insert(&tag.value);
            }
        }
    }
}

/// Rows with their code and the item or type they name.
fn merge<'a, T>(
    rows: impl Iterator<Item = (&'a T, &'a String, Option<&'a str>)>,
    find: impl Fn(&str) -> Option<&'a str>,
) -> Vec<Merged<'a, T>> {
    let mut merged: Vec<Merged<'a, T>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (row, code, written) in rows {
        let key = strip(code);
        let known = if key.is_empty() { None } else { places.get(&key).copied() };
        let at = known.unwrap_or_else(|| {
            places.insert(key, merged.len());
            merged.push(Merged { code, rows: Vec::new(), of: Vec::new() });
            merged.len() - 1
        });
        if let Some(place) = merged.get_mut(at) {
            place.rows.push(row);
            if let Some(id) = written.and_then(&find).filter(|id| !place.of.contains(id)) {
                place.of.push(id);
            }
        }
    }
    merged
}

impl<T> Merged<'_, T> {
    /// Whether it names this item or type.
    pub(crate) fn is(&self, id: &str) -> bool {
        self.of.contains(&id)
    }
}

impl<'a> Merged<'a, Task> {
    /// Sides that own it by any half.
    pub(crate) fn sides(&self) -> BTreeSet<&'a str> {
        self.rows.iter().flat_map(|task| task.sides.iter().map(String::as_str)).collect()
    }
}

impl<'a> Merged<'a, Deliverable> {
    /// Sides that own or co-own it by any half.
    pub(crate) fn sides(&self) -> BTreeSet<&'a str> {
        self.rows.iter().flat_map(|d| d.sides.iter().map(String::as_str)).collect()
    }
}

/// A field answered in any of the rows.
pub(crate) fn answered<'a>(fields: impl IntoIterator<Item = &'a BTreeMap<String, String>>, id: &str) -> bool {
    fields.into_iter().filter_map(|fields| fields.get(id)).any(|answer| !answer.trim().is_empty())
}
