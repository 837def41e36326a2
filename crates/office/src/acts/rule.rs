//! Ruling on one finding that a person must rule on: a plan of one.

use hefu_check::RulingAnswer;

use super::Doing;
use super::plan::{Order, apply, plan};
use crate::Office;
use crate::error::OfficeError;

/// Rules on a finding of an application as it stands now. A later ruling on the same finding takes the place of the earlier,
/// which stays readable in the journal. Whoever was shown the finding before gives the digest of what was shown to
/// [`apply`] instead.
///
/// # Errors
/// When the viewer may not, no reason is given, there is no such finding, or it is not one a person rules on.
pub async fn rule(
    office: &Office,
    doing: Doing,
    number: &str,
    finding: &str,
    answer: RulingAnswer,
    why: &str,
) -> Result<(), OfficeError> {
    let order = Order::rule([(number.to_owned(), finding.to_owned())], answer, why)?;
    let seen = plan(office, &doing, &order).await?.seen;
    apply(office, doing, order, &seen).await.map(|_| ())
}
