//! The exchange with partner offices as officers see it, and closing.

use axum::Json;
use axum::extract::{Path, State};
use hefu_office::acts;
use hefu_office::views::{ExchangeView, exchange_page};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;
use super::caller::Caller;
use super::reading::Sent;
use crate::portal::{Portal, refused};

/// The exchanges of this office.
#[derive(Serialize, ToSchema)]
pub(super) struct ExchangeForm {
    /// This office's key.
    pub key: String,
    /// Exchanges by name.
    pub exchanges: Vec<OneExchange>,
    /// Directions with their closing.
    pub directions: Vec<ClosingForm>,
}

/// One exchange.
#[derive(Serialize, ToSchema)]
pub(super) struct OneExchange {
    /// Its name.
    #[schema(example = "hkmt-2020 hongkong mainland")]
    pub name: String,
    /// Side of the partner's office.
    pub partner_side: String,
    /// Origin of the partner's journal.
    pub partner_origin: String,
    /// Whether parcels go by wire; else they are carried by hand.
    pub by_wire: bool,
    /// Parcels sealed.
    pub sealed: i64,
    /// Of these, acknowledged.
    pub acknowledged: i64,
    /// Parcels taken of the partner's.
    pub taken: i64,
    /// When the last one was taken.
    pub last_taken: Option<String>,
    /// Records that wait to be sealed.
    pub waiting: i64,
    /// Parcels kept aside because those before them are missing.
    pub aside: i64,
    /// Size of the partner's journal that this office has cosigned last.
    pub witnessed: Option<i64>,
    /// Size of this journal that the partner has cosigned last.
    pub cosigned: Option<i64>,
    /// How often the partner has signed two things under one number.
    pub contradictions: u64,
}

/// A direction's closing.
#[derive(Serialize, ToSchema)]
pub(super) struct ClosingForm {
    /// Direction.
    pub direction: String,
    /// Whether this office has stated that its list is complete.
    pub closed: bool,
    /// Whether it is settled.
    pub settled: bool,
}

/// The statement that a list is complete.
#[derive(Serialize, ToSchema)]
pub(super) struct StatementForm {
    /// Direction.
    pub direction: String,
    /// How many were handed in and not taken back.
    pub count: u64,
    /// The last number.
    pub last: Option<String>,
    /// Digest of all numbers.
    pub digest: Option<String>,
}

/// Why a direction is settled although a statement is missing or not borne out.
#[derive(Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Settle {
    /// The officer's reason; not asked for where nothing is missing.
    #[serde(default)]
    pub reason: String,
}

/// What became of a direction.
#[derive(Serialize, ToSchema)]
pub(super) struct SettledForm {
    /// Applications of this office void because the partner did not apply, each with the clause.
    pub void: Vec<VoidForm>,
    /// Pairs that stand.
    pub pairs: Vec<String>,
    /// Applications of this office whose pair does not stand.
    pub failed: Vec<String>,
}

/// An application void because only one side applied.
#[derive(Serialize, ToSchema)]
pub(super) struct VoidForm {
    /// Its number.
    pub number: String,
    /// The clause that says so.
    pub clause: String,
}

fn one(view: ExchangeView) -> OneExchange {
    OneExchange {
        name: view.exchange.name,
        partner_side: view.exchange.partner_side,
        partner_origin: view.exchange.partner_origin,
        by_wire: view.by_wire,
        sealed: view.sealed,
        acknowledged: view.acknowledged,
        taken: view.taken,
        last_taken: view.last_taken,
        waiting: view.waiting,
        aside: view.aside,
        witnessed: view.witnessed,
        cosigned: view.cosigned,
        contradictions: u64::try_from(view.contradictions.len()).unwrap_or(u64::MAX),
    }
}

#[utoipa::path(get, path = "/api/v1/exchange", operation_id = "exchange", tag = "officers",
    security(("token" = ["read_office"])), responses((status = 200, body = ExchangeForm)))]
pub(super) async fn show(caller: Caller, State(portal): State<Portal>) -> Answer<Json<ExchangeForm>> {
    let found = exchange_page(&portal.office, &caller.doing).await.map_err(refused)?;
    let closing = |(direction, closed, settled)| ClosingForm { direction, closed, settled };
    Ok(Json(ExchangeForm {
        key: found.key,
        exchanges: found.exchanges.into_iter().map(one).collect(),
        directions: found.directions.into_iter().map(closing).collect(),
    }))
}

#[utoipa::path(post, path = "/api/v1/directions/{direction}/close", operation_id = "close", tag = "officers",
    params(("direction" = String, Path, description = "Number of a direction", example = "1.1")),
    security(("token" = ["decide"])), responses((status = 200, body = StatementForm)))]
pub(super) async fn close(
    caller: Caller,
    State(portal): State<Portal>,
    Path(direction): Path<String>,
) -> Answer<Json<StatementForm>> {
    let made = acts::close_direction(&portal.office, caller.doing, &direction).await.map_err(refused)?;
    Ok(Json(StatementForm { direction, count: made.count, last: made.last_number, digest: made.digest }))
}

#[utoipa::path(post, path = "/api/v1/directions/{direction}/settle", operation_id = "settle", tag = "officers",
    params(("direction" = String, Path, description = "Number of a direction", example = "1.1")),
    request_body = Settle, security(("token" = ["decide"])), responses((status = 200, body = SettledForm)))]
pub(super) async fn settle(
    caller: Caller,
    State(portal): State<Portal>,
    Path(direction): Path<String>,
    Sent(sent): Sent<Settle>,
) -> Answer<Json<SettledForm>> {
    let made = acts::settle_direction(&portal.office, caller.doing, &direction, &sent.reason).await;
    let made = made.map_err(refused)?;
    let void = made.void.into_iter().map(|void| VoidForm { number: void.number, clause: void.clause });
    Ok(Json(SettledForm { void: void.collect(), pairs: made.pairs, failed: made.failed }))
}
