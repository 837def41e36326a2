//! Confirmation of applications, where the office asks for it: where it stands, whom the applicant asks, what waits for the
//! caller, confirming, sending back, withdrawing.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use hefu_application::State as Stage;
use hefu_office::acts::{self, Looked};
use hefu_office::confirmation::{Confirmation, Level, Stand};
use hefu_office::views::{AskedLine, MayConfirm, asked_to_confirm, confirmation_view};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use super::caller::Caller;
use super::forms::{Listed, confirmation_levels, confirmation_stands, states};
use super::reading::{Asked, Sent};
use crate::portal::{Portal, refused};
use crate::shell::Fault;

/// One confirmation that the office asks for.
#[derive(Serialize, ToSchema)]
pub(super) struct ConfirmationForm {
    /// By whom.
    #[schema(schema_with = confirmation_levels)]
    pub level: Level,
    /// Until when, that instant excluded.
    #[schema(example = "2020-06-20T17:00:00+08:00[Asia/Hong_Kong]")]
    pub until: String,
    /// Where it stands.
    #[schema(schema_with = confirmation_stands)]
    pub state: String,
    /// Whom the applicant asks: the person of the lead unit, or the body.
    pub asked: Option<String>,
    /// The confirmation, where it is given.
    pub given: Option<GivenForm>,
    /// What the caller may do about it now.
    pub may: MayConfirmForm,
}

/// A confirmation given.
#[derive(Serialize, ToSchema)]
pub(super) struct GivenForm {
    /// Name of the person.
    pub name: String,
    /// Name of the unit or of the body.
    pub body: String,
    /// When.
    pub at: String,
    /// The version, as counted.
    pub revision: i64,
    /// SHA-256 of what was confirmed, hexadecimal.
    pub digest: String,
}

/// What the caller may do about a confirmation.
#[derive(Serialize, ToSchema)]
pub(super) struct MayConfirmForm {
    /// Confirm the version in force.
    pub confirm: bool,
    /// Send it back.
    pub send_back: bool,
    /// Withdraw the confirmation.
    pub withdraw: bool,
}

/// A sending back.
#[derive(Serialize, ToSchema)]
pub(super) struct SentBackForm {
    /// From which level.
    #[schema(schema_with = confirmation_levels)]
    pub level: Level,
    /// The version that was sent back.
    pub revision: i64,
    /// Name of the person.
    pub name: String,
    /// Name of the unit or of the body.
    pub body: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: String,
}

/// What is asked for of one application.
#[derive(Serialize, ToSchema)]
pub(super) struct ConfirmationsForm {
    /// The version in force, as counted; 0 before the first.
    pub revision: i64,
    /// Its SHA-256, hexadecimal: what an act on it names.
    pub digest: String,
    /// The confirmations asked for, in their order.
    pub levels: Vec<ConfirmationForm>,
    /// The last sending back, if there was one.
    pub sent_back: Option<SentBackForm>,
}

/// An application that the caller is asked to confirm.
#[derive(Serialize, ToSchema)]
pub(super) struct AskedForm {
    /// What it is known by here.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Direction.
    pub direction: String,
    /// Title.
    pub title: String,
    /// Its state.
    #[schema(schema_with = states)]
    pub state: Stage,
    /// The version in force, as counted.
    pub revision: i64,
    /// Its SHA-256, hexadecimal.
    pub digest: String,
    /// The confirmation.
    pub confirmation: ConfirmationForm,
}

/// Whom the applicant asks.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AskForm {
    /// By whom it is to be confirmed.
    #[schema(schema_with = confirmation_levels)]
    pub level: Level,
    /// For the unit the account of a unit administrator in the team, for the recommender the name of a body.
    pub whom: String,
}

/// Versions to confirm: all of them or none.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ConfirmForm {
    /// The versions, as they were looked at.
    #[schema(min_items = 1, max_items = 500)]
    pub versions: Vec<VersionForm>,
}

/// A version of an application as it was looked at.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct VersionForm {
    /// Number of the application.
    pub number: String,
    /// At which level.
    #[schema(schema_with = confirmation_levels)]
    pub level: Level,
    /// Its SHA-256, hexadecimal. Where another version is in force by now, nothing is confirmed.
    pub digest: String,
}

/// How many were confirmed; those confirmed already are not counted.
#[derive(Serialize, ToSchema)]
pub(super) struct ConfirmedForm {
    /// How many.
    pub confirmed: usize,
}

/// A sending back.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SendBackForm {
    /// At which level the caller is asked.
    #[schema(schema_with = confirmation_levels)]
    pub level: Level,
    /// SHA-256 of the version that was looked at.
    pub digest: String,
    /// What the applicant should mend. It is kept in the journal.
    #[schema(min_length = 1)]
    pub reason: String,
}

/// A confirmation to withdraw.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WithdrawForm {
    /// At which level.
    #[schema(schema_with = confirmation_levels)]
    pub level: Level,
}

/// Which of the applications that the caller is asked to confirm.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Also those that do not wait for it now.
    pub all: Option<bool>,
    /// `next` of the page before.
    pub after: Option<String>,
}

fn confirmation(asked: &Confirmation, may: MayConfirm) -> ConfirmationForm {
    ConfirmationForm {
        level: asked.level,
        until: asked.until.to_string(),
        state: asked.standing.word().to_owned(),
        asked: asked.asked_name.clone(),
        given: match &asked.standing {
            Stand::Given(given) => Some(GivenForm {
                name: given.name.clone(),
                body: given.body.clone(),
                at: given.at.clone(),
                revision: given.revision,
                digest: given.digest.clone(),
            }),
            _ => None,
        },
        may: MayConfirmForm { confirm: may.confirm, send_back: may.send_back, withdraw: may.withdraw },
    }
}

fn asked_form(line: &AskedLine) -> AskedForm {
    AskedForm {
        id: line.draft.clone(),
        number: line.number.clone(),
        direction: line.direction.clone(),
        title: line.title.clone(),
        state: line.state,
        revision: line.revision,
        digest: line.digest.clone(),
        confirmation: confirmation(&line.asked, line.may),
    }
}

#[utoipa::path(get, path = "/api/v1/applications/{id}/confirmation", operation_id = "confirmation",
    tag = "applications", params(("id" = String, Path, description = "An application")),
    security(("token" = ["read_applications"])), responses((status = 200, body = ConfirmationsForm)))]
pub(super) async fn show(
    caller: Caller,
    State(portal): State<Portal>,
    Path(draft): Path<String>,
) -> Answer<Json<ConfirmationsForm>> {
    let view = confirmation_view(&portal.office, &caller.doing, &draft).await.map_err(refused)?;
    let view = view.ok_or_else(Fault::not_found)?;
    let may = |level: Level| view.may.iter().find(|(of, _)| *of == level).map(|(_, may)| *may).unwrap_or_default();
    Ok(Json(ConfirmationsForm {
        revision: view.found.revision,
        levels: view.found.levels.iter().map(|asked| confirmation(asked, may(asked.level))).collect(),
        sent_back: view.found.sent_back.as_ref().map(|back| SentBackForm {
            level: back.level,
            revision: back.revision,
            name: back.name.clone(),
            body: back.body.clone(),
            reason: back.reason.clone(),
            at: back.at.clone(),
        }),
        digest: view.found.digest,
    }))
}

#[utoipa::path(post, path = "/api/v1/applications/{id}/confirmation/ask", operation_id = "ask_confirmation",
    tag = "applications", params(("id" = String, Path, description = "An application")), request_body = AskForm,
    security(("token" = ["read_applications", "hand_in"])), responses((status = 204)))]
pub(super) async fn ask(
    caller: Caller,
    State(portal): State<Portal>,
    Path(draft): Path<String>,
    Sent(sent): Sent<AskForm>,
) -> Answer<StatusCode> {
    let AskForm { level, whom } = sent;
    acts::ask_confirmation(&portal.office, caller.doing, &draft, level, &whom).await.map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(get, path = "/api/v1/confirmations", operation_id = "confirmations", tag = "applications",
    params(Which), security(("token" = ["read_applications", "decide"])),
    responses((status = 200, body = Listed<AskedForm>)))]
pub(super) async fn list(
    caller: Caller,
    State(portal): State<Portal>,
    Asked(which): Asked<Which>,
) -> Answer<Json<Listed<AskedForm>>> {
    let all = which.all.unwrap_or_default();
    let found = asked_to_confirm(&portal.office, &caller.doing, all, which.after.as_deref()).await.map_err(refused)?;
    Ok(Json(Listed { items: found.lines.iter().map(asked_form).collect(), next: found.next }))
}

#[utoipa::path(post, path = "/api/v1/confirmations", operation_id = "confirm", tag = "applications",
    request_body = ConfirmForm, security(("token" = ["read_applications", "decide"])),
    responses((status = 200, body = ConfirmedForm)))]
pub(super) async fn confirm(
    caller: Caller,
    State(portal): State<Portal>,
    Sent(sent): Sent<ConfirmForm>,
) -> Answer<Json<ConfirmedForm>> {
    let looked: BTreeSet<Looked> = sent
        .versions
        .into_iter()
        .map(|VersionForm { number, level, digest }| Looked { number, level, digest })
        .collect();
    let confirmed = acts::confirm(&portal.office, caller.doing, looked).await.map_err(refused)?;
    Ok(Json(ConfirmedForm { confirmed }))
}

#[utoipa::path(post, path = "/api/v1/applications/{id}/confirmation/send-back", operation_id = "send_back",
    tag = "applications", params(("id" = String, Path, description = "An application")), request_body = SendBackForm,
    security(("token" = ["read_applications", "decide"])), responses((status = 204)))]
pub(super) async fn send_back(
    caller: Caller,
    State(portal): State<Portal>,
    Path(draft): Path<String>,
    Sent(sent): Sent<SendBackForm>,
) -> Answer<StatusCode> {
    let SendBackForm { level, digest, reason } = sent;
    acts::send_back(&portal.office, caller.doing, &draft, level, &digest, &reason).await.map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(post, path = "/api/v1/applications/{id}/confirmation/withdraw", operation_id = "withdraw_confirmation",
    tag = "applications", params(("id" = String, Path, description = "An application")), request_body = WithdrawForm,
    security(("token" = ["read_applications", "decide"])), responses((status = 204)))]
pub(super) async fn withdraw(
    caller: Caller,
    State(portal): State<Portal>,
    Path(draft): Path<String>,
    Sent(sent): Sent<WithdrawForm>,
) -> Answer<StatusCode> {
    acts::withdraw_confirmation(&portal.office, caller.doing, &draft, sent.level).await.map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}
