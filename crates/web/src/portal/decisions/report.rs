//! What the result looks like as a whole: where the sides disagree, who waits, the portfolio in pictures.

use axum::extract::{Path, State};
use hefu_decision::picture::{disagreement, places};
use hefu_decision::portfolio::{Attributes, fragment, portfolio};
use hefu_decision::reserve::{Waiting, reserve};
use hefu_office::joint::Computed;
use hefu_office::views::{JointView, WhatIf, joint_view};
use hefu_words::Message;

use super::super::page::{heading, page, paragraph, soft, table};
use super::super::{Answer, Instead, Portal, Who, refused};
use super::head;
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
    let head = head(&portal, &frame, &direction, "joint-report");
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
