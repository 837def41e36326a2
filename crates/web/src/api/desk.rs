//! The officers' list of what was handed in.

use axum::Json;
use axum::extract::State;
use hefu_office::views::handed_in;
use serde::Deserialize;
use utoipa::IntoParams;

use super::Answer;
use super::applications::ApplicationLine;
use super::caller::Caller;
use super::forms::Listed;
use super::reading::Asked;
use crate::portal::{Portal, refused};

/// Which applications.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Direction.
    pub direction: Option<String>,
    /// `next` of the page before.
    pub after: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/desk/applications", operation_id = "desk", tag = "officers",
    params(Wanted), security(("token" = ["read_applications"])),
    responses((status = 200, body = Listed<ApplicationLine>)))]
pub(super) async fn list(
    caller: Caller,
    State(portal): State<Portal>,
    Asked(wanted): Asked<Wanted>,
) -> Answer<Json<Listed<ApplicationLine>>> {
    let (direction, after) = (wanted.direction.as_deref(), wanted.after.as_deref());
    let found = handed_in(&portal.office, &caller.doing, direction, after).await.map_err(refused)?;
    Ok(Json(Listed { items: found.lines.into_iter().map(ApplicationLine::from).collect(), next: found.next }))
}
