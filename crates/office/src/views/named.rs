//! The experts an applicant names as unsuitable, as the team sees them.

use hefu_store::Tx;

use super::{Standing, standing_of};
use crate::Office;
use crate::acts::Doing;
use crate::error::{OfficeError, Refusal};
use crate::experts::{NamedExperts, named_of, settings};
use crate::rights::{Action, Class, Thing};

/// What the team of an application has named, and whether they may change it.
#[derive(Clone, Debug)]
pub struct NamedExpertsView {
    /// What stands.
    pub named: NamedExperts,
    /// How many experts the office takes at most; none where it does not offer it now.
    pub most: Option<u16>,
    /// Whether the viewer may name others now.
    pub may_edit: bool,
}

/// The viewer's standing towards what the team of a draft has named.
///
/// # Errors
/// A refusal where there is no such draft.
pub(crate) async fn named_standing(
    office: &Office,
    tx: &mut Tx<'_>,
    doing: &Doing,
    draft: &str,
) -> Result<Standing, OfficeError> {
    let standing = standing_of(office, tx, doing, draft).await?;
    let thing = if standing.thing == Thing::Submitted { Thing::NamedSubmitted } else { Thing::NamedWritten };
    Ok(Standing { thing, ..standing })
}

/// The experts the team of a draft has named; none where the office does not offer it and nobody was named.
///
/// # Errors
/// A refusal where it does not exist for this viewer.
pub async fn named_experts_view(
    office: &Office,
    doing: &Doing,
    draft: &str,
) -> Result<Option<NamedExpertsView>, OfficeError> {
    let mut tx = office.db().read().await?;
    let standing = named_standing(office, &mut tx, doing, draft).await?;
    if !office.may(&standing, Action::See, Class::Content) {
        return Err(Refusal::not_found().into());
    }
    let most = settings(&mut tx).await?.named_most;
    let named = named_of(&mut tx, draft).await?;
    if most.is_none() && named.experts.is_empty() {
        return Ok(None);
    }
    let may_edit = most.is_some() && office.may(&standing, Action::Edit, Class::Content);
    Ok(Some(NamedExpertsView { named, most, may_edit }))
}
