//! A list of projects held against bands and ceilings, whoever made it; and the gate before it is final.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::instance::{Uses, limits};
use crate::{Band, Call, CallError, LimitKind};

/// What a band is over.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// All directions together.
    Programme,
    /// One direction.
    Direction(String),
}

/// A band that a list leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deviation {
    /// Which band.
    pub scope: Scope,
    /// The stated number.
    pub band: Band,
    /// Projects on the list.
    pub count: u32,
}

/// What stands out about a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// Limits exceeded, and by how much; never acceptable.
    pub over: Vec<(LimitKind, i128)>,
    /// Quotas that ask for more than there is, and how many are missing.
    pub missing: Vec<(LimitKind, i128)>,
    /// Bands left, each to be signed for.
    pub deviations: Vec<Deviation>,
    /// Ids on the list that are none of the call's projects.
    pub unknown: Vec<String>,
    /// What is used of each limit.
    pub used: Vec<(LimitKind, i64, i128)>,
}

/// A person's reason for leaving a band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedReason {
    /// Which band.
    pub scope: Scope,
    /// Who signs.
    pub who: String,
    /// When.
    pub when: String,
    /// Why.
    pub why: String,
}

/// Why a list cannot become final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "refused", rename_all = "snake_case")]
pub enum Refused {
    /// A limit is exceeded.
    Over {
        /// Which.
        limit: LimitKind,
        /// By how much.
        by: i128,
    },
    /// A band is left without a signed reason.
    Unsigned {
        /// Which band, and how many there are.
        deviation: Deviation,
    },
    /// A quota asks for more.
    Missing {
        /// Which.
        limit: LimitKind,
        /// How many are missing.
        by: i128,
    },
    /// Not a project of the call.
    Unknown {
        /// Its id.
        id: String,
    },
}

/// A reason as it stands on the final list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The band that is left.
    pub deviation: Deviation,
    /// The signature.
    pub signed: SignedReason,
}

/// Holds a list against every band and limit of the call. Money of other sides counts only against their own ceilings.
///
/// # Errors
/// A call that does not hold together.
pub fn audit(call: &Call, chosen: &BTreeSet<String>) -> Result<Audit, CallError> {
    call.check()?;
    let limits = limits(call)?;
    let uses = Uses::new(call, &limits);
    let mut used = vec![0i128; limits.len()];
    let on_list = || call.projects.iter().filter(|project| chosen.contains(&project.id));
    for project in on_list() {
        for (row, own) in uses.of(project)? {
            if let Some(sum) = used.get_mut(row) {
                *sum += i128::from(own);
            }
        }
    }
    let mut out = Audit::default();
    for (limit, used) in limits.iter().zip(&used) {
        let by = used - i128::from(limit.at_most);
        match (&limit.kind, by > 0) {
            // The programme's band is a target, not a limit.
            (LimitKind::ProgrammeMost | LimitKind::ProgrammeLeast, _) => continue,
            (LimitKind::QuotaLeast { .. }, true) => out.missing.push((limit.kind.clone(), by)),
            (_, true) => out.over.push((limit.kind.clone(), by)),
            _ => {}
        }
        out.used.push((limit.kind.clone(), limit.at_most, *used));
    }
    let directions = call.directions.iter().map(|d| (Scope::Direction(d.number.clone()), d.band));
    for (scope, band) in directions.chain([(Scope::Programme, call.band)]) {
        let here = |number: &String| match &scope {
            Scope::Programme => true,
            Scope::Direction(direction) => direction == number,
        };
        let count = on_list().filter(|project| here(&project.direction)).count();
        let count = u32::try_from(count).map_err(|_| CallError::TooLarge)?;
        if let Some(band) = band.filter(|band| !(band.min..=band.max).contains(&count)) {
            out.deviations.push(Deviation { scope, band, count });
        }
    }
    let known: BTreeSet<&String> = call.projects.iter().map(|project| &project.id).collect();
    out.unknown = chosen.iter().filter(|id| !known.contains(id)).cloned().collect();
    Ok(out)
}

/// The gate: nothing over a limit, and a signed reason for every band that is left.
///
/// # Errors
/// Everything that stands against the list.
pub fn finalise(audit: &Audit, reasons: &[SignedReason]) -> Result<Vec<Reason>, Vec<Refused>> {
    let mut refused: Vec<Refused> = Vec::new();
    refused.extend(audit.unknown.iter().map(|id| Refused::Unknown { id: id.clone() }));
    refused.extend(audit.over.iter().map(|(limit, by)| Refused::Over { limit: limit.clone(), by: *by }));
    refused.extend(audit.missing.iter().map(|(limit, by)| Refused::Missing { limit: limit.clone(), by: *by }));
    let mut signed = Vec::new();
    for deviation in &audit.deviations {
        let given = |text: &str| !text.trim().is_empty();
        let fits = |reason: &&SignedReason| {
            reason.scope == deviation.scope && given(&reason.who) && given(&reason.when) && given(&reason.why)
        };
        match reasons.iter().find(fits) {
            Some(reason) => signed.push(Reason { deviation: deviation.clone(), signed: reason.clone() }),
            None => refused.push(Refused::Unsigned { deviation: deviation.clone() }),
        }
    }
    if refused.is_empty() { Ok(signed) } else { Err(refused) }
}
