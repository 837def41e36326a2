//! The supported projects of a joint decision with what both sides have told of them, for records of awards.

use std::collections::BTreeMap;

use hefu_exchange::joint::{Award, Registered};
use hefu_store::Tx;
use jiff::Zoned;

use super::exchange::{cards_of, partner_notices};
use super::joint::shown_awards;
use crate::Office;
use crate::acts::{Doing, publication};
use crate::awards::{AwardOf, award_of};
use crate::error::{OfficeError, Refusal};
use crate::joint::{Course, course, projects};
use crate::rights::{Action, Thing};

/// A supported project with both halves, for records of awards.
#[derive(Clone, Debug)]
pub struct JointAwardLine {
    /// Id of the pair.
    pub pair: String,
    /// Direction number.
    pub direction: String,
    /// Title as each side writes it, by side.
    pub titles: BTreeMap<String, String>,
    /// First and last day, where both are stated.
    pub period: Option<[jiff::civil::Date; 2]>,
    /// The halves, in the order of the pairing's sides.
    pub halves: Vec<AwardHalf>,
}

/// One half of it.
#[derive(Clone, Debug)]
pub struct AwardHalf {
    /// The side.
    pub side: String,
    /// The authority as its notice names it; empty where no notice does.
    pub authority: String,
    /// Its card.
    pub card: hefu_exchange::Card,
    /// How its award is registered, as far as that office has told.
    pub registered: Option<Registered>,
    /// Money of this side, as its list has it.
    pub amount: Option<hefu_text::money::Money>,
}

/// The projects that hold an award by the minute in force and the promotions published since, for records of awards.
///
/// # Errors
/// When the viewer may not see the decision, or there is no minute.
pub async fn joint_awards(office: &Office, doing: &Doing, direction: &str) -> Result<Vec<JointAwardLine>, OfficeError> {
    office.may_here(&doing.viewer, Action::See, Thing::Decision)?;
    let direction = office.direction(direction)?.number.clone();
    let mut tx = office.db().read().await?;
    let course = course(office, &mut tx, &direction).await?.ok_or_else(Refusal::not_found)?;
    let (round, _, _) = publication(&course).ok_or_else(Refusal::not_found)?;
    let mut held = shown_awards(round, &course.own);
    held.retain(|award| !award.declined);
    lines(office, &mut tx, &course, &held).await
}

/// The same of one award of this office's half.
///
/// # Errors
/// When the viewer may not see the decision, or the application holds no award.
pub async fn joint_award(office: &Office, doing: &Doing, draft: &str) -> Result<JointAwardLine, OfficeError> {
    office.may_here(&doing.viewer, Action::See, Thing::Decision)?;
    let mut tx = office.db().read().await?;
    let standing = super::standing_of(office, &mut tx, doing, draft).await?;
    let number = standing.number.ok_or_else(Refusal::not_found)?;
    let held = held_award(office, &mut tx, &standing.direction, &number).await?.ok_or_else(Refusal::not_found)?;
    Ok(held.line)
}

/// These awards with what both sides have told of them.
async fn lines(
    office: &Office,
    tx: &mut Tx<'_>,
    course: &Course,
    held: &[Award],
) -> Result<Vec<JointAwardLine>, OfficeError> {
    let cards = cards_of(tx, &course.direction).await?;
    let mut authorities: BTreeMap<String, String> = partner_notices(tx, &course.direction)
        .await?
        .into_iter()
        .filter_map(|(side, notice)| Some((side, notice.authority?)))
        .collect();
    authorities.insert(course.own.clone(), office.config().authority.clone());
    let mut lines = Vec::new();
    for project in projects(office, tx, course).await? {
        let Some(own) = held.iter().find(|award| award.line.pair == project.pair) else { continue };
        let told = course.joint.round().and_then(|round| round.held.get(&project.pair));
        let mut halves = Vec::new();
        for (side, number) in &project.numbers {
            let card = cards.iter().find(|line| line.side == *side && line.card.number == *number);
            let Some(card) = card.map(|line| line.card.clone()) else { continue };
            halves.push(AwardHalf {
                authority: authorities.get(side).cloned().unwrap_or_default(),
                registered: told.and_then(|told| told.registered.get(side)).cloned(),
                amount: own.line.money.get(side).copied(),
                side: side.clone(),
                card,
            });
        }
        let period = halves.first().and_then(|half| half.card.period.as_ref());
        lines.push(JointAwardLine {
            period: period.and_then(|period| Some([period.start?, period.end?])),
            pair: project.pair,
            direction: course.direction.clone(),
            titles: project.titles,
            halves,
        });
    }
    Ok(lines)
}

/// An award with what both sides have told of its project.
pub(crate) struct HeldAward {
    /// The project.
    pub line: JointAwardLine,
    /// Digest of the minute or promotion by which it holds it.
    pub decided: String,
    /// When this office published that.
    pub published: Zoned,
}

/// The award of an application of this office; none where nothing is published, it holds none, or it was declined.
pub(super) async fn held_award(
    office: &Office,
    tx: &mut Tx<'_>,
    direction: &str,
    number: &str,
) -> Result<Option<HeldAward>, OfficeError> {
    let Some(AwardOf { course, award, decided, published, .. }) = award_of(office, tx, direction, number).await? else {
        return Ok(None);
    };
    let line = lines(office, tx, &course, std::slice::from_ref(&award)).await?.into_iter().next();
    Ok(line.map(|line| HeldAward { line, decided, published }))
}
