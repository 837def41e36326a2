//! The decision in numbers: the projects that may be chosen, what each is worth, and what it uses of every limit.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Band, Call, CallError, Fund, Method, Objective, Policy, Preference, Second};

/// A limit on the whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "limit", rename_all = "snake_case")]
pub enum LimitKind {
    /// Money of a fund, in minor units.
    Ceiling {
        /// Direction; none for all together.
        direction: Option<String>,
        /// Whose money.
        fund: Fund,
    },
    /// State money of directions linked by transfers, together with what may come in.
    Linked {
        /// The directions.
        directions: Vec<String>,
    },
    /// Most projects with a mark.
    QuotaMost {
        /// Direction; none for all together.
        direction: Option<String>,
        /// The mark.
        tag: String,
    },
    /// Least projects with a mark.
    QuotaLeast {
        /// Direction; none for all together.
        direction: Option<String>,
        /// The mark.
        tag: String,
    },
    /// Most projects over all directions.
    ProgrammeMost,
    /// Least projects over all directions.
    ProgrammeLeast,
}

/// A limit with its number: what is used must not be above it. Where a least is asked for, both are negative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// What it limits.
    pub kind: LimitKind,
    /// The number.
    pub at_most: i64,
}

impl Limit {
    /// True for one that asks for a least.
    #[must_use]
    pub fn is_least(&self) -> bool {
        matches!(self.kind, LimitKind::QuotaLeast { .. } | LimitKind::ProgrammeLeast)
    }
}

/// A project that may be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Index of the project in the call.
    pub project: usize,
    /// Index of its direction.
    pub direction: usize,
    /// What it is worth; higher is better. A bonus is in it.
    pub worth: i128,
    /// Preferred by the guide.
    pub preferred: bool,
    /// What decides between equals; higher is better.
    pub second: i64,
    /// Place by application number, which decides last.
    pub order: u32,
    /// Decided beforehand.
    pub locked: bool,
    /// What it uses of each limit.
    pub uses: Vec<i64>,
}

/// How the best of it is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// How far down.
    pub policy: Policy,
    /// Whether preference decides between equals.
    pub prefer: bool,
    /// Whether what decides next is less state money.
    pub less_money: bool,
}

impl Rule {
    pub(crate) fn new(method: &Method) -> Self {
        let (prefer, less_money) = (method.preference == Preference::TieBreak, method.second == Second::LessMoney);
        Self { policy: method.policy, prefer, less_money }
    }

    pub(crate) fn counts_projects(self) -> bool {
        self.policy == Policy::Free(Objective::Projects)
    }
}

/// Why a project cannot be chosen at all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Exclusion {
    /// A side does not support it.
    Refused {
        /// The sides.
        sides: Vec<String>,
    },
    /// A side has not said whether it supports it.
    Unsaid {
        /// The sides.
        sides: Vec<String>,
    },
    /// A side that orders has given it neither place nor score.
    NoStanding {
        /// The sides, or `joint`.
        sides: Vec<String>,
    },
    /// Decided beforehand.
    LockedOut {
        /// Why.
        reason: String,
    },
}

/// The decision in numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// Bands of the directions, by index.
    pub bands: Vec<Option<Band>>,
    /// Projects that may be chosen.
    pub items: Vec<Item>,
    /// The limits.
    pub limits: Vec<Limit>,
    /// How the best of it is found.
    pub rule: Rule,
    /// So much worth is one point or place, for showing.
    pub unit: i128,
}

/// Directions that transfers may link.
const LINKED: usize = 8;

/// The limits of a call, with a function that says what a project uses.
pub(crate) fn limits(call: &Call) -> Result<Vec<Limit>, CallError> {
    let mut out = Vec::new();
    for ceiling in &call.ceilings {
        let mut at_most = ceiling.amount.minor;
        if ceiling.fund == Fund::State {
            let into = call.transfers.iter().filter(|transfer| Some(&transfer.to) == ceiling.direction.as_ref());
            for transfer in into {
                at_most = at_most.checked_add(transfer.at_most).ok_or(CallError::TooLarge)?;
            }
        }
        let kind = LimitKind::Ceiling { direction: ceiling.direction.clone(), fund: ceiling.fund.clone() };
        out.push(Limit { kind, at_most });
    }
    out.extend(linked(call)?);
    for quota in &call.quotas {
        let (direction, tag) = (quota.direction.clone(), quota.tag.clone());
        if let Some(most) = quota.max {
            let kind = LimitKind::QuotaMost { direction: direction.clone(), tag: tag.clone() };
            out.push(Limit { kind, at_most: i64::from(most) });
        }
        if let Some(least) = quota.min {
            out.push(Limit { kind: LimitKind::QuotaLeast { direction, tag }, at_most: -i64::from(least) });
        }
    }
    if let Some(band) = call.band {
        out.push(Limit { kind: LimitKind::ProgrammeMost, at_most: i64::from(band.max) });
        out.push(Limit { kind: LimitKind::ProgrammeLeast, at_most: -i64::from(band.min) });
    }
    Ok(out)
}

/// Of directions linked by transfers, every two or more together may use their ceilings and what may come from outside.
fn linked(call: &Call) -> Result<Vec<Limit>, CallError> {
    let names: BTreeSet<&String> = call.transfers.iter().flat_map(|transfer| [&transfer.from, &transfer.to]).collect();
    if names.len() > LINKED {
        return Err(CallError::Transfers(LINKED));
    }
    let names: Vec<&String> = names.into_iter().collect();
    let ceiling = |name: &String| {
        let own = |ceiling: &&crate::Ceiling| ceiling.fund == Fund::State && ceiling.direction.as_ref() == Some(name);
        call.ceilings.iter().find(own).map(|ceiling| ceiling.amount.minor)
    };
    let mut out = Vec::new();
    for set in 1u32..1 << names.len() {
        let inside: Vec<&String> =
            names.iter().zip(0..).filter(|(_, at)| set >> at & 1 == 1).map(|(name, _)| *name).collect();
        let Some(own) = inside.iter().map(|name| ceiling(name)).sum::<Option<i64>>() else { continue };
        if inside.len() < 2 {
            continue;
        }
        let enters = |transfer: &&crate::Transfer| inside.contains(&&transfer.to) && !inside.contains(&&transfer.from);
        let coming: i64 = call.transfers.iter().filter(enters).map(|transfer| transfer.at_most).sum();
        let kind = LimitKind::Linked { directions: inside.into_iter().cloned().collect() };
        out.push(Limit { kind, at_most: own.checked_add(coming).ok_or(CallError::TooLarge)? });
    }
    Ok(out)
}

/// What a project uses of each limit.
pub(crate) fn uses(call: &Call, limits: &[Limit], project: &crate::Project) -> Result<Vec<i64>, CallError> {
    let here = |direction: &Option<String>| direction.as_ref().is_none_or(|direction| *direction == project.direction);
    let mut ceilings = call.ceilings.iter();
    let mut out = Vec::with_capacity(limits.len());
    for limit in limits {
        out.push(match &limit.kind {
            LimitKind::Ceiling { direction, .. } => match ceilings.next() {
                Some(ceiling) if here(direction) => project.asks(ceiling)?,
                _ => 0,
            },
            LimitKind::Linked { directions } if directions.contains(&project.direction) => project.state,
            LimitKind::QuotaMost { direction, tag } => i64::from(here(direction) && project.bears(tag)),
            LimitKind::QuotaLeast { direction, tag } => -i64::from(here(direction) && project.bears(tag)),
            LimitKind::ProgrammeMost => 1,
            LimitKind::ProgrammeLeast => -1,
            LimitKind::Linked { .. } => 0,
        });
    }
    Ok(out)
}

impl Instance {
    /// Most projects of a direction.
    pub(crate) fn most(&self, direction: usize) -> u32 {
        self.bands.get(direction).copied().flatten().map_or(u32::MAX, |band| band.max)
    }

    /// Least projects of a direction.
    pub(crate) fn least(&self, direction: usize) -> u32 {
        self.bands.get(direction).copied().flatten().map_or(0, |band| band.min)
    }

    /// What a set uses of each limit.
    pub(crate) fn used(&self, chosen: &[bool]) -> Vec<i128> {
        let mut used = vec![0i128; self.limits.len()];
        for (item, _) in self.items.iter().zip(chosen).filter(|(_, chosen)| **chosen) {
            for (sum, use_) in used.iter_mut().zip(&item.uses) {
                *sum += i128::from(*use_);
            }
        }
        used
    }

    /// The items of a direction in the joint order.
    pub(crate) fn ordered(&self, direction: usize) -> Vec<usize> {
        let mut order: Vec<usize> =
            (0..).zip(&self.items).filter(|(_, item)| item.direction == direction).map(|(at, _)| at).collect();
        order.sort_by(|a, b| match (self.items.get(*a), self.items.get(*b)) {
            (Some(a), Some(b)) => self.key(b).cmp(&self.key(a)),
            _ => std::cmp::Ordering::Equal,
        });
        order
    }

    /// What orders items: worth, preference, the second objective, the application number; greater is better.
    pub(crate) fn key(&self, item: &Item) -> (i128, bool, i64, std::cmp::Reverse<u32>) {
        (item.worth, self.rule.prefer && item.preferred, item.second, std::cmp::Reverse(item.order))
    }
}
