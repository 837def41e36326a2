//! The door for partner offices' programs: a parcel comes in, a signed answer goes out. No session; the signature decides.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use hefu_ledger::parcel::Limits;
use hefu_office::OfficeError;
use hefu_office::acts::{Doing, Door, take_parcel};

use super::Portal;
use crate::shell::Frame;

pub(super) fn routes() -> Router<Portal> {
    Router::new().route("/exchange/parcels", post(take)).layer(DefaultBodyLimit::max(Limits::default().bytes))
}

async fn take(State(portal): State<Portal>, frame: Frame, body: Bytes) -> Response {
    let doing = Doing::office(portal.now(&frame));
    let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    match take_parcel(&portal.office, doing, Door::Wire, &body).await {
        Ok(answer) => (plain, answer.text).into_response(),
        Err(OfficeError::Refused(refusal)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, plain, format!("{refusal}\n")).into_response()
        }
        Err(other) => super::fault(other).into_response(),
    }
}
