//! Who sits at the meeting that decides.

use hefu_store::Act;

use super::minute::course_with_projects;
use crate::Office;
use crate::acts::{Doing, record};
use crate::error::OfficeError;
use crate::happened::Happened;
use crate::joint::{members_of, read_members};
use crate::rights::{Action, Thing};

/// Sets who sits at the meeting of a direction and of which projects each has a conflict of interest: `members` with one a line
/// (name; unit), `conflicts` with one a line (name; number; reason). They take the place of those before. Nothing follows by itself:
/// the room warns, and the officer says in the minute who was there.
///
/// # Errors
/// When the viewer may not, no exchange covers the direction, or a line cannot be read; then nothing is changed.
pub async fn set_members(
    office: &Office,
    doing: Doing,
    direction: &str,
    (members, conflicts): (&str, &str),
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Decide, Thing::Decision)?;
    let direction = office.direction(direction)?.number.clone();
    let (_, projects) = course_with_projects(office, &direction).await?;
    let members = read_members(members, conflicts, &projects)?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                if members_of(act.tx(), &direction).await? == members {
                    return Ok(());
                }
                record(act, &doing, &Happened::MembersSet { direction, members }).await.map(|_| ())
            })
        })
        .await
}
