//! Documents of an application: listed, attached, taken away, removed.

use axum::Json;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use hefu_office::acts::{self, NewDocument};
use hefu_office::documents::{Document, place_of};
use hefu_office::views::{DocumentsView, document_file, documents_view};
use hefu_office::{OfficeError, Refusal};
use hefu_words::Message;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use super::caller::Caller;
use super::forms::Listed;
use super::reading::Asked;
use super::versions::{Seen, refused_version};
use crate::portal::documents::as_attachment;
use crate::portal::uploads::Sent;
use crate::portal::{Portal, refused};
use crate::shell::{Fault, Say};

/// A document.
#[derive(Serialize, ToSchema)]
pub(super) struct DocumentForm {
    /// Name, as the application names it.
    pub name: String,
    /// Where it belongs: `agreement`, `evidence-1`; none where nothing names it.
    pub place: Option<String>,
    /// Version of the section that names it, to be sent as `If-Match` where another takes its place.
    pub version: Option<i64>,
    /// SHA-256 in hexadecimal; none where it was handed in elsewhere.
    pub digest: Option<String>,
    /// Size in bytes.
    pub bytes: Option<u64>,
    /// Media type by its content.
    pub media: Option<String>,
    /// Pages, where the format has pages.
    pub pages: Option<u32>,
    /// What a reader should know of it.
    pub remarks: Vec<String>,
}

/// A file to attach.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described here, read field by field as it comes in")]
pub(super) struct Attach {
    /// To what: `agreement`, `evidence-1`.
    #[schema(example = "agreement")]
    place: String,
    /// The file, with its name.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Which document.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Named {
    /// Name of the document.
    pub name: String,
}

fn form(document: &Document, place: Option<(String, i64)>, remarks: Vec<String>) -> DocumentForm {
    let held = document.held.as_ref();
    let (place, version) = place.unzip();
    DocumentForm {
        name: document.name.clone(),
        place,
        version,
        digest: held.map(|held| held.digest.clone()),
        bytes: held.map(|held| held.bytes),
        media: held.map(|held| held.media.clone()),
        pages: held.and_then(|held| held.pages),
        remarks,
    }
}

fn forms(say: Say, seen: &DocumentsView) -> Vec<DocumentForm> {
    let words = |remarks: &[Message]| remarks.iter().map(|remark| say.message(remark)).collect();
    let placed = seen.places.iter().filter_map(|place| {
        let line = place.document.as_ref()?;
        let version = if seen.view.may_edit { place.version } else { 0 };
        Some(form(&line.document, Some((place.word.clone(), version)), words(&line.remarks)))
    });
    placed.chain(seen.loose.iter().map(|line| form(&line.document, None, words(&line.remarks)))).collect()
}

#[utoipa::path(get, path = "/api/v1/applications/{id}/documents", operation_id = "documents", tag = "documents",
    params(("id" = String, Path, description = "An application")),
    security(("token" = ["read_applications"])), responses((status = 200, body = Listed<DocumentForm>)))]
pub(super) async fn list(
    caller: Caller,
    State(portal): State<Portal>,
    Path(draft): Path<String>,
) -> Answer<Json<Listed<DocumentForm>>> {
    let seen = documents_view(&portal.office, &caller.doing, &draft).await.map_err(refused)?;
    Ok(Json(Listed { items: forms(caller.frame.say(), &seen), next: None }))
}

#[utoipa::path(post, path = "/api/v1/applications/{id}/documents", operation_id = "attach", tag = "documents",
    params(("id" = String, Path, description = "An application"),
        ("If-Match" = String, Header, description = "Version of the section that names it", example = "\"0\"")),
    request_body(content = Attach, content_type = "multipart/form-data"),
    security(("token" = ["write_applications", "read_applications"])),
    responses((status = 201, body = DocumentForm)))]
pub(super) async fn attach(
    caller: Caller,
    State(portal): State<Portal>,
    Path(draft): Path<String>,
    Seen(version): Seen,
    parts: Multipart,
) -> Answer<Response> {
    acts::may_attach(&portal.office, &caller.doing, &draft).await.map_err(refused)?;
    let sent = Sent::read(&portal.office, parts).await?;
    let word = sent.value("place").to_owned();
    let unknown = || Refusal::invalid("place", Message::new("api-place-unknown").with("found", word.as_str()));
    let place = place_of(&word).ok_or_else(|| refused(OfficeError::from(unknown())))?;
    if let Some(error) = sent.refused {
        return Err(refused(error));
    }
    let none = || refused(Refusal::invalid("file", Message::new("documents-none-chosen")).into());
    let (name, upload) = sent.file.ok_or_else(none)?;
    let new = NewDocument { place, version, name, upload };
    let kept = acts::attach_document(&portal.office, caller.doing, &draft, new).await.map_err(refused_version)?;
    Ok((StatusCode::CREATED, Json(form(&kept, Some((word, version + 1)), Vec::new()))).into_response())
}

#[utoipa::path(delete, path = "/api/v1/applications/{id}/documents", operation_id = "remove_document",
    tag = "documents", params(("id" = String, Path, description = "An application"), Named),
    security(("token" = ["write_applications", "read_applications"])), responses((status = 204)))]
pub(super) async fn remove(
    caller: Caller,
    State(portal): State<Portal>,
    Path(draft): Path<String>,
    Asked(named): Asked<Named>,
) -> Answer<StatusCode> {
    acts::remove_document(&portal.office, caller.doing, &draft, &named.name).await.map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(get, path = "/api/v1/applications/{id}/documents/{digest}", operation_id = "document",
    tag = "documents",
    params(("id" = String, Path, description = "An application"),
        ("digest" = String, Path, description = "SHA-256 of the file, hexadecimal")),
    security(("token" = ["read_applications"])),
    responses((status = 200, description = "The file, to be kept", content_type = "application/octet-stream")))]
pub(super) async fn file(
    caller: Caller,
    State(portal): State<Portal>,
    Path((draft, digest)): Path<(String, String)>,
) -> Answer<Response> {
    if digest.len() != 64 || !digest.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Fault::not_found().into());
    }
    let found = document_file(&portal.office, &caller.doing, &draft, &digest).await.map_err(refused)?;
    Ok(as_attachment(&found.0.name, "application/octet-stream", found.1))
}
