//! Experts in the office: the register, who has accepted, conflicts of interest, and who sits on which application.

use std::collections::BTreeMap;

use hefu_store::Tx;

use crate::error::OfficeError;
use crate::exchange::text;
use crate::person::AccountId;

pub mod assignment;
mod conflicts;
mod expert;
mod input;
mod named;
mod numbers;
pub(crate) mod register;
mod settings;
mod step;
pub mod wording;

pub use conflicts::{Decided, FoundConflict, Hold, NamedLine, conflict_of};
pub(crate) use conflicts::{Material, held};
pub use expert::{Absence, Expert, ExpertState, Known, PastUnit};
pub(crate) use input::{PanelInput, panel_input, standing_in};
pub(crate) use named::named_of;
pub use named::{NAMED_MOST, NamedExpert, NamedExperts};
pub use numbers::Numbers;
pub use register::{ChangedExpert, RegisterDiff};
pub use settings::{Asked, ExpertSettings, Mode, PanelSettings, SideSeats};
pub use step::{ExpertStep, Seat, Stood};

/// The expert of the register that an account is bound to.
///
/// # Errors
/// When the store fails.
pub async fn expert_of(tx: &mut Tx<'_>, account: &AccountId) -> Result<Option<String>, OfficeError> {
    let row = tx.maybe_row("SELECT expert FROM experts WHERE account = $1", &[text(&account.0)]).await?;
    Ok(row.map(|row| row.text("expert")).transpose()?)
}

/// The seats of a direction, by application and expert, each with since when.
pub(crate) async fn seats_of(tx: &mut Tx<'_>, direction: &str) -> Result<Vec<Stood>, OfficeError> {
    let sql = "SELECT s.number AS number, s.expert AS expert, s.since AS since FROM seats s
               JOIN applications a ON a.number = s.number WHERE a.direction = $1 ORDER BY s.number, s.expert";
    let rows = tx.rows(sql, &[text(direction)]).await?;
    rows.iter()
        .map(|row| {
            let seat = Seat { number: row.text("number")?, expert: row.text("expert")? };
            Ok(Stood { seat, since: row.text("since")? })
        })
        .collect()
}

/// The seats of one expert, by direction.
pub(crate) async fn seats_of_one(tx: &mut Tx<'_>, expert: &str) -> Result<BTreeMap<String, Vec<Seat>>, OfficeError> {
    let sql = "SELECT s.number AS number, a.direction AS direction FROM seats s
               JOIN applications a ON a.number = s.number WHERE s.expert = $1 ORDER BY s.number";
    let mut found: BTreeMap<String, Vec<Seat>> = BTreeMap::new();
    for row in tx.rows(sql, &[text(expert)]).await? {
        let seat = Seat { number: row.text("number")?, expert: expert.to_owned() };
        found.entry(row.text("direction")?).or_default().push(seat);
    }
    Ok(found)
}

/// The experts of the register with where each stands, by number.
pub(crate) async fn register_of(tx: &mut Tx<'_>) -> Result<Vec<(Expert, ExpertState)>, OfficeError> {
    let rows = tx.rows("SELECT body, state FROM experts ORDER BY expert", &[]).await?;
    rows.iter().map(|row| Ok((serde_json::from_str(&row.text("body")?)?, state_of(&row.text("state")?)?))).collect()
}

/// The state of this word, as the tables have it.
pub(crate) fn state_of(word: &str) -> Result<ExpertState, OfficeError> {
    ExpertState::from_word(word).ok_or_else(|| OfficeError::Stored(format!("state of an expert `{word}`")))
}

/// What the office has set for all directions.
pub(crate) async fn settings(tx: &mut Tx<'_>) -> Result<ExpertSettings, OfficeError> {
    stored(tx, "").await
}

/// What the office has set for the panel of a direction.
pub(crate) async fn panel_settings(tx: &mut Tx<'_>, direction: &str) -> Result<PanelSettings, OfficeError> {
    stored(tx, direction).await
}

async fn stored<T: Default + serde::de::DeserializeOwned>(tx: &mut Tx<'_>, key: &str) -> Result<T, OfficeError> {
    let row = tx.maybe_row("SELECT body FROM expert_settings WHERE direction = $1", &[text(key)]).await?;
    row.map_or_else(|| Ok(T::default()), |row| Ok(serde_json::from_str(&row.text("body")?)?))
}
