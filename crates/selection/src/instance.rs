//! The decision in numbers: the projects that may be chosen, what each is worth, and what it uses of every limit.

use std::collections::{BTreeMap, BTreeSet};

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
    /// What it uses of the limits that concern it: index of the limit and amount.
    pub uses: Vec<(usize, i64)>,
}

impl Item {
    /// What it uses of a limit.
    #[must_use]
    pub fn used(&self, limit: usize) -> i64 {
        self.uses.iter().find(|(row, _)| *row == limit).map_or(0, |(_, used)| *used)
    }
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
    /// It may not be chosen by any route.
    Barred {
        /// Where it stands.
        standing: String,
    },
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

/// What projects use of the limits, looked up by direction.
pub(crate) struct Uses<'a> {
    call: &'a Call,
    /// Limits that concern a direction, with the ceiling where it is one.
    rows: BTreeMap<&'a str, Vec<(usize, &'a Limit, Option<&'a crate::Ceiling>)>>,
}

impl<'a> Uses<'a> {
    pub(crate) fn new(call: &'a Call, limits: &'a [Limit]) -> Self {
        let mut rows: BTreeMap<&str, Vec<_>> =
            call.directions.iter().map(|d| (d.number.as_str(), Vec::new())).collect();
        for (at, limit) in limits.iter().enumerate() {
            // The ceilings stand first among the limits.
            let ceiling = call.ceilings.get(at);
            let only: Vec<&String> = match &limit.kind {
                LimitKind::Ceiling { direction, .. }
                | LimitKind::QuotaMost { direction, .. }
                | LimitKind::QuotaLeast { direction, .. } => direction.iter().collect(),
                LimitKind::Linked { directions } => directions.iter().collect(),
                LimitKind::ProgrammeMost | LimitKind::ProgrammeLeast => Vec::new(),
            };
            if only.is_empty() {
                rows.values_mut().for_each(|own| own.push((at, limit, ceiling)));
            }
            for direction in only {
                if let Some(own) = rows.get_mut(direction.as_str()) {
                    own.push((at, limit, ceiling));
                }
            }
        }
        Self { call, rows }
    }

    /// What a project uses; nothing is left out but nothing.
    pub(crate) fn of(&self, project: &crate::Project) -> Result<Vec<(usize, i64)>, CallError> {
        let mut out = Vec::new();
        for (at, limit, ceiling) in self.rows.get(project.direction.as_str()).into_iter().flatten() {
            let used = match (&limit.kind, ceiling) {
                (LimitKind::Ceiling { .. }, Some(ceiling)) => project.asks(ceiling)?,
                (LimitKind::Ceiling { .. }, None) => 0,
                (LimitKind::Linked { .. }, _) => project.state,
                (LimitKind::QuotaMost { tag, .. }, _) => i64::from(project.bears(tag)),
                (LimitKind::QuotaLeast { tag, .. }, _) => -i64::from(project.bears(tag)),
                (LimitKind::ProgrammeMost, _) => 1,
                (LimitKind::ProgrammeLeast, _) => -1,
            };
            if used != 0 {
                out.push((*at, used));
            }
        }
        Ok(out)
    }

    /// Index of a direction.
    pub(crate) fn direction(&self, number: &str) -> usize {
        self.call.directions.iter().position(|direction| direction.number == number).unwrap_or(0)
    }
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
            for (row, own) in &item.uses {
                if let Some(sum) = used.get_mut(*row) {
                    *sum += i128::from(*own);
                }
            }
        }
        used
    }

    /// Items by direction.
    pub(crate) fn by_direction(&self) -> Vec<Vec<usize>> {
        let mut out = vec![Vec::new(); self.bands.len()];
        for (at, item) in self.items.iter().enumerate() {
            if let Some(own) = out.get_mut(item.direction) {
                own.push(at);
            }
        }
        out
    }

    /// The items of a direction in the joint order.
    pub(crate) fn ordered(&self, direction: usize) -> Vec<usize> {
        let items = self.items.iter().enumerate().filter(|(_, item)| item.direction == direction);
        self.in_order(items.map(|(at, _)| at).collect())
    }

    /// Items put in the joint order.
    pub(crate) fn in_order(&self, mut items: Vec<usize>) -> Vec<usize> {
        items.sort_by_cached_key(|at| self.items.get(*at).map(|item| std::cmp::Reverse(self.key(item))));
        items
    }

    /// What orders items: worth, preference, the second objective, the application number; greater is better.
    pub(crate) fn key(&self, item: &Item) -> (i128, bool, i64, std::cmp::Reverse<u32>) {
        (item.worth, self.rule.prefer && item.preferred, item.second, std::cmp::Reverse(item.order))
    }
}
