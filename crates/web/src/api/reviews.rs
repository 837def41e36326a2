//! What experts are asked in a direction: written, and put into force.

use axum::Json;
use axum::extract::{Path, State};
use hefu_office::acts;
use hefu_office::views::review_form;
use hefu_review::ReviewForm;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;
use super::caller::Caller;
use super::reading::Sent;
use crate::portal::{Portal, refused};

/// The review form of a direction.
#[derive(Serialize, ToSchema)]
pub(super) struct AskedForm {
    /// Direction.
    pub direction: String,
    /// The form being written, as the manual describes it.
    #[schema(value_type = Option<Object>)]
    pub draft: Option<ReviewForm>,
    /// Version of the form being written; 0 before anything was saved.
    pub version: i64,
    /// Places in it that keep it from coming into force.
    pub faults: Vec<String>,
    /// The form in force.
    #[schema(value_type = Option<Object>)]
    pub in_force: Option<ReviewForm>,
    /// SHA-256 of the form in force, hexadecimal.
    pub digest: Option<String>,
    /// Whether experts have begun to answer: then the form in force stays.
    pub answered: bool,
    /// Until when reviews are handed in, where it is set.
    pub until: Option<String>,
}

/// A form to be saved.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SaveForm {
    /// The form.
    #[schema(value_type = Object)]
    pub form: ReviewForm,
    /// The version it was written from; 0 before anything was saved.
    pub version: i64,
}

/// A form to be put into force.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FreezeForm {
    /// The version that was looked at.
    pub version: i64,
}

async fn shown(portal: &Portal, caller: &Caller, direction: &str) -> Answer<Json<AskedForm>> {
    let view = review_form(&portal.office, &caller.doing, direction).await.map_err(refused)?;
    Ok(Json(AskedForm {
        version: view.draft.as_ref().map_or(0, |draft| draft.version),
        draft: view.draft.map(|draft| draft.form),
        faults: view.faults.into_iter().map(|fault| fault.place).collect(),
        digest: view.frozen.as_ref().map(|frozen| frozen.digest.clone()),
        in_force: view.frozen.map(|frozen| frozen.form),
        answered: view.answered,
        until: view.until.map(|until| until.to_string()),
        direction: view.direction,
    }))
}

#[utoipa::path(get, path = "/api/v1/review-forms/{direction}", operation_id = "review_form", tag = "officers",
    params(("direction" = String, Path, description = "Number of a direction", example = "1.1")),
    security(("token" = ["read_office"])), responses((status = 200, body = AskedForm)))]
pub(super) async fn show(
    caller: Caller,
    State(portal): State<Portal>,
    Path(direction): Path<String>,
) -> Answer<Json<AskedForm>> {
    shown(&portal, &caller, &direction).await
}

/// Saves the form while it is being written; experts see nothing of it.
#[utoipa::path(put, path = "/api/v1/review-forms/{direction}", operation_id = "save_review_form", tag = "officers",
    params(("direction" = String, Path, description = "Number of a direction", example = "1.1")),
    request_body = SaveForm, security(("token" = ["read_office", "decide"])), responses((status = 200, body = AskedForm)))]
pub(super) async fn save(
    caller: Caller,
    State(portal): State<Portal>,
    Path(direction): Path<String>,
    Sent(sent): Sent<SaveForm>,
) -> Answer<Json<AskedForm>> {
    let doing = caller.doing.clone();
    acts::save_review_form(&portal.office, doing, &direction, sent.form, sent.version).await.map_err(refused)?;
    shown(&portal, &caller, &direction).await
}

/// Puts the form into force as it was looked at. From the first answer on it stays.
#[utoipa::path(post, path = "/api/v1/review-forms/{direction}/freeze", operation_id = "freeze_review_form",
    tag = "officers", params(("direction" = String, Path, description = "Number of a direction", example = "1.1")),
    request_body = FreezeForm, security(("token" = ["read_office", "decide"])),
    responses((status = 200, body = AskedForm)))]
pub(super) async fn freeze(
    caller: Caller,
    State(portal): State<Portal>,
    Path(direction): Path<String>,
    Sent(sent): Sent<FreezeForm>,
) -> Answer<Json<AskedForm>> {
    let doing = caller.doing.clone();
    acts::freeze_review_form(&portal.office, doing, &direction, sent.version).await.map_err(refused)?;
    shown(&portal, &caller, &direction).await
}
