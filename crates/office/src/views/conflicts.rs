//! Conflicts of interest of a direction as officers see them.

use super::experts::{may_see, named};
use crate::Office;
use crate::acts::Doing;
use crate::error::OfficeError;
use crate::experts::{ExpertSettings, FoundConflict, Hold, Material, settings};
use crate::rights::{Action, Thing};

/// A conflict of interest with the names of whom it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictLine {
    /// What was found.
    pub found: FoundConflict,
    /// Name of the expert.
    pub name: String,
    /// Title of the application.
    pub title: String,
    /// The draft behind the application: its address.
    pub draft: String,
    /// Whether the expert sits there now.
    pub sits: bool,
}

/// The conflicts of a direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictsView {
    /// Lines that were asked for, by application, expert and rule.
    pub lines: Vec<ConflictLine>,
    /// How many stand, wait for a person, are dismissed.
    pub counts: [usize; 3],
    /// What the office has set.
    pub settings: ExpertSettings,
    /// Whether the viewer may decide.
    pub may_decide: bool,
}

/// The conflicts of a direction, of one kind or all.
///
/// # Errors
/// A refusal where the viewer may not see them, or there is no such direction.
pub async fn conflicts_view(
    office: &Office,
    doing: &Doing,
    direction: &str,
    hold: Option<Hold>,
) -> Result<ConflictsView, OfficeError> {
    may_see(office, doing)?;
    office.direction(direction)?;
    let mut tx = office.db().read().await?;
    let material = Material::read(&mut tx, direction, None).await?;
    let found = material.find_apart().await?;
    let count = |hold: Hold| found.iter().filter(|found| found.hold == hold).count();
    let counts = [count(Hold::Stands), count(Hold::Open), count(Hold::Dismissed)];
    let names = named(&mut tx, "SELECT expert AS id, name AS first, '' AS second FROM experts ORDER BY expert").await?;
    let sql = "SELECT number AS id, title AS first, draft AS second FROM applications ORDER BY number";
    let titles = named(&mut tx, sql).await?;
    let seats = crate::experts::seats_of(&mut tx, direction).await?;
    let lines = found.into_iter().filter(|found| hold.is_none_or(|hold| found.hold == hold)).map(|found| {
        let (title, draft) = titles.get(&found.seat.number).cloned().unwrap_or_default();
        ConflictLine {
            name: names.get(&found.seat.expert).map(|(name, _)| name.clone()).unwrap_or_default(),
            sits: seats.iter().any(|stood| stood.seat == found.seat),
            title,
            draft,
            found,
        }
    });
    Ok(ConflictsView {
        lines: lines.collect(),
        counts,
        settings: settings(&mut tx).await?,
        may_decide: office.may_here(&doing.viewer, Action::Assign, Thing::Experts).is_ok(),
    })
}
