//! What was handed in, on paper: the versions, and each as PDF in the reader's choice of language.

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use hefu_office::views::{HandedInVersion, printed, task_book, versions};
use hefu_words::{Lang, Message};

use super::documents::as_attachment;
use super::page::{links, page, soft, table};
use super::{Answer, Portal, Who, refused};
use crate::parts::{Column, Html, Table};
use crate::shell::lang::own_name;
use crate::shell::{Fault, Frame, Link};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/applications/{draft}/printed", get(list))
        .route("/applications/{draft}/printed/{revision}/{language}", get(file))
        .route("/applications/{draft}/task-book/{language}", get(book))
}

async fn list(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(draft): Path<String>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let (standing, versions) = versions(&portal.office, &doing, &draft).await.map_err(refused)?;
    let base = format!("/applications/{draft}");
    let row = |version: &HandedInVersion| {
        let times = Message::new("printed-version").with("revision", version.revision);
        let way = |lang: Lang| Link::new(own_name(lang), format!("{base}/printed/{}/{lang}", version.revision));
        vec![
            Html::text(&say.message(&times)),
            Html::text(&frame.stamp(version.at.timestamp()).long()),
            links(Lang::ALL.map(way).into()),
        ]
    };
    let parts = vec![
        soft(&say.t("printed-note")),
        table(&Table {
            id: "versions".to_owned(),
            caption: say.t("printed-versions"),
            columns: ["printed-version-label", "printed-at", "printed-file"].map(|key| Column::new(say.t(key))).into(),
            rows: versions.iter().map(row).collect(),
            empty: String::new(),
        }),
        links(vec![Link::new(say.t("portal-back"), base.clone())]),
    ];
    let number = standing.number.unwrap_or_default();
    let page_head = frame
        .page(say.t("printed-page"))
        .caption(number.clone())
        .crumb(say.t("portal-my-applications"), "/applications")
        .crumb(number, base);
    Ok(page(page_head, parts))
}

async fn file(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, revision, language)): Path<(String, String, String)>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let (revision, lang) = version(&revision, &language).ok_or_else(Fault::not_found)?;
    let made = printed(&portal.office, &doing, &draft, revision, lang).await.map_err(refused)?;
    Ok(as_attachment(&made.name, "application/pdf", made.bytes.to_vec()))
}

async fn book(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, language)): Path<(String, String)>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let lang = language_of(&language).ok_or_else(Fault::not_found)?;
    let made = task_book(&portal.office, &doing, &draft, lang).await.map_err(refused)?;
    Ok(as_attachment(&made.name, "application/pdf", made.bytes.to_vec()))
}

/// The ways to a task book, in each language.
pub(super) fn books(draft: &str) -> Html {
    let way = |lang: Lang| Link::new(own_name(lang), format!("/applications/{draft}/task-book/{lang}"));
    links(Lang::ALL.map(way).into())
}

fn language_of(tag: &str) -> Option<Lang> {
    Lang::ALL.into_iter().find(|lang| lang.tag() == tag)
}

/// Revision and language, as an address names them.
pub(crate) fn version(revision: &str, language: &str) -> Option<(i64, Lang)> {
    let lang = language_of(language)?;
    revision.parse().ok().filter(|revision| *revision > 0).map(|revision| (revision, lang))
}
