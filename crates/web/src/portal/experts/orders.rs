//! Orders that changed seats, and undoing one.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum_extra::extract::Form;
use hefu_office::experts::Seat;
use hefu_office::views::{SeatOrder, seat_order, seat_orders};
use hefu_office::{Action, Thing, Viewer, acts};
use hefu_words::Message;
use serde::Deserialize;

use super::super::page::{page, soft, table};
use super::super::words::instant;
use super::super::{Answer, Portal, Who, done, flash, for_field, refused, sentence};
use crate::parts::{Column, Confirm, Field, Html, Table};
use crate::shell::{Frame, Link, Say};

pub(super) async fn list(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let found = seat_orders(&portal.office, &doing, &direction).await.map_err(refused)?;
    let row = |order: &SeatOrder| {
        let undone = match order.undone.as_str() {
            "" => Html::default(),
            at => Html::text(&sentence(say, "experts-order-undone-at", "at", &instant(&frame, at))),
        };
        vec![
            Html::link(&instant(&frame, &order.at), &format!("/experts/orders/{}", order.order)),
            Html::text(&order.who),
            Html::text(&order.why),
            Html::text(&order.put.len().to_string()),
            Html::text(&order.taken.len().to_string()),
            undone,
        ]
    };
    let listed = Table {
        id: "orders".to_owned(),
        caption: say.t("experts-orders"),
        columns: vec![
            Column::new(say.t("portal-at")),
            Column::new(say.t("portal-person")),
            Column::wide(say.t("portal-reason")),
            Column::number(say.t("experts-gives")),
            Column::number(say.t("experts-takes")),
            Column::new(say.t("portal-state")),
        ],
        rows: found.iter().map(row).collect(),
        empty: say.t("experts-no-orders"),
    };
    let head = frame
        .page(say.t("experts-orders"))
        .caption(portal.direction_name(say, &direction))
        .crumb(say.t("experts-title"), "/experts")
        .crumb(say.t("experts-assignment"), format!("/experts/assignment/{direction}"))
        .flash(flash(&frame));
    Ok(page(head, vec![table(&listed), soft(&say.with("web-times-in", "zone", frame.stamp(frame.now).zone()))]))
}

pub(super) async fn ask_undo(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(order): Path<String>,
) -> Answer {
    undo_page(&portal, &frame, &viewer, &order, String::new(), None).await
}

async fn undo_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    name: &str,
    typed: String,
    wrong: Option<String>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let order = seat_order(&portal.office, &doing, name).await.map_err(refused)?;
    let why = Field::area(say, "why", say.t("portal-reason"), Some(1000)).value(typed).error(wrong);
    let back = format!("/experts/assignment/{}/orders", order.direction);
    let head = frame
        .page(say.t("experts-undo-title"))
        .caption(portal.direction_name(say, &order.direction))
        .crumb(say.t("experts-title"), "/experts")
        .crumb(say.t("experts-orders"), back.clone())
        .errors_of([&why]);
    let mut parts = vec![changes(say, &order)];
    if order.undone.is_empty() && portal.may(viewer, Action::Assign, Thing::Experts) {
        let effect = Message::new("experts-undo-effect").with("gone", order.put.len()).with("back", order.taken.len());
        parts.push(Html::of(&Confirm {
            say,
            action: format!("/experts/orders/{name}"),
            effects: vec![say.message(&effect)],
            letters: Vec::new(),
            for_good: None,
            hidden: Vec::new(),
            fields: vec![why],
            button: say.t("experts-undo"),
            back: Link::new(say.t("portal-back"), back),
        }));
    }
    Ok(page(head, parts))
}

fn changes(say: Say, order: &SeatOrder) -> Html {
    let row =
        |seat: &Seat, key: &str| vec![Html::text(&seat.number), Html::text(&seat.expert), Html::text(&say.t(key))];
    let put = order.put.iter().map(|seat| row(seat, "experts-gives"));
    let taken = order.taken.iter().map(|seat| row(seat, "experts-takes"));
    table(&Table {
        id: "changes".to_owned(),
        caption: say.t("experts-order-seats"),
        columns: ["experts-application", "experts-expert", "portal-state"].map(|key| Column::new(say.t(key))).into(),
        rows: put.chain(taken).collect(),
        empty: String::new(),
    })
}

#[derive(Default, Deserialize)]
pub(super) struct Undo {
    #[serde(default)]
    why: String,
}

pub(super) async fn undo(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(order): Path<String>,
    Form(form): Form<Undo>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let direction = seat_order(&portal.office, &doing, &order).await.map_err(refused)?.direction;
    match acts::undo_seats(&portal.office, doing, &order, &form.why).await {
        Ok(()) => Ok(done(&format!("/experts/assignment/{direction}/orders"), "seats-undone")),
        Err(error) => {
            let (_, words) = for_field(frame.say(), error)?;
            let mut answer = undo_page(&portal, &frame, &viewer, &order, form.why, Some(words)).await?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}
