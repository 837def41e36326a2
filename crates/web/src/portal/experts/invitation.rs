//! An invitation to become an expert, as whoever is invited sees it: by link, or after signing in.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{AppendHeaders, IntoResponse as _, Redirect};
use axum_extra::extract::Form;
use hefu_office::Viewer;
use hefu_office::acts::{self, InvitedBy};
use hefu_office::views::{InvitedView, invited_view, own_invitation};
use hefu_words::Message;
use serde::Deserialize;

use super::super::page::{Button, FormBox, card, heading, links, page, paragraph, segment, soft, verbatim};
use super::super::typed::{Wrong, error};
use super::super::{Answer, Portal, Who, done, flash, for_field, refused, sentence, session_cookie};
use crate::parts::{Choice, Field, Html};
use crate::shell::{Frame, Link};

#[derive(Clone, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    act: String,
    #[serde(default)]
    agreed: String,
    #[serde(default)]
    reason: String,
}

/// Where an expert goes on.
const REVIEWS: &str = "/reviews";

/// The invitation with its two answers.
fn invitation(
    (portal, frame, viewer): (&Portal, &Frame, &Viewer),
    here: &str,
    found: &InvitedView,
    typed: &Typed,
    wrong: &Wrong,
) -> (Vec<Field>, Vec<Html>) {
    let say = frame.say();
    let text = Message::new("experts-invited-text")
        .with("authority", portal.office.config().authority.as_str())
        .with("name", found.name.as_str());
    let agree = Choice::new(found.digest.clone(), say.t("experts-agree"));
    let agree = Field::checks(say, "agreed", say.t("experts-statement"), vec![agree])
        .value(typed.agreed.as_str())
        .error(error(wrong, "agreed"));
    let reason = Field::area(say, "reason", say.t("experts-decline-why"), Some(500)).value(typed.reason.as_str());
    let mut parts = vec![
        paragraph(&say.message(&text)),
        heading(&say.t("experts-statement")),
        card(vec![verbatim(&found.statement)]),
    ];
    let accept = match (&viewer.account, found.has_account) {
        (Some(_), _) => Some(sentence(say, "experts-accept-as", "name", &viewer.name)),
        (None, false) => Some(say.t("experts-open-and-accept")),
        (None, true) => None,
    };
    match accept {
        Some(label) => {
            if viewer.account.is_none() {
                parts.push(soft(&sentence(say, "experts-open-note", "email", &found.email)));
            }
            parts.push(Html::of(&FormBox::new(here, vec![Html::of(&agree)], Button::primary("accept", label))));
        }
        None => {
            let back = segment(here);
            parts.push(paragraph(&say.t("experts-known-here")));
            parts.push(links(vec![Link::new(say.t("experts-sign-in"), format!("/sign-in?back={back}"))]));
        }
    }
    parts.push(heading(&say.t("experts-decline")));
    let button = Button::plain("decline", say.t("experts-decline"));
    parts.push(Html::of(&FormBox::new(here, vec![Html::of(&reason)], button)));
    (vec![agree], parts)
}

pub(super) async fn invited(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(secret): Path<String>,
) -> Answer {
    invited_page(&portal, &frame, &viewer, &secret, &Typed::default(), None).await
}

async fn invited_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    secret: &str,
    typed: &Typed,
    wrong: Wrong,
) -> Answer {
    let doing = portal.doing(frame, viewer);
    let found = invited_view(&portal.office, &doing, secret).await.map_err(refused)?;
    let here = format!("/experts/invited/{secret}");
    let (fields, parts) = invitation((portal, frame, viewer), &here, &found, typed, &wrong);
    let head = frame.page(frame.say().t("experts-invited-title")).flash(flash(frame)).errors_of(&fields);
    Ok(page(head, parts))
}

pub(super) async fn answer_link(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(secret): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.doing(&frame, &viewer);
    let by = InvitedBy::Link(secret.clone());
    let here = format!("/experts/invited/{secret}");
    let answered = match (typed.act.as_str(), &viewer.account) {
        ("decline", _) => acts::decline_as_expert(&portal.office, doing, by, &typed.reason)
            .await
            .map(|()| done(&here, "expert-declined")),
        (_, Some(_)) => {
            let accepted = acts::accept_as_expert(&portal.office, doing, by, &typed.agreed).await;
            accepted.map(|_| done(REVIEWS, "expert-accepted"))
        }
        (_, None) => {
            let opened = acts::accept_as_new_expert(&portal.office, &secret, &typed.agreed, &doing.now).await;
            opened.map(|session| {
                let cookie = AppendHeaders([session_cookie(&portal, Some(&session))]);
                (cookie, Redirect::to(&format!("{REVIEWS}?done=expert-accepted"))).into_response()
            })
        }
    };
    match answered {
        Ok(answer) => Ok(answer),
        Err(error) => {
            let wrong = for_field(frame.say(), error)?;
            let mut answer = invited_page(&portal, &frame, &viewer, &secret, &typed, Some(wrong)).await?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}

pub(super) async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    own_page(&portal, &frame, &viewer, &Typed::default(), None).await
}

/// The address of an invitation to the viewer's own address.
const OWN: &str = "/experts/invitation";

async fn own_page(portal: &Portal, frame: &Frame, viewer: &Viewer, typed: &Typed, wrong: Wrong) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let found = own_invitation(&portal.office, &doing).await.map_err(refused)?;
    let (fields, own) = invitation((portal, frame, viewer), OWN, &found.invitation, typed, &wrong);
    let head = frame.page(say.t("experts-invited-title")).flash(flash(frame)).errors_of(&fields);
    let before = found.declined.then(|| soft(&say.t("experts-declined-before")));
    Ok(page(head, before.into_iter().chain(own).collect()))
}

pub(super) async fn answer(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let answered = if typed.act == "decline" {
        let declined = acts::decline_as_expert(&portal.office, doing, InvitedBy::Address, &typed.reason).await;
        declined.map(|()| done(OWN, "expert-declined"))
    } else {
        let accepted = acts::accept_as_expert(&portal.office, doing, InvitedBy::Address, &typed.agreed).await;
        accepted.map(|_| done(REVIEWS, "expert-accepted"))
    };
    match answered {
        Ok(answer) => Ok(answer),
        Err(error) => {
            let wrong = for_field(frame.say(), error)?;
            let mut answer = own_page(&portal, &frame, &viewer, &typed, Some(wrong)).await?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}
