//! Conflicts of interest of a direction as officers see them.

use hefu_panel::conflict::Rule;

use super::experts::{may_see, named};
use super::is_open;
use crate::Office;
use crate::acts::Doing;
use crate::error::OfficeError;
use crate::experts::{ExpertSettings, FoundConflict, Hold, Material, NamedExpert, NamedLine, settings};
use crate::rights::{Action, Class, Thing};

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
    /// What the applicant said of whom this expert may be, where the applicant named somebody.
    pub words: Vec<NamedExpert>,
}

/// An expert an applicant names as unsuitable, with who of the register that may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedHere {
    /// What was named and who may be meant.
    pub line: NamedLine,
    /// The draft behind the application: its address.
    pub draft: String,
    /// Names of those who may be meant, in their order.
    pub names: Vec<String>,
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
    /// Whom applicants name as unsuitable, by application. None where the viewer may not know, or not yet: until the window is
    /// closed it is the applicants' own affair.
    pub named: Option<Vec<NamedHere>>,
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
    let open = is_open(office, &mut tx, direction, &doing.now).await?;
    let of = (Thing::NamedSubmitted, Class::Content);
    let knows = office.may_somehow(&doing.viewer, Action::See, of, open);
    let material = Material::read(&mut tx, direction, None, &doing.now).await?;
    let (mut found, named_lines) = material.find_apart().await?;
    found.retain(|found| knows || found.rule != Rule::NamedByApplicant);
    let count = |hold: Hold| found.iter().filter(|found| found.hold == hold).count();
    let counts = [count(Hold::Stands), count(Hold::Open), count(Hold::Dismissed)];
    let names = named(&mut tx, "SELECT expert AS id, name AS first, '' AS second FROM experts ORDER BY expert").await?;
    let sql = "SELECT number AS id, title AS first, draft AS second FROM applications ORDER BY number";
    let titles = named(&mut tx, sql).await?;
    let seats = crate::experts::seats_of(&mut tx, direction).await?;
    let lines = found.into_iter().filter(|found| hold.is_none_or(|hold| found.hold == hold)).map(|found| {
        let (title, draft) = titles.get(&found.seat.number).cloned().unwrap_or_default();
        let of = |line: &&NamedLine| {
            found.rule == Rule::NamedByApplicant
                && line.number == found.seat.number
                && line.meant.iter().any(|meant| meant.expert == found.seat.expert)
        };
        ConflictLine {
            words: named_lines.iter().filter(of).map(|line| line.named.clone()).collect(),
            name: names.get(&found.seat.expert).map(|(name, _)| name.clone()).unwrap_or_default(),
            sits: seats.iter().any(|stood| stood.seat == found.seat),
            title,
            draft,
            found,
        }
    });
    let lines: Vec<ConflictLine> = lines.collect();
    let name = |expert: &String| names.get(expert).map(|(name, _)| name.clone()).unwrap_or_default();
    let here = |line: NamedLine| NamedHere {
        draft: titles.get(&line.number).map(|(_, draft)| draft.clone()).unwrap_or_default(),
        names: line.meant.iter().map(|meant| name(&meant.expert)).collect(),
        line,
    };
    Ok(ConflictsView {
        lines,
        named: knows.then(|| named_lines.into_iter().map(here).collect()),
        counts,
        settings: settings(&mut tx).await?,
        may_decide: office.may_here(&doing.viewer, Action::Assign, Thing::Experts).is_ok(),
    })
}
