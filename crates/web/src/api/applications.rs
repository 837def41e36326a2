//! Applications: the caller's own list, one, begun, handed in, taken back, and the receipt.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use hefu_application::State as Stage;
use hefu_office::acts;
use hefu_office::draft::Section;
use hefu_office::views::{ApplicationView, Line, application_view, desk, receipt_of};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;
use super::caller::Caller;
use super::forms::{ApplicationForm, Listed, Paging, states};
use super::reading::{Asked, Sent};
use crate::portal::{Portal, refused};
use crate::shell::Fault;

/// An application in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct ApplicationLine {
    /// What it is known by here, from its beginning.
    pub id: String,
    /// Its number, once handed in.
    pub number: Option<String>,
    /// Direction.
    pub direction: String,
    /// Title; empty where none is written yet.
    pub title: String,
    /// Where it stands.
    #[schema(schema_with = states)]
    pub state: Stage,
    /// When it was handed in, else begun.
    pub at: String,
}

impl From<Line> for ApplicationLine {
    fn from(line: Line) -> Self {
        Self {
            id: line.draft,
            number: line.number,
            direction: line.direction,
            title: line.title,
            state: line.state,
            at: line.at,
        }
    }
}

/// One application.
#[derive(Serialize, ToSchema)]
pub(super) struct OneApplication {
    /// What it is known by here.
    pub id: String,
    /// Its number, once handed in.
    pub number: Option<String>,
    /// Direction.
    pub direction: String,
    /// Where it stands.
    #[schema(schema_with = states)]
    pub state: Stage,
    /// When it was handed in.
    pub submitted: Option<String>,
    /// When it was taken back, while it is.
    pub withdrawn: Option<String>,
    /// How often it was handed in.
    pub revision: i64,
    /// What it says, without what the caller may not see.
    pub content: ApplicationForm,
    /// Versions of its sections, for those who may write: 0 before anything was saved.
    pub sections: Vec<SectionVersion>,
    /// What the caller may do now.
    pub may: May,
}

/// A section with its version.
#[derive(Serialize, ToSchema)]
pub(super) struct SectionVersion {
    /// The section.
    pub section: String,
    /// Its version.
    pub version: i64,
}

/// What the caller may do.
#[derive(Serialize, ToSchema)]
pub(super) struct May {
    /// Write.
    pub edit: bool,
    /// Hand in.
    pub submit: bool,
    /// Take back.
    pub withdraw: bool,
    /// Rule on findings.
    pub rule: bool,
}

/// An application to begin.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Begin {
    /// Direction.
    #[schema(example = "1.1")]
    pub direction: String,
}

/// An application begun.
#[derive(Serialize, ToSchema)]
pub(super) struct Begun {
    /// What it is known by here.
    pub id: String,
}

/// An application handed in. Handing in again with nothing changed answers the same.
#[derive(Serialize, ToSchema)]
pub(super) struct HandedIn {
    /// Its number.
    #[schema(example = "H-2020-0001")]
    pub number: String,
    /// 1 at the first time.
    pub revision: i64,
    /// Place of the event in the journal, from 0.
    pub position: i64,
}

/// Why it is taken back.
#[derive(Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TakeBack {
    /// The applicant's words; may be empty.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub reason: String,
}

fn one_form(view: ApplicationView) -> OneApplication {
    let versions = Section::ALL.into_iter().filter(|_| view.may_edit);
    OneApplication {
        id: view.standing.draft.clone(),
        number: view.standing.number.clone(),
        direction: view.standing.direction.clone(),
        state: view.standing.state(),
        submitted: view.submitted,
        withdrawn: view.withdrawn,
        revision: view.revision,
        sections: versions
            .map(|section| SectionVersion { section: section.word().to_owned(), version: view.draft.version(section) })
            .collect(),
        content: ApplicationForm(view.application),
        may: May { edit: view.may_edit, submit: view.may_submit, withdraw: view.may_withdraw, rule: view.may_rule },
    }
}

#[utoipa::path(get, path = "/api/v1/applications", operation_id = "applications", tag = "applications",
    params(Paging), security(("token" = ["read_applications"])),
    responses((status = 200, body = Listed<ApplicationLine>)))]
pub(super) async fn list(
    caller: Caller,
    State(portal): State<Portal>,
    Asked(paging): Asked<Paging>,
) -> Answer<Json<Listed<ApplicationLine>>> {
    let most = paging.most()?;
    let lines = desk(&portal.office, &caller.doing).await.map_err(refused)?.lines;
    let start = match &paging.after {
        Some(after) => lines.iter().position(|line| line.draft == *after).map(|at| at + 1),
        None => Some(0),
    };
    let rest: Vec<Line> = lines.into_iter().skip(start.ok_or_else(Fault::not_found)?).collect();
    let more = rest.len() > most;
    let items: Vec<ApplicationLine> = rest.into_iter().take(most).map(ApplicationLine::from).collect();
    let next = items.last().filter(|_| more).map(|line| line.id.clone());
    Ok(Json(Listed { items, next }))
}

#[utoipa::path(post, path = "/api/v1/applications", operation_id = "begin", tag = "applications",
    request_body = Begin, security(("token" = ["write_applications"])),
    responses((status = 201, body = Begun, headers(("Location" = String, description = "Where it is")))))]
pub(super) async fn begin(caller: Caller, State(portal): State<Portal>, Sent(sent): Sent<Begin>) -> Answer<Response> {
    let id = acts::begin_draft(&portal.office, caller.doing, &sent.direction).await.map_err(refused)?;
    let place = [(header::LOCATION, format!("{}/applications/{id}", super::BASE))];
    Ok((StatusCode::CREATED, place, Json(Begun { id })).into_response())
}

#[utoipa::path(get, path = "/api/v1/applications/{id}", operation_id = "application", tag = "applications",
    params(("id" = String, Path, description = "An application")),
    security(("token" = ["read_applications"])), responses((status = 200, body = OneApplication)))]
pub(super) async fn one(
    caller: Caller,
    State(portal): State<Portal>,
    Path(draft): Path<String>,
) -> Answer<Json<OneApplication>> {
    let view = application_view(&portal.office, &caller.doing, &draft).await.map_err(refused)?;
    Ok(Json(one_form(view)))
}

#[utoipa::path(post, path = "/api/v1/applications/{id}/submit", operation_id = "submit", tag = "applications",
    params(("id" = String, Path, description = "An application")),
    security(("token" = ["read_applications", "hand_in"])), responses((status = 200, body = HandedIn)))]
pub(super) async fn submit(
    caller: Caller,
    State(portal): State<Portal>,
    Path(draft): Path<String>,
) -> Answer<Json<HandedIn>> {
    let done = acts::submit(&portal.office, caller.doing, &draft).await.map_err(refused)?;
    Ok(Json(HandedIn { number: done.number, revision: done.revision, position: done.position }))
}

#[utoipa::path(post, path = "/api/v1/applications/{id}/withdraw", operation_id = "withdraw", tag = "applications",
    params(("id" = String, Path, description = "An application")), request_body = TakeBack,
    security(("token" = ["read_applications", "hand_in"])), responses((status = 204)))]
pub(super) async fn withdraw(
    caller: Caller,
    State(portal): State<Portal>,
    Path(draft): Path<String>,
    Sent(sent): Sent<TakeBack>,
) -> Answer<StatusCode> {
    acts::withdraw(&portal.office, caller.doing, &draft, &sent.reason).await.map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(get, path = "/api/v1/applications/{id}/receipt", operation_id = "receipt", tag = "applications",
    params(("id" = String, Path, description = "An application")),
    security(("token" = ["read_applications"])),
    responses((status = 200, body = String, content_type = "text/plain; charset=utf-8")))]
pub(super) async fn receipt(caller: Caller, State(portal): State<Portal>, Path(draft): Path<String>) -> Answer<String> {
    receipt_of(&portal.office, &caller.doing, &draft).await.map_err(refused)
}
