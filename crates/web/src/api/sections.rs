//! One section of a draft: read with its version, saved against the version that was read.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use hefu_office::acts;
use hefu_office::draft::{Section, SectionBody};
use hefu_office::views::application_view;
use hefu_words::Message;

use super::Answer;
use super::caller::Caller;
use super::forms::SectionForm;
use super::reading::Sent;
use super::versions::{Seen, refused_version, tag};
use crate::portal::{Portal, refused};
use crate::shell::Fault;
use crate::shell::error::FaultKind;

#[expect(clippy::result_large_err, reason = "a fault ends the request and goes no further")]
fn section_of(word: &str) -> Result<Section, Fault> {
    Section::from_word(word).ok_or_else(Fault::not_found)
}

#[utoipa::path(get, path = "/api/v1/applications/{id}/sections/{section}", operation_id = "section",
    tag = "applications",
    params(("id" = String, Path, description = "An application"),
        ("section" = String, Path, description = "A section", example = "project")),
    security(("token" = ["read_applications"])),
    responses((status = 200, body = SectionForm, headers(("ETag" = String, description = "Its version")))))]
pub(super) async fn show(
    caller: Caller,
    State(portal): State<Portal>,
    Path((draft, word)): Path<(String, String)>,
) -> Answer<Response> {
    let section = section_of(&word)?;
    let view = application_view(&portal.office, &caller.doing, &draft).await.map_err(refused)?;
    let stored = view.draft.sections.get(&section).filter(|_| view.may_edit).map(|stored| stored.body.clone());
    let body = stored.unwrap_or_else(|| SectionBody::of(&view.application, section));
    // Whoever may not write sees what was handed in, which has no version to write against.
    let version = if view.may_edit { view.draft.version(section) } else { 0 };
    Ok((tag(version), Json(SectionForm(body))).into_response())
}

#[utoipa::path(put, path = "/api/v1/applications/{id}/sections/{section}", operation_id = "save_section",
    tag = "applications",
    params(("id" = String, Path, description = "An application"),
        ("section" = String, Path, description = "A section", example = "project"),
        ("If-Match" = String, Header, description = "The `ETag` that was read; `\"0\"` before anything was saved",
            example = "\"0\"")),
    request_body = SectionForm, security(("token" = ["write_applications", "read_applications"])),
    responses((status = 204, headers(("ETag" = String, description = "Its new version")))))]
pub(super) async fn save(
    caller: Caller,
    State(portal): State<Portal>,
    Path((draft, word)): Path<(String, String)>,
    Seen(version): Seen,
    Sent(SectionForm(body)): Sent<SectionForm>,
) -> Answer<Response> {
    let section = section_of(&word)?;
    if body.section() != section {
        let message = Message::new("api-section-other").with("found", body.section().word()).with("wanted", word);
        return Err(Fault::new(FaultKind::Invalid).field("section", message).into());
    }
    let saved = acts::save_section(&portal.office, caller.doing, &draft, body, version).await;
    let saved = saved.map_err(refused_version)?;
    Ok((StatusCode::NO_CONTENT, tag(saved.version)).into_response())
}
