//! Awards after publication: what each owes and has shown, its reports and changes, and its closing.

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use hefu_office::views::{AwardPage, award_file, awards_here};
use serde::Deserialize;

use super::page::{page, paragraph, table};
use super::{Answer, Portal, Who, flash, refused};
use crate::parts::{Column, Html, StatusTag, Table, Tone};
use crate::shell::{Frame, Page, Say};

mod bench;
mod change;
mod close;
mod line;
mod overview;
mod record;
mod report;

pub(super) use record::record;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/awards", get(list))
        .route("/awards/reports/{direction}", get(report::ask).post(report::asked))
        .route("/awards/{draft}", get(overview::show))
        .route("/awards/{draft}/lines/{line}", get(line::show).post(line::send))
        .route("/awards/{draft}/lines/{line}/rule", post(line::rule))
        .route("/awards/{draft}/lines/{line}/check", get(bench::ask).post(bench::check))
        .route("/awards/{draft}/reports/{report}", get(report::show).post(report::send))
        .route("/awards/{draft}/reports/{report}/rule", post(report::rule))
        .route("/awards/{draft}/changes", get(change::ask).post(change::send))
        .route("/awards/{draft}/changes/answer", get(change::show).post(change::answer))
        .route("/awards/{draft}/record", get(record::ask).post(record::register))
        .route("/awards/{draft}/record/cerif.xml", get(record::as_cerif))
        .route("/awards/{draft}/record/raid.json", get(record::as_raid))
        .route("/awards/{draft}/close", get(close::ask).post(close::close))
        .route("/awards/{draft}/documents/{digest}", get(file))
}

/// What an officer says of what was shown or reported.
#[derive(Clone, Default, Deserialize)]
struct Ruling {
    /// The version they saw.
    #[serde(default)]
    seen: i64,
    #[serde(default)]
    ruled: String,
    #[serde(default)]
    reason: String,
}

async fn list(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let held = awards_here(&portal.office, &doing).await.map_err(refused)?;
    let mut parts = vec![paragraph(&say.t("award-list-note"))];
    let mut directions: Vec<&str> = held.iter().map(|award| award.standing.direction.as_str()).collect();
    directions.dedup();
    if held.is_empty() {
        parts.push(paragraph(&say.t("award-list-empty")));
    }
    for direction in directions {
        let of = held.iter().filter(|award| award.standing.direction == direction);
        parts.push(table(&Table {
            id: format!("awards-{direction}"),
            caption: portal.direction_name(say, direction),
            columns: vec![
                Column::wide(say.t("joint-project")),
                Column::new(say.t("award-owed")),
                Column::number(say.t("award-for-you")),
                Column::new(say.t("portal-state")),
            ],
            rows: of.map(|award| row(&portal, say, award)).collect(),
            empty: String::new(),
        }));
        if held.iter().any(|award| award.standing.direction == direction && award.may.rule) {
            let way = crate::shell::Link::new(say.t("award-ask-report"), format!("/awards/reports/{direction}"));
            parts.push(super::page::links(vec![way]));
        }
    }
    Ok(page(frame.page(say.t("award-title")).flash(flash(&frame)), parts))
}

fn row(portal: &Portal, say: Say, award: &AwardPage) -> Vec<Html> {
    let name = format!("{} {}", award.number, award.title);
    let words = portal.own_words(say, &portal.office.config().side, &name);
    let name = Html::linked(&words, &format!("/awards/{}", award.standing.draft));
    let done = award.whole.lines.iter().filter(|line| line.state.done()).count();
    let message = hefu_words::Message::new("award-done-of").with("done", done).with("all", award.whole.lines.len());
    vec![name, Html::text(&say.message(&message)), Html::text(&waiting(award).to_string()), state(say, award)]
}

/// How much of an award waits for the office.
fn waiting(award: &AwardPage) -> usize {
    use hefu_closing::{ChangeState, LineState};
    let lines = award.whole.lines.iter().filter(|line| line.state == LineState::Waits).count();
    let reports =
        award.whole.reports.iter().filter(|(_, versions)| versions.first().is_some_and(|last| last.ruled.is_none()));
    let changes = award.whole.changes.iter().filter(|change| change.state() == ChangeState::Asked).count();
    let theirs = award.whole.theirs.iter().filter(|change| change.answer.is_none()).count();
    if award.closing.is_some() { 0 } else { lines + reports.count() + changes + theirs }
}

fn state(say: Say, award: &AwardPage) -> Html {
    let (tone, key) = match &award.closing {
        Some(closing) => (Tone::Unset, format!("award-outcome-{}", closing.outcome.word())),
        None if award.hinders.is_empty() => (Tone::Pass, "award-ready".to_owned()),
        None => (Tone::Hint, "award-under-way".to_owned()),
    };
    Html::of(&StatusTag::new(tone, say.t(&key)))
}

async fn file(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, digest)): Path<(String, String)>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let (document, bytes) = award_file(&portal.office, &doing, &draft, &digest).await.map_err(refused)?;
    Ok(super::documents::held(&document, bytes))
}

/// The frame of a page within an award.
fn head(portal: &Portal, frame: &Frame, award: &AwardPage, title: String) -> Page {
    let say = frame.say();
    let own = format!("{} {}", award.number, award.title);
    let page = frame.page(title).caption(portal.direction_name(say, &award.standing.direction));
    let page = if award.may.rule { page.crumb(say.t("award-title"), "/awards") } else { page };
    page.crumb(own, format!("/awards/{}", award.standing.draft)).flash(flash(frame))
}
