//! An agency's own sign-on by OpenID Connect: authorisation code with PKCE (RFC 7636), state bound to the browser, nonce, exact
//! issuer (RFC 9207) and audience. The provider says who somebody is; whose account that is, the office knows.

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{AppendHeaders, IntoResponse as _, Redirect};
use axum::routing::get;
use axum_extra::extract::{CookieJar, Form, Query};
use hefu_office::acts::{self, Proof, SignOnAttempt};
use hefu_office::views::own_account;
use hefu_office::{OidcConfig, Refusal, RefusalKind};
use hefu_words::Message;
use serde::Deserialize;

use super::page::{Button, FormBox, links, page, paragraph, soft};
use super::request::Request;
use super::sign_in::begun;
use super::{Answer, Instead, Portal, Who, refused};
use crate::parts::{Field, Html, Width};
use crate::shell::{Fault, Flash, Frame, Link};

mod provider;

/// Name of the cookie that binds an attempt to the browser that began it.
const COOKIE: &str = "hefu-sign-on";
/// Seconds it stays.
const AGE: u32 = 600;

/// The routes of this subject.
pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/sign-on", get(begin))
        .route("/sign-on/answer", get(answer))
        .route("/account/sign-on", get(show).post(bind))
}

fn oidc(portal: &Portal) -> Result<OidcConfig, Instead> {
    portal.office.config().oidc.clone().ok_or_else(|| Fault::not_found().into())
}

fn callback(portal: &Portal, frame: &Frame) -> String {
    format!("{}/sign-on/answer", portal.address(frame))
}

/// What the provider's failures are to the reader: the log knows more.
fn away(fault: &provider::ProviderFault) -> Instead {
    match fault {
        provider::ProviderFault::Away(detail) => Fault::unavailable(detail, 30).into(),
        provider::ProviderFault::Refused(detail) => {
            tracing::warn!(%detail, "an answer of the sign-on was refused");
            refused(Refusal::new(RefusalKind::NotAllowed, Message::new("sign-on-refused")).into())
        }
    }
}

fn cookie(portal: &Portal, state: &str) -> (header::HeaderName, String) {
    (header::SET_COOKIE, portal.shell.security.cookie(COOKIE, state, if state.is_empty() { 0 } else { AGE }))
}

#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    back: String,
}

async fn begin(State(portal): State<Portal>, frame: Frame, Query(back): Query<Back>) -> Answer {
    let oidc = oidc(&portal)?;
    let back = super::sign_in::own(&back.back);
    let attempt = acts::begin_sign_on(&portal.office, back, None, &portal.now(&frame)).await.map_err(refused)?;
    let to = provider::address(&oidc, &callback(&portal, &frame), &attempt).await.map_err(|fault| away(&fault))?;
    Ok((AppendHeaders([cookie(&portal, &attempt.state)]), Redirect::to(&to)).into_response())
}

#[derive(Deserialize)]
struct Given {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    iss: Option<String>,
}

async fn answer(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    request: Request,
    headers: axum::http::HeaderMap,
    Query(given): Query<Given>,
) -> Answer {
    let oidc = oidc(&portal)?;
    let stale = || refused(Refusal::new(RefusalKind::NotAllowed, Message::new("sign-on-stale")).into());
    let jar = CookieJar::from_headers(&headers);
    let begun_here = jar.get(&portal.shell.security.cookie_name(COOKIE)).map(|cookie| cookie.value().to_owned());
    if given.state.is_empty() || begun_here.as_deref() != Some(given.state.as_str()) {
        return Err(stale());
    }
    let now = portal.now(&frame);
    let attempt: SignOnAttempt = acts::take_sign_on(&portal.office, &given.state, &now).await.map_err(refused)?;
    if given.iss.as_ref().is_some_and(|issuer| *issuer != oidc.issuer) {
        return Err(away(&provider::ProviderFault::Refused("the answer names another issuer".to_owned())));
    }
    let subject = provider::subject(&oidc, &callback(&portal, &frame), &attempt, &given.code).await;
    let subject = subject.map_err(|fault| away(&fault))?;
    let over = AppendHeaders([cookie(&portal, "")]);
    if let Some(account) = &attempt.account {
        let doing = portal.signed(&frame, &viewer)?;
        if viewer.account.as_ref() != Some(account) {
            return Err(stale());
        }
        acts::bind_subject(&portal.office, doing, subject).await.map_err(refused)?;
        return Ok((over, Redirect::to("/account/sign-on?done=bound")).into_response());
    }
    let session = acts::sign_in_subject(&portal.office, subject, &request.agent, &now).await.map_err(refused)?;
    Ok((over, begun(&portal, &request, &session, &attempt.back).await?).into_response())
}

async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, request: Request) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let oidc = oidc(&portal)?;
    let say = frame.say();
    let own = own_account(&portal.office, &doing, &request.session).await.map_err(refused)?;
    let mut fields = Vec::new();
    if own.password.is_some() {
        let field = Field::text(say, "present", say.t("account-present"));
        let field = field.kind("password").width(Width::Middle).autocomplete("current-password");
        fields.push(Html::of(&field.hint(say.t("account-present-hint"))));
    }
    let button = Button::primary("bind", say.t("sign-on-bind"));
    let parts = vec![
        paragraph(&say.with("sign-on-bind-note", "name", oidc.label(frame.lang))),
        soft(&say.with("sign-on-issuer", "issuer", oidc.issuer.as_str())),
        Html::of(&FormBox::new("/account/sign-on", fields, button).back(say.t("portal-back"), "/account")),
    ];
    let bound = frame.uri.query().is_some_and(|query| query.split('&').any(|pair| pair == "done=bound"));
    let flash = bound.then(|| Flash::Done(say.t("sign-on-done-bound")));
    Ok(page(frame.page(say.t("sign-on-title")).crumb(say.t("account-title"), "/account").flash(flash), parts))
}

#[derive(Deserialize)]
struct Present {
    #[serde(default)]
    present: String,
}

/// Leads to the provider by a link: the content policy lets no form lead away from the office.
async fn bind(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    request: Request,
    Form(form): Form<Present>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let (oidc, say) = (oidc(&portal)?, frame.say());
    let proof = Proof { session: request.session, password: form.present, from: request.from };
    let now = portal.now(&frame);
    let attempt = acts::begin_sign_on(&portal.office, "/account", Some((doing, proof)), &now).await.map_err(refused)?;
    let to = provider::address(&oidc, &callback(&portal, &frame), &attempt).await.map_err(|fault| away(&fault))?;
    let parts = vec![
        paragraph(&say.t("sign-on-go-note")),
        links(vec![Link::new(say.with("sign-on-by", "name", oidc.label(frame.lang)), to)]),
    ];
    let head = frame.page(say.t("sign-on-title")).crumb(say.t("account-title"), "/account");
    Ok((AppendHeaders([cookie(&portal, &attempt.state)]), page(head, parts)).into_response())
}
