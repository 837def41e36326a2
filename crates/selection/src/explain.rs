//! Why each project is in or out, and what would have to change; every change that is named has been applied and seen to
//! turn the outcome.

mod change;
mod free;
mod ordered;

pub use change::Change;

use serde::{Deserialize, Serialize};

use crate::{Call, CallError, Combined, Decided, Exclusion, Fate, Instance, LimitKind, Policy};

/// What decided between projects of equal worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tie {
    /// Preference.
    Preferred,
    /// The stated second objective.
    Second,
    /// The application number.
    Number,
}

/// Why a project is in or out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Why {
    /// In or out: decided beforehand.
    Locked {
        /// Why.
        reason: String,
    },
    /// Out: it cannot be chosen at all.
    Excluded {
        /// Why.
        exclusion: Exclusion,
    },
    /// In: reached in order, and it fitted.
    Taken,
    /// In: the best set holds it.
    InBest {
        /// So much more is the best set with it worth than the best one without, in worth; none where there is no set
        /// without it that reaches as many projects.
        ahead: Option<i128>,
        /// Who would come in without it.
        instead: Vec<String>,
    },
    /// Out: all places were filled by projects before it.
    NoPlace {
        /// Places.
        places: u32,
    },
    /// Out: it would exceed a limit.
    Over {
        /// Which.
        limit: LimitKind,
        /// By how much.
        by: i64,
    },
    /// Out: a project before it did not fit, and that ended support.
    AfterStop {
        /// The project that did not fit.
        project: String,
    },
    /// Out: others of equal worth were chosen.
    LostTie {
        /// What decided.
        tie: Tie,
        /// Who is in instead.
        to: Vec<String>,
    },
    /// Out: with it the best set is worth less.
    Outweighed {
        /// So much less, in worth; 0 where it holds fewer projects instead.
        behind: i128,
        /// Projects fewer.
        fewer: u32,
        /// Who would have to leave.
        leave: Vec<String>,
        /// Who else would come in.
        enter: Vec<String>,
    },
    /// Out: with it no set reaches as many projects as the bands ask for.
    BreaksBand,
}

/// One project explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    /// Index of the project in the call.
    pub project: usize,
    /// Whether it is in.
    pub chosen: bool,
    /// Place in the joint order of its direction, from 1; equals of every kind are told apart by the rule. None where it
    /// cannot be chosen.
    pub place: Option<u32>,
    /// Why.
    pub why: Why,
    /// What would turn the outcome, each by itself.
    pub changes: Vec<Change>,
}

/// What a little more would do in one direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sensitivity {
    /// Direction number.
    pub direction: String,
    /// With one more place: who comes in and who leaves; none where nothing changes.
    pub place: Option<Exchange>,
    /// For each ceiling that touches the direction the least rise that changes the result, if any does.
    pub money: Vec<MoreMoney>,
}

/// A rise of a ceiling and what it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoreMoney {
    /// The ceiling.
    pub limit: LimitKind,
    /// Not used of it now.
    pub left: i128,
    /// The rise, in minor units.
    pub by: i64,
    /// Who comes in and who leaves.
    pub exchange: Exchange,
}

/// Who comes in and who leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// Ids that come in.
    pub enter: Vec<String>,
    /// Ids that leave.
    pub leave: Vec<String>,
}

/// What the explanations look at.
pub(crate) struct Ground<'a> {
    call: &'a Call,
    combined: &'a Combined,
    decided: &'a Decided,
    /// Place in the joint order, by item.
    places: Vec<u32>,
}

impl<'a> Ground<'a> {
    fn new(call: &'a Call, combined: &'a Combined, decided: &'a Decided) -> Self {
        let instance = &combined.instance;
        let mut places = vec![0; instance.items.len()];
        for direction in 0..instance.bands.len() {
            for (place, at) in (1..).zip(instance.ordered(direction)) {
                if let Some(slot) = places.get_mut(at) {
                    *slot = place;
                }
            }
        }
        Self { call, combined, decided, places }
    }

    fn instance(&self) -> &'a Instance {
        &self.combined.instance
    }

    fn is_in(&self, item: usize) -> bool {
        self.decided.chosen.get(item).copied().unwrap_or(false)
    }

    /// The project id of an item.
    fn id(&self, item: usize) -> String {
        let project = self.instance().items.get(item).and_then(|item| self.call.projects.get(item.project));
        project.map(|project| project.id.clone()).unwrap_or_default()
    }

    fn ids(&self, items: impl IntoIterator<Item = usize>) -> Vec<String> {
        items.into_iter().map(|item| self.id(item)).collect()
    }

    /// Who comes in and who leaves against the decision.
    fn exchange(&self, chosen: &[bool]) -> Exchange {
        let differ = |now: bool| {
            let all = (0..).zip(self.decided.chosen.iter().zip(chosen));
            self.ids(all.filter(|(_, (old, new))| **old != now && **new == now).map(|(at, _)| at))
        };
        Exchange { enter: differ(true), leave: differ(false) }
    }

    /// What puts the last chosen ones of equal worth before an item, if there are such.
    fn tie(&self, item: usize) -> Option<(Tie, Vec<String>)> {
        let instance = self.instance();
        let own = instance.items.get(item)?;
        let equal = |at: &usize| {
            let other = instance.items.get(*at);
            self.is_in(*at) && other.is_some_and(|o| !o.locked && o.direction == own.direction && o.worth == own.worth)
        };
        let to: Vec<usize> = (0..instance.items.len()).filter(equal).collect();
        let last = to.iter().filter_map(|at| instance.items.get(*at)).min_by_key(|other| instance.key(other))?;
        let (_, preferred, second, _) = instance.key(own);
        let (_, theirs, their_second, _) = instance.key(last);
        let tie = match (theirs == preferred, their_second == second) {
            (false, _) => Tie::Preferred,
            (true, false) => Tie::Second,
            (true, true) => Tie::Number,
        };
        Some((tie, self.ids(to)))
    }
}

/// Explains every project of the call, in the call's order.
///
/// # Errors
/// As [`crate::decide`].
pub fn explain(call: &Call, combined: &Combined, decided: &Decided) -> Result<Vec<Explained>, CallError> {
    let ground = Ground::new(call, combined, decided);
    let mut out = match combined.instance.rule.policy {
        Policy::Free(_) => free::explain(&ground)?,
        Policy::Stop | Policy::Skip | Policy::TiesAtCut => ordered::explain(&ground)?,
    };
    for (project, exclusion) in &combined.excluded {
        let why = match exclusion {
            Exclusion::LockedOut { reason } => Why::Locked { reason: reason.clone() },
            other => Why::Excluded { exclusion: other.clone() },
        };
        out.push(Explained { project: *project, chosen: false, place: None, why, changes: Vec::new() });
    }
    out.sort_by_key(|one| one.project);
    Ok(out)
}

/// What a little more would do, by direction.
///
/// # Errors
/// As [`crate::decide`].
pub fn sensitivity(call: &Call, combined: &Combined, decided: &Decided) -> Result<Vec<Sensitivity>, CallError> {
    let ground = Ground::new(call, combined, decided);
    let instance = ground.instance();
    let used = instance.used(&decided.chosen);
    let mut out = Vec::new();
    for (at, direction) in call.directions.iter().enumerate() {
        let mut money = Vec::new();
        for (row, limit) in instance.limits.iter().enumerate() {
            let own = matches!(&limit.kind, LimitKind::Ceiling { direction: own, .. }
                if own.as_ref().is_none_or(|own| *own == direction.number));
            if !own {
                continue;
            }
            if let Some((by, chosen)) = change::least_rise(instance, decided, row)? {
                let left = i128::from(limit.at_most) - used.get(row).copied().unwrap_or(0);
                money.push(MoreMoney { limit: limit.kind.clone(), left, by, exchange: ground.exchange(&chosen) });
            }
        }
        let more = Change::Places { by: 1 }.apply_to(instance, at, None);
        let place = ground.exchange(&crate::decide(&more)?.chosen);
        let place = (place != Exchange::default()).then_some(place);
        out.push(Sensitivity { direction: direction.number.clone(), place, money });
    }
    Ok(out)
}

/// The reason of a lock.
pub(crate) fn locked(ground: &Ground<'_>, item: usize) -> Option<Why> {
    let item = ground.instance().items.get(item).filter(|item| item.locked)?;
    let lock = ground.call.projects.get(item.project)?.lock.as_ref()?;
    Some(Why::Locked { reason: lock.reason.clone() })
}

/// The limit of a fate as it is told.
pub(crate) fn told(ground: &Ground<'_>, fate: &Fate, direction: usize) -> Why {
    let instance = ground.instance();
    match fate {
        Fate::Over { limit, by } => {
            let kind = instance.limits.get(*limit).map(|limit| limit.kind.clone());
            kind.map_or(Why::NoPlace { places: instance.most(direction) }, |limit| Why::Over { limit, by: *by })
        }
        Fate::AfterStop { at } => Why::AfterStop { project: ground.id(*at) },
        _ => Why::NoPlace { places: instance.most(direction) },
    }
}
