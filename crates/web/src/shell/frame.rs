//! What is known of a request before any page looks at it: the office, the reader's language, the instant, the person.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use hefu_words::Lang;
use jiff::Timestamp;

use super::layout::NavItem;
use super::{Office, Page, Say, Shell, Stamp, error, lang};

/// The signed-in person and the navigation their roles give them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Name as the person writes it.
    pub name: String,
    /// Role or roles in the reader's language, as shown beside the name.
    pub role: Option<String>,
    /// Navigation.
    pub nav: Vec<NavItem>,
}

impl Signed {
    /// Hands a signed-in person on: inward to the pages, and outward so that an error page keeps its navigation. To be
    /// called by the layer that reads sessions.
    pub async fn pass(self, mut request: Request, next: Next) -> Response {
        request.extensions_mut().insert(self.clone());
        let mut response = next.run(request).await;
        response.extensions_mut().insert(self);
        response
    }
}

/// The frame of one request; handlers take it as an argument and make their [`Page`] from it.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The office.
    pub office: Arc<Office>,
    /// The reader's language.
    pub lang: Lang,
    /// The address asked for.
    pub uri: Uri,
    /// The host and port asked for, as the request says.
    pub host: String,
    /// The instant of the request, read once.
    pub now: Timestamp,
    /// The signed-in person.
    pub signed: Option<Signed>,
}

impl Frame {
    /// Sentences in the reader's language.
    pub fn say(&self) -> Say {
        Say(self.lang)
    }

    /// An instant in the office's zone.
    pub fn stamp(&self, at: Timestamp) -> Stamp {
        Stamp::new(self.say(), at, &self.office.zone)
    }

    /// A page with this title, which is also its heading.
    pub fn page(&self, title: impl Into<String>) -> Page {
        Page::new(self, title.into())
    }

    /// Whether the request is for the interface of programs.
    pub fn wants_json(&self, accept: Option<&str>) -> bool {
        self.uri.path().starts_with("/api/")
            || accept.is_some_and(|accept| accept.contains("json") && !accept.contains("text/html"))
    }
}

impl<S: Sync> FromRequestParts<S> for Frame {
    type Rejection = super::Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let missing = || super::Fault::internal("the route is not inside the shell");
        let mut frame = parts.extensions.get::<Self>().cloned().ok_or_else(missing)?;
        frame.signed = parts.extensions.get::<Signed>().cloned();
        Ok(frame)
    }
}

fn header_text(request: &Request, name: &header::HeaderName) -> String {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// Lays the frame, lets the pages answer, remembers a chosen language, and turns every fault into a page.
pub(super) async fn ground(State(shell): State<Shell>, mut request: Request, next: Next) -> Response {
    let choice = lang::choose(&shell.office.languages, request.uri(), request.headers());
    let mut frame = Frame {
        office: shell.office.clone(),
        lang: choice.lang,
        uri: request.uri().clone(),
        host: header_text(&request, &header::HOST),
        now: shell.now(),
        signed: None,
    };
    let accept = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let remember =
        (choice.chosen && request.method().is_safe()).then(|| lang::remember(frame.lang, shell.security.https));
    request.extensions_mut().insert(frame.clone());
    let mut response = next.run(request).await;
    frame.signed = response.extensions_mut().remove::<Signed>();
    response = error::paged(response, &shell, &frame, accept.as_deref());
    if let Some(cookie) = remember.flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
