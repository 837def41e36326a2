//! An expert's own pages: the invitation, by link or after signing in; the applications to review; a conflict of interest.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{AppendHeaders, IntoResponse as _, Redirect};
use axum_extra::extract::Form;
use hefu_office::acts::{self, InvitedBy};
use hefu_office::views::{ExpertDesk, InvitedView, OwnSeat, expert_desk, invited_view};
use hefu_office::{OfficeError, Viewer};
use hefu_words::Message;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::super::page::{Button, FormBox, card, heading, links, page, paragraph, soft, table, verbatim};
use super::super::typed::{Wrong, error};
use super::super::words::instant;
use super::super::{Answer, Portal, Who, done, flash, for_field, refused, sentence, session_cookie};
use crate::parts::{Choice, Column, Field, Html, Table};
use crate::shell::{Frame, Link, Page};

#[derive(Clone, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    act: String,
    #[serde(default)]
    agreed: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    why: String,
}

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
            let back = utf8_percent_encode(here, NON_ALPHANUMERIC);
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
            accepted.map(|_| done("/experts/mine", "expert-accepted"))
        }
        (_, None) => {
            let opened = acts::accept_as_new_expert(&portal.office, &secret, &typed.agreed, &doing.now).await;
            opened.map(|session| {
                let cookie = AppendHeaders([session_cookie(&portal, Some(&session))]);
                (cookie, Redirect::to("/experts/mine?done=expert-accepted")).into_response()
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
    mine_page(&portal, &frame, &viewer, &Typed::default(), None).await
}

async fn mine_page(portal: &Portal, frame: &Frame, viewer: &Viewer, typed: &Typed, wrong: Wrong) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let desk = expert_desk(&portal.office, &doing).await.map_err(refused)?;
    let mut head = frame.page(say.t("experts-mine")).flash(flash(frame));
    let mut parts = Vec::new();
    if let Some(found) = &desk.invitation {
        if desk.declined {
            parts.push(soft(&say.t("experts-declined-before")));
        }
        let (fields, own) = invitation((portal, frame, viewer), "/experts/mine", found, typed, &wrong);
        head.title = say.t("experts-invited-title");
        head = head.errors_of(&fields);
        parts.extend(own);
    }
    if let Some(expert) = &desk.expert {
        let (own, more) = seats((portal, frame), expert, &desk, typed, &wrong, head);
        head = own;
        parts.extend(more);
    }
    Ok(page(head, parts))
}

/// The applications, and the form that declares a conflict of interest with one.
fn seats(
    (portal, frame): (&Portal, &Frame),
    expert: &str,
    desk: &ExpertDesk,
    typed: &Typed,
    wrong: &Wrong,
    head: Page,
) -> (Page, Vec<Html>) {
    let say = frame.say();
    if desk.seats.is_empty() {
        return (head, vec![paragraph(&say.t("experts-mine-none"))]);
    }
    let row = |seat: &OwnSeat| {
        let name = match &seat.title {
            Some(title) => {
                let title = portal.own_words(say, &portal.office.config().side, title);
                Html::linked(&title, &format!("/applications/{}", seat.draft))
            }
            None => Html::link(&seat.number, &format!("/reviews/{}", seat.number)),
        };
        vec![
            name,
            Html::text(&seat.number),
            Html::text(&portal.direction_name(say, &seat.direction)),
            Html::text(&instant(frame, &seat.since)),
        ]
    };
    let columns = ["experts-application", "portal-number", "portal-direction", "experts-since"];
    let listed = table(&Table {
        id: "mine".to_owned(),
        caption: say.t("experts-mine"),
        columns: columns.iter().map(|key| Column::new(say.t(key))).collect(),
        rows: desk.seats.iter().map(row).collect(),
        empty: String::new(),
    });
    let choice = |seat: &OwnSeat| {
        let title = seat.title.as_ref().map(|title| format!(" {title}")).unwrap_or_default();
        Choice::new(seat.number.clone(), format!("{}{title}", seat.number))
    };
    let fields = [
        Field::select(say, "number", say.t("experts-declare-which"), desk.seats.iter().map(choice).collect())
            .value(typed.number.as_str()),
        Field::area(say, "why", say.t("experts-declare-why"), Some(500))
            .value(typed.why.as_str())
            .error(error(wrong, "why")),
    ];
    let form = FormBox::new(
        "/experts/mine/declare",
        fields.iter().map(Html::of).collect(),
        Button::primary("declare", say.t("experts-declare")),
    );
    let parts = vec![
        paragraph(&sentence(say, "experts-mine-note", "expert", expert)),
        listed,
        heading(&say.t("experts-declare")),
        Html::of(&form),
        soft(&say.with("web-times-in", "zone", frame.stamp(frame.now).zone())),
    ];
    (head.errors_of(&fields), parts)
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
        declined.map(|()| "expert-declined")
    } else {
        let accepted = acts::accept_as_expert(&portal.office, doing, InvitedBy::Address, &typed.agreed).await;
        accepted.map(|_| "expert-accepted")
    };
    settled(&portal, &frame, &viewer, &typed, answered).await
}

pub(super) async fn declare(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let declared = acts::declare_conflict(&portal.office, doing, &typed.number, &typed.why).await;
    settled(&portal, &frame, &viewer, &typed, declared.map(|()| "conflict-declared")).await
}

async fn settled(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    typed: &Typed,
    did: Result<&str, OfficeError>,
) -> Answer {
    match did {
        Ok(key) => Ok(done("/experts/mine", key)),
        Err(error) => {
            let wrong = for_field(frame.say(), error)?;
            let mut answer = mine_page(portal, frame, viewer, typed, Some(wrong)).await?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}
