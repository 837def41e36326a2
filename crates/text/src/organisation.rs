//! Names of organisations: institution and department, kind, comparison, aliases.

mod aliases;
mod compare;
mod kind;
mod split;

pub use aliases::{AliasStanding, Aliases};
pub use compare::{OrganisationComparison, compare_organisations};
pub use kind::{OrganisationKind, kind_hint};
pub use split::{OrganisationParts, split};

use crate::script::{is_han, strip};

/// The comparison form of the institution alone: department left out, then as [`crate::script::strip`]; of an English name
/// also the article.
#[must_use]
pub fn core(text: &str) -> String {
    let institution = strip(&split(text).institution);
    if institution.chars().any(is_han) {
        return institution;
    }
    institution.strip_prefix("the ").map(str::to_owned).unwrap_or(institution)
}
