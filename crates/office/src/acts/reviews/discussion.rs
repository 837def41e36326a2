//! The discussion among the experts of one application: switched on, entered, written in, closed and opened.

use hefu_store::{Act, Tx};
use hefu_words::Message;

use crate::Office;
use crate::acts::{Doing, conflict, given, record};
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::happened::Happened;
use crate::reviews::{
    DiscussionSettings, DiscussionState, DiscussionStep, SeatNow, discussion_move, discussion_settings,
};
use crate::rights::{Action, Class, Thing};
use crate::views::discussing;

/// Most characters of what is written at once.
pub const DISCUSSION_MOST: usize = 8000;

async fn keep(act: &mut Act<'_>, doing: &Doing, step: DiscussionStep) -> Result<(), OfficeError> {
    record(act, doing, &Happened::Discussion(step)).await.map(|_| ())
}

/// Sets whether the experts of a direction discuss, and whether they see each other's names. What was written stays. Setting the
/// same again changes nothing.
///
/// # Errors
/// When the viewer may not, or there is no such direction.
pub async fn set_discussion(
    office: &Office,
    doing: Doing,
    direction: &str,
    wanted: DiscussionSettings,
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Require, Thing::DiscussionOpen)?;
    let direction = office.direction(direction)?.number.clone();
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                if discussion_settings(act.tx(), &direction).await? == wanted {
                    return Ok(());
                }
                keep(act, &doing, DiscussionStep::Set { direction, settings: wanted }).await
            })
        })
        .await
}

/// Refuses an application of which the office has switched no discussion on.
async fn switched_on(tx: &mut Tx<'_>, number: &str) -> Result<(), OfficeError> {
    let sql = "SELECT direction FROM applications WHERE number = $1 AND state = 'submitted'";
    let row = tx.maybe_row(sql, &[text(number)]).await?.ok_or_else(Refusal::not_found)?;
    let on = discussion_settings(tx, &row.text("direction")?).await?.on;
    if on { Ok(()) } else { Err(Refusal::not_found().into()) }
}

/// Closes the discussion of an application, or opens it again. Experts read on; a review that was taken up is handed in all the same.
///
/// # Errors
/// When the viewer may not, no reason is given, it is so already, or the office has switched it on for none of this direction.
pub async fn move_discussion(
    office: &Office,
    doing: Doing,
    number: &str,
    open: bool,
    why: &str,
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Require, Thing::DiscussionOpen)?;
    let (number, why) = (number.to_owned(), given("why", why)?);
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                switched_on(act.tx(), &number).await?;
                if discussion_move(act.tx(), &number).await?.is_none_or(|last| last.open) == open {
                    return Err(conflict("discussion-so-already").into());
                }
                let who = doing.viewer.name.clone();
                keep(act, &doing, DiscussionStep::Moved { number, open, why, who }).await
            })
        })
        .await
}

/// The expert takes part: from now on they see the reviews of the others, and which version of their own stood before is kept.
/// Saying it twice is saying it once.
///
/// # Errors
/// When the viewer has no seat on this application, the office has switched no discussion on, or their own review is not handed in.
pub async fn enter_discussion(office: &Office, doing: Doing, number: &str) -> Result<(), OfficeError> {
    let number = number.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let (seat, standing, state) = discussing(&office, act.tx(), &doing, &number).await?;
                if matches!(state, DiscussionState::Open | DiscussionState::Closed) {
                    return Ok(());
                }
                if !office.may(&standing, Action::Accept, Class::Content) {
                    return Err(conflict("discussion-own-first").into());
                }
                let SeatNow { expert, revision, .. } = seat;
                keep(act, &doing, DiscussionStep::Entered { number, expert, revision }).await
            })
        })
        .await
}

fn words(words: &str) -> Result<String, Refusal> {
    let words = words.replace("\r\n", "\n").trim().to_owned();
    if words.is_empty() {
        return Err(Refusal::invalid("text", Message::new("discussion-empty")));
    }
    if words.chars().count() > DISCUSSION_MOST || words.contains('\0') {
        return Err(Refusal::invalid("text", Message::new("discussion-long").with("most", DISCUSSION_MOST)));
    }
    Ok(words)
}

/// The expert writes into the discussion.
///
/// # Errors
/// When the viewer has no seat on this application, does not take part, the discussion is closed, or nothing or too much is said.
pub async fn discuss(office: &Office, doing: Doing, number: &str, said: &str) -> Result<(), OfficeError> {
    let (number, said) = (number.to_owned(), words(said));
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let (seat, standing, state) = discussing(&office, act.tx(), &doing, &number).await?;
                if !office.may(&standing, Action::Comment, Class::Content) {
                    let closed = state == DiscussionState::Closed;
                    return Err(conflict(if closed { "discussion-closed" } else { "discussion-own-first" }).into());
                }
                let (expert, who) = (Some(seat.expert), seat.expert_name);
                keep(act, &doing, DiscussionStep::Written { number, expert, who, text: said? }).await
            })
        })
        .await
}

/// An officer writes into the discussion.
///
/// # Errors
/// When the viewer may not, the office has switched it on for none of this direction, it is closed, or nothing or too much is said.
pub async fn discuss_as_officer(office: &Office, doing: Doing, number: &str, said: &str) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Comment, Thing::DiscussionOpen)?;
    let (number, said) = (number.to_owned(), words(said));
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                switched_on(act.tx(), &number).await?;
                if discussion_move(act.tx(), &number).await?.is_some_and(|last| !last.open) {
                    return Err(conflict("discussion-closed").into());
                }
                let who = doing.viewer.name.clone();
                keep(act, &doing, DiscussionStep::Written { number, expert: None, who, text: said? }).await
            })
        })
        .await
}
