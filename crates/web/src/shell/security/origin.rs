//! Whether a request that changes something came from our own pages. The browser says so itself: by `Sec-Fetch-Site` (W3C
//! Fetch Metadata), before that by `Origin`. With session cookies marked `SameSite=Lax` no token in every form is needed.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use hefu_words::Message;

use crate::shell::error::{Fault, FaultKind};
use crate::shell::{Security, Shell};

/// What the headers say of where a request came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// From our own pages, or it changes nothing.
    Own,
    /// From elsewhere.
    Elsewhere,
    /// No browser speaks of itself, and no cookie is sent: a program that must sign its request otherwise.
    Program,
    /// A cookie is sent and nothing says where from.
    Unsaid,
}

impl Came {
    /// Whether the request goes on.
    pub const fn may_pass(self) -> bool {
        matches!(self, Self::Own | Self::Program)
    }
}

/// Reads the headers.
pub fn came(method: &Method, headers: &HeaderMap, security: &Security) -> Came {
    if method.is_safe() {
        return Came::Own;
    }
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text("sec-fetch-site") {
        return if matches!(site, "same-origin" | "none") { Came::Own } else { Came::Elsewhere };
    }
    match text("origin") {
        Some(origin) => {
            let own = match (&security.origin, text("host")) {
                (Some(own), _) => own == origin,
                (None, Some(host)) => origin.split_once("://").is_some_and(|(_, said)| said == host),
                (None, None) => false,
            };
            if own { Came::Own } else { Came::Elsewhere }
        }
        None if headers.contains_key(header::COOKIE) => Came::Unsaid,
        None => Came::Program,
    }
}

/// Refuses what came from elsewhere.
pub(in crate::shell) async fn guard(State(shell): State<Shell>, request: Request, next: Next) -> Response {
    if came(request.method(), request.headers(), &shell.security).may_pass() {
        return next.run(request).await;
    }
    Fault::new(FaultKind::Forbidden)
        .what(Message::new("web-fault-origin-what"))
        .remedy(Message::new("web-fault-origin-remedy"))
        .into_response()
}
