//! Every piece and every error page with invented content, to be looked at and tested in each language. No office serves it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use hefu_words::Lang;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::parts::{Html, RowAct, SavePlace};
use crate::shell::error::FaultKind;
use crate::shell::{Fault, Frame, Limits, Link, Office, Page, Security, Shell, Signed, layout, show};

mod forms;
mod lists;
mod pieces;

/// Addresses of all pages of the gallery, except those of the errors, `/errors/STATUS`.
pub const PAGES: [&str; 12] = [
    "/",
    "/fields",
    "/mistakes",
    "/rows",
    "/findings",
    "/tasks",
    "/tables",
    "/compare",
    "/history",
    "/confirm",
    "/long",
    "/visitor",
];

/// The gallery's fixed instant, in seconds since 1970: 2020-09-01T04:00:00Z.
const NOW: i64 = 1_598_932_800;

/// The gallery inside a shell like an office's.
pub fn gallery() -> Router {
    let security = Security { https: false, origin: None, limits: Limits::default() };
    let shell = Shell::new(office(), security, Arc::new(now), "K7QX");
    shell.wrap(routes().layer(axum::middleware::from_fn(signed)))
}

fn now() -> Timestamp {
    Timestamp::from_second(NOW).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn office() -> Office {
    Office {
        authority: "示例科学技术主管部门".to_owned(),
        authority_lang: Lang::ZhHans,
        zone: TimeZone::get("Asia/Shanghai").unwrap_or(TimeZone::UTC),
        languages: Lang::ALL.to_vec(),
        guide: Link::new("2020年度港澳台项目申报指南", "/findings"),
        guide_lang: Lang::ZhHans,
        help: Some(Link::new("help@office.example", "mailto:help@office.example")),
        sign_in: "/visitor".to_owned(),
        sign_out: "/sign-out".to_owned(),
        demo: true,
        demo_clock: None,
    }
}

async fn signed(request: axum::extract::Request, next: axum::middleware::Next) -> Response {
    if request.uri().path() == "/visitor" {
        return next.run(request).await;
    }
    let lang = request.extensions().get::<Frame>().map_or(Lang::En, |frame| frame.lang);
    let say = crate::shell::Say(lang);
    let item = |key: &str, href: &str, waiting| layout::NavItem { link: Link::new(say.t(key), href), waiting };
    let signed = Signed {
        name: "林小雨".to_owned(),
        role: Some(pick(lang, ["形式审查人员", "形式審查人員", "形式審查人員", "Form check officer"]).to_owned()),
        nav: vec![
            item("web-gallery", "/", None),
            item("report-applications", "/tables", None),
            item("report-findings", "/findings", Some(3)),
            item("report-pairs", "/compare", None),
            item("report-clauses", "/history", None),
        ],
    };
    signed.pass(request, next).await
}

/// Of four wordings the one for this language: 简体, Hong Kong, Taiwan, English.
fn pick(lang: Lang, [hans, hk, tw, en]: [&'static str; 4]) -> &'static str {
    match lang {
        Lang::ZhHans => hans,
        Lang::ZhHantHk => hk,
        Lang::ZhHantTw => tw,
        Lang::En => en,
    }
}

#[derive(Template)]
#[template(path = "gallery/page.html")]
struct GalleryPage {
    page: Page,
    note: String,
    form: bool,
    parts: Vec<Html>,
    errors: Vec<Link>,
}

impl GalleryPage {
    fn new(page: Page, parts: Vec<Html>) -> Self {
        Self { note: page.say.t("web-gallery-note"), page, form: false, parts, errors: Vec::new() }
    }

    /// The same with its parts inside a form that saves as one goes.
    fn form(mut self) -> Self {
        self.form = true;
        self
    }

    fn answer(self) -> Response {
        show(&self)
    }
}

fn routes() -> Router {
    Router::new()
        .route("/", get(index))
        .route("/fields", get(forms::fields))
        .route("/mistakes", get(forms::mistakes))
        .route("/rows", get(forms::rows).post(forms::change_rows))
        .route("/findings", get(pieces::findings))
        .route("/tasks", get(lists::tasks))
        .route("/tables", get(lists::tables))
        .route("/compare", get(pieces::compare))
        .route("/history", get(lists::history))
        .route("/confirm", get(pieces::confirm))
        .route("/long", get(pieces::long))
        .route("/visitor", get(visitor))
        .route("/save", post(save))
        .route("/errors/{status}", get(fault))
}

async fn index(frame: Frame) -> Response {
    let title = frame.say().t("web-gallery");
    let mut page = GalleryPage::new(frame.page(title), Vec::new());
    let errors = FaultKind::ALL.iter().map(|kind| format!("/errors/{}", kind.status().as_u16()));
    page.errors =
        PAGES.iter().map(ToString::to_string).chain(errors).map(|href| Link::new(href.clone(), href)).collect();
    page.answer()
}

async fn visitor(mut frame: Frame) -> Response {
    Arc::make_mut(&mut frame.office).demo = false;
    let title = frame.say().t("web-sign-in");
    GalleryPage::new(frame.page(title), forms::sign_in(frame.say())).answer()
}

async fn fault(frame: Frame, Path(status): Path<u16>) -> Response {
    let known = StatusCode::from_u16(status).ok();
    let kind = FaultKind::ALL.into_iter().find(|kind| Some(kind.status()) == known);
    kind.map_or_else(|| Fault::not_found().into_response(), |kind| Fault::new(kind).into_response_with(&frame))
}

impl Fault {
    fn into_response_with(self, frame: &Frame) -> Response {
        crate::shell::error::sample(&self, frame)
    }
}

async fn save(frame: Frame) -> Json<serde_json::Value> {
    let saved = SavePlace::words(frame.say(), &frame.stamp(frame.now));
    Json(serde_json::json!({ "saved": saved, "version": 2 }))
}

/// The act of a posted form, if it is about rows.
fn row_act(Form(values): Form<Vec<(String, String)>>) -> (Vec<(String, String)>, Option<RowAct>) {
    let act = values.iter().rev().find(|(name, _)| name == "act").and_then(|(_, act)| RowAct::parse(act));
    (values, act)
}
