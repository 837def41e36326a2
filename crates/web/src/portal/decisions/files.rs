//! Files of a joint decision: the list to fill in, the result, the minute with its signatures and on paper, the awards.

use axum::extract::{Path, State};
use hefu_application::UnitRole;
use hefu_decision::BlankRow;
use hefu_decision::awards::{AwardUnit, Funder, Investigator, JointAward, SideAward, json};
use hefu_office::views::{JointAwardLine, WhatIf, joint_awards, joint_view, printed_minute, public_minute};

use super::super::documents::{XLSX, as_attachment};
use super::super::{Answer, Portal, Who, refused};
use crate::shell::{Fault, Frame};

/// This side's list, to be filled in.
pub(super) async fn blank(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let view = joint_view(&portal.office, &doing, &direction, &WhatIf::default()).await.map_err(refused)?;
    let rows: Vec<BlankRow> = view
        .projects
        .iter()
        .filter_map(|project| {
            let (_, number) = project.numbers.iter().find(|(side, _)| *side == view.own)?;
            Some(BlankRow {
                number: number.clone(),
                title: project.titles.get(&view.own).cloned().unwrap_or_default(),
                topic: portal.topic_name(say, &direction, &project.topic),
            })
        })
        .collect();
    let bytes = hefu_decision::blank_list(&rows, say.0, doing.now.date())
        .map_err(|error| Fault::internal(&error.to_string()))?;
    Ok(as_attachment(&format!("list-{direction}.xlsx"), XLSX, bytes))
}

/// The result as a workbook.
pub(super) async fn workbook(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let view = joint_view(&portal.office, &doing, &direction, &WhatIf::default()).await.map_err(refused)?;
    let Some(Ok(computed)) = &view.computed else { return Err(Fault::not_found().into()) };
    let bytes = hefu_decision::workbook(portal.office.guide(), &computed.decision, frame.say().0, doing.now.date())
        .map_err(|error| Fault::internal(&error.to_string()))?;
    Ok(as_attachment(&format!("selection-{direction}.xlsx"), XLSX, bytes))
}

/// The minute as a signed text.
pub(super) async fn note(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let note = public_minute(&portal.office, &doing, &direction).await.map_err(refused)?;
    Ok(as_attachment(&format!("minute-{direction}.txt"), "text/plain; charset=utf-8", note.into_bytes()))
}

/// The minute on paper.
pub(super) async fn printed(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let bytes = printed_minute(&portal.office, &doing, &direction, frame.lang).await.map_err(refused)?;
    Ok(as_attachment(&format!("minute-{direction}.pdf"), "application/pdf", bytes.to_vec()))
}

/// One joint activity with the awards of its sides. What no office has set, such as award numbers and DOIs, is named as missing
/// and never made up.
fn award(portal: &Portal, line: JointAwardLine) -> JointAward {
    let tag = |side: &str| portal.office.guide().side(side).map(|side| side.language.clone()).unwrap_or_default();
    let sides = line.halves.into_iter().map(|half| {
        let unit = |unit: &hefu_exchange::card::CardUnit| AwardUnit {
            names: [(tag(&half.side), unit.name.clone())]
                .into_iter()
                .chain(unit.english.clone().map(|english| ("en".to_owned(), english)))
                .collect(),
            ror: None,
            leads: unit.role == UnitRole::Lead,
        };
        let own = half.card.units.iter().filter(|unit| unit.side == half.side);
        let leader = half.card.principal_investigators.iter().find(|person| person.side == half.side);
        SideAward {
            application: half.card.number.clone(),
            funder: Funder { names: [(tag(&half.side), half.authority.clone())].into(), ..Funder::default() },
            investigator: Investigator {
                name: leader.map(|leader| leader.name.clone()).unwrap_or_default(),
                english: leader.and_then(|leader| leader.english.clone()),
                ..Investigator::default()
            },
            units: own.map(unit).collect(),
            amount: half.amount,
            side: half.side.clone(),
            ..SideAward::default()
        }
    });
    JointAward {
        scheme: Some(portal.office.guide().header.family.clone()),
        titles: line.titles.into_iter().map(|(side, title)| (tag(&side), title)).collect(),
        period: line.period,
        sides: sides.collect(),
        pair: line.pair,
        direction: line.direction,
        ..JointAward::default()
    }
}

/// The awards for programs.
pub(super) async fn awards(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let lines = joint_awards(&portal.office, &doing, &direction).await.map_err(refused)?;
    let all: Vec<JointAward> = lines.into_iter().map(|line| award(&portal, line)).collect();
    let text = json(&all).map_err(|error| Fault::internal(&error.to_string()))?;
    Ok(as_attachment(&format!("awards-{direction}.json"), "application/json", text.into_bytes()))
}
