//! Signing in: by password and second factor, by a link from the office, or in a demonstration as any named person.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum_extra::extract::{Form, Query};
use hefu_office::acts::Try;
use hefu_office::views::{PersonLine, demo_people};
use hefu_office::{AccountId, OfficeError, RefusalKind, acts};
use serde::Deserialize;

use super::page::{Button, FormBox, heading, links, page, paragraph, segment, soft};
use super::request::{BROWSER, Request};
use super::{Answer, Portal, Who, refused, role_word, session_cookie};
use crate::parts::{Choice, Field, Html, PasskeyAct, Width};
use crate::shell::error::FaultKind;
use crate::shell::{Frame, Link};

/// Seconds for which a browser is known: a year.
const KNOWN: u32 = 365 * 24 * 3600;

/// The routes of this subject that are not in the portal's own list.
pub(super) fn routes() -> Router<Portal> {
    Router::new().route("/sign-in/password", get(ask_password).post(password))
}

#[derive(Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    back: String,
}

/// An address of this office to go back to; anything else leads to the first page.
pub(super) fn own(back: &str) -> &str {
    let plain =
        back.starts_with('/') && !back.starts_with("//") && !back.contains(|c: char| c == '\\' || c.is_control());
    if plain { back } else { "/" }
}

pub(super) async fn ask(State(portal): State<Portal>, frame: Frame, Query(back): Query<Back>) -> Answer {
    if !portal.office.config().demo {
        return Ok(password_page(&portal, &frame, &Typed { back: back.back, ..Typed::default() }, None));
    }
    let say = frame.say();
    let people = demo_people(&portal.office).await.map_err(refused)?;
    let choice = |person: PersonLine| {
        let roles: Vec<_> = person.roles.iter().map(|role| role_word(say, *role)).collect();
        let word = if roles.is_empty() { say.t("portal-role-applicant") } else { roles.join(&say.t("portal-and")) };
        Choice::new(person.account.0, person.name).hint(word)
    };
    let field = Field::radios(say, "account", say.t("portal-sign-in-as"), people.into_iter().map(choice).collect());
    let button = Button::primary("sign-in", say.t("web-sign-in"));
    let to = segment(own(&back.back));
    let parts = vec![
        paragraph(&say.t("portal-sign-in-demo")),
        links(vec![Link::new(say.t("account-sign-in-otherwise"), format!("/sign-in/password?back={to}"))]),
        Html::of(&FormBox::new("/sign-in", vec![Html::of(&field)], button).hidden("back", own(&back.back))),
    ];
    Ok(page(frame.page(say.t("web-sign-in")), parts))
}

#[derive(Deserialize)]
pub(super) struct SignIn {
    #[serde(default)]
    account: String,
    #[serde(default)]
    back: String,
}

/// Signed in: the session before, if any, ends; the new one begins.
pub(super) async fn begun(portal: &Portal, request: &Request, secret: &str, back: &str) -> Answer {
    if !request.session.is_empty() {
        acts::end_session(&portal.office, &request.session).await.map_err(refused)?;
    }
    Ok((AppendHeaders([session_cookie(portal, Some(secret))]), Redirect::to(own(back))).into_response())
}

pub(super) async fn demo(
    State(portal): State<Portal>,
    frame: Frame,
    request: Request,
    Form(form): Form<SignIn>,
) -> Answer {
    let now = portal.now(&frame);
    let secret = acts::sign_in_as(&portal.office, &AccountId(form.account), &now).await.map_err(refused)?;
    begun(&portal, &request, &secret, &form.back).await
}

/// A link is used by a button and not by opening it: readers of mail open links by themselves.
pub(super) async fn link(State(_): State<Portal>, frame: Frame, Path(link): Path<String>) -> Answer {
    let say = frame.say();
    let button = Button::primary("sign-in", say.t("web-sign-in"));
    let form = FormBox::new(format!("/sign-in/{link}"), Vec::new(), button);
    Ok(page(frame.page(say.t("web-sign-in")), vec![paragraph(&say.t("portal-sign-in-link")), Html::of(&form)]))
}

pub(super) async fn use_link(
    State(portal): State<Portal>,
    frame: Frame,
    request: Request,
    Path(link): Path<String>,
) -> Answer {
    let now = portal.now(&frame);
    let secret = acts::use_sign_in_link(&portal.office, &link, &request.agent, &now).await.map_err(refused)?;
    begun(&portal, &request, &secret, "/").await
}

#[derive(Default, Deserialize)]
struct Typed {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    back: String,
}

async fn ask_password(State(portal): State<Portal>, frame: Frame, Query(back): Query<Back>) -> Answer {
    Ok(password_page(&portal, &frame, &Typed { back: back.back, ..Typed::default() }, None))
}

fn password_page(portal: &Portal, frame: &Frame, typed: &Typed, wrong: Option<String>) -> Response {
    let say = frame.say();
    let fields = [
        Field::text(say, "email", say.t("portal-email"))
            .kind("email")
            .width(Width::Middle)
            .autocomplete("username")
            .value(typed.email.as_str()),
        Field::text(say, "password", say.t("account-password"))
            .kind("password")
            .width(Width::Middle)
            .autocomplete("current-password")
            .error(wrong),
        Field::text(say, "code", say.t("account-code"))
            .width(Width::Middle)
            .autocomplete("one-time-code")
            .hint(say.t("account-code-if"))
            .optional(),
    ];
    let button = Button::primary("sign-in", say.t("web-sign-in"));
    let form = FormBox::new("/sign-in/password", fields.iter().map(Html::of).collect(), button);
    let mut parts = vec![Html::of(&form.hidden("back", own(&typed.back)))];
    if let Some(oidc) = &portal.office.config().oidc {
        let to = segment(own(&typed.back));
        let words = say.with("sign-on-by", "name", oidc.label(frame.lang));
        parts.push(links(vec![Link::new(words, format!("/sign-on?back={to}"))]));
    }
    if acts::passkeys_at(&portal.address(frame)) {
        parts.push(heading(&say.t("passkey-title")));
        parts.push(Html::of(&PasskeyAct {
            say,
            begin: "/sign-in/passkey/begin".to_owned(),
            action: "/sign-in/passkey".to_owned(),
            creates: false,
            fields: Vec::new(),
            button: say.t("passkey-sign-in"),
            back: own(&typed.back).to_owned(),
        }));
    }
    parts.push(soft(&say.t("account-sign-in-lost")));
    page(frame.page(say.t("web-sign-in")).errors_of(&fields), parts)
}

async fn password(State(portal): State<Portal>, frame: Frame, request: Request, Form(typed): Form<Typed>) -> Answer {
    let attempt = Try {
        email: typed.email.clone(),
        password: typed.password.clone(),
        code: typed.code.clone(),
        browser: request.browser.clone(),
        from: request.from.clone(),
        agent: request.agent.clone(),
    };
    match acts::sign_in(&portal.office, attempt, &portal.now(&frame)).await {
        Ok(signed) => {
            let mark = portal.shell.security.cookie(BROWSER, &signed.browser, KNOWN);
            let answer = begun(&portal, &request, &signed.session, &typed.back).await?;
            Ok((AppendHeaders([(axum::http::header::SET_COOKIE, mark)]), answer).into_response())
        }
        Err(OfficeError::Refused(refusal)) if refusal.kind == RefusalKind::Invalid => {
            let words = frame.say().message(&refusal.message);
            let mut response = password_page(&portal, &frame, &typed, Some(words));
            *response.status_mut() = FaultKind::Invalid.status();
            Ok(response)
        }
        Err(error) => Err(refused(error)),
    }
}

pub(super) async fn out(State(portal): State<Portal>, Who(_): Who, request: Request) -> Answer {
    if !request.session.is_empty() {
        acts::end_session(&portal.office, &request.session).await.map_err(refused)?;
    }
    Ok((AppendHeaders([session_cookie(&portal, None)]), Redirect::to("/")).into_response())
}
