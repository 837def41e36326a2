//! The supported projects of a joint decision with what both sides have told of them, for records of awards.

use std::collections::BTreeMap;

use super::exchange::{cards_of, partner_notices};
use super::joint::shown_awards;
use crate::Office;
use crate::acts::{Doing, publication};
use crate::error::{OfficeError, Refusal};
use crate::joint::{course, projects};
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
    let cards = cards_of(&mut tx, &direction).await?;
    let mut authorities: BTreeMap<String, String> = partner_notices(&mut tx, &direction)
        .await?
        .into_iter()
        .filter_map(|(side, notice)| Some((side, notice.authority?)))
        .collect();
    authorities.insert(course.own.clone(), office.config().authority.clone());
    let mut lines = Vec::new();
    for project in projects(office, &mut tx, &course).await? {
        let Some(own) = held.iter().find(|award| award.line.pair == project.pair) else { continue };
        let mut halves = Vec::new();
        for (side, number) in &project.numbers {
            let card = cards.iter().find(|line| line.side == *side && line.card.number == *number);
            let Some(card) = card.map(|line| line.card.clone()) else { continue };
            halves.push(AwardHalf {
                authority: authorities.get(side).cloned().unwrap_or_default(),
                amount: own.line.money.get(side).copied(),
                side: side.clone(),
                card,
            });
        }
        let period = halves.first().and_then(|half| half.card.period.as_ref());
        lines.push(JointAwardLine {
            period: period.and_then(|period| Some([period.start?, period.end?])),
            pair: project.pair,
            direction: direction.clone(),
            titles: project.titles,
            halves,
        });
    }
    Ok(lines)
}
