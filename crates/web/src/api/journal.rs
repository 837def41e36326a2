//! The journal for auditors: entries, the signed checkpoint, proofs.

use axum::Json;
use axum::extract::State;
use hefu_office::views::{JournalRow, checkpoint, consistency, inclusion, journal_page};
use hefu_words::Message;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use super::caller::Caller;
use super::forms::Listed;
use super::reading::Asked;
use crate::portal::{Portal, refused};
use crate::shell::Fault;
use crate::shell::error::FaultKind;

/// An entry, as far as it is logged in the open.
#[derive(Serialize, ToSchema)]
pub(super) struct EntryForm {
    /// Position, from 0.
    pub position: i64,
    /// Kind of event.
    #[schema(example = "application.submitted")]
    pub kind: String,
    /// When, as an instant with its zone.
    pub at: String,
    /// Leaf hash, hexadecimal.
    pub leaf: String,
}

impl From<JournalRow> for EntryForm {
    fn from(row: JournalRow) -> Self {
        Self { position: row.position, kind: row.kind, at: row.at, leaf: row.leaf }
    }
}

/// That an entry is in the journal (RFC 6962).
#[derive(Serialize, ToSchema)]
pub(super) struct InclusionForm {
    /// Position of the entry, from 0.
    pub position: i64,
    /// Its leaf hash, hexadecimal.
    pub leaf: String,
    /// Size of the journal.
    pub size: i64,
    /// Root over it, hexadecimal.
    pub root: String,
    /// The proof, hashes in hexadecimal.
    pub proof: Vec<String>,
}

/// That a later journal goes on from an earlier one (RFC 6962).
#[derive(Serialize, ToSchema)]
pub(super) struct ConsistencyForm {
    /// The smaller size.
    pub from: i64,
    /// Root over it, hexadecimal.
    pub from_root: String,
    /// The larger size.
    pub to: i64,
    /// Root over it, hexadecimal.
    pub to_root: String,
    /// The proof, hashes in hexadecimal.
    pub proof: Vec<String>,
}

/// Which entries.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// `next` of the page before.
    #[param(minimum = 0)]
    pub after: Option<i64>,
}

/// Which entry, in a journal of which size.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Position of the entry, from 0.
    #[param(minimum = 0, example = 0)]
    pub position: i64,
    /// Size of the journal; its present size where none is given.
    #[param(minimum = 1)]
    pub size: Option<i64>,
}

/// Which sizes.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Sizes {
    /// The smaller size.
    #[param(minimum = 1, example = 1)]
    pub from: i64,
    /// The larger size; the present one where none is given.
    #[param(minimum = 1)]
    pub to: Option<i64>,
}

#[utoipa::path(get, path = "/api/v1/journal", operation_id = "journal", tag = "auditors", params(Wanted),
    security(("token" = ["read_office"])), responses((status = 200, body = Listed<EntryForm>)))]
pub(super) async fn entries(
    caller: Caller,
    State(portal): State<Portal>,
    Asked(wanted): Asked<Wanted>,
) -> Answer<Json<Listed<EntryForm>>> {
    if let Some(after) = wanted.after.filter(|after| *after < 0) {
        let message = Message::new("api-outside").with("found", after).with("least", 0_i64).with("most", i64::MAX);
        return Err(Fault::new(FaultKind::Invalid).field("after", message).into());
    }
    let found = journal_page(&portal.office, &caller.doing, wanted.after).await.map_err(refused)?;
    let next = found.before.map(|before| before.to_string());
    Ok(Json(Listed { items: found.rows.into_iter().map(EntryForm::from).collect(), next }))
}

#[utoipa::path(get, path = "/api/v1/journal/checkpoint", operation_id = "checkpoint", tag = "auditors",
    security(("token" = ["read_office"])),
    responses((status = 200, body = String, content_type = "text/plain; charset=utf-8")))]
pub(super) async fn signed(caller: Caller, State(portal): State<Portal>) -> Answer<String> {
    checkpoint(&portal.office, &caller.doing).await.map_err(refused)
}

#[utoipa::path(get, path = "/api/v1/journal/inclusion", operation_id = "inclusion", tag = "auditors",
    params(Which), security(("token" = ["read_office"])), responses((status = 200, body = InclusionForm)))]
pub(super) async fn included(
    caller: Caller,
    State(portal): State<Portal>,
    Asked(which): Asked<Which>,
) -> Answer<Json<InclusionForm>> {
    let found = inclusion(&portal.office, &caller.doing, which.position, which.size).await.map_err(refused)?;
    let hefu_office::views::Inclusion { position, leaf, size, root, proof } = found;
    Ok(Json(InclusionForm { position, leaf, size, root, proof }))
}

#[utoipa::path(get, path = "/api/v1/journal/consistency", operation_id = "consistency", tag = "auditors",
    params(Sizes), security(("token" = ["read_office"])), responses((status = 200, body = ConsistencyForm)))]
pub(super) async fn consistent(
    caller: Caller,
    State(portal): State<Portal>,
    Asked(sizes): Asked<Sizes>,
) -> Answer<Json<ConsistencyForm>> {
    let found = consistency(&portal.office, &caller.doing, sizes.from, sizes.to).await.map_err(refused)?;
    let ((from, from_root), (to, to_root)) = (found.old, found.new);
    Ok(Json(ConsistencyForm { from, from_root, to, to_root, proof: found.proof }))
}
