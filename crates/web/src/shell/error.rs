//! One kind of error for every route. A handler returns a [`Fault`]; the frame turns it into a page in the reader's language
//! with a way out, or into a problem document (RFC 9457) for programs. Answers of the libraries below that carry only a
//! status are turned into the same.

use std::any::Any;

use askama::Template;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hefu_words::Message;
use serde::Serialize;

use super::{Frame, Link, Page, Shell, layout};

/// What went wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Kind, which decides the status.
    pub kind: FaultKind,
    /// What happened, where more can be said than the kind says.
    pub what: Option<Message>,
    /// What to do, where more can be said than the kind says.
    pub remedy: Option<Message>,
    /// Where to go from here, with its words; the first page of the office where none is given.
    pub back: Option<(Message, String)>,
    /// Fields that are wrong.
    pub fields: Vec<FieldFault>,
    /// The clause of the guide it rests on.
    pub clause: Option<String>,
    /// Whether a window that is not open stands against it, which is another thing than a conflict.
    pub closed: bool,
    /// Seconds after which trying again makes sense.
    pub retry_after: Option<u32>,
    /// For the log, never for the reader.
    detail: Option<String>,
}

/// A field that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// The field as the form or the interface names it.
    pub field: String,
    /// What is wrong and what to do.
    pub message: Message,
}

/// Kinds of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// 400: the request cannot be understood.
    BadRequest,
    /// 401: only for programs; a person is led to the sign-in page.
    Unauthorized,
    /// 403: it is seen and may not be done. What may not be seen is not found.
    Forbidden,
    /// 404: it is not there, or not for this reader to know of.
    NotFound,
    /// 405: this address does not take this method.
    MethodNotAllowed,
    /// 409: somebody else changed it meanwhile, or it was done already.
    Conflict,
    /// 412: what the request was made for is not what is there any more.
    PreconditionFailed,
    /// 413: too large.
    TooLarge,
    /// 415: a kind of content this address does not take.
    UnsupportedMedia,
    /// 422: understood, and wrong.
    Invalid,
    /// 428: the request must say what it was made for.
    PreconditionRequired,
    /// 429: too many requests from one person.
    TooMany,
    /// 500: a fault of the software.
    Internal,
    /// 503: too much to do, or a part is away.
    Unavailable,
}

impl FaultKind {
    /// All kinds.
    pub const ALL: [Self; 14] = [
        Self::BadRequest,
        Self::Unauthorized,
        Self::Forbidden,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::Conflict,
        Self::PreconditionFailed,
        Self::TooLarge,
        Self::UnsupportedMedia,
        Self::Invalid,
        Self::PreconditionRequired,
        Self::TooMany,
        Self::Internal,
        Self::Unavailable,
    ];

    /// The status (RFC 9110; 429 from RFC 6585).
    pub const fn status(self) -> StatusCode {
        match self {
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict => StatusCode::CONFLICT,
            Self::PreconditionFailed => StatusCode::PRECONDITION_FAILED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Self::PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Its word, which programs go by: it stays the same whatever the sentences say.
    pub const fn word(self) -> &'static str {
        match self {
            Self::BadRequest => "bad-request",
            Self::Unauthorized => "unauthorized",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::Conflict => "conflict",
            Self::PreconditionFailed => "precondition-failed",
            Self::TooLarge => "too-large",
            Self::UnsupportedMedia => "unsupported-media",
            Self::Invalid => "invalid",
            Self::PreconditionRequired => "precondition-required",
            Self::TooMany => "too-many",
            Self::Internal => "internal",
            Self::Unavailable => "unavailable",
        }
    }

    /// The kind that stands for a status; other refusals count as 400, other failures as 500.
    pub fn of(status: StatusCode) -> Self {
        let same = Self::ALL.into_iter().find(|kind| kind.status() == status);
        same.unwrap_or(if status.is_server_error() { Self::Internal } else { Self::BadRequest })
    }
}

impl Fault {
    /// A fault of this kind with the words of its kind.
    pub fn new(kind: FaultKind) -> Self {
        let retry_after = match kind {
            FaultKind::Unavailable => Some(10),
            FaultKind::TooMany => Some(60),
            _ => None,
        };
        Self {
            kind,
            what: None,
            remedy: None,
            back: None,
            fields: Vec::new(),
            clause: None,
            closed: false,
            retry_after,
            detail: None,
        }
    }

    /// It is not there, or not for this reader to know of.
    pub fn not_found() -> Self {
        Self::new(FaultKind::NotFound)
    }

    /// It may be seen and not done.
    pub fn forbidden() -> Self {
        Self::new(FaultKind::Forbidden)
    }

    /// Somebody else changed it meanwhile, or it was done already.
    pub fn conflict(what: Message) -> Self {
        Self::new(FaultKind::Conflict).what(what)
    }

    /// A fault of the software. The detail goes to the log under the reference number the reader is shown.
    pub fn internal(detail: &str) -> Self {
        Self { detail: Some(detail.to_owned()), ..Self::new(FaultKind::Internal) }
    }

    /// A part is away or has too much to do; the detail goes to the log.
    pub fn unavailable(detail: &str, retry_after: u32) -> Self {
        let retry_after = Some(retry_after);
        Self { detail: Some(detail.to_owned()), retry_after, ..Self::new(FaultKind::Unavailable) }
    }

    /// The same with what happened.
    #[must_use]
    pub fn what(mut self, what: Message) -> Self {
        self.what = Some(what);
        self
    }

    /// The same with the clause it rests on.
    #[must_use]
    pub fn under(mut self, clause: Option<String>) -> Self {
        self.clause = clause;
        self
    }

    /// The same, where a window that is not open stands against it.
    #[must_use]
    pub const fn closed(mut self, closed: bool) -> Self {
        self.closed = closed;
        self
    }

    /// The same with what to do.
    #[must_use]
    pub fn remedy(mut self, remedy: Message) -> Self {
        self.remedy = Some(remedy);
        self
    }

    /// The same with a link to go on from.
    #[must_use]
    pub fn back(mut self, words: Message, href: impl Into<String>) -> Self {
        self.back = Some((words, href.into()));
        self
    }

    /// The same with one more wrong field.
    #[must_use]
    pub fn field(mut self, field: impl Into<String>, message: Message) -> Self {
        self.fields.push(FieldFault { field: field.into(), message });
        self
    }

    fn key(&self, part: &str) -> Message {
        Message::new(format!("web-fault-{}-{part}", self.kind.status().as_u16()))
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.kind.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Clone, Copy, Debug)]
struct Told;

#[derive(Template)]
#[template(path = "shell/error.html")]
struct ErrorPage {
    page: Page,
    what: String,
    remedy: String,
    fields: Vec<String>,
    reference: Option<String>,
    back: Link,
    status: u16,
}

#[derive(Serialize)]
struct Problem<'a> {
    r#type: String,
    title: String,
    status: u16,
    detail: String,
    instance: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    clause: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ProblemField<'a>>,
}

#[derive(Serialize)]
struct ProblemField<'a> {
    pointer: String,
    field: &'a str,
    detail: String,
}

/// Turns a fault, or a bare status of a library, into a page or a problem document; leaves every other answer alone.
pub(super) fn paged(mut response: Response, shell: &Shell, frame: &Frame, accept: Option<&str>) -> Response {
    let status = response.status();
    if status.as_u16() < 400 || response.extensions().get::<Told>().is_some() {
        return response;
    }
    let fault = match response.extensions_mut().remove::<Fault>() {
        Some(fault) => fault,
        None if bare(&response) => Fault::new(FaultKind::of(status)),
        None => return response,
    };
    let serious = matches!(fault.kind, FaultKind::Internal | FaultKind::Unavailable);
    let reference = serious.then(|| shell.reference());
    if let Some(reference) = &reference {
        let detail = fault.detail.as_deref().unwrap_or_default();
        tracing::error!(reference, status = status.as_u16(), path = frame.uri.path(), detail, "a request failed");
    }
    let (kind, body) = told(&fault, reference, frame, accept);
    let (mut parts, _) = response.into_parts();
    parts.status = fault.kind.status();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Some(seconds) = fault.retry_after {
        parts.headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    parts.extensions.insert(Told);
    Response::from_parts(parts, body)
}

fn bare(response: &Response) -> bool {
    match response.headers().get(header::CONTENT_TYPE) {
        None => true,
        Some(kind) => kind.as_bytes().starts_with(b"text/plain"),
    }
}

fn told(fault: &Fault, reference: Option<String>, frame: &Frame, accept: Option<&str>) -> (&'static str, Body) {
    let say = frame.say();
    let title = say.message(&fault.key("title"));
    let what = say.message(fault.what.as_ref().unwrap_or(&fault.key("what")));
    let remedy = say.message(fault.remedy.as_ref().unwrap_or(&fault.key("remedy")));
    let status = fault.kind.status().as_u16();
    if frame.wants_json(accept) {
        let errors = fault.fields.iter();
        let pointer = |field: &str| format!("#/{}", field.replace('~', "~0").replace('/', "~1"));
        let errors = errors.map(|f| ProblemField {
            pointer: pointer(&f.field),
            field: &f.field,
            detail: say.message(&f.message),
        });
        let errors = errors.collect();
        let word = if fault.closed { "closed" } else { fault.kind.word() };
        let detail = say.message(&Message::new("web-fault-detail").with("what", what).with("remedy", remedy));
        let problem = Problem {
            r#type: format!("urn:hefu:problem:{word}"),
            title,
            status,
            detail,
            instance: frame.uri.path(),
            clause: fault.clause.as_deref(),
            reference,
            errors,
        };
        let body = serde_json::to_string(&problem).unwrap_or_default();
        return ("application/problem+json", Body::from(body));
    }
    let back = match &fault.back {
        Some((words, href)) => Link::new(say.message(words), href.clone()),
        None => Link::new(say.t("web-fault-home"), "/"),
    };
    let fields = fault.fields.iter().map(|field| say.message(&field.message)).collect();
    let page = frame.page(title);
    let html = ErrorPage { page, what, remedy, fields, reference, back, status }.render();
    ("text/html; charset=utf-8", Body::from(html.unwrap_or_else(|_| say.message(&fault.key("what")))))
}

/// The page of a fault, for looking at.
pub(crate) fn sample(fault: &Fault, frame: &Frame) -> Response {
    let (_, body) = told(fault, Some("K7QX-00012".to_owned()), frame, None);
    let mut response = layout::html(body);
    *response.status_mut() = fault.kind.status();
    response.extensions_mut().insert(Told);
    response
}

/// What answers when a handler panicked.
#[expect(clippy::needless_pass_by_value, reason = "the signature is tower-http's")]
pub(super) fn panicked(payload: Box<dyn Any + Send + 'static>) -> Response {
    let said = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let said = said.or_else(|| payload.downcast_ref::<String>().cloned());
    Fault::internal(&said.unwrap_or_else(|| "panic without words".to_owned())).into_response()
}
