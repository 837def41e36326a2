//! The joint project as its halves tell it together: one half for an application without a partner, both for a pair.
//! Tasks, deliverables and milestones listed in both halves under one code are one.

use std::collections::{BTreeMap, BTreeSet};

use hefu_application::{Application, Deliverable, Milestone, Tag, Task, Unit};
use hefu_guide::Guide;
use hefu_guide::model::{ContentItem, DeliverableType, MilestoneType, Scope, TagList};
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
}

/// Rows of the halves that are one thing.
#[derive(Clone, Debug)]
pub(crate) struct Merged<'a, T> {
    /// Code as the first half writes it.
    pub(crate) code: &'a str,
    /// The rows, in the order of the halves.
    pub(crate) rows: Vec<&'a T>,
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
        let direction = halves.first().map_or("", |half| half.direction.as_str());
        let mut topics = Vec::new();
        for half in halves {
            let found = resolve::topic_id(guide, &half.direction, half.topic.as_deref());
            if let Some(topic) = found.filter(|topic| !topics.contains(topic)) {
                topics.push(topic);
            }
        }
        Self {
            guide,
            direction,
            topics,
            halves: halves.to_vec(),
            tasks: merge(halves.iter().flat_map(|half| &half.tasks), |task| &task.code),
            deliverables: merge(halves.iter().flat_map(|half| &half.deliverables), |d| &d.code),
            milestones: merge(halves.iter().flat_map(|half| &half.milestones), |m| &m.code),
        }
    }

    /// Whether `scope` covers the project by any topic its halves name.
    pub(crate) fn covered(&self, scope: &Scope) -> bool {
        if self.topics.is_empty() {
            return scope.covers(self.direction, None);
        }
        self.topics.iter().any(|topic| scope.covers(self.direction, Some(topic)))
    }

    /// The content item a task is mapped to.
    pub(crate) fn item(&self, task: &Task) -> Option<&'a ContentItem> {
        let written = task.item.as_deref()?;
        let topics = self.topics.iter().map(|topic| Some(*topic));
        topics.chain([None]).find_map(|topic| resolve::item(self.guide, self.direction, topic, written))
    }

    pub(crate) fn deliverable_type(&self, deliverable: &Merged<'_, Deliverable>) -> Option<&'a DeliverableType> {
        let topics = self.topics.iter().map(|topic| Some(*topic));
        let kinds = deliverable.rows.iter().filter_map(|row| row.kind.as_deref());
        pick(topics, kinds, |topic, kind| resolve::deliverable_type(self.guide, self.direction, topic, kind))
    }

    pub(crate) fn milestone_type(&self, milestone: &Merged<'_, Milestone>) -> Option<&'a MilestoneType> {
        let topics = self.topics.iter().map(|topic| Some(*topic));
        let kinds = milestone.rows.iter().filter_map(|row| row.kind.as_deref());
        pick(topics, kinds, |topic, kind| resolve::milestone_type(self.guide, self.direction, topic, kind))
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

    /// What the project chooses from `list`, anywhere.
    pub(crate) fn chosen(&self, list: &'a TagList) -> Chosen<'a> {
        let mut chosen = Chosen::default();
        for (tags, sides) in self.tagged() {
            choose(&mut chosen, list, tags, &sides);
        }
        chosen
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

fn pick<'t, 'k, T>(
    topics: impl Iterator<Item = Option<&'t str>>,
    kinds: impl Iterator<Item = &'k str> + Clone,
    find: impl Fn(Option<&str>, &str) -> Option<T>,
) -> Option<T> {
    topics.chain([None]).find_map(|topic| kinds.clone().find_map(|kind| find(topic, kind)))
}

fn merge<'a, T>(rows: impl Iterator<Item = &'a T>, code: fn(&T) -> &String) -> Vec<Merged<'a, T>> {
    let mut merged: Vec<Merged<'a, T>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        let key = strip(code(row));
        let known = if key.is_empty() { None } else { places.get(&key).copied() };
        match known.and_then(|at| merged.get_mut(at)) {
            Some(place) => place.rows.push(row),
            None => {
                places.insert(key, merged.len());
                merged.push(Merged { code: code(row), rows: vec![row] });
            }
        }
    }
    merged
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
