//! An award after it is published: what it owes and has shown, reports, changes, and how it was closed.

use hefu_closing::Hindrance;
use hefu_exchange::joint::{Closed, Registered};
use hefu_store::{FileDigest, Tx};
use jiff::Zoned;

use super::joint::held_numbers;
use super::pairs::stored_pair;
use super::standing::Standing;
use crate::Office;
use crate::acts::{Doing, Holding, holding};
use crate::awards::{Closing, WholeAward, closing_of, documents_of, whole};
use crate::documents::Document;
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::joint::course;
use crate::rights::{Action, Class, Thing};

/// An award, as whoever takes part in it or rules on it sees it.
#[derive(Clone, Debug)]
pub struct AwardPage {
    /// What the viewer is to it.
    pub standing: Standing,
    /// Application number.
    pub number: String,
    /// Title, as handed in.
    pub title: String,
    /// Id of the pair.
    pub pair: String,
    /// The partner's side, and the number of the half there.
    pub partner: (String, String),
    /// When this office published it.
    pub published: Zoned,
    /// What it owes and has shown, reports and changes.
    pub whole: WholeAward,
    /// How this office closed it.
    pub closing: Option<Closing>,
    /// How the partner's office did.
    pub partner_closing: Option<Closed>,
    /// How it is registered here.
    pub registered: Option<Registered>,
    /// How it is at the partner's office.
    pub partner_registered: Option<Registered>,
    /// What hinders closing it as complete.
    pub hinders: Vec<Hindrance>,
    /// What the viewer may do now: show and report, ask for changes, rule and close.
    pub may: MayAward,
}

/// What a viewer may do to an award now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MayAward {
    /// Show what is owed, and report.
    pub show: bool,
    /// Ask for changes.
    pub ask: bool,
    /// Rule, answer and close.
    pub rule: bool,
}

/// The award of the application behind a draft.
///
/// # Errors
/// A refusal where there is none for this viewer.
pub async fn award_page(office: &Office, doing: &Doing, draft: &str) -> Result<AwardPage, OfficeError> {
    let mut tx = office.db().read().await?;
    let held = holding(office, &mut tx, doing, draft).await?;
    page(office, &mut tx, held).await
}

async fn page(office: &Office, tx: &mut Tx<'_>, held: Holding) -> Result<AwardPage, OfficeError> {
    let may = |action| office.may(&held.standing, action, Class::Content);
    let may = MayAward { show: may(Action::Edit), ask: may(Action::Ask), rule: may(Action::Decide) };
    let whole = whole(office, tx, &held.number, &held.of).await?;
    let partner = held.of.course.partner().to_owned();
    let closing = closing_of(tx, &held.number).await?;
    let registered = held.of.registered(&held.of.course.own).cloned();
    let partner_registered = held.of.registered(&partner).cloned();
    let partner_closing = held.of.told().and_then(|told| told.closed.get(&partner)).cloned();
    let (pair, _) = stored_pair(tx, &held.of.award.line.pair).await?;
    let there = pair.halves.iter().find(|half| half.side.as_str() == partner).map(|half| half.number.clone());
    Ok(AwardPage {
        number: held.number,
        title: held.title,
        pair: held.of.award.line.pair,
        partner: (partner, there.unwrap_or_default()),
        published: held.of.published,
        standing: held.standing,
        hinders: whole.hinders(),
        whole,
        closing,
        partner_closing,
        registered,
        partner_registered,
        may,
    })
}

/// The awards of this office's halves, by direction and number.
///
/// # Errors
/// When the viewer may not see them all.
pub async fn awards_here(office: &Office, doing: &Doing) -> Result<Vec<AwardPage>, OfficeError> {
    office.may_here(&doing.viewer, Action::See, Thing::AwardOpen)?;
    let mut tx = office.db().read().await?;
    let mut found = Vec::new();
    let directions: Vec<String> = office.directions().map(|direction| direction.number.clone()).collect();
    for direction in directions {
        let Some(course) = course(office, &mut tx, &direction).await? else { continue };
        for number in held_numbers(&course) {
            let sql = "SELECT draft FROM applications WHERE number = $1";
            let Some(row) = tx.maybe_row(sql, &[text(&number)]).await? else { continue };
            let held = holding(office, &mut tx, doing, &row.text("draft")?).await?;
            found.push(page(office, &mut tx, held).await?);
        }
    }
    Ok(found)
}

/// A file that a report or a line of an award names, by its digest.
///
/// # Errors
/// A refusal where there is none for this viewer; a failure where the file was lost or changed.
pub async fn award_file(
    office: &Office,
    doing: &Doing,
    draft: &str,
    digest: &str,
) -> Result<(Document, Vec<u8>), OfficeError> {
    let mut tx = office.db().read().await?;
    let held = holding(office, &mut tx, doing, draft).await?;
    let of = |document: &Document| document.held.as_ref().is_some_and(|held| held.digest == digest);
    let found = documents_of(&mut tx, &held.number).await?.into_iter().find(of).ok_or_else(Refusal::not_found)?;
    drop(tx);
    let file: FileDigest = digest.parse()?;
    let bytes = office.shelf().blobs().get(file).await?;
    Ok((found, bytes))
}
