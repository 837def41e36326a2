//! Reads what an applicant wrote (an id, or a name in any script) as one of the guide's topics, values, items and types.
//! A name that only matches after regional wording is folded is told apart, since a person rules on wording.

use hefu_application::Tag;
use hefu_guide::Guide;
use hefu_guide::model::{
    ContentItem, DeliverableType, Direction, MilestoneType, Scope, TagList, TagValue, Topic, Words,
};
use hefu_text::script::{fold_wording, strip};

/// How a written topic reads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TopicReading<'g> {
    /// Nothing was written.
    Missing,
    /// A leaf of the tree.
    Leaf(&'g Topic),
    /// A leaf, but only by known regional wording.
    LeafByWording(&'g Topic),
    /// A field that has narrower topics, of which one must be named.
    Field(&'g Topic),
    /// None of the direction's topics.
    Unknown,
}

impl<'g> TopicReading<'g> {
    /// The leaf, however it was found.
    pub fn leaf(self) -> Option<&'g Topic> {
        match self {
            Self::Leaf(topic) | Self::LeafByWording(topic) => Some(topic),
            Self::Missing | Self::Field(_) | Self::Unknown => None,
        }
    }
}

/// Reads a topic of `direction`.
pub fn topic<'g>(direction: &'g Direction, written: Option<&str>) -> TopicReading<'g> {
    let Some(written) = written.filter(|text| !strip(text).is_empty()) else {
        return TopicReading::Missing;
    };
    let mut all = Vec::new();
    collect(&direction.topics, &mut all);
    if let Some(found) = all.iter().find(|topic| topic.id == written || named(&topic.names, written)) {
        return if found.topics.is_empty() { TopicReading::Leaf(found) } else { TopicReading::Field(found) };
    }
    let by_wording = all.iter().find(|topic| topic.topics.is_empty() && named_by_wording(&topic.names, written));
    by_wording.map_or(TopicReading::Unknown, |found| TopicReading::LeafByWording(found))
}

fn collect<'g>(topics: &'g [Topic], out: &mut Vec<&'g Topic>) {
    for topic in topics {
        collect(&topic.topics, out);
        out.push(topic);
    }
}

/// The leaf topic id of an application in `direction`, if it can be told.
pub fn topic_id<'g>(guide: &'g Guide, direction: &str, written: Option<&str>) -> Option<&'g str> {
    topic(guide.direction(direction)?, written).leaf().map(|leaf| leaf.id.as_str())
}

/// How a chosen value of a list reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagReading<'g> {
    /// One of the list's values.
    Value(&'g TagValue),
    /// 其他, with free words or a value the open list does not name.
    Other,
    /// Not a value of this closed list.
    Unknown,
}

/// Reads `tag` as a value of `list`.
pub fn value<'g>(list: &'g TagList, tag: &Tag) -> TagReading<'g> {
    let written = tag.value.as_str();
    let by_id = list.values.iter().find(|value| value.id == written);
    let exact = by_id.or_else(|| list.values.iter().find(|value| named(&value.names, written)));
    let found = exact.or_else(|| list.values.iter().find(|value| named_by_wording(&value.names, written)));
    match found {
        Some(value) => TagReading::Value(value),
        None if list.open => TagReading::Other,
        None => TagReading::Unknown,
    }
}

/// The content item a task names, by id or by name; items of the application's own topic come first.
pub fn item<'g>(guide: &'g Guide, direction: &str, topic: Option<&str>, written: &str) -> Option<&'g ContentItem> {
    let in_scope = |item: &&ContentItem| item.scope.covers(direction, topic);
    guide.item(written).or_else(|| {
        guide.items.iter().filter(in_scope).find(|item| named(&item.names, written) || by_number(item, written))
    })
}

fn by_number(item: &ContentItem, written: &str) -> bool {
    item.number.as_deref().is_some_and(|number| !strip(number).is_empty() && strip(number) == strip(written))
}

/// The type of a deliverable, by id or by name.
pub fn deliverable_type<'g>(
    guide: &'g Guide,
    direction: &str,
    topic: Option<&str>,
    written: &str,
) -> Option<&'g DeliverableType> {
    pick(&guide.deliverables, direction, topic, written, |kind| (&kind.id, &kind.names, &kind.scope))
}

/// The type of a milestone, by id or by name.
pub fn milestone_type<'g>(
    guide: &'g Guide,
    direction: &str,
    topic: Option<&str>,
    written: &str,
) -> Option<&'g MilestoneType> {
    pick(&guide.milestones, direction, topic, written, |kind| (&kind.id, &kind.names, &kind.scope))
}

fn pick<'g, T>(
    all: &'g [T],
    direction: &str,
    topic: Option<&str>,
    written: &str,
    parts: fn(&T) -> (&String, &Words, &Scope),
) -> Option<&'g T> {
    all.iter().filter(|kind| parts(kind).2.covers(direction, topic)).find(|kind| {
        let (id, names, _) = parts(kind);
        id == written || named(names, written)
    })
}

/// Whether `written` is one of the forms of `names`, apart from script, width, case, punctuation and spaces.
pub(crate) fn named(names: &Words, written: &str) -> bool {
    let key = strip(written);
    !key.is_empty() && names.forms().values().any(|form| strip(form) == key)
}

fn named_by_wording(names: &Words, written: &str) -> bool {
    let key = strip(&fold_wording(written));
    !key.is_empty() && names.forms().values().any(|form| strip(&fold_wording(form)) == key)
}
