//! The panel of a direction: what is set, the applications with their seats, what was computed, the orders.

use std::collections::BTreeMap;

use hefu_words::Message;

use super::experts::{may_see, named};
use crate::Office;
use crate::acts::{Doing, RunState, way_in};
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::experts::assignment::{Outcome, Way};
use crate::experts::{PanelInput, PanelSettings, Seat, Stood, panel_input, panel_settings, seats_of};
use crate::rights::{Action, Thing};

/// A computation.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// What it is known by.
    pub run: String,
    /// Where it stands.
    pub state: RunState,
    /// What was asked.
    pub way: Way,
    /// Who asked.
    pub who: String,
    /// When, as an instant with its zone.
    pub at: String,
    /// What it proposes.
    pub outcome: Option<Outcome>,
    /// Why it proposes nothing.
    pub failed: Option<Message>,
    /// Whether what it was computed from is as it was.
    pub fresh: bool,
}

/// An application with its seats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectLine {
    /// Number.
    pub number: String,
    /// The draft behind it: its address.
    pub draft: String,
    /// Title.
    pub title: String,
    /// Experts by number and name.
    pub experts: Vec<(String, String)>,
}

/// The panel of a direction.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelView {
    /// What is set.
    pub settings: PanelSettings,
    /// What is not set and needed before anything is computed.
    pub unset: Vec<&'static str>,
    /// Whether the direction is settled: before that no seat is given.
    pub settled: bool,
    /// The applications whose pair stands, by number.
    pub projects: Vec<ProjectLine>,
    /// Names of all experts by number.
    pub names: BTreeMap<String, String>,
    /// The last computation.
    pub run: Option<Run>,
    /// Whether the viewer may change anything.
    pub may_assign: bool,
}

/// The panel of a direction.
///
/// # Errors
/// A refusal where the viewer may not see it, or there is no such direction.
pub async fn panel_view(office: &Office, doing: &Doing, direction: &str) -> Result<PanelView, OfficeError> {
    may_see(office, doing)?;
    office.direction(direction)?;
    let mut tx = office.db().read().await?;
    let settings = panel_settings(&mut tx, direction).await?;
    let sql = "SELECT expert AS id, name AS first, '' AS second FROM experts ORDER BY expert";
    let names: BTreeMap<String, String> =
        named(&mut tx, sql).await?.into_iter().map(|(expert, (name, _))| (expert, name)).collect();
    let input = match panel_input(office, &mut tx, direction, &doing.now).await {
        Ok(input) => Some(input),
        Err(OfficeError::Refused(_)) => None,
        Err(error) => return Err(error),
    };
    let sql = "SELECT number AS id, title AS first, draft AS second FROM applications ORDER BY number";
    let titles = named(&mut tx, sql).await?;
    let seats = seats_of(&mut tx, direction).await?;
    let project = |number: &String| {
        let (title, draft) = titles.get(number).cloned().unwrap_or_default();
        let own = seats.iter().filter(|stood| stood.seat.number == *number);
        let expert =
            |stood: &Stood| (stood.seat.expert.clone(), names.get(&stood.seat.expert).cloned().unwrap_or_default());
        ProjectLine { number: number.clone(), draft, title, experts: own.map(expert).collect() }
    };
    let projects = input.iter().flat_map(|input| input.projects.iter().map(|one| project(&one.id))).collect();
    let digest = input.as_ref().map(PanelInput::digest).transpose()?;
    let sql = "SELECT run, state, asked, result, who, at FROM panel_runs WHERE direction = $1
               ORDER BY place DESC LIMIT 1";
    let row = tx.maybe_row(sql, &[text(direction)]).await?;
    let run = row
        .map(|row| -> Result<Run, OfficeError> {
            let (state, result) = (RunState::of(&row.text("state")?)?, row.text("result")?);
            let outcome: Option<Outcome> = match state {
                RunState::Done | RunState::Applied => Some(serde_json::from_str(&result)?),
                _ => None,
            };
            let failed = (state == RunState::Failed).then(|| serde_json::from_str(&result)).transpose()?;
            Ok(Run {
                run: row.text("run")?,
                state,
                way: way_in(&row.text("asked")?)?,
                who: row.text("who")?,
                at: row.text("at")?,
                fresh: outcome.as_ref().is_some_and(|outcome| digest.as_ref() == Some(&outcome.input)),
                outcome,
                failed,
            })
        })
        .transpose()?;
    Ok(PanelView {
        unset: settings.unset(),
        settings,
        settled: input.is_some(),
        projects,
        names,
        run,
        may_assign: office.may_here(&doing.viewer, Action::Assign, Thing::Experts).is_ok(),
    })
}

/// An order that changed seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatOrder {
    /// What it is known by.
    pub order: String,
    /// Direction number.
    pub direction: String,
    /// Who ordered it.
    pub who: String,
    /// When, as an instant with its zone.
    pub at: String,
    /// Why.
    pub why: String,
    /// Seats it gave.
    pub put: Vec<Seat>,
    /// Seats it took.
    pub taken: Vec<Seat>,
    /// When it was undone; empty where it was not.
    pub undone: String,
}

/// The orders of a direction, the last first.
///
/// # Errors
/// A refusal where the viewer may not see them, or there is no such direction.
pub async fn seat_orders(office: &Office, doing: &Doing, direction: &str) -> Result<Vec<SeatOrder>, OfficeError> {
    may_see(office, doing)?;
    office.direction(direction)?;
    let sql = format!("{ORDERS} WHERE direction = $1 ORDER BY at DESC, seat_order DESC LIMIT 200");
    let rows = office.db().read().await?.rows(&sql, &[text(direction)]).await?;
    rows.iter().map(order).collect()
}

/// One order.
///
/// # Errors
/// A refusal where there is none of this name for the viewer.
pub async fn seat_order(office: &Office, doing: &Doing, name: &str) -> Result<SeatOrder, OfficeError> {
    may_see(office, doing)?;
    let sql = format!("{ORDERS} WHERE seat_order = $1");
    let row = office.db().read().await?.maybe_row(&sql, &[text(name)]).await?;
    order(&row.ok_or_else(Refusal::not_found)?)
}

const ORDERS: &str = "SELECT seat_order, direction, body, why, who, at, undone FROM seat_orders";

fn order(row: &hefu_store::Row) -> Result<SeatOrder, OfficeError> {
    let (put, gone): (Vec<Seat>, Vec<Stood>) = serde_json::from_str(&row.text("body")?)?;
    Ok(SeatOrder {
        order: row.text("seat_order")?,
        direction: row.text("direction")?,
        who: row.text("who")?,
        at: row.text("at")?,
        why: row.text("why")?,
        put,
        taken: gone.into_iter().map(|stood| stood.seat).collect(),
        undone: row.text("undone")?,
    })
}
