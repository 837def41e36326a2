//! Closing a direction and settling what became of it.

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use axum_extra::extract::Form;
use hefu_office::views::exchange_page;
use hefu_office::{OfficeError, Refusal, RefusalKind, acts};
use hefu_words::Message;
use serde::Deserialize;

use super::page::{Button, FormBox, card, heading, links, page, paragraph, table};
use super::{Answer, Portal, Who, done, flash, refused};
use crate::parts::{Column, Field, Html, StatusTag, Table, Tone};
use crate::shell::error::FaultKind;
use crate::shell::{Flash, Frame, Link};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/closing", get(list))
        .route("/closing/{direction}", get(ask))
        .route("/closing/{direction}/close", post(close))
        .route("/closing/{direction}/settle", post(settle))
}

async fn list(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let found = exchange_page(&portal.office, &doing).await.map_err(refused)?;
    let rows = found.directions.iter().map(|(direction, closed, settled)| {
        let (tone, key) = match (closed, settled) {
            (_, true) => (Tone::Pass, "exchange-settled"),
            (true, false) => (Tone::Hint, "exchange-closed"),
            (false, false) => (Tone::Unset, "exchange-not-closed"),
        };
        vec![
            Html::link(&portal.direction_name(say, direction), &format!("/closing/{direction}")),
            Html::of(&StatusTag::new(tone, say.t(key))),
        ]
    });
    let list = Table {
        id: "directions".to_owned(),
        caption: say.t("exchange-closing-title"),
        columns: vec![Column::wide(say.t("portal-direction")), Column::new(say.t("portal-state"))],
        rows: rows.collect(),
        empty: say.t("portal-no-directions"),
    };
    let parts = vec![paragraph(&say.t("exchange-closing-note")), table(&list)];
    Ok(page(frame.page(say.t("exchange-closing-title")).flash(flash(&frame)), parts))
}

async fn ask(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(direction): Path<String>) -> Answer {
    direction_page(&portal, &frame, &viewer, &direction, Settle::default(), None).await
}

async fn direction_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    direction: &str,
    typed: Settle,
    wrong: Option<Refusal>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let found = exchange_page(&portal.office, &doing).await.map_err(refused)?;
    let state = found.directions.iter().find(|(number, ..)| number == direction);
    let Some((number, closed, settled)) = state else { return Err(crate::shell::Fault::not_found().into()) };
    let rows = found.exchanges.iter().flat_map(|exchange| &exchange.cards).filter(|(of, ..)| of == number);
    let rows = rows.map(|(_, side, cards, closed)| {
        vec![
            Html::text(&portal.side_name(say, side, number)),
            Html::text(&cards.to_string()),
            Html::text(&say.t(if *closed { "exchange-closed" } else { "exchange-not-closed" })),
        ]
    });
    let sides = Table {
        id: "sides".to_owned(),
        caption: say.t("exchange-sides"),
        columns: vec![
            Column::new(say.t("exchange-side")),
            Column::number(say.t("portal-count")),
            Column::new(say.t("portal-state")),
        ],
        rows: rows.collect(),
        empty: say.t("exchange-none"),
    };
    let mut parts = vec![table(&sides)];
    let mut head = frame
        .page(portal.direction_name(say, number))
        .crumb(say.t("exchange-closing-title"), "/closing")
        .flash(flash(frame));
    let (on_reason, refused) = match wrong {
        Some(wrong) if wrong.field.is_some() => (Some(say.message(&wrong.message)), None),
        Some(wrong) => (None, Some(say.message(&wrong.message))),
        None => (None, None),
    };
    if let Some(words) = refused {
        head = head.flash(Some(Flash::Refused(words)));
        parts.push(links(vec![Link::new(say.t("exchange-pairs"), format!("/pairs?direction={number}"))]));
    }
    if *settled {
        parts.push(paragraph(&say.t("exchange-settled-note")));
        parts.push(links(vec![Link::new(say.t("exchange-pairs"), format!("/pairs?direction={number}"))]));
    } else if found.may_close {
        if !closed {
            parts.push(card(vec![
                heading(&say.t("exchange-close")),
                paragraph(&say.t("exchange-close-note")),
                Html::of(&FormBox::new(
                    format!("/closing/{number}/close"),
                    Vec::new(),
                    Button::primary("close", say.t("exchange-close")),
                )),
            ]));
        }
        let reason = Field::area(say, "reason", say.t("exchange-settle-reason"), Some(2000))
            .hint(say.t("exchange-settle-reason-hint"))
            .optional()
            .value(typed.reason)
            .error(on_reason);
        head = head.errors_of([&reason]);
        let button = Button::primary("settle", say.t("exchange-settle"));
        parts.push(card(vec![
            heading(&say.t("exchange-settle")),
            paragraph(&say.t("exchange-settle-note")),
            Html::of(&FormBox::new(format!("/closing/{number}/settle"), vec![Html::of(&reason)], button)),
        ]));
    }
    Ok(page(head, parts))
}

async fn close(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(direction): Path<String>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    acts::close_direction(&portal.office, doing, &direction).await.map_err(refused)?;
    Ok(done(&format!("/closing/{direction}"), "closed"))
}

#[derive(Default, Deserialize)]
struct Settle {
    #[serde(default)]
    reason: String,
}

async fn settle(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(form): Form<Settle>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    match acts::settle_direction(&portal.office, doing, &direction, &form.reason).await {
        Ok(settled) => {
            let say = frame.say();
            let message = Message::new("exchange-settled-counts")
                .with("pairs", settled.pairs.len())
                .with("void", settled.void.len())
                .with("failed", settled.failed.len());
            let rows = settled.void.iter().map(|void| {
                vec![
                    Html::text(&void.number),
                    Html::of(&StatusTag::new(Tone::Fail, say.t("exchange-panel-void"))),
                    Html::of(&portal.quote(&void.clause)),
                ]
            });
            let list = Table {
                id: "void".to_owned(),
                caption: say.t("exchange-void-list"),
                columns: vec![
                    Column::new(say.t("portal-number")),
                    Column::new(say.t("portal-state")),
                    Column::wide(say.t("exchange-sentence")),
                ],
                rows: rows.collect(),
                empty: say.t("exchange-nobody-void"),
            };
            let head = frame.page(say.t("exchange-settled")).crumb(say.t("exchange-closing-title"), "/closing");
            Ok(page(head, vec![paragraph(&say.message(&message)), table(&list)]))
        }
        Err(OfficeError::Refused(refusal))
            if matches!(refusal.kind, RefusalKind::Invalid | RefusalKind::Conflict | RefusalKind::Closed) =>
        {
            let status = if refusal.kind == RefusalKind::Invalid { FaultKind::Invalid } else { FaultKind::Conflict };
            let mut answer = direction_page(&portal, &frame, &viewer, &direction, form, Some(refusal)).await?;
            *answer.status_mut() = status.status();
            Ok(answer)
        }
        Err(error) => Err(refused(error)),
    }
}
