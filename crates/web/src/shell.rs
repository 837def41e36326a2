//! What every page shares: its frame, its language, its protection, its errors, its style; knows nothing of applications.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use hefu_words::Lang;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

pub mod assets;
pub mod demo_clock;
pub mod error;
pub mod frame;
pub mod lang;
pub mod layout;
pub mod say;
pub mod security;
pub mod time;

pub use demo_clock::DemoClock;
pub use error::Fault;
pub use frame::{Frame, Signed};
pub use layout::{Flash, Link, Page, show};
pub use say::Say;
pub use security::{Limits, Security};
pub use time::Stamp;

/// What a page needs to know of its office.
#[derive(Clone, Debug)]
pub struct Office {
    /// Name of the authority in its own script.
    pub authority: String,
    /// Language that name is written in.
    pub authority_lang: Lang,
    /// Time zone in which instants are shown.
    pub zone: TimeZone,
    /// Languages offered, in their order; the first is the office's own.
    pub languages: Vec<Lang>,
    /// Short title of the guide, in the guide's language, and where it can be read.
    pub guide: Link,
    /// Language the guide's title is written in.
    pub guide_lang: Lang,
    /// Where help is to be had; the same place on every page (WCAG 2.2, 3.2.6).
    pub help: Option<Link>,
    /// Address of the sign-in page.
    pub sign_in: String,
    /// Address that signs out; it is posted to.
    pub sign_out: String,
    /// Demonstration: every page says so loudly.
    pub demo: bool,
    /// Address at which the clock of a demonstration is moved on, where it can be.
    pub demo_clock: Option<String>,
}

/// Tells the time. The one who starts the server hands it in.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What the shell of one running office holds. Cheap to clone.
#[derive(Clone)]
pub struct Shell {
    /// The office.
    pub office: Arc<Office>,
    /// Its protection.
    pub security: Arc<Security>,
    clock: Clock,
    demo_clock: Option<Arc<DemoClock>>,
    run: Arc<str>,
    faults: Arc<AtomicU64>,
}

impl std::fmt::Debug for Shell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shell").field("office", &self.office).field("run", &self.run).finish_non_exhaustive()
    }
}

impl Shell {
    /// A shell. `run` is a short mark drawn anew at each start; reference numbers of faults begin with it, so that two runs
    /// never give the same number.
    pub fn new(office: Office, security: Security, clock: Clock, run: &str) -> Self {
        Self {
            office: Arc::new(office),
            security: Arc::new(security),
            clock,
            demo_clock: None,
            run: run.into(),
            faults: Arc::new(AtomicU64::new(0)),
        }
    }

    /// The same where people of a demonstration move the clock on. It then tells the time.
    #[must_use]
    pub fn with_demo_clock(mut self, clock: &Arc<DemoClock>) -> Self {
        self.clock = clock.clock();
        self.demo_clock = Some(clock.clone());
        self
    }

    /// The clock that can be moved on, if this is a demonstration that has one.
    pub fn demo_clock(&self) -> Option<&DemoClock> {
        self.demo_clock.as_deref()
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// A number under which the log keeps what went wrong, for example `K7QX-00012`.
    pub(crate) fn reference(&self) -> String {
        let number = self.faults.fetch_add(1, Ordering::Relaxed) + 1;
        format!("{}-{number:05}", self.run)
    }

    /// Puts the shell around the routes of an office: assets, frame and language, error pages, protection, limits. A layer
    /// that signs people in belongs on `routes` before this is called, and hands its [`Signed`] on by
    /// [`Signed::pass`]; it then also surrounds addresses that lead nowhere.
    pub fn wrap(self, routes: Router) -> Router {
        let limits = self.security.limits;
        assets::routes()
            .merge(routes)
            .layer(DefaultBodyLimit::max(limits.form))
            .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::SERVICE_UNAVAILABLE, limits.time))
            .layer(RequestBodyLimitLayer::new(limits.upload))
            .layer(middleware::from_fn_with_state(self.clone(), security::origin::guard))
            .layer(middleware::from_fn_with_state(security::Gate::new(limits.at_once), security::shed))
            .layer(CatchPanicLayer::custom(error::panicked))
            .layer(middleware::from_fn_with_state(self.clone(), frame::ground))
            .layer(middleware::from_fn_with_state(self, security::headers::protect))
    }
}
