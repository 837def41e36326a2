//! An office in memory, and requests to it.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use hefu_web::shell::error::FaultKind;
use hefu_web::shell::{Fault, Frame, Limits, Link, Office, Security, Shell};
use hefu_words::{Lang, Message};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tower::ServiceExt as _;

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("headers are text"))
    }
}

pub async fn ask(router: &Router, request: Request<Body>) -> Answer {
    let response: Response = router.clone().oneshot(request).await.expect("a router does not fail");
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.expect("a body in memory");
    Answer { status: parts.status, headers: parts.headers, body: String::from_utf8(body.to_vec()).expect("UTF-8") }
}

pub fn request(method: &str, uri: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).expect("a request")
}

pub async fn fetch(router: &Router, uri: &str) -> Answer {
    ask(router, request("GET", uri, &[])).await
}

pub fn office(languages: Vec<Lang>) -> Office {
    Office {
        authority: "示例征集部门".into(),
        authority_lang: Lang::ZhHans,
        zone: TimeZone::get("Asia/Shanghai").expect("a zone"),
        languages,
        guide: Link::new("指南", "/guide"),
        guide_lang: Lang::ZhHans,
        help: None,
        sign_in: "/sign-in".into(),
        sign_out: "/sign-out".into(),
        demo: false,
        demo_clock: None,
    }
}

pub fn security() -> Security {
    let limits = Limits { form: 1000, upload: 5000, time: Duration::from_millis(200), at_once: 2 };
    Security { https: false, origin: None, limits }
}

pub fn routes() -> Router {
    Router::new()
        .route("/page", get(|frame: Frame| async move { format!("{} {}", frame.lang, frame.now) }))
        .route("/change", post(|| async { "changed" }))
        .route("/form", post(|body: String| async move { format!("{} bytes", body.len()) }))
        .route("/panic", get(|| async { panicking() }))
        .route("/slow", get(|| async { tokio::time::sleep(Duration::from_secs(5)).await }))
        .route("/broken", get(|| async { Fault::internal("table accounts is gone") }))
        .route("/away", get(|| async { Fault::unavailable("no database", 7) }))
        .route("/api/thing", get(|| async { wrong() }))
        .route("/thing", get(|| async { wrong() }))
}

#[expect(clippy::panic, reason = "what happens then is tested")]
fn panicking() -> String {
    panic!("secret-of-the-panic")
}

fn wrong() -> Fault {
    Fault::new(FaultKind::Invalid)
        .field("title", Message::new("web-not-given"))
        .back(Message::new("web-change"), "/page")
}

pub fn wrapped(security: Security, languages: Vec<Lang>) -> Router {
    let now = Timestamp::from_second(1_598_932_800).expect("an instant");
    Shell::new(office(languages), security, Arc::new(move || now), "RUN1").wrap(routes())
}

pub fn server() -> Router {
    wrapped(security(), Lang::ALL.to_vec())
}
