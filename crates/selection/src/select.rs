//! The whole of it in one value: the decision, every project explained, the audit, what a little more would do, and what
//! preference does.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::explain::Exchange;
use crate::{
    Audit, Call, CallError, Change, Method, Part, Preference, Sensitivity, Why, audit, combine, decide, explain,
    sensitivity,
};

/// One project in the result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Id of the pair.
    pub id: String,
    /// Application number that decides last.
    pub number: String,
    /// Title.
    pub title: String,
    /// Direction.
    pub direction: String,
    /// Topic.
    pub topic: String,
    /// State money asked, in 分.
    pub state: i64,
    /// Preferred by the guide.
    pub preferred: bool,
    /// Whether it is supported.
    pub chosen: bool,
    /// Place in the joint order of its direction.
    pub place: Option<u32>,
    /// Joint worth, in units of which [`Selection::unit`] make one place or point.
    pub worth: Option<i128>,
    /// What each side's standing came to.
    pub parts: Vec<Part>,
    /// Why.
    pub why: Why,
    /// What would turn the outcome, each by itself.
    pub changes: Vec<Change>,
}

/// The result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// The method it was made by.
    pub method: Method,
    /// So much worth is one place or point.
    pub unit: i128,
    /// Every project: by direction, the joint order first, then those that cannot be chosen.
    pub lines: Vec<Line>,
    /// Bands, ceilings and quotas.
    pub audit: Audit,
    /// True where the best set is proved to be the best.
    pub proved: bool,
    /// What a little more would do.
    pub sensitivity: Vec<Sensitivity>,
    /// Who is in and who is out because of preference; none where it does nothing.
    pub preference: Option<Exchange>,
}

impl Selection {
    /// Ids of what is supported.
    #[must_use]
    pub fn chosen(&self) -> BTreeSet<String> {
        self.lines.iter().filter(|line| line.chosen).map(|line| line.id.clone()).collect()
    }
}

/// Who comes in and who leaves from one set to another.
#[must_use]
pub fn between(before: &BTreeSet<String>, after: &BTreeSet<String>) -> Exchange {
    Exchange { enter: after.difference(before).cloned().collect(), leave: before.difference(after).cloned().collect() }
}

/// Decides, explains and audits.
///
/// # Errors
/// A call that does not hold together, or a result that does not stand its check.
pub fn select(call: &Call, method: &Method) -> Result<Selection, CallError> {
    let combined = combine(call, method)?;
    let decided = decide(&combined.instance)?;
    let explained = explain(call, &combined, &decided)?;
    let items: BTreeMap<usize, usize> = combined.instance.items.iter().map(|item| item.project).zip(0..).collect();
    let mut lines = Vec::with_capacity(call.projects.len());
    for one in explained {
        let Some(project) = call.projects.get(one.project) else { continue };
        let item = items.get(&one.project).copied();
        lines.push(Line {
            id: project.id.clone(),
            number: project.number.clone(),
            title: project.title.clone(),
            direction: project.direction.clone(),
            topic: project.topic.clone(),
            state: project.state,
            preferred: project.preferred,
            chosen: one.chosen,
            place: one.place,
            worth: item.and_then(|at| combined.instance.items.get(at)).map(|item| item.worth),
            parts: item.and_then(|at| combined.parts.get(at)).cloned().unwrap_or_default(),
            why: one.why,
            changes: one.changes,
        });
    }
    let at = |number: &String| call.directions.iter().position(|direction| direction.number == *number);
    lines.sort_by_cached_key(|line| (at(&line.direction), line.place.is_none(), line.place, line.number.clone()));
    let chosen: BTreeSet<String> = lines.iter().filter(|line| line.chosen).map(|line| line.id.clone()).collect();
    let preference = if method.preference == Preference::Off {
        None
    } else {
        let off = Method { preference: Preference::Off, ..method.clone() };
        let plain = combine(call, &off)?;
        let decided_off = decide(&plain.instance)?;
        let items = plain.instance.items.iter().zip(&decided_off.chosen).filter(|(_, chosen)| **chosen);
        let without = items.filter_map(|(item, _)| call.projects.get(item.project)).map(|p| p.id.clone()).collect();
        Some(between(&without, &chosen)).filter(|exchange| *exchange != Exchange::default())
    };
    Ok(Selection {
        method: method.clone(),
        unit: combined.instance.unit,
        lines,
        audit: audit(call, &chosen)?,
        proved: decided.proved,
        sensitivity: sensitivity(call, &combined, &decided)?,
        preference,
    })
}
