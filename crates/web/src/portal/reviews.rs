//! The reviews an expert is asked for: the list, handing several in, and writing them away from the desk.

use std::collections::BTreeSet;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::{get, post};
use axum_extra::extract::{Form, Query};
use hefu_office::acts::{self, TakenReviews, submit_reviews};
use hefu_office::reviews::SeatState;
use hefu_office::views::{OwnReview, own_reviews, reviews_workbook};
use hefu_office::{OfficeError, RefusalKind, Viewer};
use hefu_words::Message;
use serde::Deserialize;

use super::documents::{XLSX, as_attachment};
use super::page::{Button, FormBox, Pick, card, links, page, paragraph, soft, table};
use super::uploads::{Sent, UploadBox};
use super::{Answer, Portal, Who, flash, refused};
use crate::parts::{Column, Confirm, Field, Html, StatusTag, Table, Tone};
use crate::shell::error::FaultKind;
use crate::shell::{Flash, Frame, Link, Say};

mod desk;
pub(super) mod discussion;
mod paper;
pub(super) mod questions;

pub(super) use desk::read_only;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/reviews", get(list).post(preview))
        .route("/reviews/submit", post(submit))
        .route("/reviews/{number}", get(desk::show).post(desk::change))
        .route("/reviews/{number}/save", post(desk::save))
        .route("/reviews/{number}/accept", post(desk::accept))
        .route("/reviews/{number}/decline", post(desk::decline))
        .route("/reviews/{number}/reopen", post(desk::reopen))
        .route("/reviews/{number}/discussion", get(discussion::show).post(discussion::write))
        .route("/reviews/{number}/discussion/enter", post(discussion::enter))
        .route("/reviews/{number}/documents/{digest}", get(desk::document))
        .route("/reviews/direction/{direction}/file", get(file_page).post(take_in).layer(DefaultBodyLimit::disable()))
        .route("/reviews/direction/{direction}/reviews.xlsx", get(download))
}

#[derive(Default, Deserialize)]
struct Wanted {
    #[serde(default)]
    did: Option<i64>,
}

async fn list(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Query(wanted): Query<Wanted>) -> Answer {
    let told = wanted.did.map(|count| Flash::Done(frame.say().with("review-did", "count", count)));
    let told = told.or_else(|| flash(&frame));
    list_page(&portal, &frame, &viewer, (&BTreeSet::new(), None), told).await
}

async fn list_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    (chosen, wrong): (&BTreeSet<String>, Option<String>),
    flash: Option<Flash>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let own = own_reviews(&portal.office, &doing).await.map_err(refused)?;
    let mut head = frame.page(say.t("review-mine"));
    head = match wrong {
        Some(words) => head.error(words, "#reviews"),
        None => head.flash(flash),
    };
    let done = own.iter().filter(|one| one.seat.state == SeatState::Submitted).count();
    let counted = Message::new("review-mine-count").with("done", done).with("of", own.len());
    let mut parts = vec![paragraph(&say.message(&counted))];
    let listed = table(&lines(portal, frame, &own, chosen));
    if own.iter().any(|one| one.complete && one.open) {
        let button = Button::primary("preview", say.t("review-submit-picked"));
        parts.push(Html::of(&FormBox::new("/reviews", vec![listed], button)));
    } else {
        parts.push(listed);
    }
    let directions: BTreeSet<&str> =
        own.iter().filter(|one| one.asked).map(|one| one.seat.direction.as_str()).collect();
    let files = directions.iter().map(|direction| {
        let name = portal.direction_name(say, direction);
        Link::new(say.with("review-file-of", "direction", name), format!("/reviews/direction/{direction}/file"))
    });
    parts.push(links(files.collect()));
    parts.push(soft(&say.with("web-times-in", "zone", frame.stamp(frame.now).zone())));
    Ok(page(head, parts))
}

/// Where a seat stands; `late` where the deadline is past.
pub(super) fn state_tag(say: Say, state: SeatState, late: bool) -> StatusTag {
    match state {
        SeatState::Submitted => StatusTag::new(Tone::Pass, say.t("review-state-submitted")),
        _ if late => StatusTag::new(Tone::Fail, say.t("review-state-late")),
        SeatState::Offered => StatusTag::new(Tone::Person, say.t("review-state-offered")),
        SeatState::Open => StatusTag::new(Tone::Hint, say.t("review-state-open")),
    }
}

/// Where one of the own reviews stands.
fn own_tag(say: Say, one: &OwnReview) -> StatusTag {
    match one.seat.state {
        SeatState::Offered | SeatState::Open if !one.asked => {
            StatusTag::new(Tone::Unset, say.t("review-state-not-asked"))
        }
        SeatState::Open if one.open && one.complete => StatusTag::new(Tone::Person, say.t("review-state-complete")),
        state => state_tag(say, state, !one.open),
    }
}

fn lines(portal: &Portal, frame: &Frame, own: &[OwnReview], chosen: &BTreeSet<String>) -> Table {
    let say = frame.say();
    let row = |(at, one): (usize, &OwnReview)| {
        let title = portal.own_words(say, &portal.office.config().side, &one.seat.title);
        let words = say.with("review-pick", "number", one.seat.number.as_str());
        let pick = Pick {
            name: "number",
            id: &format!("pick-{at}"),
            value: &one.seat.number,
            words: &words,
            chosen: chosen.contains(&one.seat.number),
        };
        let progress = Message::new("review-progress").with("done", one.progress.0).with("of", one.progress.1);
        let until = one.until.as_ref().map(|until| frame.stamp(until.timestamp()).short());
        vec![
            Html::linked(&title, &format!("/reviews/{}", one.seat.number)),
            if one.complete && one.open { Html::of(&pick) } else { Html::text(&one.seat.number) },
            Html::of(&own_tag(say, one)),
            Html::text(&if one.asked { say.message(&progress) } else { String::new() }),
            Html::text(&until.unwrap_or_else(|| say.t("review-until-unset"))),
        ]
    };
    Table {
        id: "reviews".to_owned(),
        caption: say.t("review-mine"),
        columns: vec![
            Column::wide(say.t("portal-title")),
            Column::new(say.t("portal-number")),
            Column::new(say.t("portal-state")),
            Column::new(say.t("review-answered")),
            Column::new(say.t("review-until")),
        ],
        rows: own.iter().enumerate().map(row).collect(),
        empty: say.t("review-mine-none"),
    }
}

#[derive(Default, Deserialize)]
struct Chosen {
    #[serde(default)]
    number: Vec<String>,
}

impl Chosen {
    fn numbers(self) -> BTreeSet<String> {
        self.number.into_iter().collect()
    }
}

async fn preview(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Form(chosen): Form<Chosen>) -> Answer {
    let chosen = chosen.numbers();
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    if chosen.is_empty() {
        let words = Some(say.t("review-pick-none"));
        let mut answer = list_page(&portal, &frame, &viewer, (&chosen, words), None).await?;
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(answer);
    }
    let own = own_reviews(&portal.office, &doing).await.map_err(refused)?;
    let picked: Vec<&OwnReview> = own.iter().filter(|one| chosen.contains(&one.seat.number)).collect();
    let effects = picked.iter().map(|one| {
        let message = Message::new("review-effect").with("number", one.seat.number.as_str());
        say.message(&message.with("title", one.seat.title.as_str()))
    });
    let effects: Vec<String> = effects.chain([say.t("review-effect-reopen")]).collect();
    let confirm = Confirm {
        say,
        action: "/reviews/submit".to_owned(),
        effects,
        letters: Vec::new(),
        for_good: None,
        hidden: chosen.iter().map(|number| ("number".to_owned(), number.clone())).collect(),
        fields: Vec::new(),
        button: say.t("review-submit"),
        back: Link::new(say.t("portal-back"), "/reviews"),
    };
    let head = frame.page(say.t("review-preview-title")).crumb(say.t("review-mine"), "/reviews");
    Ok(page(head, vec![Html::of(&confirm)]))
}

async fn submit(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Form(chosen): Form<Chosen>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let chosen = chosen.numbers();
    match submit_reviews(&portal.office, doing, chosen.clone()).await {
        Ok(count) => Ok(Redirect::to(&format!("/reviews?did={count}")).into_response()),
        Err(OfficeError::Refused(refusal)) if refusal.kind != RefusalKind::NotFound => {
            let status = super::fault(OfficeError::Refused(refusal.clone())).kind.status();
            let words = Some(frame.say().message(&refusal.message));
            let mut answer = list_page(&portal, &frame, &viewer, (&chosen, words), None).await?;
            *answer.status_mut() = status;
            Ok(answer)
        }
        Err(error) => Err(refused(error)),
    }
}

async fn file_page(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    upload_page(&portal, &frame, &viewer, &direction, None, None).await
}

async fn upload_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    direction: &str,
    taken: Option<(String, TakenReviews)>,
    wrong: Option<String>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let own = own_reviews(&portal.office, &doing).await.map_err(refused)?;
    if !own.iter().any(|one| one.seat.direction == direction) {
        return Err(crate::shell::Fault::not_found().into());
    }
    let base = format!("/reviews/direction/{direction}");
    let kept_out = taken.as_ref().is_some_and(|(_, taken)| taken.numbers.is_empty());
    let wrong = wrong.or_else(|| kept_out.then(|| say.t("review-file-kept-out")));
    let most = hefu_office::documents::size(portal.office.config().documents.bytes);
    let file = Field::file(say, "file", say.t("review-file-file"), ".xlsx", most).error(wrong);
    let mut head = frame
        .page(say.t("review-file-title"))
        .caption(portal.direction_name(say, direction))
        .crumb(say.t("review-mine"), "/reviews")
        .errors_of([&file]);
    if let Some((_, taken)) = taken.as_ref().filter(|_| !kept_out) {
        let done = Message::new("review-file-done").with("numbers", taken.numbers.clone());
        head = head.flash(Some(Flash::Done(say.message(&done))));
    }
    let status = file.error.is_some().then(|| FaultKind::Invalid.status());
    let mut parts = Vec::new();
    if let Some((name, taken)) = taken.as_ref().filter(|(_, taken)| !taken.problems.is_empty()) {
        parts.push(super::workbook::problems(say, name, &taken.problems));
    }
    parts.push(paragraph(&say.t("review-file-note")));
    parts.push(links(vec![Link::new(say.t("review-file-download"), format!("{base}/reviews.xlsx"))]));
    let form = UploadBox {
        action: format!("{base}/file"),
        hidden: Vec::new(),
        parts: vec![Html::of(&file)],
        button: Button::primary("take-in", say.t("review-file-take-in")),
        other: None,
    };
    parts.push(card(vec![Html::of(&form)]));
    parts.push(soft(&say.t("review-file-replaces")));
    let mut response = page(head, parts);
    if let Some(status) = status {
        *response.status_mut() = status;
    }
    Ok(response)
}

async fn take_in(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    form: Multipart,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let sent = Sent::read(&portal.office, form).await?;
    let done = match (sent.refused, sent.file) {
        (Some(error), _) => Err(error),
        (None, None) => Err(hefu_office::Refusal::invalid("file", Message::new("documents-none-chosen")).into()),
        (None, Some((name, upload))) => {
            let taken = acts::take_in_reviews(&portal.office, doing, &direction, &name, upload).await;
            taken.map(|taken| (name, taken))
        }
    };
    match done {
        Ok(taken) => upload_page(&portal, &frame, &viewer, &direction, Some(taken), None).await,
        Err(OfficeError::Refused(refusal)) if refusal.field.is_some() && refusal.kind != RefusalKind::NotFound => {
            let words = Some(frame.say().message(&refusal.message));
            upload_page(&portal, &frame, &viewer, &direction, None, words).await
        }
        Err(error) => Err(refused(error)),
    }
}

async fn download(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let bytes = reviews_workbook(&portal.office, &doing, &direction, frame.lang).await.map_err(refused)?;
    Ok(as_attachment(&format!("reviews-{direction}.xlsx"), XLSX, bytes))
}
