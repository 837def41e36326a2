//! Overlap at the form-check desk: the directions, and from here to the findings of one, its thresholds, and one finding.

mod finding;
mod findings;
mod settings;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use hefu_office::views::{OverlapLine, Since, overlap_lines};
use hefu_office::{Action, Thing, Viewer};
use hefu_words::Message;

use super::page::{links, page, paragraph, segment, soft, table};
use super::words::instant;
use super::{Answer, Portal, Who, flash, refused};
use crate::parts::{Column, Html, Table};
use crate::shell::{Frame, Link, Say};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/overlap", get(list))
        .route("/desk/overlap/{direction}", get(findings::show).post(findings::change))
        .route("/desk/overlap/{direction}/settings", get(settings::show).post(settings::set))
        .route("/desk/overlap/{direction}/{number}/{other}", get(finding::show).post(finding::note))
}

/// The way from an application to what it shares with others, for those who may see that.
pub(super) fn way(portal: &Portal, say: Say, viewer: &Viewer, direction: &str, number: &str) -> Option<Html> {
    let href = format!("{}?number={}", address(direction), segment(number));
    let link = || links(vec![Link::new(say.t("overlap-desk-of-application"), href)]);
    portal.may(viewer, Action::See, Thing::Overlap).then(link)
}

fn address(direction: &str) -> String {
    format!("/desk/overlap/{}", segment(direction))
}

/// What has happened since a comparison, in a sentence; none where nothing has.
fn since(say: Say, since: Since) -> Option<String> {
    let message = Message::new("overlap-desk-since")
        .with("came", since.came)
        .with("changed", since.changed)
        .with("gone", since.gone);
    (!since.nothing()).then(|| say.message(&message))
}

async fn list(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let lines = overlap_lines(&portal.office, &doing).await.map_err(refused)?;
    let row = |line: &OverlapLine| {
        let [alerts, listed] = line.counts;
        let (at, found) = match &line.at {
            None => (say.t("overlap-desk-never"), ["—".to_owned(), "—".to_owned()]),
            Some(at) => (instant(&frame, at), [alerts.to_string(), listed.to_string()]),
        };
        let mut when = Html::text(&at).to_string();
        when.push_str(&since(say, line.since).map(|words| soft(&words).to_string()).unwrap_or_default());
        let [alerts, listed] = found;
        vec![
            Html::link(&portal.direction_name(say, &line.direction), &address(&line.direction)),
            Html::text(&line.applications.to_string()),
            Html::made(when),
            Html::text(&alerts),
            Html::text(&listed),
        ]
    };
    let directions = Table {
        id: "directions".to_owned(),
        caption: say.t("overlap-desk-directions"),
        columns: vec![
            Column::wide(say.t("portal-direction")),
            Column::number(say.t("overlap-desk-applications")),
            Column::new(say.t("overlap-desk-last")),
            Column::number(say.t("overlap-level-alert")),
            Column::number(say.t("overlap-level-listing")),
        ],
        rows: lines.iter().map(row).collect(),
        empty: say.t("overlap-none"),
    };
    let head = frame.page(say.t("overlap-desk-title")).crumb(say.t("board-title"), "/desk").flash(flash(&frame));
    let parts = vec![
        paragraph(&say.t("overlap-desk-decides-nothing")),
        table(&directions),
        paragraph(&say.t("overlap-desk-own-halves")),
        soft(&say.with("web-times-in", "zone", frame.stamp(frame.now).zone())),
    ];
    Ok(page(head, parts))
}
