//! The reviews that one expert is asked for.

use hefu_dossier::reviews::{ReviewSheet, write_reviews};
use hefu_store::Tx;
use hefu_words::{Lang, Message};
use jiff::Zoned;

use crate::Office;
use crate::acts::Doing;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::experts::expert_of;
use crate::person::Viewer;
use crate::reviews::{Of, SeatNow, SeatState, deadline_of, draft_of, form_of, seated, seats_where, takes_review};
use crate::rights::{Action, Class};

/// A review that the viewer is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnReview {
    /// The seat.
    pub seat: SeatNow,
    /// Until when, where it is set.
    pub until: Option<Zoned>,
    /// Whether reviews are taken now: a form is in force and no deadline past.
    pub open: bool,
    /// Whether a form is in force.
    pub asked: bool,
    /// Questions answered well and questions that must be answered.
    pub progress: (usize, usize),
    /// Whether it could be handed in as it is saved.
    pub complete: bool,
}

/// The reviews that the viewer is asked for, by number.
///
/// # Errors
/// A refusal where the viewer is no expert of this office.
pub async fn own_reviews(office: &Office, doing: &Doing) -> Result<Vec<OwnReview>, OfficeError> {
    let account = doing.viewer.account.as_ref().ok_or_else(Refusal::not_found)?;
    let mut tx = office.db().read().await?;
    expert_of(&mut tx, account).await?.ok_or_else(Refusal::not_found)?;
    let mut own = Vec::new();
    for seat in seats_where(&mut tx, Of::Account(&account.0)).await? {
        own.extend(one(office, &mut tx, doing, seat).await?);
    }
    Ok(own)
}

/// One of them; none where the viewer does not see that there is this seat.
async fn one(office: &Office, tx: &mut Tx<'_>, doing: &Doing, seat: SeatNow) -> Result<Option<OwnReview>, OfficeError> {
    let form = form_of(tx, &seat.direction).await?;
    let until = deadline_of(tx, &seat.direction).await?;
    let open = takes_review(tx, &seat, &doing.now).await?;
    let standing = seated(office, tx, doing, &seat, open).await?;
    if !office.may(&standing, Action::See, Class::Exchanged) {
        return Ok(None);
    }
    let answers = draft_of(tx, &seat.number, &seat.expert).await?.answers;
    let progress = form.as_ref().map_or((0, 0), |form| answers.progress(&form.form));
    let whole = form.as_ref().is_some_and(|form| answers.lacks(&form.form).is_empty());
    Ok(Some(OwnReview {
        complete: whole && seat.state == SeatState::Open,
        open,
        asked: form.is_some(),
        progress,
        until,
        seat,
    }))
}

/// Whether somebody is an expert of this office: then there is a page for them.
///
/// # Errors
/// When the store fails.
pub async fn reviews_asked(office: &Office, viewer: &Viewer) -> Result<bool, OfficeError> {
    let Some(account) = &viewer.account else { return Ok(false) };
    Ok(expert_of(&mut office.db().read().await?, account).await?.is_some())
}

/// The viewer's reviews of a direction as a workbook to be written in elsewhere: those accepted and not handed in.
///
/// # Errors
/// A refusal where the viewer has no seat in the direction, or no form is in force; or a text is longer than a cell can hold.
pub async fn reviews_workbook(
    office: &Office,
    doing: &Doing,
    direction: &str,
    lang: Lang,
) -> Result<Vec<u8>, OfficeError> {
    let own = own_reviews(office, doing).await?;
    let mut tx = office.db().read().await?;
    let here: Vec<_> = own.into_iter().filter(|one| one.seat.direction == direction).collect();
    if here.is_empty() {
        return Err(Refusal::not_found().into());
    }
    let none = || Refusal::new(RefusalKind::Conflict, Message::new("review-form-not-yet"));
    let frozen = form_of(&mut tx, direction).await?.ok_or_else(none)?;
    let mut sheets = Vec::new();
    for one in here.into_iter().filter(|one| one.seat.state == SeatState::Open) {
        let answers = draft_of(&mut tx, &one.seat.number, &one.seat.expert).await?.answers;
        sheets.push(ReviewSheet { number: one.seat.number, title: one.seat.title, answers });
    }
    drop(tx);
    write_reviews(&frozen.form, &frozen.digest, &sheets, lang, doing.now.date()).map_err(|_| {
        // The one thing a sheet refuses is a text that is too long for a cell.
        Refusal::new(RefusalKind::TooLarge, Message::new("review-file-too-long")).into()
    })
}
