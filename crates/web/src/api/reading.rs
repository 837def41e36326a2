//! What programs send: bodies, the part after `?`, and what no text may hold.

use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use hefu_words::Message;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::shell::Fault;
use crate::shell::error::FaultKind;

/// A body in JSON.
pub(super) struct Sent<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Serialize> FromRequest<S> for Sent<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        let json = request.headers().get(axum::http::header::CONTENT_TYPE);
        let json = json.and_then(|kind| kind.to_str().ok()).is_some_and(|kind| {
            let essence = kind.split(';').next().unwrap_or_default().trim();
            essence.eq_ignore_ascii_case("application/json")
        });
        if !json {
            return Err(Fault::new(FaultKind::UnsupportedMedia));
        }
        let bytes = axum::body::Bytes::from_request(request, state).await;
        let bytes = bytes.map_err(|rejection| Fault::new(FaultKind::of(rejection.status())))?;
        let value: serde_json::Value =
            serde_json::from_slice(&bytes).map_err(|error| wrong(FaultKind::BadRequest, &error.to_string()))?;
        if has_nul(&value) {
            return Err(wrong(FaultKind::Invalid, "U+0000"));
        }
        let read: T =
            serde_json::from_value(value.clone()).map_err(|error| wrong(FaultKind::Invalid, &error.to_string()))?;
        let made = serde_json::to_value(&read).map_err(|error| Fault::internal(&error.to_string()))?;
        if !same_shape(&value, &made) {
            return Err(wrong(FaultKind::Invalid, "a list stands where an object should, or the other way round"));
        }
        Ok(Self(read))
    }
}

/// The part after `?`.
pub(super) struct Asked<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let query = Query::<T>::from_request_parts(parts, state).await;
        query.map(|Query(query)| Self(query)).map_err(|error| wrong(FaultKind::BadRequest, &error.body_text()))
    }
}

fn wrong(kind: FaultKind, reason: &str) -> Fault {
    Fault::new(kind).what(Message::new("api-body-wrong").with("reason", reason))
}

/// Whether objects were sent where objects are read, and lists where lists are: the reader below takes a list for an object.
fn same_shape(sent: &serde_json::Value, made: &serde_json::Value) -> bool {
    use serde_json::Value::{Array, Object};
    match (sent, made) {
        (Object(sent), Object(made)) => {
            sent.iter().all(|(key, value)| made.get(key).is_none_or(|made| same_shape(value, made)))
        }
        (Array(sent), Array(made)) => sent.iter().zip(made).all(|(sent, made)| same_shape(sent, made)),
        (Object(_), Array(_)) | (Array(_), Object(_)) => false,
        _ => true,
    }
}

/// PostgreSQL keeps no text with U+0000, and nobody writes one on purpose.
fn has_nul(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::String(text) => text.contains('\0'),
        serde_json::Value::Array(items) => items.iter().any(has_nul),
        serde_json::Value::Object(fields) => fields.iter().any(|(key, value)| key.contains('\0') || has_nul(value)),
        _ => false,
    }
}

/// Refuses addresses with U+0000 in them: there is nothing at any of them.
pub(super) async fn only_text(request: Request, next: Next) -> Response {
    let address = request.uri().path_and_query().map(|all| all.as_str()).unwrap_or_default();
    if address.contains("%00") {
        return Fault::not_found().into_response();
    }
    next.run(request).await
}
