//! A review is written, handed in, and taken up again.

use std::collections::BTreeSet;

use hefu_review::Answers;
use hefu_store::{Act, Tx, Value};
use hefu_words::Message;

use super::digest_of;
use crate::Office;
use crate::acts::conflict;
use crate::acts::{Doing, Saved, record};
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::exchange::text;
use crate::happened::Happened;
use crate::reviews::{
    FrozenForm, ReviewStep, SeatNow, SeatState, deadline_of, draft_of, form_of, latest_of, review_standing,
};
use crate::rights::{Action, Class};
use crate::views::{Standing, shown};

/// Most reviews that are handed in at once.
pub const REVIEWS_MOST: usize = 100;

/// Largest sum of texts of one review, in bytes: beyond what any form asks for, so that a store is not filled by mistake.
const TEXTS_MOST: usize = 1 << 20;

/// Refuses what the viewer may not do to a review as it stands, with the reason they can mend. Gives the form in force.
pub(super) async fn require(
    office: &Office,
    tx: &mut Tx<'_>,
    seat: &SeatNow,
    standing: &Standing,
    action: Action,
) -> Result<FrozenForm, OfficeError> {
    let form = form_of(tx, &seat.direction).await?;
    if !office.may(standing, action, Class::Content) {
        let open = Standing { open: true, ..standing.clone() };
        if !office.may(&open, action, Class::Content) {
            let key = match (seat.state, action) {
                (SeatState::Offered, _) => "review-accept-first",
                (SeatState::Submitted, _) => "review-handed-in-already",
                (SeatState::Open, Action::Reopen) => "review-not-handed-in",
                _ => return Err(Refusal::not_found().into()),
            };
            return Err(conflict(key).into());
        }
        if form.is_some() {
            let until = deadline_of(tx, &seat.direction).await?;
            let at = until.map(|until| shown(&until)).unwrap_or_default();
            let message = Message::new("review-deadline-over").with("at", at);
            return Err(Refusal::new(RefusalKind::Closed, message).into());
        }
    }
    form.ok_or_else(|| conflict("review-form-not-yet").into())
}

/// Saves what an expert has answered so far. `expected` is the version the writer saw (0 before anything was saved). Saving
/// never asks whether the answers are complete. Drafts are the expert's own and are not journalled.
///
/// # Errors
/// When the viewer may not write this review now; the form does not ask something that is answered; or another window saved
/// it since: then nothing is changed.
pub async fn save_review(
    office: &Office,
    doing: Doing,
    number: &str,
    answers: Answers,
    expected: i64,
) -> Result<Saved, OfficeError> {
    let number = number.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer.run(move |act: &mut Act<'_>| Box::pin(save(office, act, doing, number, answers, Some(expected)))).await
}

/// The same inside an act; without a version it replaces what is stored.
pub(super) async fn keep(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    number: &str,
    answers: Answers,
    expected: Option<i64>,
) -> Result<Saved, OfficeError> {
    let (seat, standing) = review_standing(office, act.tx(), doing, number).await?;
    let form = require(office, act.tx(), &seat, &standing, Action::Edit).await?.form;
    let answers = answers.kept(&form);
    let unasked = answers.lacks(&form).into_iter().find(|lack| lack.kind == hefu_review::LackKind::NotAsked);
    if let Some(lack) = unasked {
        return Err(Refusal::invalid(&lack.id, lack.message()).into());
    }
    if answers.texts.values().map(String::len).sum::<usize>() > TEXTS_MOST {
        return Err(Refusal::new(RefusalKind::TooLarge, Message::new("review-too-large")).into());
    }
    let stored = draft_of(act.tx(), number, &seat.expert).await?;
    let at = doing.now.to_string();
    if expected.is_some() && stored.answers == answers {
        return Ok(Saved { version: stored.version, at });
    }
    if expected.is_some_and(|expected| expected != stored.version) {
        return Err(conflict("office-changed-meanwhile").into());
    }
    let values = [
        text(number),
        text(&seat.expert),
        Value::Int(stored.version + 1),
        text(&serde_json::to_string(&answers)?),
        text(&at),
    ];
    let sql = "INSERT INTO review_drafts (number, expert, version, body, saved) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (number, expert) DO UPDATE SET version = excluded.version, body = excluded.body,
                 saved = excluded.saved";
    act.tx().execute(sql, &values).await?;
    Ok(Saved { version: stored.version + 1, at })
}

async fn save(
    office: Office,
    act: &mut Act<'_>,
    doing: Doing,
    number: String,
    answers: Answers,
    expected: Option<i64>,
) -> Result<Saved, OfficeError> {
    keep(&office, act, &doing, &number, answers, expected).await
}

/// Hands reviews in as they are saved, all of them or none. One that is handed in already and was not taken up again is passed
/// over. Gives how many were handed in.
///
/// # Errors
/// When none is named, or too many; or one of them may not be handed in: the refusal names its number and what is missing.
pub async fn submit_reviews(office: &Office, doing: Doing, numbers: BTreeSet<String>) -> Result<usize, OfficeError> {
    if numbers.is_empty() || numbers.len() > REVIEWS_MOST {
        let most = i64::try_from(REVIEWS_MOST).unwrap_or(i64::MAX);
        return Err(Refusal::invalid("number", Message::new("review-how-many").with("most", most)).into());
    }
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let several = numbers.len() > 1;
                let mut count = 0;
                for number in &numbers {
                    match submit(&office, act, &doing, number).await {
                        Ok(done) => count += usize::from(done),
                        Err(OfficeError::Refused(refusal)) if several => {
                            let message = Message::new("review-of-number")
                                .with("number", number.as_str())
                                .with("fault", refusal.message);
                            return Err(Refusal { message, field: Some("number".to_owned()), ..refusal }.into());
                        }
                        Err(error) => return Err(error),
                    }
                }
                Ok(count)
            })
        })
        .await
}

async fn submit(office: &Office, act: &mut Act<'_>, doing: &Doing, number: &str) -> Result<bool, OfficeError> {
    let (seat, standing) = review_standing(office, act.tx(), doing, number).await?;
    if seat.state == SeatState::Submitted {
        return Ok(false);
    }
    let frozen = require(office, act.tx(), &seat, &standing, Action::Submit).await?;
    let answers = draft_of(act.tx(), number, &seat.expert).await?.answers;
    if let Some(lack) = answers.lacks(&frozen.form).into_iter().next() {
        let place = if lack.mark { format!("mark-{}", lack.id) } else { format!("text-{}", lack.id) };
        return Err(Refusal::invalid(&place, lack.message()).into());
    }
    let digest = digest_of(&answers)?;
    let step = ReviewStep::Submitted {
        number: number.to_owned(),
        expert: seat.expert.clone(),
        revision: seat.revision + 1,
        form: frozen.digest,
        answers: Box::new(answers),
        digest,
    };
    record(act, doing, &Happened::Review(step)).await?;
    let sql = "DELETE FROM review_drafts WHERE number = $1 AND expert = $2";
    act.tx().execute(sql, &[text(number), text(&seat.expert)]).await?;
    Ok(true)
}

/// Takes a review up again, until the deadline. The version handed in is kept and is no longer in force.
///
/// # Errors
/// When the viewer may not take it up now, or it is not handed in.
pub async fn reopen_review(office: &Office, doing: Doing, number: &str) -> Result<(), OfficeError> {
    let number = number.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let (seat, standing) = review_standing(&office, act.tx(), &doing, &number).await?;
                require(&office, act.tx(), &seat, &standing, Action::Reopen).await?;
                let last = latest_of(act.tx(), &number, &seat.expert).await?.ok_or_else(Refusal::not_found)?;
                let step = ReviewStep::Reopened { number, expert: seat.expert, revision: last.revision };
                record(act, &doing, &Happened::Review(step)).await?;
                Ok(())
            })
        })
        .await
}
