//! The joint decision: how far it has come, the steps that are one word, and published results.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use hefu_exchange::joint::Round;
use hefu_office::acts::{self, Doing};
use hefu_office::views::{PublicLine, WhatIf, joint_view, public_results};
use hefu_office::{Refusal, Viewer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;
use super::caller::Caller;
use super::reading::Sent;
use crate::portal::{Portal, refused};
use crate::shell::Frame;

/// How far the joint decision of a direction has come.
#[derive(Serialize, ToSchema)]
pub(super) struct DecisionForm {
    /// Direction.
    pub direction: String,
    /// The partner's side.
    pub partner: String,
    /// `settling`, `method`, `sealing`, `opening`, `deciding`, `minuted`, `ready` or `published`.
    #[schema(example = "sealing")]
    pub phase: String,
    /// 1, and one more after each round that was broken off.
    pub round: u32,
    /// Pairs that stand at both offices.
    pub projects: Vec<String>,
    /// Digest of the method both have signed.
    pub method: Option<String>,
    /// Methods and minutes that wait for a signature, by digest, with the sides that have signed.
    pub waiting: BTreeMap<String, Vec<String>>,
    /// Commitments of the lists, by side.
    pub sealed: BTreeMap<String, String>,
    /// Whether the partner has witnessed this office's seal.
    pub witnessed: bool,
    /// Sides whose list is open, as far as this office may see.
    pub open: Vec<String>,
    /// Digest of the result, once both lists are open.
    pub result: Option<String>,
    /// Pairs that the result supports.
    pub supported: Vec<String>,
    /// Digest of the minute both have signed.
    pub minute: Option<String>,
    /// When it is published, at the earliest.
    pub publish: Option<String>,
    /// Sides that are ready to publish.
    pub ready: Vec<String>,
    /// Sides that have published.
    pub published: Vec<String>,
}

/// A step of one word.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum StepWord {
    /// Sign the partner's method or minute.
    Sign,
    /// Take back a method or minute of this office that the partner has not signed.
    Withdraw,
    /// Seal this office's list.
    Seal,
    /// Open it.
    Open,
    /// Say that this office is ready to publish.
    Ready,
    /// Publish, once the instant has come.
    Publish,
    /// Break the round off.
    Abort,
}

/// What a step needs besides its word.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StepForm {
    /// The step.
    pub step: StepWord,
    /// Digest of what is signed or taken back.
    #[serde(default)]
    pub digest: String,
    /// Why the round is broken off.
    #[serde(default)]
    pub reason: String,
}

/// A published result.
#[derive(Serialize, ToSchema)]
pub(super) struct ResultForm {
    /// Direction.
    pub direction: String,
    /// The partner's side.
    pub partner: String,
    /// When this office published it.
    pub published: String,
    /// Digest of the minute it rests on.
    pub minute: String,
    /// Supported projects.
    pub projects: Vec<SupportedForm>,
}

/// A supported project.
#[derive(Serialize, ToSchema)]
pub(super) struct SupportedForm {
    /// The pair.
    pub pair: String,
    /// Number of each side's half, by side.
    pub numbers: BTreeMap<String, String>,
    /// Title as each side writes it.
    pub titles: BTreeMap<String, String>,
    /// Topic.
    pub topic: String,
    /// Lead units, by side.
    pub units: BTreeMap<String, String>,
    /// Principal investigators, by side.
    pub investigators: BTreeMap<String, String>,
    /// Whether the award was declined after publication.
    pub declined: bool,
    /// Whether it came in for one that was declined.
    pub promoted: bool,
    /// Money of this side's award, where the office publishes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<AmountForm>,
}

/// An amount.
#[derive(Serialize, ToSchema)]
pub(super) struct AmountForm {
    /// In the smallest unit of the currency: 分 for CNY, cents for HKD.
    pub minor: i64,
    /// ISO 4217 code.
    pub currency: String,
}

impl From<PublicLine> for SupportedForm {
    fn from(line: PublicLine) -> Self {
        let PublicLine { pair, numbers, titles, topic, units, investigators, amount, declined, promoted } = line;
        let numbers = numbers.into_iter().collect();
        let amount = amount.map(|money| AmountForm { minor: money.minor, currency: money.currency.code().to_owned() });
        Self { pair, numbers, titles, topic, units, investigators, declined, promoted, amount }
    }
}

#[utoipa::path(get, path = "/api/v1/decisions/{direction}", operation_id = "decision", tag = "officers",
    params(("direction" = String, Path, description = "Number of a direction", example = "1.1")),
    security(("token" = ["read_office"])), responses((status = 200, body = DecisionForm)))]
pub(super) async fn show(
    caller: Caller,
    State(portal): State<Portal>,
    Path(direction): Path<String>,
) -> Answer<Json<DecisionForm>> {
    let view = joint_view(&portal.office, &caller.doing, &direction, &WhatIf::default()).await.map_err(refused)?;
    let round = view.joint.round().cloned().unwrap_or_default();
    let sides = |origins: &std::collections::BTreeSet<String>| -> Vec<String> {
        view.origins.iter().filter(|(_, origin)| origins.contains(*origin)).map(|(side, _)| side.clone()).collect()
    };
    let methods = round.methods.iter().filter(|(_, one)| one.waits());
    let minutes = round.minutes.iter().filter(|(_, one)| one.waits());
    let waiting = methods
        .map(|(digest, one)| (digest.clone(), sides(&one.statement.signed)))
        .chain(minutes.map(|(digest, one)| (digest.clone(), sides(&one.statement.signed))))
        .collect();
    let each = |have: &dyn Fn(&Round, &str) -> bool| -> Vec<String> {
        view.joint.sides.iter().filter(|side| have(&round, side)).cloned().collect()
    };
    let computed = view.computed.as_ref().and_then(|computed| computed.as_ref().ok());
    let minute = round.minute();
    Ok(Json(DecisionForm {
        direction: view.direction.clone(),
        partner: view.partner.clone(),
        phase: view.phase.word().to_owned(),
        round: view.joint.number(),
        projects: view.projects.iter().map(|project| project.pair.clone()).collect(),
        method: round.method().map(|(digest, _)| digest.clone()),
        waiting,
        sealed: view
            .joint
            .sides
            .iter()
            .filter_map(|side| Some((side.clone(), round.seal(side)?.commitment.clone())))
            .collect(),
        witnessed: view.witnessed,
        open: each(&|round, side| round.opening(side).is_some()),
        result: computed.map(|computed| computed.digest.clone()),
        supported: computed
            .map(|computed| computed.decision.selection.chosen().into_iter().collect())
            .unwrap_or_default(),
        minute: minute.map(|(digest, _)| digest.clone()),
        publish: minute.map(|(_, one)| one.statement.content.publish.to_string()),
        ready: each(&|round, side| round.ready.contains_key(side)),
        published: each(&|round, side| round.published.contains_key(side)),
    }))
}

#[utoipa::path(post, path = "/api/v1/decisions/{direction}/steps", operation_id = "decide", tag = "officers",
    params(("direction" = String, Path, description = "Number of a direction", example = "1.1")),
    request_body = StepForm, security(("token" = ["decide"])), responses((status = 204)))]
pub(super) async fn step(
    caller: Caller,
    State(portal): State<Portal>,
    Path(direction): Path<String>,
    Sent(sent): Sent<StepForm>,
) -> Answer<StatusCode> {
    let (office, doing) = (&portal.office, caller.doing);
    match sent.step {
        StepWord::Sign => acts::sign_statement(office, doing, &direction, &sent.digest).await,
        StepWord::Withdraw => acts::withdraw_statement(office, doing, &direction, &sent.digest).await,
        StepWord::Seal => acts::seal_list(office, doing, &direction).await.map(|_| ()),
        StepWord::Open => acts::open_list(office, doing, &direction).await,
        StepWord::Ready => acts::ready_to_publish(office, doing, &direction).await,
        StepWord::Publish => acts::publish_result(office, doing, &direction).await,
        StepWord::Abort => acts::abort_round(office, doing, &direction, &sent.reason).await,
    }
    .map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(get, path = "/api/v1/directions/{direction}/result", operation_id = "result", tag = "call",
    params(("direction" = String, Path, description = "Number of a direction", example = "1.1")),
    responses((status = 200, body = ResultForm)))]
pub(super) async fn result(
    frame: Frame,
    State(portal): State<Portal>,
    Path(direction): Path<String>,
) -> Answer<Json<ResultForm>> {
    let doing = Doing { viewer: Viewer::visitor(), now: portal.now(&frame) };
    let results = public_results(&portal.office, &doing).await.map_err(refused)?;
    let found = results.into_iter().find(|result| result.direction == direction);
    let found = found.ok_or_else(|| refused(Refusal::not_found().into()))?;
    Ok(Json(ResultForm {
        direction: found.direction,
        partner: found.partner,
        published: found.at.to_string(),
        minute: found.minute,
        projects: found.lines.into_iter().map(SupportedForm::from).collect(),
    }))
}
