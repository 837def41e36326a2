//! Pairs: what an applicant may know of the other half; for officers the board, one pair, rulings.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use hefu_application::ApplicationId;
use hefu_check::RulingAnswer;
use hefu_office::acts;
use hefu_office::views::{OtherHalf, pair_board, pair_panel, pair_view};
use hefu_pairing::{FieldComparison, Pair};
use hefu_text::compare::Outcome as Compared;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use super::caller::Caller;
use super::findings::{FindingForm, finding_form};
use super::forms::{Listed, answers, comparisons, pair_states};
use super::reading::{Asked, Sent};
use crate::portal::{Portal, refused};

/// One half: side and number.
#[derive(Serialize, ToSchema)]
pub(super) struct HalfForm {
    /// Side.
    pub side: String,
    /// Number at that side's office.
    pub number: String,
}

impl From<&ApplicationId> for HalfForm {
    fn from(id: &ApplicationId) -> Self {
        Self { side: id.side.as_str().to_owned(), number: id.number.clone() }
    }
}

/// A field that both halves state.
#[derive(Serialize, ToSchema)]
pub(super) struct ComparedForm {
    /// The field, by the guide's word.
    #[schema(example = "title")]
    pub field: String,
    /// How the two relate.
    #[schema(schema_with = comparisons)]
    pub outcome: Compared,
    /// The parts it was compared by, with both values in the order of the halves.
    pub parts: Vec<PartForm>,
}

/// A part of a field.
#[derive(Serialize, ToSchema)]
pub(super) struct PartForm {
    /// The part.
    pub part: String,
    /// The halves' values as written.
    pub values: Vec<Option<String>>,
    /// How they relate.
    #[schema(schema_with = comparisons)]
    pub outcome: Compared,
}

/// What is known of the other half.
#[derive(Serialize, ToSchema)]
pub(super) struct PanelForm {
    /// The caller's own half, once handed in.
    pub own: Option<HalfForm>,
    /// `own_not_handed_in`, `not_found`, `unsure` (a person must say first which belong together) or `found`.
    pub other: String,
    /// The other half, where it was found.
    pub half: Option<HalfForm>,
    /// When it was handed in at its side.
    pub submitted: Option<String>,
    /// Where the pair stands: `consistent`, `differs`, `ruling`.
    pub state: Option<String>,
    /// Every field that both state.
    pub fields: Vec<ComparedForm>,
    /// What the guide says of it.
    pub findings: Vec<FindingForm>,
    /// When the direction was paired last.
    pub paired: Option<String>,
}

/// A pair in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct PairLineForm {
    /// The pair.
    #[schema(example = "1.1-0001")]
    pub id: String,
    /// Direction.
    pub direction: String,
    /// Where it stands.
    #[schema(schema_with = pair_states)]
    pub state: String,
    /// Title.
    pub title: String,
    /// The halves.
    pub halves: Vec<HalfForm>,
}

/// A pair as officers see it.
#[derive(Serialize, ToSchema)]
pub(super) struct PairForm {
    /// The pair.
    pub id: String,
    /// Direction.
    pub direction: String,
    /// Where it stands.
    #[schema(schema_with = pair_states)]
    pub state: String,
    /// The halves.
    pub halves: Vec<HalfForm>,
    /// Every field that both state.
    pub fields: Vec<ComparedForm>,
    /// Findings from what crosses, rulings applied.
    pub findings: Vec<FindingForm>,
    /// What a ruling must name: it lapses when a half is handed in anew.
    pub cards: String,
    /// Whether the caller may rule on it now.
    pub may_rule: bool,
}

/// A ruling on a pair.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PairRulingForm {
    /// `cards` of the pair as it was seen.
    pub cards: String,
    /// Id of the finding, or `pair:DIRECTION:A+B/pairing` for whether the two belong together.
    pub finding: String,
    /// The answer.
    #[schema(schema_with = answers)]
    pub answer: RulingAnswer,
    /// Why. It is kept in the journal.
    #[schema(min_length = 1)]
    pub why: String,
}

/// Which pairs.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Direction.
    pub direction: Option<String>,
    /// Where they stand: `confirm`, `ruling`, `differs`, `consistent`.
    pub state: Option<String>,
    /// `next` of the page before.
    pub after: Option<String>,
}

fn fields(pair: &Pair) -> Vec<ComparedForm> {
    let word = |field: &FieldComparison| {
        let value = serde_json::to_value(field.field).ok();
        value.and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
    };
    let form = |field: &FieldComparison| ComparedForm {
        field: word(field),
        outcome: field.comparison.outcome(),
        parts: field
            .parts
            .iter()
            .map(|part| PartForm {
                part: part.part.clone(),
                values: part.values.clone(),
                outcome: part.comparison.outcome(),
            })
            .collect(),
    };
    pair.comparisons.iter().map(form).collect()
}

#[utoipa::path(get, path = "/api/v1/applications/{id}/pair", operation_id = "panel", tag = "applications",
    params(("id" = String, Path, description = "An application")),
    security(("token" = ["read_applications"])), responses((status = 200, body = PanelForm)))]
pub(super) async fn panel(
    caller: Caller,
    State(portal): State<Portal>,
    Path(draft): Path<String>,
) -> Answer<Json<PanelForm>> {
    let panel = pair_panel(&portal.office, &caller.doing, &draft).await.map_err(refused)?;
    let say = caller.frame.say();
    let mut form = PanelForm {
        own: panel.own.as_ref().map(HalfForm::from),
        other: String::new(),
        half: None,
        submitted: None,
        state: None,
        fields: Vec::new(),
        findings: panel.findings.iter().map(|finding| finding_form(&portal, say, finding)).collect(),
        paired: panel.paired,
    };
    let word = match &panel.other {
        OtherHalf::OwnNotHandedIn => "own_not_handed_in",
        OtherHalf::NotFound => "not_found",
        OtherHalf::Unsure => "unsure",
        OtherHalf::Found(found) => {
            form.half = Some(HalfForm::from(&found.other));
            form.submitted = found.submitted.as_ref().map(ToString::to_string);
            form.state = Some(found.state.word().to_owned());
            form.fields = fields(&found.pair);
            "found"
        }
    };
    form.other = word.to_owned();
    Ok(Json(form))
}

#[utoipa::path(get, path = "/api/v1/pairs", operation_id = "pairs", tag = "officers", params(Wanted),
    security(("token" = ["read_office"])), responses((status = 200, body = Listed<PairLineForm>)))]
pub(super) async fn board(
    caller: Caller,
    State(portal): State<Portal>,
    Asked(wanted): Asked<Wanted>,
) -> Answer<Json<Listed<PairLineForm>>> {
    let (direction, state, after) = (wanted.direction.as_deref(), wanted.state.as_deref(), wanted.after.as_deref());
    let found = pair_board(&portal.office, &caller.doing, direction, state, after).await.map_err(refused)?;
    let items = found.pairs.into_iter().map(|line| PairLineForm {
        id: line.pair,
        direction: line.direction,
        state: line.state.word().to_owned(),
        title: line.title,
        halves: line.halves.iter().map(HalfForm::from).collect(),
    });
    Ok(Json(Listed { items: items.collect(), next: found.next }))
}

#[utoipa::path(get, path = "/api/v1/pairs/{pair}", operation_id = "pair", tag = "officers",
    params(("pair" = String, Path, description = "A pair")), security(("token" = ["read_office"])),
    responses((status = 200, body = PairForm)))]
pub(super) async fn one(
    caller: Caller,
    State(portal): State<Portal>,
    Path(id): Path<String>,
) -> Answer<Json<PairForm>> {
    let view = pair_view(&portal.office, &caller.doing, &id).await.map_err(refused)?;
    let say = caller.frame.say();
    Ok(Json(PairForm {
        fields: fields(&view.pair),
        halves: view.pair.halves.iter().map(HalfForm::from).collect(),
        findings: view.findings.iter().map(|finding| finding_form(&portal, say, finding)).collect(),
        id: view.pair.id,
        direction: view.pair.direction,
        state: view.state.word().to_owned(),
        cards: view.digests,
        may_rule: view.may_rule,
    }))
}

#[utoipa::path(post, path = "/api/v1/pairs/{pair}/rulings", operation_id = "rule_pair", tag = "officers",
    params(("pair" = String, Path, description = "A pair")), request_body = PairRulingForm,
    security(("token" = ["decide"])), responses((status = 204)))]
pub(super) async fn rule(
    caller: Caller,
    State(portal): State<Portal>,
    Path(pair): Path<String>,
    Sent(sent): Sent<PairRulingForm>,
) -> Answer<StatusCode> {
    let PairRulingForm { cards, finding, answer, why } = sent;
    acts::rule_pair(&portal.office, caller.doing, &pair, &cards, &finding, answer, &why).await.map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}
