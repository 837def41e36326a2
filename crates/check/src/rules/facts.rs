//! Reads the facts a predicate may name (the guide's vocabulary) off the joint project. What a side's own application
//! says of that side goes before what the other says of it.

use std::fmt;

use hefu_application::Application;
use hefu_guide::model::{FactName, Value};
use hefu_text::date::Period;

use crate::joint::Joint;
use crate::maps::effort;
use crate::naming::kind_id;
use crate::resolve;
use crate::rules::money::{Total, total};
use crate::view::{Lead, lead};

/// What is known of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// Nobody stated it, or the halves contradict each other.
    Unstated,
    /// A number that lies between the two (equal except for broken months).
    Number { least: i64, most: i64 },
    /// An id.
    Id(String),
    /// Free words were given.
    Words,
}

impl Known {
    fn number(value: i64) -> Self {
        Self::Number { least: value, most: value }
    }

    fn count(value: usize) -> Self {
        Self::number(i64::try_from(value).unwrap_or(i64::MAX))
    }

    pub(crate) fn is_stated(&self) -> bool {
        *self != Self::Unstated
    }

    pub(crate) fn is(&self, value: &Value) -> Option<bool> {
        match (self, value) {
            (Self::Unstated, _) => None,
            (Self::Number { least, most }, Value::Number(wanted)) => Some(least == wanted && most == wanted),
            (Self::Id(id), Value::Text(wanted)) => Some(id == wanted),
            _ => Some(false),
        }
    }

    pub(crate) fn at_least(&self, bound: i64) -> Option<bool> {
        match self {
            Self::Number { least, .. } => Some(*least >= bound),
            Self::Unstated | Self::Id(_) | Self::Words => None,
        }
    }

    pub(crate) fn at_most(&self, bound: i64) -> Option<bool> {
        match self {
            Self::Number { most, .. } => Some(*most <= bound),
            Self::Unstated | Self::Id(_) | Self::Words => None,
        }
    }

    pub(crate) fn at_least_known(&self, other: &Self) -> Option<bool> {
        match other {
            Self::Number { most, .. } => self.at_least(*most),
            Self::Unstated | Self::Id(_) | Self::Words => None,
        }
    }
}

impl fmt::Display for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unstated => f.write_str("—"),
            Self::Number { least, most } if least == most => write!(f, "{least}"),
            Self::Number { least, most } => write!(f, "{least}–{most}"),
            Self::Id(id) => f.write_str(id),
            Self::Words => f.write_str("✓"),
        }
    }
}

/// What is known of the fact `name`.
pub(crate) fn read(joint: &Joint<'_>, name: &FactName) -> Known {
    let parts: Vec<&str> = name.0.split('.').collect();
    let guide = joint.guide;
    match parts.as_slice() {
        ["direction"] => agreed(joint, |half| {
            let written = half.direction.trim();
            (!written.is_empty()).then(|| Known::Id(written.to_owned()))
        }),
        ["topic"] => agreed(joint, |half| {
            resolve::topic_id(guide, half.direction.trim(), half.topic.as_deref()).map(|id| Known::Id(id.to_owned()))
        }),
        ["period", "months"] => agreed(joint, months),
        ["tasks", "count"] => Known::count(joint.tasks.len()),
        ["tasks", item, "count"] => Known::count(joint.tasks.iter().filter(|task| task.is(item)).count()),
        ["tags", list, "count"] => guide.list(list).map_or(Known::Unstated, |list| {
            let chosen = joint.chosen(list);
            Known::count(chosen.values.len() + chosen.other.len())
        }),
        ["deliverables", kind, "count"] => Known::count(joint.deliverables.iter().filter(|row| row.is(kind)).count()),
        ["milestones", kind, "count"] => Known::count(joint.milestones.iter().filter(|row| row.is(kind)).count()),
        ["field", field] => {
            if joint.answered_anywhere(field) {
                Known::Words
            } else {
                Known::Unstated
            }
        }
        ["side", side, "person_months"] => {
            let all = effort(joint);
            let effort = all.iter().find(|effort| effort.side == *side);
            effort.and_then(|effort| effort.person_months_hundredths).map_or(Known::Unstated, Known::number)
        }
        ["side", side, "tasks"] => {
            let owned = joint.tasks.iter().filter(|task| task.sides().contains(side));
            Known::count(owned.count())
        }
        ["team", side, kind, "count"] => team(joint, side, kind),
        ["lead", side, "kind"] => own_first(joint, side, |half| match lead(half, side) {
            Lead::One(unit) => Some(Known::Id(kind_id(unit.kind?).to_owned())),
            Lead::None | Lead::Several => None,
        }),
        ["budget", side, source] => own_first(joint, side, |half| {
            let lines = half.budget.iter().filter(|line| line.side == *side && line.source == *source);
            match total(lines) {
                Total::Sum(sum) => Some(Known::number(sum.minor)),
                Total::None | Total::Mixed => None,
            }
        }),
        _ => Known::Unstated,
    }
}

/// Units of a kind in a side's team; between the two numbers where kinds are not stated.
fn team(joint: &Joint<'_>, side: &str, kind: &str) -> Known {
    let units = joint.units();
    let mine = units.iter().filter(|unit| unit.side == side);
    let (mut sure, mut open) = (0_i64, 0_i64);
    for unit in mine {
        match unit.kind {
            Some(own) if kind_id(own) == kind => sure += 1,
            Some(_) => {}
            None => open += 1,
        }
    }
    if open > 0 {
        return Known::Unstated;
    }
    Known::number(sure)
}

/// What all halves that state it agree on.
fn agreed(joint: &Joint<'_>, fact: impl Fn(&Application) -> Option<Known>) -> Known {
    let mut stated = joint.halves.iter().filter_map(|half| fact(half));
    let Some(first) = stated.next() else {
        return Known::Unstated;
    };
    if stated.all(|other| other == first) { first } else { Known::Unstated }
}

/// What the side's own half says, or else what the others agree on.
fn own_first(joint: &Joint<'_>, side: &str, fact: impl Fn(&Application) -> Option<Known>) -> Known {
    joint
        .halves
        .iter()
        .find(|half| half.id.side.as_str() == side)
        .and_then(|half| fact(half))
        .unwrap_or_else(|| agreed(joint, fact))
}

fn months(half: &Application) -> Option<Known> {
    let period = Period::new(half.period.start?, half.period.end?).ok()?;
    let months = period.months();
    let least = i64::from(months.whole);
    Some(Known::Number { least, most: least + i64::from(!months.is_whole()) })
}
