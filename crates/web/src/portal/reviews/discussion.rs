//! The discussion of one application, for one of its experts: entered once, then read and written.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum_extra::extract::Form;
use hefu_office::Viewer;
use hefu_office::acts::{self, DISCUSSION_MOST, Doing};
use hefu_office::reviews::DiscussionState;
use hefu_office::views::{Author, DiscussedReview, DiscussionLine, DiscussionView, discussion_page, own_discussion};
use hefu_words::Message;
use serde::Deserialize;

use super::super::answered;
use super::super::page::{Button, FormBox, heading, links, page, paragraph, soft};
use super::super::typed::{Wrong, error};
use super::super::{Answer, Instead, Portal, Who, done, flash, refused};
use super::read_only;
use crate::parts::{Field, Html, StatusTag, Timeline, TimelineItem, Tone};
use crate::shell::{Frame, Link, Say};

/// What the page of a review says of the discussion.
pub(super) async fn way(portal: &Portal, say: Say, doing: &Doing, number: &str) -> Result<Vec<Html>, Instead> {
    let state = own_discussion(&portal.office, doing, number).await.map_err(refused)?;
    Ok(match state {
        None => Vec::new(),
        Some(DiscussionState::Awaited) => vec![soft(&say.t("discussion-awaited"))],
        Some(_) => vec![links(vec![Link::new(say.t("discussion-title"), place(number))])],
    })
}

fn place(number: &str) -> String {
    format!("/reviews/{number}/discussion")
}

/// Who wrote, in the reader's words.
pub(in super::super) fn author(say: Say, author: &Author) -> String {
    match author {
        Author::You => say.t("discussion-you"),
        Author::Office(None) => say.t("discussion-office"),
        Author::Office(Some(name)) => say.with("discussion-officer", "name", name.as_str()),
        Author::Expert(place, None) => say.with("discussion-expert", "n", *place),
        Author::Expert(place, Some(name)) => {
            say.message(&Message::new("discussion-expert-named").with("n", *place).with("name", name.as_str()))
        }
    }
}

/// Whether it is open, and what was written.
pub(in super::super) fn written(frame: &Frame, view: &DiscussionView) -> Vec<Html> {
    let say = frame.say();
    let (tone, key) = match view.state {
        DiscussionState::Closed => (Tone::Unset, "discussion-state-closed"),
        _ => (Tone::Hint, "discussion-state-open"),
    };
    let mut parts = vec![heading(&say.t("discussion-written")), Html::of(&StatusTag::new(tone, say.t(key)))];
    if view.lines.is_empty() {
        parts.push(paragraph(&say.t("discussion-none")));
    }
    let item = |line: &DiscussionLine| {
        let at: jiff::Zoned = line.at.parse().ok()?;
        Some(TimelineItem {
            at: frame.stamp(at.timestamp()),
            what: author(say, &line.author),
            who: line.gone.then(|| say.t("discussion-gone")),
            detail: Some(Html::text(&line.text)),
        })
    };
    parts.push(Html::of(&Timeline { say, items: view.lines.iter().filter_map(item).collect() }));
    parts
}

/// The field to write in.
pub(in super::super) fn field(say: Say, typed: &str, wrong: &Wrong) -> Field {
    let most = u32::try_from(DISCUSSION_MOST).ok();
    Field::area(say, "text", say.t("discussion-text"), most).value(typed).error(error(wrong, "text"))
}

#[derive(Default, Deserialize)]
pub(in super::super) struct Typed {
    #[serde(default)]
    pub(in super::super) text: String,
}

pub(super) async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(number): Path<String>,
) -> Answer {
    show_page(&portal, &frame, &viewer, &number, &Typed::default(), None).await
}

async fn show_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    number: &str,
    typed: &Typed,
    wrong: Wrong,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let view = discussion_page(&portal.office, &doing, number).await.map_err(refused)?;
    let own = format!("/reviews/{number}");
    let mut head = frame
        .page(say.t("discussion-title"))
        .caption(format!("{number} · {}", portal.direction_name(say, &view.direction)))
        .crumb(say.t("review-mine"), "/reviews")
        .crumb(number.to_owned(), own.clone())
        .flash(flash(frame));
    if view.state == DiscussionState::Offered {
        let names = if view.settings.names { "discussion-names" } else { "discussion-numbers" };
        let form = FormBox::new(
            format!("{}/enter", place(number)),
            vec![paragraph(&say.t("discussion-enter-note")), soft(&say.t(names))],
            Button::primary("enter", say.t("discussion-enter")),
        );
        return Ok(page(
            head,
            vec![paragraph(&say.t("discussion-about")), Html::of(&form.back(say.t("portal-back"), own))],
        ));
    }
    let mut parts = vec![soft(&say.t("discussion-about"))];
    if view.state == DiscussionState::Open {
        parts.push(paragraph(&say.t("discussion-may-revise")));
        parts.push(links(vec![Link::new(say.t("discussion-own"), own)]));
    }
    if view.reviews.is_empty() {
        parts.push(paragraph(&say.t("discussion-no-reviews")));
    }
    parts.extend(view.reviews.iter().flat_map(|review| one(say, &view, review)));
    parts.extend(written(frame, &view));
    if view.may_write {
        let field = field(say, &typed.text, &wrong);
        head = head.errors_of([&field]);
        let button = Button::primary("write", say.t("discussion-write"));
        parts.push(Html::of(&FormBox::new(place(number), vec![Html::of(&field)], button)));
    }
    Ok(page(answered::told(head, &wrong), parts))
}

fn one(say: Say, view: &DiscussionView, review: &DiscussedReview) -> Vec<Html> {
    let who = author(say, &review.author);
    let words = match &review.answers {
        Some(answers) => read_only(say, &view.form.form, answers),
        None => paragraph(&say.t("discussion-revising")),
    };
    vec![heading(&say.with("discussion-review-of", "who", who)), words]
}

pub(super) async fn enter(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(number): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    acts::enter_discussion(&portal.office, doing, &number).await.map_err(refused)?;
    Ok(done(&place(&number), "discussion-entered"))
}

pub(super) async fn write(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(number): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    match acts::discuss(&portal.office, doing, &number, &typed.text).await {
        Ok(()) => Ok(done(&place(&number), "discussion-written")),
        Err(error) => {
            let wrong = answered::wrong(frame.say(), error)?;
            let mut answer = show_page(&portal, &frame, &viewer, &number, &typed, wrong).await?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}
