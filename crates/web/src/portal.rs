//! The portal of one office: routes, and who asks. Each page turns a request into an act or a view of the office and shows
//! the answer.

use axum::Router;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header;
use axum::http::request::Parts;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::CookieJar;
use hefu_office::acts::{self, Doing};
use hefu_office::{Action, Office, OfficeError, OfficeRole, RefusalKind, Thing, Viewer};
use hefu_words::Message;
use page::segment;

use crate::shell::error::FaultKind;
use crate::shell::layout::NavItem;
use crate::shell::{Fault, Frame, Link, Say, Shell, Signed};

mod account;
mod account_of;
mod accounts;
mod answered;
mod appeals;
mod applications;
mod awards;
mod board;
mod clauses;
mod closing;
mod comments;
mod confirmation;
mod confirmations;
mod dashboard;
mod decisions;
mod demo;
pub(crate) mod documents;
mod exchange;
mod experts;
mod filled;
mod guide;
mod handing_in;
mod home;
mod journal;
mod kept;
mod letters;
mod lists;
mod named;
mod notices;
mod officers;
mod overlap;
pub(crate) mod page;
mod pair_panel;
mod pairs;
mod partner;
mod partner_door;
mod passkeys;
mod plans;
pub(crate) mod printed;
mod reconciliation;
mod request;
mod requiring;
mod results;
mod reviewing;
mod reviews;
mod sections;
mod sign_in;
mod sign_on;
mod team;
mod tokens;
mod troubles;
mod typed;
pub(crate) mod uploads;
mod words;
mod workbook;

pub use demo::PLACE as DEMO_CLOCK;

/// Name of the session cookie, before any prefix.
const COOKIE: &str = "hefu-session";

/// One running portal.
#[derive(Clone, Debug)]
pub struct Portal {
    /// The office whose acts it offers.
    pub office: Office,
    /// What its pages share.
    pub shell: Shell,
}

/// A page, or what is answered in its place.
type Answer = Result<Response, Instead>;

/// What is answered in place of a page: a fault, or another address.
#[derive(Debug)]
pub(crate) struct Instead(Box<Response>);

impl IntoResponse for Instead {
    fn into_response(self) -> Response {
        *self.0
    }
}

impl From<Response> for Instead {
    fn from(response: Response) -> Self {
        Self(Box::new(response))
    }
}

impl From<Fault> for Instead {
    fn from(fault: Fault) -> Self {
        Self(Box::new(fault.into_response()))
    }
}

impl From<Redirect> for Instead {
    fn from(redirect: Redirect) -> Self {
        Self(Box::new(redirect.into_response()))
    }
}

/// All routes of an office, inside their shell.
pub fn portal(office: Office, shell: Shell) -> Router {
    let portal = Portal { office, shell: shell.clone() };
    let pages = Router::new()
        .route("/", get(home::home))
        .route("/guide", get(guide::guide))
        .route("/sign-in", get(sign_in::ask).post(sign_in::demo))
        .route("/sign-in/{link}", get(sign_in::link).post(sign_in::use_link))
        .route("/sign-out", post(sign_in::out))
        .route("/applications", get(dashboard::show).post(applications::begin))
        .route("/applications/{draft}", get(applications::overview))
        .route("/applications/{draft}/form/{section}", get(sections::show).post(sections::change))
        .route("/applications/{draft}/form/{section}/save", post(sections::save))
        .route("/applications/{draft}/check", get(handing_in::check).post(handing_in::submit))
        .route("/applications/{draft}/withdraw", get(handing_in::ask_withdraw).post(handing_in::withdraw))
        .route("/applications/{draft}/receipt", get(handing_in::receipt))
        .route("/applications/{draft}/rule/{*finding}", get(officers::ask_rule).post(officers::rule))
        .route("/clauses", get(clauses::list))
        .route("/notices", get(notices::list))
        .route("/notices/{direction}", get(notices::ask_publish).post(notices::publish))
        .route("/notices/{direction}/extend", get(notices::ask_extend).post(notices::extend))
        .route("/accounts", get(accounts::list).post(accounts::open))
        .route("/accounts/roles", post(accounts::role))
        .route("/journal", get(journal::journal))
        .merge(appeals::routes())
        .merge(awards::routes())
        .merge(closing::routes())
        .merge(confirmation::routes())
        .merge(confirmations::routes())
        .merge(reconciliation::routes())
        .merge(requiring::routes())
        .merge(decisions::routes())
        .merge(results::routes())
        .merge(reviewing::routes())
        .merge(reviews::routes())
        .merge(exchange::routes())
        .merge(experts::routes())
        .merge(overlap::routes())
        .merge(pair_panel::routes())
        .merge(pairs::routes())
        .merge(partner_door::routes())
        .merge(documents::routes())
        .merge(workbook::routes())
        .merge(letters::routes())
        .merge(lists::routes())
        .merge(named::routes())
        .merge(plans::routes())
        .merge(printed::routes())
        .merge(team::routes())
        .merge(tokens::routes())
        .merge(crate::api::page())
        .merge(account::routes())
        .merge(account_of::routes())
        .merge(kept::routes())
        .merge(passkeys::routes())
        .merge(sign_in::routes())
        .merge(sign_on::routes())
        .merge(comments::routes())
        .merge(demo::routes())
        .merge(dashboard::routes())
        .merge(partner::routes())
        .layer(middleware::from_fn_with_state(portal.clone(), who));
    // The pages come last: what leads nowhere is answered inside their layer.
    shell.wrap(crate::api::routes().merge(pages).with_state(portal))
}

/// Who asks. The layer below has read the session.
#[derive(Clone, Debug)]
pub(crate) struct Who(pub Viewer);

impl<S: Sync> FromRequestParts<S> for Who {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Fault::internal("the route is not inside the portal"))
    }
}

/// Reads the session and hands the viewer on, with the navigation that their rights give.
async fn who(State(portal): State<Portal>, mut request: Request, next: Next) -> Response {
    let jar = CookieJar::from_headers(request.headers());
    let session = jar.get(&portal.shell.security.cookie_name(COOKIE)).map(|cookie| cookie.value().to_owned());
    let Some(frame) = request.extensions().get::<Frame>().cloned() else {
        return Fault::internal("the portal is not inside its shell").into_response();
    };
    let now = portal.now(&frame);
    let viewer = match acts::viewer_of(&portal.office, session.as_deref(), &now).await {
        Ok(viewer) => viewer,
        Err(error) => return fault(error).into_response(),
    };
    request.extensions_mut().insert(Who(viewer.clone()));
    if viewer.account.is_none() {
        return match kept::instead(&portal, session.as_deref(), request, &now).await {
            Ok(request) => next.run(request).await,
            Err(answer) => answer,
        };
    }
    let say = frame.say();
    let mut nav = portal.navigation(say, &viewer);
    match hefu_office::views::reviews_asked(&portal.office, &viewer).await {
        Ok(true) => nav.insert(1, NavItem { link: Link::new(say.t("review-mine"), "/reviews"), waiting: None }),
        Ok(false) => {}
        Err(error) => return fault(error).into_response(),
    }
    let roles: Vec<String> = viewer.roles.iter().map(|role| role_word(say, *role)).collect();
    let signed =
        Signed { name: viewer.name.clone(), role: (!roles.is_empty()).then(|| roles.join(&say.t("portal-and"))), nav };
    signed.pass(request, next).await
}

/// A role in the reader's language.
fn role_word(say: Say, role: OfficeRole) -> String {
    say.t(&format!("portal-role-{}", role.word()))
}

impl Portal {
    /// The instant of a request in the office's zone.
    pub(crate) fn now(&self, frame: &Frame) -> jiff::Zoned {
        frame.now.to_zoned(frame.office.zone.clone())
    }

    /// The address of this office as its reader sees it, without a slash at the end: as configured, else as asked for.
    fn address(&self, frame: &Frame) -> String {
        let configured = self.office.config().public.clone();
        configured.unwrap_or_else(|| format!("http://{}", frame.host)).trim_end_matches('/').to_owned()
    }

    /// Who acts, and when.
    fn doing(&self, frame: &Frame, viewer: &Viewer) -> Doing {
        Doing { viewer: viewer.clone(), now: self.now(frame) }
    }

    /// Who acts, where somebody must have signed in: a visitor is led to the sign-in page and back.
    fn signed(&self, frame: &Frame, viewer: &Viewer) -> Result<Doing, Instead> {
        if viewer.account.is_some() {
            return Ok(self.doing(frame, viewer));
        }
        let back = segment(frame.uri.path());
        Err(Redirect::to(&format!("/sign-in?back={back}")).into())
    }

    fn may(&self, viewer: &Viewer, action: Action, thing: Thing) -> bool {
        self.office.may_here(viewer, action, thing).is_ok()
    }

    fn navigation(&self, say: Say, viewer: &Viewer) -> Vec<NavItem> {
        let item = |key: &str, href: &str| NavItem { link: Link::new(say.t(key), href), waiting: None };
        let mut items = vec![item("portal-nav-applications", "/applications")];
        let officer = [OfficeRole::FormCheckOfficer, OfficeRole::ProgrammeOfficer, OfficeRole::Auditor];
        if officer.into_iter().any(|role| viewer.is(role)) {
            items.push(item("board-title", "/desk"));
            items.push(item("clauses-title", "/clauses"));
        }
        if self.may(viewer, Action::See, Thing::Pair) {
            items.push(item("portal-nav-pairs", "/pairs"));
        }
        if self.may(viewer, Action::See, Thing::Exchange) {
            items.push(item("portal-nav-exchange", "/exchange"));
        }
        if self.may(viewer, Action::Close, Thing::Pair) {
            items.push(item("portal-nav-closing", "/closing"));
        }
        if self.may(viewer, Action::See, Thing::Decision) {
            items.push(item("joint-title", "/decisions"));
        }
        if self.may(viewer, Action::See, Thing::AwardOpen) {
            items.push(item("award-title", "/awards"));
        }
        if self.may(viewer, Action::See, Thing::AppealOpen) {
            items.push(item("appeal-title", "/appeals"));
        }
        if self.may(viewer, Action::See, Thing::Experts) {
            items.push(item("experts-title", "/experts"));
        }
        if self.may(viewer, Action::See, Thing::ReviewForm) {
            items.push(item("reviewing-title", "/reviewing"));
        }
        if self.may(viewer, Action::Publish, Thing::UnpublishedNotice) {
            items.push(item("portal-nav-notices", "/notices"));
        }
        if self.may(viewer, Action::See, Thing::Accounts) {
            items.push(item("portal-nav-accounts", "/accounts"));
        }
        if self.may(viewer, Action::See, Thing::Journal) {
            items.push(item("portal-nav-journal", "/journal"));
        }
        if hefu_office::views::sees_outbox(&self.office, viewer) {
            items.push(item("letters-nav", "/letters"));
        }
        items.push(item("portal-nav-guide", "/guide"));
        items.push(item("letters-nav-own", "/account/letters"));
        items.push(item("account-title", "/account"));
        items
    }
}

/// A failed act as a page. What the viewer can mend is said in the office's words; what the machine failed at is logged.
fn fault(error: OfficeError) -> Fault {
    use hefu_store::StoreError;
    match error {
        OfficeError::Refused(refusal) => {
            let kind = match refusal.kind {
                RefusalKind::NotFound => return Fault::not_found(),
                RefusalKind::NotAllowed => FaultKind::Forbidden,
                RefusalKind::Invalid => FaultKind::Invalid,
                RefusalKind::Conflict | RefusalKind::Closed => FaultKind::Conflict,
                RefusalKind::TooLarge => FaultKind::TooLarge,
                RefusalKind::TooMany => FaultKind::TooMany,
            };
            let closed = refusal.kind == RefusalKind::Closed;
            let fault = Fault::new(kind).what(refusal.message.clone()).under(refusal.clause).closed(closed);
            match refusal.field {
                Some(field) => fault.field(field, refusal.message),
                None => fault,
            }
        }
        // What is not known to be stored may be asked for again: every act that counts is done once.
        OfficeError::Store(
            error @ (StoreError::Busy
            | StoreError::Undone(_)
            | StoreError::Away(_)
            | StoreError::Unknown(_)
            | StoreError::Stopped(_)),
        ) => Fault::unavailable(&error.to_string(), 5),
        other => Fault::internal(&other.to_string()),
    }
}

/// The same as a response.
pub(crate) fn refused(error: OfficeError) -> Instead {
    fault(error).into()
}

/// What a form was refused for, as a sentence for its field: `(field, sentence)`; other failures pass through.
fn for_field(say: Say, error: OfficeError) -> Result<(Option<String>, String), Instead> {
    match error {
        OfficeError::Refused(refusal)
            if matches!(refusal.kind, RefusalKind::Invalid | RefusalKind::Conflict) && refusal.field.is_some() =>
        {
            Ok((refusal.field.clone(), say.message(&refusal.message)))
        }
        other => Err(refused(other)),
    }
}

/// Leads to another page after an act, with a word on what was done.
fn done(href: &str, key: &str) -> Response {
    Redirect::to(&format!("{href}?done={key}")).into_response()
}

/// The word on what was done, from the address.
fn flash(frame: &Frame) -> Option<crate::shell::Flash> {
    let query = frame.uri.query()?;
    let key = query.split('&').find_map(|pair| pair.strip_prefix("done="))?;
    let known = [
        "saved",
        "begun",
        "submitted",
        "withdrawn",
        "published",
        "extended",
        "opened",
        "changed",
        "ruled",
        "undone",
        "agreed",
        "resumed",
        "closed",
        "nothing-to-send",
        "kept",
        "review-frozen",
        "review-accepted",
        "review-submitted",
        "review-reopened",
        "review-declined",
        "discussion-set",
        "discussion-entered",
        "discussion-written",
        "discussion-opened",
        "discussion-closed",
        "joint-propose",
        "joint-sign",
        "joint-withdraw",
        "joint-list",
        "joint-members",
        "joint-seal",
        "joint-open",
        "joint-draw-up",
        "joint-abort",
        "joint-ready",
        "joint-publish",
        "joint-declined",
        "joint-promotion",
        "award-shown",
        "award-ruled",
        "award-report-asked",
        "award-reported",
        "award-change-asked",
        "award-change-answered",
        "award-closed",
        "award-registered",
        "appeal-set",
        "appeal-lodged",
        "appeal-withdrawn",
        "appeal-decided",
        "experts-entered",
        "experts-set",
        "experts-invited",
        "experts-named",
        "conflict-decided",
        "identities-set",
        "seats-changed",
        "seats-undone",
        "expert-accepted",
        "expert-declined",
        "computing",
        "overlap-set",
        "overlap-comparing",
        "overlap-noted",
        "stopped",
    ];
    known.contains(&key).then(|| crate::shell::Flash::Done(frame.say().t(&format!("portal-done-{key}"))))
}

/// `Set-Cookie` of a session; no secret takes it away.
fn session_cookie(portal: &Portal, secret: Option<&str>) -> (header::HeaderName, String) {
    let age = if secret.is_some() { 12 * 3600 } else { 0 };
    (header::SET_COOKIE, portal.shell.security.cookie(COOKIE, secret.unwrap_or_default(), age))
}

/// A sentence with one blank.
fn sentence(say: Say, key: &str, name: &str, value: &str) -> String {
    say.message(&Message::new(key).with(name, value))
}
