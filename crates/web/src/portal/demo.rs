//! Moving the clock of a demonstration on, so that a window can be seen to open, end and close.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::State;
use axum::response::{AppendHeaders, IntoResponse, Redirect};
use axum::routing::get;
use axum_extra::extract::Form;
use hefu_office::acts;
use hefu_office::views::notice_views;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::page::{Button, FormBox, page, paragraph};
use super::{Answer, Portal, Who, refused, sentence, session_cookie};
use crate::parts::{Choice, Field, Html, Width};
use crate::shell::error::FaultKind;
use crate::shell::{Fault, Frame, Say};

/// Where it is.
pub const PLACE: &str = "/demo/clock";

pub(super) fn routes() -> Router<Portal> {
    Router::new().route(PLACE, get(show).post(set))
}

#[derive(Default, Deserialize)]
struct Typed {
    /// An instant to choose, in milliseconds since 1970.
    #[serde(default)]
    moment: String,
    /// One that was typed.
    #[serde(default)]
    at: String,
}

/// Moments of the call that are still to come: an hour before and a minute after each that a notice names.
async fn moments(portal: &Portal, frame: &Frame) -> Result<BTreeMap<Timestamp, String>, super::Instead> {
    let say = frame.say();
    let notices = notice_views(&portal.office, &portal.now(frame)).await.map_err(refused)?;
    let own = portal.office.config().side.clone();
    let mut found = BTreeMap::new();
    for view in &notices {
        let windows = view.notice.iter().map(|notice| (&own, &notice.window));
        let windows = windows.chain(view.partners.iter().map(|(side, notice)| (side, &notice.window)));
        for (side, window) in windows {
            for (what, at) in [("opens", &window.opens), ("closes", &window.closes)] {
                let Some(at) = at else { continue };
                for (key, seconds) in [("demo-clock-before", -3600), ("demo-clock-after", 60)] {
                    let moment = at.timestamp().checked_add(SignedDuration::from_secs(seconds)).ok();
                    let Some(moment) = moment.filter(|moment| *moment > frame.now) else { continue };
                    let words = hefu_words::Message::new(key)
                        .with("what", say.t(&format!("demo-clock-{what}")))
                        .with("side", portal.side_name(say, side, &view.direction))
                        .with("direction", view.direction.as_str());
                    found.insert(moment, say.message(&words));
                }
            }
        }
    }
    Ok(found)
}

async fn show(State(portal): State<Portal>, frame: Frame) -> Answer {
    form(&portal, &frame, &Typed::default(), None).await
}

async fn form(portal: &Portal, frame: &Frame, typed: &Typed, wrong: Option<String>) -> Answer {
    if portal.shell.demo_clock().is_none() {
        return Err(Fault::not_found().into());
    }
    let say = frame.say();
    let choices: Vec<_> = moments(portal, frame)
        .await?
        .into_iter()
        .map(|(at, words)| Choice::new(at.as_millisecond().to_string(), words).hint(frame.stamp(at).long()))
        .collect();
    let mut fields = Vec::new();
    if !choices.is_empty() {
        fields.push(Field::radios(say, "moment", say.t("demo-clock-to"), choices).optional());
    }
    fields.push(
        Field::text(say, "at", say.t("demo-clock-at"))
            .width(Width::Middle)
            .hint(sentence(say, "portal-instant-hint", "zone", &portal.office.config().zone))
            .value(typed.at.as_str())
            .optional()
            .error(wrong),
    );
    let button = Button::primary("move", say.t("demo-clock-move"));
    let parts = vec![
        paragraph(&sentence(say, "demo-clock-now", "at", &frame.stamp(frame.now).long())),
        paragraph(&say.t("demo-clock-note")),
        Html::of(&FormBox::new(PLACE, fields.iter().map(Html::of).collect(), button)),
    ];
    Ok(page(frame.page(say.t("demo-clock-title")).errors_of(&fields), parts))
}

/// The instant chosen or typed; typed wins.
fn instant(portal: &Portal, say: Say, typed: &Typed) -> Result<Timestamp, String> {
    if typed.at.trim().is_empty() {
        let moment = typed.moment.parse().ok().and_then(|at| Timestamp::from_millisecond(at).ok());
        return moment.ok_or_else(|| say.t("demo-clock-none"));
    }
    let read = hefu_text::date::parse_instant(&typed.at, Some(&portal.office.config().zone));
    read.map_err(|_| sentence(say, "portal-instant-wrong", "found", &typed.at))
}

/// Moves the clock. Whoever moves it is signed in anew, for a session of before may have ended by it.
async fn set(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Form(typed): Form<Typed>) -> Answer {
    let Some(clock) = portal.shell.demo_clock() else { return Err(Fault::not_found().into()) };
    let say = frame.say();
    let moved = instant(&portal, say, &typed)
        .and_then(|at| if clock.move_to(at) { Ok(()) } else { Err(say.t("demo-clock-back")) });
    if let Err(words) = moved {
        let mut answer = form(&portal, &frame, &typed, Some(words)).await?;
        *answer.status_mut() = FaultKind::Invalid.status();
        return Ok(answer);
    }
    let to = Redirect::to(&format!("{PLACE}?done=changed"));
    let Some(account) = viewer.account else { return Ok(to.into_response()) };
    let now = portal.shell.now().to_zoned(frame.office.zone.clone());
    let secret = acts::sign_in_as(&portal.office, &account, &now).await.map_err(refused)?;
    Ok((AppendHeaders([session_cookie(&portal, Some(&secret))]), to).into_response())
}
