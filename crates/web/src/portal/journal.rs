//! The journal, for auditors: entries in the open, the signed checkpoint, the key that verifies it.

use axum::extract::State;
use axum_extra::extract::Query;
use hefu_office::views::journal_page;
use serde::Deserialize;

use super::page::{heading, page, paragraph, table, verbatim};
use super::words::instant;
use super::{Answer, Portal, Who, refused, sentence};
use crate::parts::{Column, Html, Pagination, Table};
use crate::shell::Frame;

#[derive(Deserialize)]
pub(super) struct Wanted {
    before: Option<i64>,
}

pub(super) async fn journal(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let found = journal_page(&portal.office, &doing, wanted.before).await.map_err(refused)?;
    let rows = found.rows.iter().map(|row| {
        let kind = say.t(&format!("portal-event-{}", row.kind.replace('.', "-")));
        vec![
            Html::text(&row.position.to_string()),
            Html::text(&kind),
            Html::text(&instant(&frame, &row.at)),
            Html::in_language(&row.leaf, "zxx"),
        ]
    });
    let list = Table {
        id: "entries".to_owned(),
        caption: sentence(say, "portal-journal-size", "count", &found.size.to_string()),
        columns: vec![
            Column::number(say.t("portal-position")),
            Column::new(say.t("portal-event")),
            Column::new(say.t("portal-at")),
            Column::wide(say.t("portal-leaf")),
        ],
        rows: rows.collect(),
        empty: String::new(),
    };
    let older = found.before.map(|before| format!("/journal?before={before}"));
    let newest = wanted.before.map(|_| "/journal".to_owned());
    let parts = vec![
        paragraph(&say.t("portal-journal-note")),
        table(&list),
        Html::of(&Pagination::by_key(say, &list.caption, newest, older)),
        heading(&say.t("portal-checkpoint")),
        verbatim(&found.checkpoint),
        heading(&say.t("portal-key")),
        verbatim(&found.key),
    ];
    Ok(page(frame.page(say.t("portal-nav-journal")), parts))
}
