//! The officers' first page: how many applications stand where, what waits, how the exchange is.

use axum::extract::State;
use hefu_office::views::{Board, ExchangeView, board, joint_lines};
use hefu_office::{Action, Thing};
use hefu_words::Message;

use super::lists::{address, stage_tag};
use super::page::{links, page, soft, table};
use super::words::instant;
use super::{Answer, Portal, Who, flash, refused};
use crate::parts::{Column, Html, StatusTag, Table, Tone};
use crate::shell::{Frame, Link};

pub(super) async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let found = board(&portal.office, &doing).await.map_err(refused)?;
    let views = found.views.iter().map(|view| {
        let href = match (&view.list, view.word) {
            (Some((kind, ask)), _) => address(*kind, &ask.pairs()),
            (None, "letters") => "/letters?state=waiting".to_owned(),
            (None, "appeals") => "/appeals".to_owned(),
            (None, "awards" | "changes") => "/awards".to_owned(),
            (None, _) => "#exchange".to_owned(),
        };
        let name = say.t(&format!("board-view-{}", view.word));
        vec![Html::link(&name, &href), Html::text(&view.count.to_string())]
    });
    let mut ways = vec![
        Link::new(say.t("list-applications"), "/desk/applications"),
        Link::new(say.t("list-pairs"), "/pairs"),
        Link::new(say.t("list-findings"), "/desk/findings?outcome=person"),
        Link::new(say.t("plan-orders"), "/desk/rulings"),
        Link::new(say.t("clauses-title"), "/clauses"),
    ];
    if portal.may(&viewer, Action::See, Thing::Overlap) {
        ways.push(Link::new(say.t("overlap-desk-title"), "/desk/overlap"));
    }
    let mut parts = vec![
        table(&Table {
            id: "views".to_owned(),
            caption: say.t("board-views"),
            columns: vec![Column::wide(say.t("board-view")), Column::number(say.t("portal-count"))],
            rows: views.collect(),
            empty: String::new(),
        }),
        links(ways),
    ];
    parts.extend(found.stages.iter().map(|(direction, _)| stages(&portal, &frame, &found, direction)));
    if portal.may(&viewer, Action::See, Thing::Decision) {
        let lines = joint_lines(&portal.office, &doing).await.map_err(refused)?;
        parts.push(super::decisions::lines_table(&portal, say, &lines));
    }
    if !found.exchanges.is_empty() {
        parts.push(exchange(&portal, &frame, &found));
    }
    Ok(page(frame.page(say.t("board-title")).flash(flash(&frame)), parts))
}

fn stages(portal: &Portal, frame: &Frame, found: &Board, direction: &str) -> Html {
    let say = frame.say();
    let of = found.stages.iter().filter(|(number, _)| number == direction).flat_map(|(_, stages)| stages);
    let mut all = 0;
    let mut rows = Vec::new();
    for (stage, count) in of {
        all += count;
        let pairs = [("direction".to_owned(), direction.to_owned()), ("stage".to_owned(), stage.word().to_owned())];
        rows.push(vec![
            Html::of(&stage_tag(say, *stage)),
            Html::link(&count.to_string(), &address(hefu_office::lists::Kind::Applications, &pairs)),
        ]);
    }
    if all > 0 {
        let pairs = [("direction".to_owned(), direction.to_owned())];
        rows.push(vec![
            Html::text(&say.t("board-all")),
            Html::link(&all.to_string(), &address(hefu_office::lists::Kind::Applications, &pairs)),
        ]);
    }
    table(&Table {
        id: format!("stages-{}", direction.replace('.', "-")),
        caption: portal.direction_name(say, direction),
        columns: vec![Column::wide(say.t("list-column-stage")), Column::number(say.t("portal-count"))],
        rows,
        empty: say.t("portal-none-handed-in"),
    })
}

/// How each exchange is, a line each.
fn exchange(portal: &Portal, frame: &Frame, found: &Board) -> Html {
    let say = frame.say();
    let rows = found.exchanges.iter().map(|view| line(portal, frame, view)).collect();
    let health = table(&Table {
        id: "exchange".to_owned(),
        caption: say.t("board-exchange"),
        columns: vec![
            Column::new(say.t("exchange-partner")),
            Column::new(say.t("portal-state")),
            Column::new(say.t("board-last-contact")),
            Column::number(say.t("board-outgoing")),
            Column::number(say.t("board-contradictions")),
            Column::new(say.t("board-witness")),
        ],
        rows,
        empty: say.t("exchange-none"),
    });
    let refused = Message::new("board-refused").with("count", found.refused);
    Html::join(
        &[health, soft(&say.message(&refused)), links(vec![Link::new(say.t("exchange-title"), "/exchange")])],
        &Html::default(),
    )
}

fn line(portal: &Portal, frame: &Frame, view: &ExchangeView) -> Vec<Html> {
    let say = frame.say();
    let direction = view.exchange.terms.directions.first().map_or("", String::as_str);
    let never = || say.t("exchange-never");
    let reached = view.contact.as_ref().and_then(|(_, reached, _)| reached.as_deref());
    let last = [reached, view.last_taken.as_deref()].into_iter().flatten().max();
    let waiting = view.waiting + view.sealed - view.acknowledged;
    let state = if view.exchange.stopped.is_some() {
        StatusTag::new(Tone::Fail, say.t("exchange-stopped"))
    } else if view.well() {
        StatusTag::new(Tone::Pass, say.t("exchange-runs"))
    } else {
        StatusTag::new(Tone::Person, say.t("exchange-unreached"))
    };
    let size = |size: Option<i64>| size.map_or_else(never, |size| size.to_string());
    let witness =
        Message::new("board-witness-line").with("ours", size(view.witnessed)).with("theirs", size(view.cosigned));
    vec![
        Html::text(&portal.side_name(say, &view.exchange.partner_side, direction)),
        Html::of(&state),
        Html::text(&last.map_or_else(never, |at| instant(frame, at))),
        Html::text(&waiting.to_string()),
        Html::text(&view.contradictions.len().to_string()),
        Html::text(&say.message(&witness)),
    ]
}
