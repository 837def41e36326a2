//! What the result looks like as a whole: where the sides disagree, who waits, the portfolio in pictures; and the awards for
//! programs.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse as _;
use hefu_application::UnitRole;
use hefu_decision::awards::{AwardUnit, Funder, Investigator, JointAward, SideAward, json};
use hefu_decision::picture::{disagreement, places};
use hefu_decision::portfolio::{Attributes, fragment, portfolio};
use hefu_decision::reserve::{Waiting, reserve};
use hefu_office::joint::Computed;
use hefu_office::views::{JointAwardLine, JointView, WhatIf, joint_awards, joint_view};
use hefu_words::Message;

use super::super::page::{heading, page, paragraph, soft, table};
use super::super::{Answer, Instead, Portal, Who, refused};
use super::room::Told;
use crate::parts::{Column, Html, Table};
use crate::shell::{Fault, Frame};

/// The page of pictures.
pub(super) async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let view = joint_view(&portal.office, &doing, &direction, &WhatIf::default()).await.map_err(refused)?;
    let head = frame
        .page(say.t("joint-report"))
        .caption(portal.direction_name(say, &direction))
        .crumb(say.t("joint-title"), "/decisions")
        .crumb(portal.direction_name(say, &direction), format!("/decisions/{direction}"));
    let Some(Ok(computed)) = &view.computed else {
        return Ok(page(head, vec![paragraph(&say.t("joint-room-closed"))]));
    };
    let guide = portal.office.guide();
    let (call, selection) = (&computed.decision.call, &computed.decision.selection);
    let mut parts = vec![heading(&say.t("joint-disagreement"))];
    let drawn = places(&computed.decision, &[]);
    if drawn.is_empty() {
        parts.push(paragraph(&say.t("joint-one-order")));
    }
    for (at, own) in drawn.iter().enumerate() {
        parts.push(Html::made(disagreement(&format!("disagreement-{at}"), guide, own, say.0).figure()));
    }
    parts.push(heading(&say.t("joint-reserve")));
    parts.push(waiting(&portal, &frame, &view, computed)?);
    parts.push(heading(&say.t("joint-portfolio")));
    let counted = portfolio(guide, call, &selection.chosen(), &Attributes::default());
    parts.push(Html::made(fragment("portfolio", guide, &counted, say.0)));
    Ok(page(head, parts))
}

/// Who waits, and what must become free first.
fn waiting(portal: &Portal, frame: &Frame, view: &JointView, computed: &Computed) -> Result<Html, Instead> {
    let say = frame.say();
    let (call, selection) = (&computed.decision.call, &computed.decision.selection);
    let all = reserve(call, &selection.method, selection).map_err(|error| Fault::internal(&error.to_string()))?;
    let told = Told::new(portal, say, view, computed);
    let needs = |one: &Waiting| {
        let mut words = Vec::new();
        if one.needs_place {
            words.push(say.t("joint-needs-place"));
        }
        for (limit, lacks) in &one.needs {
            let message = Message::new("joint-needs")
                .with("limit", told.tell.limit(limit))
                .with("by", told.tell.amount(limit, *lacks));
            words.push(say.message(&message));
        }
        words.join(&say.t("joint-between"))
    };
    let rows = all.iter().map(|one| {
        let project = Html::join(&[Html::text(&one.title), soft(&one.id)], &Html::default());
        vec![Html::text(&one.place.to_string()), project, Html::text(&needs(one))]
    });
    Ok(table(&Table {
        id: "reserve".to_owned(),
        caption: say.t("joint-reserve"),
        columns: vec![
            Column::number(say.t("joint-place")),
            Column::wide(say.t("joint-project")),
            Column::wide(say.t("joint-needs-what")),
        ],
        rows: rows.collect(),
        empty: say.t("joint-nobody-waits"),
    }))
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
    let name = format!("attachment; filename=\"awards-{direction}.json\"");
    Ok(([(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, name)], text)
        .into_response())
}
