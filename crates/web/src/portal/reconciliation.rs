//! The reconciliation of exchanges: what was sent and acknowledged, what came, what is missing, and where a list is not what its
//! side has stated. As a page, and as a file.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse as _;
use axum::routing::get;
use hefu_dossier::sheet::{Head, Sheet, SheetCell};
use hefu_office::views::{Difference, ListLine, Reconciliation, reconciliations};
use hefu_words::Message;

use super::documents::XLSX;
use super::page::{card, heading, links, page, paragraph, soft, table};
use super::words::instant;
use super::{Answer, Portal, Who, refused};
use crate::parts::{Column, Html, StatusTag, Table, Tone};
use crate::shell::{Fault, Frame, Link, Say};

pub(super) fn routes() -> Router<Portal> {
    Router::new().route("/exchange/reconciliation", get(show)).route("/exchange/reconciliation/{file}", get(export))
}

/// Parcels of each way on the page; the file has all.
const SHOWN: usize = 50;

async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let found = reconciliations(&portal.office, &doing).await.map_err(refused)?;
    let mut parts = vec![paragraph(&say.t("reconcile-note"))];
    if found.is_empty() {
        parts.push(paragraph(&say.t("exchange-none")));
    }
    for (at, exchange) in found.iter().enumerate() {
        parts.push(one(&portal, &frame, exchange, at));
    }
    let file = |end: &str| format!("/exchange/reconciliation/reconciliation.{end}");
    parts.push(links(vec![
        Link::new(say.t("list-export-xlsx"), file("xlsx")),
        Link::new(say.t("list-export-csv"), file("csv")),
    ]));
    parts.push(soft(&say.with("web-times-in", "zone", frame.stamp(frame.now).zone())));
    Ok(page(frame.page(say.t("reconcile-title")).crumb(say.t("exchange-title"), "/exchange"), parts))
}

fn one(portal: &Portal, frame: &Frame, found: &Reconciliation, at: usize) -> Html {
    let say = frame.say();
    let state = if found.agrees() {
        StatusTag::new(Tone::Pass, say.t("reconcile-agrees"))
    } else {
        StatusTag::new(Tone::Person, say.t("reconcile-open"))
    };
    let said = Message::new("reconcile-said")
        .with("sent", found.sent.len())
        .with("open", found.unacknowledged())
        .with("waiting", found.waiting)
        .with("taken", found.taken.iter().filter(|parcel| parcel.taken.is_some()).count());
    let mut parts = vec![heading(&found.exchange.name), Html::of(&state), paragraph(&say.message(&said))];
    for (from, to) in &found.gaps {
        let message = Message::new("reconcile-gap").with("from", *from).with("to", *to);
        parts.push(paragraph(&say.message(&message)));
    }
    parts.push(lists(portal, frame, found, at));
    let sent = found.sent.iter().take(SHOWN).map(|parcel| {
        let acknowledged = match &parcel.acknowledged {
            Some(when) => Html::text(&instant(frame, when)),
            None => Html::of(&StatusTag::new(Tone::Person, say.t("reconcile-not-acknowledged"))),
        };
        vec![
            Html::text(&parcel.number.to_string()),
            Html::in_language(&parcel.digest, "zxx"),
            Html::text(&parcel.records.to_string()),
            Html::text(&instant(frame, &parcel.made)),
            acknowledged,
        ]
    });
    parts.push(parcels(say, &found.exchange.name, ("sent", at), sent.collect(), "reconcile-acknowledged"));
    let taken = found.taken.iter().take(SHOWN).map(|parcel| {
        let when = match &parcel.taken {
            Some(when) => Html::text(&instant(frame, when)),
            None => Html::of(&StatusTag::new(Tone::Person, say.t("reconcile-aside"))),
        };
        vec![
            Html::text(&parcel.number.to_string()),
            Html::in_language(&parcel.digest, "zxx"),
            Html::text(&parcel.records.to_string()),
            Html::text(&instant(frame, &parcel.made)),
            when,
        ]
    });
    parts.push(parcels(say, &found.exchange.name, ("taken", at), taken.collect(), "reconcile-taken-at"));
    if found.sent.len().max(found.taken.len()) > SHOWN {
        parts.push(soft(&say.with("reconcile-newest", "count", SHOWN)));
    }
    card(parts)
}

/// The caption of a table, told apart from the same of another exchange.
fn of(say: Say, exchange: &str, key: &str) -> String {
    format!("{exchange} · {}", say.t(key))
}

fn parcels(say: Say, exchange: &str, (way, at): (&str, usize), rows: Vec<Vec<Html>>, last: &str) -> Html {
    table(&Table {
        id: format!("{way}-{at}"),
        caption: of(say, exchange, &format!("reconcile-{way}")),
        columns: vec![
            Column::number(say.t("portal-number")),
            Column::wide(say.t("exchange-digest")),
            Column::number(say.t("reconcile-records")),
            Column::new(say.t("reconcile-made")),
            Column::new(say.t(last)),
        ],
        rows,
        empty: say.t("reconcile-nothing"),
    })
}

/// What a list differs in from what was stated, in words.
fn differs(say: Say, line: &ListLine) -> Option<String> {
    let word = |what: Difference| match what {
        Difference::Count => "reconcile-differs-count",
        Difference::LastNumber => "reconcile-differs-last",
        Difference::Digest => "reconcile-differs-digest",
    };
    let found: Vec<String> = line.differences().into_iter().map(|what| say.t(word(what))).collect();
    (!found.is_empty()).then(|| found.join(&say.t("portal-and")))
}

fn lists(portal: &Portal, frame: &Frame, found: &Reconciliation, at: usize) -> Html {
    let say = frame.say();
    let none = || "—".to_owned();
    let rows = found.lists.iter().map(|line| {
        let stated = line.stated.as_ref();
        let state = match (stated, differs(say, line)) {
            (None, _) => StatusTag::new(Tone::Unset, say.t("exchange-not-closed")),
            (Some(_), None) => StatusTag::new(Tone::Pass, say.t("reconcile-borne-out")),
            (Some(_), Some(words)) => StatusTag::new(Tone::Fail, say.with("reconcile-differs", "what", words)),
        };
        let digest = stated.and_then(|stated| stated.digest.clone()).unwrap_or_else(none);
        vec![
            Html::text(&format!("{} {}", line.direction, portal.side_name(say, &line.side, &line.direction))),
            Html::of(&state),
            Html::text(&line.count.to_string()),
            Html::text(&stated.map_or_else(none, |stated| stated.count.to_string())),
            Html::text(&line.last_number.clone().unwrap_or_else(none)),
            Html::text(&stated.and_then(|stated| stated.last_number.clone()).unwrap_or_else(none)),
            Html::in_language(&line.digest, "zxx"),
            Html::in_language(&digest, "zxx"),
            Html::text(&stated.map_or_else(none, |stated| frame.stamp(stated.made.timestamp()).short())),
        ]
    });
    table(&Table {
        id: format!("lists-{at}"),
        caption: of(say, &found.exchange.name, "reconcile-lists"),
        columns: vec![
            Column::new(say.t("exchange-side")),
            Column::new(say.t("portal-state")),
            Column::number(say.t("reconcile-count-held")),
            Column::number(say.t("reconcile-count-stated")),
            Column::new(say.t("reconcile-last-held")),
            Column::new(say.t("reconcile-last-stated")),
            Column::wide(say.t("reconcile-digest-held")),
            Column::wide(say.t("reconcile-digest-stated")),
            Column::new(say.t("reconcile-stated-at")),
        ],
        rows: rows.collect(),
        empty: say.t("reconcile-nothing"),
    })
}

/// Everything as one table, a line for each parcel, gap and list.
fn sheet(portal: &Portal, frame: &Frame, found: &[Reconciliation]) -> Sheet {
    let say = frame.say();
    let zone = &frame.office.zone;
    let words = |text: &str| if text.is_empty() { SheetCell::Empty } else { SheetCell::Text(text.to_owned()) };
    let at = |text: Option<&str>| match text.and_then(|text| text.parse::<jiff::Zoned>().ok()) {
        Some(at) => SheetCell::Instant(at.with_time_zone(zone.clone()).datetime()),
        None => SheetCell::Empty,
    };
    let count = |number: u64| SheetCell::Number(i64::try_from(number).unwrap_or(i64::MAX));
    let mut rows = Vec::new();
    for one in found {
        let line = |kind: &str| vec![words(&one.exchange.name), words(&say.t(kind))];
        for parcel in &one.sent {
            let mut row = line("reconcile-sent");
            row.extend([SheetCell::Number(parcel.number), SheetCell::Empty, SheetCell::Number(parcel.records)]);
            row.extend([words(&parcel.digest), SheetCell::Empty, at(Some(&parcel.made))]);
            let open = if parcel.acknowledged.is_some() { String::new() } else { say.t("reconcile-not-acknowledged") };
            row.extend([at(parcel.acknowledged.as_deref()), words(&open)]);
            rows.push(row);
        }
        for parcel in &one.taken {
            let mut row = line("reconcile-taken");
            row.extend([SheetCell::Number(parcel.number), SheetCell::Empty, SheetCell::Number(parcel.records)]);
            row.extend([words(&parcel.digest), SheetCell::Empty, at(Some(&parcel.made))]);
            let aside = if parcel.taken.is_some() { String::new() } else { say.t("reconcile-aside") };
            row.extend([at(parcel.taken.as_deref()), words(&aside)]);
            rows.push(row);
        }
        for (from, to) in &one.gaps {
            let said = say.message(&Message::new("reconcile-gap").with("from", *from).with("to", *to));
            let mut row = line("reconcile-missing");
            row.extend([SheetCell::Number(*from), SheetCell::Empty, SheetCell::Number(to - from + 1)]);
            row.extend([SheetCell::Empty, SheetCell::Empty, SheetCell::Empty, SheetCell::Empty, words(&said)]);
            rows.push(row);
        }
        for list in &one.lists {
            let side = format!("{} {}", list.direction, portal.side_name(say, &list.side, &list.direction));
            let mut held = vec![words(&one.exchange.name), words(&say.t("reconcile-held")), SheetCell::Empty];
            held.extend([words(&side), count(list.count), words(&list.digest)]);
            held.extend([words(list.last_number.as_deref().unwrap_or_default()), SheetCell::Empty, SheetCell::Empty]);
            held.push(words(
                &differs(say, list).map(|what| say.with("reconcile-differs", "what", what)).unwrap_or_default(),
            ));
            rows.push(held);
            let Some(stated) = &list.stated else { continue };
            let mut row = vec![words(&one.exchange.name), words(&say.t("reconcile-stated")), SheetCell::Empty];
            row.extend([words(&side), count(stated.count), words(stated.digest.as_deref().unwrap_or_default())]);
            row.extend([words(stated.last_number.as_deref().unwrap_or_default()), at(Some(&stated.made.to_string()))]);
            row.extend([SheetCell::Empty, SheetCell::Empty]);
            rows.push(row);
        }
    }
    let heads = [
        ("exchange-title", 28.0),
        ("reconcile-kind", 24.0),
        ("portal-number", 10.0),
        ("exchange-side", 16.0),
        ("reconcile-records", 12.0),
        ("exchange-digest", 66.0),
        ("reconcile-last", 16.0),
        ("reconcile-made", 18.0),
        ("reconcile-acknowledged-or-taken", 18.0),
        ("reconcile-remark", 40.0),
    ];
    let head = |(key, width): (&str, f64)| Head { label: say.t(key), width };
    Sheet { name: say.t("reconcile-title"), heads: heads.into_iter().map(head).collect(), rows }
}

async fn export(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(file): Path<String>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let found = reconciliations(&portal.office, &doing).await.map_err(refused)?;
    let made = frame.now.to_zoned(frame.office.zone.clone()).datetime();
    let sheet = sheet(&portal, &frame, &found);
    let failed = |error: &dyn std::fmt::Display| Fault::internal(&error.to_string());
    let (bytes, media) = match file.as_str() {
        "reconciliation.csv" => (sheet.csv().map_err(|error| failed(&error))?, "text/csv; charset=utf-8"),
        "reconciliation.xlsx" => (sheet.xlsx(made).map_err(|error| failed(&error))?, XLSX),
        _ => return Err(Fault::not_found().into()),
    };
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}-{file}\"", made.date())),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
