//! Reviews written away from the desk come back as a workbook.

use std::time::Duration;

use hefu_application::Problem;
use hefu_dossier::TableLimits;
use hefu_dossier::reviews::{ReadReviews, read_reviews};
use hefu_store::Act;
use hefu_words::Message;

use super::write::keep;
use crate::Office;
use crate::acts::Doing;
use crate::acts::conflict;
use crate::documents::Upload;
use crate::error::{OfficeError, Refusal};
use crate::reviews::{Of, form_of, seats_where};

/// Longest time for reading a workbook.
const PATIENCE: Duration = Duration::from_secs(15);

/// What became of a workbook of reviews.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TakenReviews {
    /// What could not be read or should be looked at, each with its place.
    pub problems: Vec<Problem>,
    /// Numbers of the applications whose reviews were filled from it; empty where a problem keeps it out.
    pub numbers: Vec<String>,
}

/// Fills the viewer's reviews of a direction from a workbook: what a sheet answers replaces what is saved under that question,
/// everything else stays. Where anything cannot be read, or one review may not be written now, nothing is changed.
///
/// # Errors
/// A refusal where the viewer has no seat in the direction, no form is in force, the file is no workbook, or a review in it
/// may not be written now.
pub async fn take_in_reviews(
    office: &Office,
    doing: Doing,
    direction: &str,
    file: &str,
    upload: Upload,
) -> Result<TakenReviews, OfficeError> {
    let account = doing.viewer.account.clone().ok_or_else(Refusal::not_found)?;
    let frozen = {
        let mut tx = office.db().read().await?;
        let seats = seats_where(&mut tx, Of::Account(&account.0)).await?;
        if !seats.iter().any(|seat| seat.direction == direction) {
            return Err(Refusal::not_found().into());
        }
        form_of(&mut tx, direction).await?.ok_or_else(|| conflict("review-form-not-yet"))?
    };
    if upload.length() == 0 {
        return Err(Refusal::invalid("file", Message::new("documents-empty")).into());
    }
    let limits = TableLimits {
        file_bytes: office.config().documents.bytes,
        unpacked_bytes: 64 << 20,
        entries: 1_000,
        cells: 200_000,
        problems: 500,
        ..TableLimits::default()
    };
    let bytes = upload.bytes().await?;
    let (form, digest, name) = (frozen.form.clone(), frozen.digest.clone(), file.to_owned());
    let work = tokio::task::spawn_blocking(move || read_reviews(&form, &digest, &name, &bytes, &limits));
    let Ok(done) = tokio::time::timeout(PATIENCE, work).await else {
        return Err(Refusal::invalid("file", Message::new("document-limit-time")).into());
    };
    let read = done.map_err(|_| Refusal::invalid("file", Message::new("documents-workbook-damaged")))?;
    let read = read.map_err(|trouble| {
        let problem = trouble.at(hefu_application::Cell { file: file.into(), ..Default::default() }, None);
        Refusal::invalid("file", hefu_dossier::problems::message(&problem))
    })?;
    if !read.is_whole() {
        return Ok(TakenReviews { problems: read.problems, numbers: Vec::new() });
    }
    if read.reviews.is_empty() {
        return Err(Refusal::invalid("file", Message::new("review-file-nothing")).into());
    }
    put(office, doing, read).await
}

async fn put(office: &Office, doing: Doing, read: ReadReviews) -> Result<TakenReviews, OfficeError> {
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let mut numbers = Vec::new();
                for review in read.reviews {
                    if review.answers == hefu_review::Answers::default() {
                        continue;
                    }
                    let number = review.number.clone();
                    merge(&office, act, &doing, review).await.map_err(|error| match error {
                        OfficeError::Refused(refusal) => {
                            let message = Message::new("review-of-number").with("number", number.as_str());
                            let message = message.with("fault", refusal.message);
                            Refusal { message, field: Some("file".to_owned()), ..refusal }.into()
                        }
                        other => other,
                    })?;
                    numbers.push(number);
                }
                Ok(TakenReviews { problems: read.problems, numbers })
            })
        })
        .await
}

async fn merge(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    review: hefu_dossier::reviews::ReadReview,
) -> Result<(), OfficeError> {
    let account = doing.viewer.account.clone().ok_or_else(Refusal::not_found)?;
    let seat = seats_where(act.tx(), Of::Here(&account.0, &review.number)).await?.pop();
    let seat = seat.ok_or_else(|| Refusal::invalid("file", Message::new("review-file-no-seat")))?;
    let mut answers = crate::reviews::draft_of(act.tx(), &review.number, &seat.expert).await?.answers;
    answers.marks.extend(review.answers.marks);
    answers.texts.extend(review.answers.texts);
    keep(office, act, doing, &review.number, answers, None).await?;
    Ok(())
}
