//! Whether two records mean one unit, and whether a unit of the past still counts.

use hefu_text::compare::Outcome;
use hefu_text::organisation::{Aliases, OrganisationComparison, compare_organisations};
use serde::{Deserialize, Serialize};

use super::{Evidence, Likeness, Strength};

/// A unit somebody belongs or belonged to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affiliation {
    /// Name as written.
    pub unit: String,
    /// An identifier of it (ROR, 统一社会信用代码 …), as written.
    pub identifier: Option<String>,
    /// The year it was left; none: still there.
    pub until: Option<i16>,
}

/// Whether something that ended in `until` still counts.
pub(super) fn counts(until: Option<i16>, year: i16, limit: Option<u16>) -> Option<(Strength, bool)> {
    let Some(until) = until else { return Some((Strength::Hard, false)) };
    let Some(limit) = limit else { return Some((Strength::Confirm, true)) };
    let gone = i32::from(year) - i32::from(until);
    match gone.cmp(&i32::from(limit)) {
        std::cmp::Ordering::Less => Some((Strength::Hard, false)),
        // Years do not say whether the last months are within the limit.
        std::cmp::Ordering::Equal => Some((Strength::Confirm, false)),
        std::cmp::Ordering::Greater => None,
    }
}

/// Whether the two are, or may be, one unit. A name in Han characters and one in Latin letters are not compared (a
/// translation proves nothing); an identifier of both does it.
pub(super) fn shared(
    expert: &Affiliation,
    project: &Affiliation,
    aliases: &Aliases,
    (year, limit): (i16, Option<u16>),
) -> Option<(Strength, Evidence)> {
    let same_id = matches!((&expert.identifier, &project.identifier), (Some(a), Some(b)) if a.trim() == b.trim());
    let likeness = if same_id {
        Likeness::SameUnit
    } else {
        let compared = compare_organisations(&expert.unit, &project.unit, aliases);
        match compared.outcome() {
            Outcome::Identical | Outcome::Normalised => Likeness::SameUnit,
            Outcome::PersonMustRule if compared != OrganisationComparison::Translation => Likeness::LikeUnit,
            _ => return None,
        }
    };
    // The later of two ends is not known to overlap; each counts on its own.
    let ends = [expert.until, project.until].into_iter().flatten().min();
    let (strength, limit_unset) = counts(ends, year, limit)?;
    let strength = if likeness == Likeness::SameUnit { strength } else { Strength::Confirm };
    let evidence =
        Evidence { expert: expert.unit.clone(), project: project.unit.clone(), likeness, year: ends, limit_unset };
    Some((strength, evidence))
}
