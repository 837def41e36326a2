//! Signing in: by a link from the office, or in a demonstration as any named person.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum_extra::extract::{CookieJar, Form, Query};
use hefu_office::views::{PersonLine, demo_people};
use hefu_office::{AccountId, acts};
use serde::Deserialize;

use super::page::{Button, FormBox, page, paragraph};
use super::{Answer, COOKIE, Portal, Who, refused, role_word, session_cookie};
use crate::parts::{Choice, Field, Html};
use crate::shell::Frame;

#[derive(Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    back: String,
}

/// An address of this office to go back to; anything else leads to the first page.
fn own(back: &str) -> &str {
    let plain =
        back.starts_with('/') && !back.starts_with("//") && !back.contains(|c: char| c == '\\' || c.is_control());
    if plain { back } else { "/" }
}

pub(super) async fn ask(State(portal): State<Portal>, frame: Frame, Query(back): Query<Back>) -> Answer {
    let say = frame.say();
    let mut parts = Vec::new();
    if portal.office.config().demo {
        let people = demo_people(&portal.office).await.map_err(refused)?;
        let choice = |person: PersonLine| {
            let roles: Vec<_> = person.roles.iter().map(|role| role_word(say, *role)).collect();
            let word = if roles.is_empty() { say.t("portal-role-applicant") } else { roles.join(&say.t("portal-and")) };
            Choice::new(person.account.0, person.name).hint(word)
        };
        let field = Field::radios(say, "account", say.t("portal-sign-in-as"), people.into_iter().map(choice).collect());
        parts.push(paragraph(&say.t("portal-sign-in-demo")));
        let button = Button::primary("sign-in", say.t("web-sign-in"));
        parts.push(Html::of(&FormBox::new("/sign-in", vec![Html::of(&field)], button).hidden("back", own(&back.back))));
    } else {
        parts.push(paragraph(&say.t("portal-sign-in-how")));
    }
    Ok(page(frame.page(say.t("web-sign-in")), parts))
}

#[derive(Deserialize)]
pub(super) struct SignIn {
    #[serde(default)]
    account: String,
    #[serde(default)]
    back: String,
}

fn begun(portal: &Portal, secret: &str, back: &str) -> Response {
    (AppendHeaders([session_cookie(portal, Some(secret))]), Redirect::to(own(back))).into_response()
}

pub(super) async fn demo(State(portal): State<Portal>, frame: Frame, Form(form): Form<SignIn>) -> Answer {
    let now = portal.now(&frame);
    let secret = acts::sign_in_as(&portal.office, &AccountId(form.account), &now).await.map_err(refused)?;
    Ok(begun(&portal, &secret, &form.back))
}

/// A link is used by a button and not by opening it: readers of mail open links by themselves.
pub(super) async fn link(State(_): State<Portal>, frame: Frame, Path(link): Path<String>) -> Answer {
    let say = frame.say();
    let button = Button::primary("sign-in", say.t("web-sign-in"));
    let form = FormBox::new(format!("/sign-in/{link}"), Vec::new(), button);
    Ok(page(frame.page(say.t("web-sign-in")), vec![paragraph(&say.t("portal-sign-in-link")), Html::of(&form)]))
}

pub(super) async fn use_link(State(portal): State<Portal>, frame: Frame, Path(link): Path<String>) -> Answer {
    let now = portal.now(&frame);
    let secret = acts::use_sign_in_link(&portal.office, &link, &now).await.map_err(refused)?;
    Ok(begun(&portal, &secret, "/"))
}

pub(super) async fn out(State(portal): State<Portal>, Who(_): Who, headers: HeaderMap) -> Answer {
    let jar = CookieJar::from_headers(&headers);
    if let Some(cookie) = jar.get(&portal.shell.security.cookie_name(COOKIE)) {
        acts::end_session(&portal.office, cookie.value()).await.map_err(refused)?;
    }
    Ok((AppendHeaders([session_cookie(&portal, None)]), Redirect::to("/")).into_response())
}
