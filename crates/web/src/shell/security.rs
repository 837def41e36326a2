//! What stands between the network and the pages: headers, the check that a form came from our own pages, limits.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, HttpBody as _};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use tokio::sync::Semaphore;

use super::Fault;

pub mod headers;
pub mod origin;

/// How an office is reached and what it bears.
#[derive(Clone, Debug)]
pub struct Security {
    /// Whether readers reach the office by HTTPS (themselves or through a proxy that speaks it).
    pub https: bool,
    /// The office's own public origin, `https://grants.example.org`. Without it the `Host` header of the request counts,
    /// which a proxy in front must then pass on unchanged.
    pub origin: Option<String>,
    /// Limits.
    pub limits: Limits,
}

impl Security {
    /// Name of a cookie that belongs to the session: with the prefix `__Host-` (RFC 6265bis, 4.1.3.2) where HTTPS allows it.
    pub fn cookie_name(&self, name: &str) -> String {
        if self.https { format!("__Host-{name}") } else { name.to_owned() }
    }

    /// A `Set-Cookie` value for a session cookie: HTTP only, `SameSite=Lax`, whole path, `Secure` under HTTPS. `age` in
    /// seconds; 0 takes the cookie away.
    pub fn cookie(&self, name: &str, value: &str, age: u32) -> String {
        let secure = if self.https { "; Secure" } else { "" };
        let name = self.cookie_name(name);
        format!("{name}={value}; Path=/; Max-Age={age}; SameSite=Lax; HttpOnly{secure}")
    }
}

/// Limits of one office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest form in bytes. A route that takes files raises it for itself, with axum's `DefaultBodyLimit`.
    pub form: usize,
    /// Largest request of any route in bytes.
    pub upload: usize,
    /// Longest time for one request, reading it included.
    pub time: Duration,
    /// How many requests are worked on at once; the next is told to come again.
    pub at_once: usize,
}

impl Default for Limits {
    /// 1 MiB forms, 32 MiB uploads, 30 s, 256 at once.
    fn default() -> Self {
        Self { form: 1 << 20, upload: 32 << 20, time: Duration::from_secs(30), at_once: 256 }
    }
}

/// Lets only so many requests in at once.
#[derive(Clone, Debug)]
pub(super) struct Gate {
    at_once: Arc<Semaphore>,
    turned_away: Arc<Semaphore>,
}

/// How many of those turned away are listened to, as a multiple of those let in, and how long each of them.
const LISTENED_TO: usize = 4;
const LISTENED_FOR: Duration = Duration::from_secs(5);

impl Gate {
    pub(super) fn new(at_once: usize) -> Self {
        let of = |count: usize| Arc::new(Semaphore::new(count.clamp(1, Semaphore::MAX_PERMITS)));
        Self { at_once: of(at_once), turned_away: of(at_once.saturating_mul(LISTENED_TO)) }
    }
}

/// Answers 503 at once where the gate is full, rather than letting requests queue. Assets pass: they cost nothing and an
/// error page needs them.
pub(super) async fn shed(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    if request.uri().path().starts_with("/assets/") {
        return next.run(request).await;
    }
    match gate.at_once.try_acquire() {
        Ok(_permit) => next.run(request).await,
        Err(_) => {
            listen(&gate, request.into_body()).await;
            Fault::unavailable("more requests at once than the limit", 5).into_response()
        }
    }
}

/// Hears out whoever is turned away in the middle of sending a file: a connection closed on them would show as broken, and not
/// as the answer that says when to come again. What they send is dropped.
async fn listen(gate: &Gate, mut body: Body) {
    let Ok(_permit) = gate.turned_away.try_acquire() else { return };
    let hear = async { while let Some(Ok(_)) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {} };
    // Whether they came to their end or time was up, they are answered.
    let _ = tokio::time::timeout(LISTENED_FOR, hear).await;
}
