//! Versions of sections as entity tags (RFC 9110, 8.8.3 and 13.1.1): a writer says which version they saw.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, header};
use hefu_office::{OfficeError, RefusalKind};
use hefu_words::Message;

use crate::portal::{Instead, refused};
use crate::shell::Fault;
use crate::shell::error::FaultKind;

/// The version a writer saw, from `If-Match`.
pub(super) struct Seen(pub i64);

impl<S: Sync> FromRequestParts<S> for Seen {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        let Some(value) = parts.headers.get(header::IF_MATCH) else {
            return Err(Fault::new(FaultKind::PreconditionRequired).what(Message::new("api-if-match-missing")));
        };
        let version = value.to_str().ok().and_then(|text| {
            let inner = text.trim().strip_prefix('"')?.strip_suffix('"')?;
            inner.parse().ok().filter(|version: &i64| *version >= 0)
        });
        let other = || Fault::new(FaultKind::PreconditionFailed).what(Message::new("api-if-match-other"));
        version.map(Self).ok_or_else(other)
    }
}

/// `ETag` of a version.
pub(super) fn tag(version: i64) -> [(HeaderName, HeaderValue); 1] {
    let value = HeaderValue::from_str(&format!("\"{version}\""));
    [(header::ETAG, value.unwrap_or_else(|_| HeaderValue::from_static("\"0\"")))]
}

/// A refusal of an act that was told a version: where the version is another, the precondition failed.
pub(super) fn refused_version(error: OfficeError) -> Instead {
    match error {
        OfficeError::Refused(refusal) if refusal.kind == RefusalKind::Conflict => {
            Fault::new(FaultKind::PreconditionFailed).what(refusal.message).into()
        }
        other => refused(other),
    }
}
