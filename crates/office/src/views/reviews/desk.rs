//! An expert's desk: first whether there is a conflict of interest; then the application beside the form.

use hefu_application::Application;
use hefu_review::{Answers, Beside, Blind, Lack, ReviewForm, ShownTo, SplitMap, Spread, seen, spread};
use hefu_store::{FileDigest, Tx};
use jiff::Zoned;

use crate::Office;
use crate::acts::Doing;
use crate::documents::{self, Document};
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::reviews::{
    FrozenForm, HandedInReview, Of, ReviewDraft, SeatNow, SeatState, deadline_of, draft_of, form_of, latest_of,
    partner_half, review_standing, seats_where, versions_of,
};
use crate::rights::{Action, Class};

/// What an expert sees of a review they are asked for.
#[derive(Clone, Debug)]
pub struct ReviewPage {
    /// The seat.
    pub seat: SeatNow,
    /// Until when, where it is set.
    pub until: Option<Zoned>,
    /// Whether reviews are taken now.
    pub open: bool,
    /// The form in force.
    pub form: Option<FrozenForm>,
    /// What is known before it is accepted.
    pub gate: ReviewGate,
    /// The desk, once it is accepted and a form is in force.
    pub desk: Option<Box<ReviewDesk>>,
    /// The numbers before and after among the viewer's own.
    pub neighbours: (Option<String>, Option<String>),
    /// What the viewer may do now: accept, write, hand in, take up again.
    pub may: MayReview,
}

/// What an expert may do to a review now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MayReview {
    /// Say that there is no conflict of interest.
    pub accept: bool,
    /// Write.
    pub edit: bool,
    /// Take it up again.
    pub reopen: bool,
}

/// What an expert knows of a project to say whether there is a conflict of interest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewGate {
    /// Names of the units of both sides, by side; empty where the office hides who applies.
    pub units: Vec<(String, String)>,
    /// Principal investigators of both sides, by side; the same.
    pub investigators: Vec<(String, String)>,
    /// Whether the office hides who applies.
    pub hidden: bool,
}

/// The desk.
#[derive(Clone, Debug)]
pub struct ReviewDesk {
    /// The application as this expert sees it.
    pub application: Application,
    /// Its documents; none where the office hides who applies.
    pub documents: Vec<Document>,
    /// What is written so far.
    pub draft: ReviewDraft,
    /// What stands against handing it in.
    pub lacks: Vec<Lack>,
    /// How often the expert gave each mark in the direction, this review left out, by criterion.
    pub spreads: Vec<(String, Spread)>,
    /// What the guide has experts think of.
    pub beside: Beside,
    /// The work splits of the two halves.
    pub split: SplitMap,
    /// All versions handed in, the newest first.
    pub versions: Vec<HandedInReview>,
    /// Reviews of the same project by others, where the office shows them and the viewer's own is handed in.
    pub others: Vec<OtherReview>,
}

/// A review of the same project by somebody else, without a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherReview {
    /// Counted from 1, for this reader.
    pub place: usize,
    /// The answers.
    pub answers: Answers,
}

/// A review that the viewer is asked for.
///
/// # Errors
/// A refusal where the viewer has no seat on this application.
pub async fn review_page(office: &Office, doing: &Doing, number: &str) -> Result<ReviewPage, OfficeError> {
    let mut tx = office.db().read().await?;
    let (seat, standing) = review_standing(office, &mut tx, doing, number).await?;
    office.require(&standing, Action::See, Class::Exchanged)?;
    let form = form_of(&mut tx, &seat.direction).await?;
    let (application, documents) = handed_in(&mut tx, number).await?;
    let blind = form.as_ref().map_or(Blind::Open, |form| form.form.blind);
    let may = |action| office.may(&standing, action, Class::Content);
    let whole = office.may(&standing, Action::See, Class::Content);
    let desk = match &form {
        Some(form) if whole => Some(Box::new(desk(office, &mut tx, &seat, form, (&application, documents)).await?)),
        _ => None,
    };
    Ok(ReviewPage {
        until: deadline_of(&mut tx, &seat.direction).await?,
        open: standing.open,
        gate: if form.is_some() {
            gate(&application, blind)
        } else {
            ReviewGate { hidden: true, ..ReviewGate::default() }
        },
        neighbours: neighbours(&mut tx, doing, number).await?,
        may: MayReview { accept: may(Action::Accept), edit: may(Action::Edit), reopen: may(Action::Reopen) },
        desk,
        form,
        seat,
    })
}

fn gate(application: &Application, blind: Blind) -> ReviewGate {
    let seen = seen(application, blind);
    let leads = seen.people.iter().filter(|person| person.role == hefu_application::Role::PrincipalInvestigator);
    ReviewGate {
        units: seen.units.iter().map(|unit| (unit.side.clone(), unit.name.clone())).collect(),
        investigators: leads.map(|person| (person.side.clone(), person.name.clone())).collect(),
        hidden: blind == Blind::Applicants,
    }
}

async fn handed_in(tx: &mut Tx<'_>, number: &str) -> Result<(Application, Vec<Document>), OfficeError> {
    let sql = "SELECT body, revision FROM applications WHERE number = $1";
    let row = tx.maybe_row(sql, &[text(number)]).await?.ok_or_else(Refusal::not_found)?;
    let application = serde_json::from_str(&row.text("body")?)?;
    Ok((application, documents::handed_in(tx, number, row.int("revision")?).await?))
}

async fn neighbours(
    tx: &mut Tx<'_>,
    doing: &Doing,
    number: &str,
) -> Result<(Option<String>, Option<String>), OfficeError> {
    let account = doing.viewer.account.as_ref().map_or("", |account| account.0.as_str());
    let own = seats_where(tx, Of::Account(account)).await?;
    let numbers: Vec<String> = own.into_iter().map(|seat| seat.number).collect();
    let at = numbers.iter().position(|one| one == number);
    let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| numbers.get(at).cloned());
    Ok((before, at.and_then(|at| numbers.get(at + 1).cloned())))
}

async fn desk(
    office: &Office,
    tx: &mut Tx<'_>,
    seat: &SeatNow,
    frozen: &FrozenForm,
    (application, documents): (&Application, Vec<Document>),
) -> Result<ReviewDesk, OfficeError> {
    let form = &frozen.form;
    let draft = draft_of(tx, &seat.number, &seat.expert).await?;
    let partner = partner_half(office, tx, &seat.number).await?;
    let sides = office.guide().pairing_of(&seat.direction).map(|pairing| pairing.sides.clone()).unwrap_or_default();
    let halves: Vec<&Application> = std::iter::once(application).chain(&partner).collect();
    let mut mine = Vec::new();
    let account = seat.account.clone().unwrap_or_default();
    for other in seats_where(tx, Of::Account(&account)).await? {
        if other.number != seat.number && other.direction == seat.direction && other.state == SeatState::Submitted {
            mine.extend(latest_of(tx, &other.number, &seat.expert).await?.map(|review| review.answers));
        }
    }
    let spreads = form.marked().map(|criterion| (criterion.id.clone(), spread(criterion, &mine))).collect();
    // The picture is of everything; names of units stay out of it where the office hides who applies.
    let split = SplitMap::of(office.guide(), &sides, application, partner.as_ref());
    let split = if form.blind == Blind::Applicants { split.without_units() } else { split };
    let shown = form.shown_to == ShownTo::Experts && seat.state == SeatState::Submitted;
    Ok(ReviewDesk {
        lacks: draft.answers.lacks(form),
        spreads,
        beside: Beside::of(office.guide(), &halves, form),
        split,
        versions: versions_of(tx, &seat.number, &seat.expert).await?,
        others: if shown { others(tx, seat).await? } else { Vec::new() },
        documents: seen_documents(form, documents),
        draft,
        application: seen(application, form.blind),
    })
}

/// The documents that experts see: none where the office hides who applies, for any of them may say it.
fn seen_documents(form: &ReviewForm, documents: Vec<Document>) -> Vec<Document> {
    if form.blind == Blind::Open { documents } else { Vec::new() }
}

/// The reviews in force of the same project by others, in an order that says nothing of who wrote them.
async fn others(tx: &mut Tx<'_>, own: &SeatNow) -> Result<Vec<OtherReview>, OfficeError> {
    let mut found = Vec::new();
    for seat in seats_where(tx, Of::Direction(&own.direction)).await? {
        if seat.number == own.number && seat.expert != own.expert && seat.state == SeatState::Submitted {
            found.extend(latest_of(tx, &seat.number, &seat.expert).await?);
        }
    }
    found.sort_by(|a, b| a.digest.cmp(&b.digest));
    Ok(found.into_iter().zip(1..).map(|(review, place)| OtherReview { place, answers: review.answers }).collect())
}

/// A file of an application that the viewer reviews, by its digest.
///
/// # Errors
/// A refusal where there is none for this viewer; a failure where the file was lost or changed.
pub async fn review_document(
    office: &Office,
    doing: &Doing,
    number: &str,
    digest: &str,
) -> Result<(Document, Vec<u8>), OfficeError> {
    let mut tx = office.db().read().await?;
    let (seat, standing) = review_standing(office, &mut tx, doing, number).await?;
    office.require(&standing, Action::See, Class::Content)?;
    let form = form_of(&mut tx, &seat.direction).await?.ok_or_else(Refusal::not_found)?.form;
    let (_, documents) = handed_in(&mut tx, number).await?;
    drop(tx);
    let documents = seen_documents(&form, documents);
    let of = |document: &&Document| document.held.as_ref().is_some_and(|held| held.digest == digest);
    let document = documents.iter().find(of).cloned().ok_or_else(Refusal::not_found)?;
    let file: FileDigest = digest.parse()?;
    Ok((document, office.shelf().blobs().get(file).await?))
}
