//! Signing in in the middle: what somebody sends after their session has ended is kept, shown again once the same person has
//! signed in, and acted on only when they send it then.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use hefu_office::acts::{self, KeptForm};
use hefu_words::Message;
use jiff::Zoned;
use percent_encoding::percent_decode_str;

use super::page::{Button, FormBox, hidden, page, paragraph, segment, verbatim};
use super::{Answer, Portal, Who, refused};
use crate::parts::Html;
use crate::shell::error::FaultKind;
use crate::shell::{Fault, Frame};

/// The routes of this subject.
pub(super) fn routes() -> Router<Portal> {
    Router::new().route("/kept/{form}", get(show))
}

/// Where forms are kept: not where secrets are sent.
fn keeps(path: &str) -> bool {
    ["/applications", "/notices"].iter().any(|start| path.starts_with(start))
}

fn header_is(headers: &HeaderMap, name: header::HeaderName, start: &str) -> bool {
    headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| value.starts_with(start))
}

/// What is answered to a visitor who sends a form with a session that has ended; the request itself where this does not
/// concern it.
pub(super) async fn instead(
    portal: &Portal,
    session: Option<&str>,
    request: Request,
    now: &Zoned,
) -> Result<Request, Response> {
    let Some(session) = session else { return Ok(request) };
    let path = request.uri().path().to_owned();
    if *request.method() != Method::POST || !keeps(&path) {
        return Ok(request);
    }
    if header_is(request.headers(), header::ACCEPT, "application/json") {
        let told = Fault::new(FaultKind::Unauthorized).what(Message::new("kept-signed-out"));
        return Err(told.into_response());
    }
    if !header_is(request.headers(), header::CONTENT_TYPE, "application/x-www-form-urlencoded") {
        return Ok(request);
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, portal.shell.security.limits.form).await else {
        return Err(Fault::new(FaultKind::TooLarge).into_response());
    };
    if let Ok(body) = String::from_utf8(bytes.to_vec()) {
        let form = KeptForm { path, body };
        match acts::keep_form(&portal.office, session, form, now).await {
            Ok(Some(secret)) => {
                let back = format!("/kept/{secret}?done=kept");
                let back = segment(&back);
                return Err(Redirect::to(&format!("/sign-in?back={back}")).into_response());
            }
            Ok(None) => {}
            Err(error) => return Err(super::fault(error).into_response()),
        }
    }
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

fn pairs(body: &str) -> Vec<(String, String)> {
    let plain = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (plain(name), plain(value))
    };
    body.split('&').filter(|pair| !pair.is_empty()).map(pair).collect()
}

async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(form): Path<String>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let kept = acts::kept_form(&portal.office, &doing, &form).await.map_err(refused)?;
    let sent = pairs(&kept.body);
    let parts: Vec<&str> = kept.path.split('/').collect();
    if let ["", "applications", draft, "form", section] = parts.as_slice() {
        return super::sections::again(&portal, &frame, &viewer, draft, section, sent).await;
    }
    let act = sent.iter().find(|(name, _)| name == "act").map(|(_, value)| value.clone()).unwrap_or_default();
    let fields: Vec<Html> =
        sent.iter().filter(|(name, _)| name != "act").map(|(name, value)| hidden(name, value)).collect();
    let typed: Vec<&str> = sent
        .iter()
        .filter(|(name, value)| name != "act" && !value.trim().is_empty())
        .map(|(_, value)| value.as_str())
        .collect();
    let mut shown = vec![paragraph(&say.t("kept-note"))];
    if !typed.is_empty() {
        shown.push(verbatim(&typed.join("\n")));
    }
    let back = kept.path.rsplit_once('/').map_or("/", |(start, _)| if start.is_empty() { "/" } else { start });
    let form = FormBox::new(kept.path.as_str(), fields, Button::primary(&act, say.t("kept-send")));
    shown.push(Html::of(&form.back(say.t("portal-back"), back)));
    Ok(page(frame.page(say.t("kept-title")), shown))
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn a_form_is_read_back_as_it_was_sent() {
        let body = "title=%E8%AA%B2%E7%A8%8B+a%26b&rows-0-name=&act=save&empty";
        let expected = [("title", "課程 a&b"), ("rows-0-name", ""), ("act", "save"), ("empty", "")];
        assert_eq!(pairs(body), expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert!(pairs("").is_empty());
    }
}
