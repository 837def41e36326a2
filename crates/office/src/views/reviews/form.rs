//! What directions ask of their experts, for whoever sets it.

use hefu_review::FormFault;
use jiff::Zoned;

use crate::Office;
use crate::acts::Doing;
use crate::error::OfficeError;
use crate::reviews::{FormDraft, FrozenForm, answered_in, deadline_of, form_draft_of, form_of};
use crate::rights::{Action, Thing};

/// What a direction asks of its experts.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewFormView {
    /// Direction number.
    pub direction: String,
    /// The form being written.
    pub draft: Option<FormDraft>,
    /// What is wrong with it.
    pub faults: Vec<FormFault>,
    /// The form in force.
    pub frozen: Option<FrozenForm>,
    /// Whether anything is answered: then the form in force stays.
    pub answered: bool,
    /// Until when reviews are handed in, where it is set.
    pub until: Option<Zoned>,
    /// Whether the viewer may set any of it.
    pub may_set: bool,
}

/// What one direction asks of its experts.
///
/// # Errors
/// A refusal where the viewer may not see it, or the guide has no such direction for this side.
pub async fn review_form(office: &Office, doing: &Doing, direction: &str) -> Result<ReviewFormView, OfficeError> {
    office.may_here(&doing.viewer, Action::See, Thing::ReviewForm)?;
    let direction = office.direction(direction)?.number.clone();
    let mut tx = office.db().read().await?;
    let draft = form_draft_of(&mut tx, &direction).await?;
    let faults = draft.as_ref().map(|draft| draft.form.faults(office.guide())).unwrap_or_default();
    Ok(ReviewFormView {
        draft,
        faults,
        frozen: form_of(&mut tx, &direction).await?,
        answered: answered_in(&mut tx, &direction).await?,
        until: deadline_of(&mut tx, &direction).await?,
        may_set: office.may_here(&doing.viewer, Action::Require, Thing::ReviewForm).is_ok(),
        direction,
    })
}

/// The same of every direction of this office, in the order of the guide.
///
/// # Errors
/// A refusal where the viewer may not see it.
pub async fn review_forms(office: &Office, doing: &Doing) -> Result<Vec<ReviewFormView>, OfficeError> {
    let numbers: Vec<String> = office.directions().map(|direction| direction.number.clone()).collect();
    let mut views = Vec::new();
    for number in numbers {
        views.push(review_form(office, doing, &number).await?);
    }
    Ok(views)
}
