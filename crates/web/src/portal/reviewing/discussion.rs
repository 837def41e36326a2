//! Discussions among experts as an office runs them: on or off in a direction; one of them with its reviews, closed and opened.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum_extra::extract::Form;
use hefu_office::Viewer;
use hefu_office::acts::{self, Doing};
use hefu_office::reviews::{DiscussionSettings, DiscussionState};
use hefu_office::views::{DiscussedReview, DiscussionView, ReviewBoard, discussion_read, discussion_terms};
use hefu_words::Message;
use serde::Deserialize;

use super::super::answered;
use super::super::page::{Button, FormBox, heading, links, page, paragraph, segment, soft, table};
use super::super::reviews::discussion::{Typed, author, field, written};
use super::super::typed::{Wrong, error};
use super::super::words::instant;
use super::super::{Answer, Instead, Portal, Who, done, flash, refused};
use crate::parts::{Choice, Column, Field, Html, Table};
use crate::shell::{Frame, Link, Say};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/reviewing/{direction}/discussion", get(ask).post(set))
        .route("/reviewing/{direction}/discussion/{number}", get(show).post(write))
        .route("/reviewing/{direction}/discussion/{number}/move", post(turn))
}

fn base(direction: &str) -> String {
    format!("/reviewing/{direction}/discussion")
}

/// The way to the discussions of a direction from its page.
pub(super) async fn beside(
    portal: &Portal,
    say: Say,
    doing: &Doing,
    board: &ReviewBoard,
) -> Result<Vec<Html>, Instead> {
    let (settings, may_set) = discussion_terms(&portal.office, doing, &board.direction).await.map_err(refused)?;
    let place = base(&board.direction);
    let mut parts = vec![heading(&say.t("discussion-title"))];
    parts.push(paragraph(&say.t(terms_key(settings))));
    if may_set {
        parts.push(links(vec![Link::new(say.t("discussion-set"), place.clone())]));
    }
    if settings.on {
        let mut numbers: Vec<&str> = board.lines.iter().map(|line| line.seat.number.as_str()).collect();
        numbers.dedup();
        let way = |number: &&str| {
            Link::new(say.with("discussion-of", "number", *number), format!("{place}/{}", segment(number)))
        };
        parts.push(links(numbers.iter().map(way).collect()));
    }
    Ok(parts)
}

const fn terms_key(settings: DiscussionSettings) -> &'static str {
    match (settings.on, settings.names) {
        (false, _) => "discussion-off",
        (true, false) => "discussion-on-numbers",
        (true, true) => "discussion-on-names",
    }
}

#[derive(Default, Deserialize)]
struct Terms {
    #[serde(default)]
    terms: String,
}

const TERMS: [(&str, DiscussionSettings); 3] = [
    ("off", DiscussionSettings { on: false, names: false }),
    ("numbers", DiscussionSettings { on: true, names: false }),
    ("names", DiscussionSettings { on: true, names: true }),
];

async fn ask(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(direction): Path<String>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let (settings, may_set) = discussion_terms(&portal.office, &doing, &direction).await.map_err(refused)?;
    let back = format!("/reviewing/{direction}");
    let head = frame
        .page(say.t("discussion-set"))
        .caption(portal.direction_name(say, &direction))
        .crumb(say.t("reviewing-title"), back.clone())
        .flash(flash(&frame));
    let mut parts = vec![paragraph(&say.t("discussion-set-note"))];
    if may_set {
        let choices = TERMS.map(|(word, of)| Choice::new(word, say.t(terms_key(of))));
        let now =
            TERMS.into_iter().find(|(_, of)| terms_key(*of) == terms_key(settings)).map_or("off", |(word, _)| word);
        let field = Field::radios(say, "terms", say.t("discussion-set-field"), choices.into()).value(now);
        let button = Button::primary("set", say.t("portal-save"));
        let form = FormBox::new(base(&direction), vec![Html::of(&field)], button);
        parts.push(Html::of(&form.back(say.t("portal-back"), back)));
    } else {
        parts.push(paragraph(&say.t(terms_key(settings))));
    }
    Ok(page(head, parts))
}

async fn set(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(typed): Form<Terms>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let wanted = TERMS.into_iter().find(|(word, _)| *word == typed.terms).map(|(_, of)| of).unwrap_or_default();
    acts::set_discussion(&portal.office, doing, &direction, wanted).await.map_err(refused)?;
    Ok(done(&base(&direction), "discussion-set"))
}

/// What was typed and is wrong: in the text, or in the reason to close or open.
#[derive(Default, Deserialize)]
struct Turned {
    #[serde(default)]
    act: String,
    #[serde(default)]
    why: String,
}

async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((direction, number)): Path<(String, String)>,
) -> Answer {
    one(&portal, &frame, &viewer, (&direction, &number), (&Typed::default(), ""), None).await
}

async fn one(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    (direction, number): (&str, &str),
    (typed, why): (&Typed, &str),
    wrong: Wrong,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let view = discussion_read(&portal.office, &doing, number).await.map_err(refused)?;
    let place = format!("{}/{}", base(direction), segment(number));
    let mut head = frame
        .page(say.with("discussion-of", "number", number))
        .caption(portal.direction_name(say, &view.direction))
        .crumb(say.t("reviewing-title"), format!("/reviewing/{direction}"))
        .flash(flash(frame));
    let title = portal.own_words(say, &portal.office.config().side, &view.title);
    let mut parts = vec![Html::linked(&title, &format!("/applications/{}", view.draft))];
    parts.push(paragraph(&say.t(terms_key(view.settings))));
    parts.push(reviews(frame, &view));
    parts.extend(written(frame, &view));
    if let Some(moved) = &view.moved {
        let key = if moved.open { "discussion-opened-by" } else { "discussion-closed-by" };
        let message = Message::new(key)
            .with("who", moved.who.as_str())
            .with("at", instant(frame, &moved.at))
            .with("why", moved.why.as_str());
        parts.push(soft(&say.message(&message)));
    }
    if view.may_write && view.state == DiscussionState::Open {
        let text = field(say, &typed.text, &wrong);
        head = head.errors_of([&text]);
        let button = Button::primary("write", say.t("discussion-write"));
        parts.push(Html::of(&FormBox::new(place.clone(), vec![Html::of(&text)], button)));
    }
    if view.may_move {
        let (act, key) = match view.state {
            DiscussionState::Closed => ("open", "discussion-open"),
            _ => ("close", "discussion-close"),
        };
        let field = Field::area(say, "why", say.t("portal-reason"), Some(1000)).value(why).error(error(&wrong, "why"));
        head = head.errors_of([&field]);
        parts.push(heading(&say.t(key)));
        parts.push(paragraph(&say.t(&format!("{key}-note"))));
        let form = FormBox::new(format!("{place}/move"), vec![Html::of(&field)], Button::plain(act, say.t(key)));
        parts.push(Html::of(&form));
    }
    Ok(page(answered::told(head, &wrong), parts))
}

fn reviews(frame: &Frame, view: &DiscussionView) -> Html {
    let say = frame.say();
    let row =
        |review: &DiscussedReview| {
            let (now, before) = review.versions;
            let expert = review.expert.as_deref().unwrap_or_default();
            let who = author(say, &review.author);
            let read = format!("/reviewing/{}/read/{}/{}", view.direction, view.number, segment(expert));
            vec![
                if review.answers.is_some() { Html::link(&who, &read) } else { Html::text(&who) },
                Html::text(&match &review.at {
                    Some(at) => {
                        let message = Message::new("discussion-version").with("n", now).with("at", instant(frame, at));
                        say.message(&message)
                    }
                    None => say.t("discussion-revising"),
                }),
                Html::text(&before.map_or_else(
                    || say.t("discussion-not-entered"),
                    |before| say.with("discussion-before", "n", before),
                )),
            ]
        };
    table(&Table {
        id: "reviews".to_owned(),
        caption: say.t("discussion-reviews"),
        columns: vec![
            Column::wide(say.t("review-expert")),
            Column::new(say.t("discussion-now")),
            Column::new(say.t("discussion-stood")),
        ],
        rows: view.reviews.iter().map(row).collect(),
        empty: say.t("discussion-no-reviews"),
    })
}

async fn write(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((direction, number)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    match acts::discuss_as_officer(&portal.office, doing, &number, &typed.text).await {
        Ok(()) => Ok(done(&format!("{}/{}", base(&direction), segment(&number)), "discussion-written")),
        Err(error) => {
            let wrong = answered::wrong(frame.say(), error)?;
            let place = (direction.as_str(), number.as_str());
            let mut answer = one(&portal, &frame, &viewer, place, (&typed, ""), wrong).await?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}

async fn turn(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((direction, number)): Path<(String, String)>,
    Form(typed): Form<Turned>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let open = typed.act == "open";
    match acts::move_discussion(&portal.office, doing, &number, open, &typed.why).await {
        Ok(()) => {
            let key = if open { "discussion-opened" } else { "discussion-closed" };
            Ok(done(&format!("{}/{}", base(&direction), segment(&number)), key))
        }
        Err(error) => {
            let wrong = answered::wrong(frame.say(), error)?;
            let place = (direction.as_str(), number.as_str());
            let mut answer = one(&portal, &frame, &viewer, place, (&Typed::default(), &typed.why), wrong).await?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}
