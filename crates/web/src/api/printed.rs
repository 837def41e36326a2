//! What was handed in, on paper.

use axum::extract::{Path, State};
use axum::response::Response;
use hefu_office::views;

use super::Answer;
use super::caller::Caller;
use crate::portal::documents::as_attachment;
use crate::portal::printed::version;
use crate::portal::{Portal, refused};
use crate::shell::Fault;

#[utoipa::path(get, path = "/api/v1/applications/{id}/printed/{revision}/{language}", operation_id = "printed",
    tag = "documents",
    params(("id" = String, Path, description = "An application"),
        ("revision" = String, Path, description = "Which version: 1 is the first that was handed in", example = "1"),
        ("language" = String, Path, description = "`zh-Hans`, `zh-Hant-HK`, `zh-Hant-TW` or `en`", example = "en")),
    security(("token" = ["read_applications"])),
    responses((status = 200, description = "PDF/A-2b, to be kept", content_type = "application/pdf")))]
pub(super) async fn printed(
    caller: Caller,
    State(portal): State<Portal>,
    Path((draft, revision, language)): Path<(String, String, String)>,
) -> Answer<Response> {
    let (revision, lang) = version(&revision, &language).ok_or_else(Fault::not_found)?;
    let made = views::printed(&portal.office, &caller.doing, &draft, revision, lang).await.map_err(refused)?;
    Ok(as_attachment(&made.name, "application/pdf", made.bytes.to_vec()))
}
