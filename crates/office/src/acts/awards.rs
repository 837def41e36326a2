//! Acts after an award: what is shown and reported by those who hold it, changes, and what the office says of them until it closes
//! the award.

mod bench;
mod changes;
mod close;
mod evidence;
mod register;
mod reports;
mod told;

pub use bench::check_figure;
pub use changes::{NewChange, answer_change, answer_partners_change, ask_change};
pub use close::close_award;
pub use evidence::{NewEvidence, rule_line, show_line};
pub use register::register_award;
pub use reports::{NewReport, ask_report, rule_report, submit_report};
pub(crate) use told::tell_award_there;

use hefu_exchange::joint::{AwardStep, Step};
use hefu_store::{Act, Tx};

use super::{Doing, conflict, record};
use crate::Office;
use crate::awards::{AwardHappened, AwardOf, award_of, closing_of};
use crate::error::{OfficeError, Refusal};
use crate::happened::Happened;
use crate::letters::{Facts, LetterKind, letters_to_team};
use crate::rights::{Action, Class, Thing};
use crate::views::{Standing, standing_of};

/// An award with what the viewer is to it.
pub(crate) struct Holding {
    /// Towards the award: open, or closed by this office.
    pub standing: Standing,
    /// Application number.
    pub number: String,
    /// Title of the half, as handed in.
    pub title: String,
    /// The award.
    pub of: AwardOf,
}

impl Holding {
    fn facts(&self) -> Facts {
        let Standing { draft, direction, .. } = &self.standing;
        Facts::of_application(draft, &self.number, &self.title).direction(direction).path(format!("/awards/{draft}"))
    }
}

/// The award of the application behind a draft, for what the office itself does. What is no award is not there.
async fn held(office: &Office, tx: &mut Tx<'_>, doing: &Doing, draft: &str) -> Result<Holding, OfficeError> {
    let mut standing = standing_of(office, tx, doing, draft).await?;
    let number = standing.number.clone().ok_or_else(Refusal::not_found)?;
    let of = award_of(office, tx, &standing.direction, &number).await?.ok_or_else(Refusal::not_found)?;
    let closed = closing_of(tx, &number).await?.is_some();
    standing.thing = if closed { Thing::AwardClosed } else { Thing::AwardOpen };
    standing.open = !closed;
    let row = tx.row("SELECT title FROM applications WHERE number = $1", &[number.as_str().into()]).await?;
    Ok(Holding { standing, number, title: row.text("title")?, of })
}

/// The same for a viewer. What they may not see is not there.
pub(crate) async fn holding(
    office: &Office,
    tx: &mut Tx<'_>,
    doing: &Doing,
    draft: &str,
) -> Result<Holding, OfficeError> {
    let held = held(office, tx, doing, draft).await?;
    office.require(&held.standing, Action::See, Class::Content)?;
    Ok(held)
}

/// The same, where the viewer may do this to it now.
async fn may(
    office: &Office,
    tx: &mut Tx<'_>,
    doing: &Doing,
    draft: &str,
    action: Action,
) -> Result<Holding, OfficeError> {
    let held = holding(office, tx, doing, draft).await?;
    if held.standing.thing == Thing::AwardClosed {
        return Err(conflict("award-closed-already").into());
    }
    office.require(&held.standing, action, Class::Content)?;
    Ok(held)
}

async fn keep(act: &mut Act<'_>, doing: &Doing, step: AwardHappened) -> Result<(), OfficeError> {
    record(act, doing, &Happened::Award { step }).await.map(|_| ())
}

/// Tells the partner's office.
async fn tell(act: &mut Act<'_>, doing: &Doing, held: &Holding, award: AwardStep) -> Result<(), OfficeError> {
    let of = &held.of;
    let step = Step::Award { minute: of.minute.clone(), pair: of.award.line.pair.clone(), award };
    let happened = Happened::JointStep { direction: of.course.direction.clone(), step };
    record(act, doing, &happened).await.map(|_| ())
}

/// Writes to those who hold the award.
async fn write(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    kind: LetterKind,
    held: &Holding,
    facts: Facts,
) -> Result<(), OfficeError> {
    letters_to_team(office, act, doing, kind, &held.standing.draft, &facts).await
}
