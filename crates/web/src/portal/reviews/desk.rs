//! One review: first whether there is a conflict of interest, then the application beside the form.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Form;
use hefu_office::acts;
use hefu_office::reviews::{HandedInReview, SeatState};
use hefu_office::views::{OtherReview, ReviewDesk, ReviewPage, review_document, review_page};
use hefu_office::{OfficeError, Refusal, RefusalKind, Viewer};
use hefu_review::{Answers, Lack, ReviewForm};
use hefu_words::Message;
use serde::Deserialize;
use serde_json::json;

use super::super::documents::held;
use super::super::officers::Ways;
use super::super::page::{Button, FormBox, card, heading, page, paragraph, soft};
use super::super::typed::{Wrong, error};
use super::super::words::instant;
use super::super::{Answer, Portal, Who, done, flash, refused};
use super::{questions, state_tag};
use crate::parts::{Choice, EnterAct, Field, Html, SavePlace, Summary, SummaryRow};
use crate::shell::{Frame, Page, Say};

/// The application and the form, side by side.
#[derive(Template)]
#[template(path = "portal/review-desk.html")]
struct Desk {
    paper_label: String,
    form_label: String,
    paper: Vec<Html>,
    form: Vec<Html>,
}

impl askama::filters::HtmlSafe for Desk {}

/// What stands in the form beside what is stored.
#[derive(Default)]
struct Shown {
    /// What was typed and not saved.
    typed: Option<Answers>,
    /// What is wrong, said at the fields.
    lacks: Vec<Lack>,
    /// What is wrong: the field of declining it is about, where it is, and the sentence.
    wrong: Wrong,
    /// What was typed to decline.
    declining: Declined,
}

pub(super) async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(number): Path<String>,
) -> Answer {
    one(&portal, &frame, &viewer, &number, Shown::default()).await
}

async fn one(portal: &Portal, frame: &Frame, viewer: &Viewer, number: &str, shown: Shown) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let view = review_page(&portal.office, &doing, number).await.map_err(refused)?;
    let say = frame.say();
    let title = view.seat.title.as_str();
    let tag = portal.own_tag(say, &portal.office.config().side, title);
    let mut head = frame
        .page(super::super::applications::title_of(frame, title))
        .title_in(tag)
        .caption(format!("{} · {}", view.seat.number, portal.direction_name(say, &view.seat.direction)))
        .crumb(say.t("review-mine"), "/reviews")
        .flash(flash(frame));
    if let Some((None, words)) = &shown.wrong {
        head = head.error(words.clone(), "#main");
    }
    let (fields, declining) = decline_box(say, &view, &shown);
    head = head.errors_of(&fields);
    let mut parts = vec![Html::of(&ways(say, &view)), deadline(frame, &view)];
    parts.extend(super::discussion::way(portal, say, &doing, number).await?);
    match (&view.form, &view.desk) {
        (Some(form), Some(desk)) => {
            let (head, mut form) = answering(portal, frame, head, &view, desk, &form.form, &shown);
            form.push(declining);
            parts.push(Html::of(&Desk {
                paper_label: say.t("review-application"),
                form_label: say.t("review-form"),
                paper: super::paper::parts(portal, say, &view, desk),
                form,
            }));
            Ok(page(head, parts))
        }
        (Some(_), None) => {
            parts.extend(gate(portal, say, &view));
            parts.push(declining);
            Ok(page(head, parts))
        }
        (None, _) => {
            parts.push(paragraph(&say.t("review-form-not-yet")));
            parts.push(declining);
            Ok(page(head, parts))
        }
    }
}

fn ways(say: Say, view: &ReviewPage) -> Ways {
    let way = |key, word: &str, to: &Option<String>| {
        to.as_ref().map(|number| (key, say.t(word), format!("/reviews/{number}")))
    };
    let own = Some(("u", say.t("review-mine"), "/reviews".to_owned()));
    let (before, after) = &view.neighbours;
    let ways = [way("k", "review-before", before), way("j", "review-after", after), own];
    Ways { say, ways: ways.into_iter().flatten().collect() }
}

fn deadline(frame: &Frame, view: &ReviewPage) -> Html {
    let say = frame.say();
    let until = view.until.as_ref().map(|until| frame.stamp(until.timestamp()).long());
    let mut rows = vec![SummaryRow::text(say.t("review-until"), &until.unwrap_or_else(|| say.t("review-until-unset")))];
    let tag = state_tag(say, view.seat.state, view.form.is_some() && !view.open);
    rows.push(SummaryRow { label: say.t("portal-state"), values: vec![Html::of(&tag)], change: None });
    Html::of(&Summary::new(say, None, rows))
}

/// Before the full text: who applies, and whether there is a conflict of interest.
fn gate(portal: &Portal, say: Say, view: &ReviewPage) -> Vec<Html> {
    let direction = view.seat.direction.as_str();
    let named = |label: &str, all: &[(String, String)]| {
        let one = |(side, name): &(String, String)| {
            let message = Message::new("review-of-side").with("side", portal.side_name(say, side, direction));
            let name = portal.own_words(say, side, name);
            Html::join(&[name, Html::text(&say.message(&message))], &Html::text(" "))
        };
        SummaryRow { label: say.t(label), values: all.iter().map(one).collect(), change: None }
    };
    let mut parts = vec![heading(&say.t("review-gate"))];
    if view.gate.hidden {
        parts.push(paragraph(&say.t("review-gate-hidden")));
    } else {
        let rows =
            vec![named("review-units", &view.gate.units), named("review-investigators", &view.gate.investigators)];
        parts.push(Html::of(&Summary::new(say, None, rows)));
    }
    let base = format!("/reviews/{}", view.seat.number);
    if view.may.accept {
        let accept = FormBox::new(
            format!("{base}/accept"),
            vec![paragraph(&say.t("review-accept-note"))],
            Button::primary("accept", say.t("review-accept")),
        );
        parts.push(card(vec![Html::of(&accept)]));
    }
    parts
}

/// Declining, or declaring a conflict of interest: which of the two is chosen, never assumed.
fn decline_box(say: Say, view: &ReviewPage, shown: &Shown) -> ([Field; 2], Html) {
    let conflict =
        Choice::new("conflict", say.t("review-decline-conflict")).hint(say.t("review-decline-conflict-hint"));
    let mut choices = vec![conflict];
    if view.seat.state != SeatState::Submitted {
        choices.push(Choice::new("other", say.t("review-decline-other")));
    }
    let typed = &shown.declining;
    let why = Field::radios(say, "why", say.t("review-decline-why"), choices)
        .value(typed.why.as_str())
        .error(error(&shown.wrong, "why"));
    let reason = Field::area(say, "reason", say.t("portal-reason"), Some(500))
        .lines(3)
        .value(typed.reason.as_str())
        .error(error(&shown.wrong, "reason"));
    let form = FormBox::new(
        format!("/reviews/{}/decline", view.seat.number),
        vec![soft(&say.t("review-decline-note")), Html::of(&why), Html::of(&reason)],
        Button::plain("decline", say.t("review-decline")),
    );
    ([why, reason], card(vec![heading(&say.t("review-decline-title")), Html::of(&form)]))
}

fn answering(
    portal: &Portal,
    frame: &Frame,
    mut head: Page,
    view: &ReviewPage,
    desk: &ReviewDesk,
    form: &ReviewForm,
    shown: &Shown,
) -> (Page, Vec<Html>) {
    let say = frame.say();
    let answers = shown.typed.as_ref().unwrap_or(&desk.draft.answers);
    let mut parts = vec![heading(&say.t("review-form"))];
    if view.may.edit {
        let fields = questions::fields(portal, say, form, answers, &shown.lacks, &desk.spreads);
        head = head.errors_of(&fields);
        let saved = desk.draft.saved.as_deref().and_then(|at| at.parse::<jiff::Zoned>().ok());
        let place = SavePlace { say, saved: saved.map(|at| frame.stamp(at.timestamp())) };
        let mut inner = vec![Html::of(&EnterAct { act: "save" }), Html::of(&place)];
        inner.extend(fields.iter().map(Html::of));
        let action = format!("/reviews/{}", view.seat.number);
        let mut box_ = FormBox::new(action.clone(), inner, Button::primary("submit", say.t("review-submit")))
            .hidden("version", desk.draft.version.to_string());
        box_.buttons.push(Button::plain("save", say.t("portal-save")));
        box_.buttons.push(Button::plain("next", say.t("review-save-next")));
        box_.save = Some(format!("{action}/save"));
        parts.push(Html::of(&box_));
    } else {
        parts.push(read_only(say, form, answers));
    }
    if view.may.reopen {
        let reopen = FormBox::new(
            format!("/reviews/{}/reopen", view.seat.number),
            vec![soft(&say.t("review-reopen-note"))],
            Button::plain("reopen", say.t("review-reopen")),
        );
        parts.push(Html::of(&reopen));
    }
    parts.extend(versions(frame, form, &desk.versions));
    parts.extend(others(say, form, &desk.others));
    (head, parts)
}

/// Answers to be read.
pub(in super::super) fn read_only(say: Say, form: &ReviewForm, answers: &Answers) -> Html {
    let marked = form.marked().map(|criterion| {
        let given = answers.marks.get(&criterion.id).map_or("", String::as_str);
        let anchors = criterion.scale.anchors(say.0);
        let words = anchors.iter().find(|(mark, words)| mark == given && !words.is_empty());
        let shown = words.map_or_else(|| given.to_owned(), |(mark, words)| questions::anchor(say, mark, words));
        SummaryRow::text(criterion.title.get(say.0), &shown)
    });
    let written = form.texts.iter().map(|text| {
        let given = answers.texts.get(&text.id).map_or("", String::as_str);
        let lines = given.lines().filter(|line| !line.trim().is_empty()).map(Html::text).collect();
        SummaryRow { label: text.title.get(say.0).to_owned(), values: lines, change: None }
    });
    Html::of(&Summary::new(say, None, marked.chain(written).collect()))
}

/// Versions handed in before the one in force.
fn versions(frame: &Frame, form: &ReviewForm, versions: &[HandedInReview]) -> Vec<Html> {
    let say = frame.say();
    let mut parts = Vec::new();
    for version in versions.iter().filter(|version| !version.in_force) {
        let title =
            Message::new("review-version").with("revision", version.revision).with("at", instant(frame, &version.at));
        parts.push(heading(&say.message(&title)));
        parts.push(read_only(say, form, &version.answers));
    }
    parts
}

fn others(say: Say, form: &ReviewForm, others: &[OtherReview]) -> Vec<Html> {
    let mut parts = Vec::new();
    for other in others {
        let place = other.place;
        parts.push(heading(&say.with("review-other", "place", place)));
        parts.push(read_only(say, form, &other.answers));
    }
    parts
}

/// A form as it was sent.
struct Sent {
    act: String,
    version: i64,
    answers: Answers,
}

impl Sent {
    fn of(pairs: &[(String, String)]) -> Self {
        let value = |name: &str| pairs.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value.as_str());
        Self {
            act: value("act").to_owned(),
            version: value("version").parse().unwrap_or(0),
            answers: questions::read(pairs),
        }
    }
}

pub(super) async fn change(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(number): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let sent = Sent::of(&pairs);
    let office = &portal.office;
    let saved = acts::save_review(office, doing.clone(), &number, sent.answers.clone(), sent.version).await;
    if let Err(error) = saved {
        let shown = Shown { typed: Some(sent.answers), ..Shown::default() };
        return again(&portal, &frame, &viewer, &number, error, shown).await;
    }
    match sent.act.as_str() {
        "submit" => match acts::submit_reviews(office, doing, BTreeSet::from([number.clone()])).await {
            Ok(_) => Ok(done(&format!("/reviews/{number}"), "review-submitted")),
            Err(error) => again(&portal, &frame, &viewer, &number, error, Shown::default()).await,
        },
        "next" => {
            let view = review_page(office, &doing, &number).await.map_err(refused)?;
            let to = view.neighbours.1.map_or_else(|| "/reviews".to_owned(), |next| format!("/reviews/{next}"));
            Ok(Redirect::to(&to).into_response())
        }
        _ => Ok(done(&format!("/reviews/{number}"), "saved")),
    }
}

/// The page again with what stands against an act, and what was typed.
async fn again(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    number: &str,
    error: OfficeError,
    mut shown: Shown,
) -> Answer {
    let OfficeError::Refused(refusal) = error else { return Err(refused(error)) };
    if refusal.kind == RefusalKind::NotFound {
        return Err(refused(refusal.into()));
    }
    let status = super::super::fault(refusal.clone().into()).kind.status();
    let at_field =
        refusal.field.as_deref().is_some_and(|field| field.starts_with("mark-") || field.starts_with("text-"));
    if at_field {
        let doing = portal.signed(frame, viewer)?;
        let view = review_page(&portal.office, &doing, number).await.map_err(refused)?;
        shown.lacks = view.desk.map(|desk| desk.lacks).unwrap_or_default();
    } else {
        let field = refusal.field.clone().filter(|field| field == "reason" || field == "why");
        shown.wrong = Some((field, frame.say().message(&refusal.message)));
    }
    let mut answer = one(portal, frame, viewer, number, shown).await?;
    *answer.status_mut() = status;
    Ok(answer)
}

/// Saves after a change, for the script. Answers when it was saved, or why not.
pub(super) async fn save(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(number): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let sent = Sent::of(&pairs);
    let saved = acts::save_review(&portal.office, doing, &number, sent.answers, sent.version).await.map_err(refused)?;
    let words = SavePlace::words(frame.say(), &frame.stamp(frame.now));
    Ok(axum::Json(json!({"saved": words, "version": saved.version})).into_response())
}

pub(super) async fn accept(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(number): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    match acts::accept_review(&portal.office, doing, &number).await {
        Ok(()) => Ok(done(&format!("/reviews/{number}"), "review-accepted")),
        Err(error) => again(&portal, &frame, &viewer, &number, error, Shown::default()).await,
    }
}

#[derive(Clone, Default, Deserialize)]
pub(super) struct Declined {
    #[serde(default)]
    why: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn decline(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(number): Path<String>,
    Form(form): Form<Declined>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let declined = match form.why.as_str() {
        "conflict" => acts::decline_review(&portal.office, doing, &number, true, &form.reason).await,
        "other" => acts::decline_review(&portal.office, doing, &number, false, &form.reason).await,
        _ => Err(Refusal::invalid("why", Message::new("review-decline-choose")).into()),
    };
    match declined {
        Ok(()) => Ok(done("/reviews", "review-declined")),
        Err(error) => {
            let shown = Shown { declining: form, ..Shown::default() };
            again(&portal, &frame, &viewer, &number, error, shown).await
        }
    }
}

pub(super) async fn reopen(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(number): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    match acts::reopen_review(&portal.office, doing, &number).await {
        Ok(()) => Ok(done(&format!("/reviews/{number}"), "review-reopened")),
        Err(error) => again(&portal, &frame, &viewer, &number, error, Shown::default()).await,
    }
}

/// A file of the application.
pub(super) async fn document(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((number, digest)): Path<(String, String)>,
) -> Result<Response, super::super::Instead> {
    let doing = portal.signed(&frame, &viewer)?;
    let (document, bytes) = review_document(&portal.office, &doing, &number, &digest).await.map_err(refused)?;
    Ok(held(&document, bytes))
}
