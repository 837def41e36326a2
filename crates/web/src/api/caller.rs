//! Who calls: the person whose token the request carries, narrowed to what the token was made for.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use hefu_office::acts::{Doing, viewer_of_token};
use hefu_words::Message;

use crate::portal::{Instead, Portal, refused};
use crate::shell::error::FaultKind;
use crate::shell::{Fault, Frame};

/// A caller with a token. An operation that takes one answers 401 without.
pub(super) struct Caller {
    /// Who acts, and when.
    pub doing: Doing,
    /// The request.
    pub frame: Frame,
}

impl FromRequestParts<Portal> for Caller {
    type Rejection = Instead;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Instead> {
        let frame = Frame::from_request_parts(parts, portal).await?;
        let given = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = given.and_then(|value| {
            let (scheme, token) = value.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
        });
        let Some(token) = token else { return Err(unauthorized("Bearer", "api-token-missing")) };
        let now = portal.now(&frame);
        match viewer_of_token(&portal.office, token, &now).await.map_err(refused)? {
            Some(viewer) => Ok(Self { doing: Doing { viewer, now }, frame }),
            None => Err(unauthorized("Bearer error=\"invalid_token\"", "api-token-unknown")),
        }
    }
}

/// 401 with the challenge that RFC 6750, 3 asks for.
fn unauthorized(challenge: &'static str, key: &str) -> Instead {
    let mut response: Response = Fault::new(FaultKind::Unauthorized).what(Message::new(key)).into_response();
    response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    response.into()
}
