//! Findings of the form check, and rulings on them.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use hefu_check::{Fact, Finding, Outcome, RulingAnswer};
use hefu_office::views::application_view;
use hefu_office::{Refusal, acts};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;
use super::caller::Caller;
use super::forms::{Listed, answers, outcomes};
use super::reading::Sent;
use crate::portal::{Portal, refused};
use crate::shell::Say;

/// What one rule said.
#[derive(Serialize, ToSchema)]
pub(super) struct FindingForm {
    /// Stable id, which rulings name.
    #[schema(example = "hongkong:H-2020-0001/HK-5.period")]
    pub id: String,
    /// The clause it quotes.
    #[schema(example = "HK-5")]
    pub clause: String,
    /// The guide's sentence, word for word.
    pub sentence: String,
    /// The rule.
    pub rule: String,
    /// Version of the guide's rules.
    pub rule_version: String,
    /// Outcome, after any ruling. `unset`: the guide does not state it and no office has set it.
    #[schema(schema_with = outcomes)]
    pub outcome: Outcome,
    /// What is said, in the language asked for.
    pub says: String,
    /// What to do about it.
    pub remedy: Option<String>,
    /// Facts used.
    pub facts: Vec<FactForm>,
    /// Default rulings on open points that it rests on.
    pub rulings: Vec<String>,
    /// A person's ruling, where one was given.
    pub ruled: Option<RuledForm>,
}

/// A fact.
#[derive(Serialize, ToSchema)]
pub(super) struct FactForm {
    /// What it is.
    pub label: String,
    /// The value as written or read.
    pub value: String,
    /// Whose value it is, for pairs.
    pub side: Option<String>,
    /// File it stands in.
    pub file: Option<String>,
    /// Where, or how it was derived.
    pub note: Option<String>,
}

/// A ruling that was given.
#[derive(Serialize, ToSchema)]
pub(super) struct RuledForm {
    /// Outcome before it.
    #[schema(schema_with = outcomes)]
    pub before: Outcome,
    /// The answer.
    #[schema(schema_with = answers)]
    pub answer: RulingAnswer,
    /// Who ruled.
    pub who: String,
    /// When, as an instant with its zone.
    pub when: String,
    /// Why.
    pub why: String,
}

/// A ruling to give.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RulingForm {
    /// Id of the finding.
    pub finding: String,
    /// The answer.
    #[schema(schema_with = answers)]
    pub answer: RulingAnswer,
    /// Why. It is kept in the journal.
    #[schema(min_length = 1)]
    pub why: String,
}

/// A finding in the language asked for.
pub(super) fn finding_form(portal: &Portal, say: Say, finding: &Finding) -> FindingForm {
    let fact = |fact: &Fact| FactForm {
        label: say.message(&fact.label),
        value: fact.value.clone(),
        side: fact.side.clone(),
        file: Some(fact.source.file.to_string()).filter(|file| !file.is_empty()),
        note: fact.note.as_ref().map(|note| say.message(note)),
    };
    let sentence = portal.office.guide().clause(&finding.clause).map(|clause| clause.text.clone());
    FindingForm {
        id: finding.id.clone(),
        clause: finding.clause.clone(),
        sentence: sentence.unwrap_or_default(),
        rule: finding.rule.clone(),
        rule_version: finding.rule_version.clone(),
        outcome: finding.outcome,
        says: say.message(&finding.message),
        remedy: finding.remedy.as_ref().map(|remedy| say.message(remedy)),
        facts: finding.facts.iter().map(fact).collect(),
        rulings: finding.rulings.clone(),
        ruled: finding.ruled.as_ref().map(|applied| RuledForm {
            before: applied.before,
            answer: applied.ruling.answer,
            who: applied.ruling.who.clone(),
            when: applied.ruling.when.clone(),
            why: applied.ruling.why.clone(),
        }),
    }
}

#[utoipa::path(get, path = "/api/v1/applications/{id}/findings", operation_id = "findings", tag = "applications",
    params(("id" = String, Path, description = "An application")),
    security(("token" = ["read_applications"])), responses((status = 200, body = Listed<FindingForm>)))]
pub(super) async fn list(
    caller: Caller,
    State(portal): State<Portal>,
    Path(draft): Path<String>,
) -> Answer<Json<Listed<FindingForm>>> {
    let view = application_view(&portal.office, &caller.doing, &draft).await.map_err(refused)?;
    let say = caller.frame.say();
    let items = view.findings.iter().map(|finding| finding_form(&portal, say, finding)).collect();
    Ok(Json(Listed { items, next: None }))
}

#[utoipa::path(post, path = "/api/v1/applications/{id}/rulings", operation_id = "rule", tag = "officers",
    params(("id" = String, Path, description = "An application")), request_body = RulingForm,
    security(("token" = ["read_applications", "decide"])), responses((status = 204)))]
pub(super) async fn rule(
    caller: Caller,
    State(portal): State<Portal>,
    Path(draft): Path<String>,
    Sent(sent): Sent<RulingForm>,
) -> Answer<StatusCode> {
    let view = application_view(&portal.office, &caller.doing, &draft).await.map_err(refused)?;
    let number = view.standing.number.ok_or_else(|| refused(Refusal::not_found().into()))?;
    let RulingForm { finding, answer, why } = sent;
    acts::rule(&portal.office, caller.doing, &number, &finding, answer, &why).await.map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}
