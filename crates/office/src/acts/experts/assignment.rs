//! Having an assignment computed, stopping that, and taking what it proposes.

use std::collections::BTreeSet;

use hefu_store::{Act, NewJob, Tx};
use hefu_words::Message;

use crate::Office;
use crate::acts::seats::{Checked, order_seats};
use crate::acts::{Doing, given};
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::exchange::text;
use crate::experts::assignment::{Outcome, Way};
use crate::experts::{Seat, panel_input, panel_settings, standing_in};
use crate::rights::{Action, Thing};

/// The kind of the jobs that compute.
pub(crate) const ASSIGNMENT: &str = "assignment";

/// Where a computation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunState {
    /// Waits for a worker, or is under way.
    Running,
    /// Was stopped.
    Cancelled,
    /// Found nothing; its result is a sentence that says why.
    Failed,
    /// Has proposed an assignment.
    Done,
    /// Its assignment was taken.
    Applied,
}

impl RunState {
    const ALL: [Self; 5] = [Self::Running, Self::Cancelled, Self::Failed, Self::Done, Self::Applied];

    /// Its word in tables and catalogues.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
            Self::Done => "done",
            Self::Applied => "applied",
        }
    }

    /// The state of this word.
    pub(crate) fn of(word: &str) -> Result<Self, OfficeError> {
        let found = Self::ALL.into_iter().find(|state| state.word() == word);
        found.ok_or_else(|| OfficeError::Stored(format!("state of a computation `{word}`")))
    }
}

/// Has an assignment of a direction computed by a worker. Gives what the computation is known by. Nothing is changed.
///
/// # Errors
/// When the viewer may not, the direction is not settled, something needed is not set, or one is under way.
pub async fn compute_assignment(
    office: &Office,
    doing: Doing,
    direction: &str,
    way: Way,
) -> Result<String, OfficeError> {
    office.may_here(&doing.viewer, Action::Assign, Thing::Experts)?;
    let direction = office.direction(direction)?.number.clone();
    let run = office.random().name()?;
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                if let Some(field) = panel_settings(act.tx(), &direction).await?.unset().first() {
                    let message =
                        Message::new("experts-unset-first").with("what", Message::new(format!("experts-set-{field}")));
                    return Err(Refusal::new(RefusalKind::Conflict, message).into());
                }
                standing_in(&office, act.tx(), &direction).await?;
                let sql = "SELECT run FROM panel_runs WHERE direction = $1 AND state = 'running'";
                if act.tx().maybe_row(sql, &[text(&direction)]).await?.is_some() {
                    return Err(Refusal::new(RefusalKind::Conflict, Message::new("experts-computing")).into());
                }
                let values = [
                    text(&run),
                    text(&direction),
                    text(RunState::Running.word()),
                    text(&serde_json::to_string(&way)?),
                    text(""),
                    text(""),
                    text(&doing.viewer.name),
                    text(&doing.now.to_string()),
                ];
                let sql = "INSERT INTO panel_runs (run, direction, state, asked, input, result, who, at)
                           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
                act.tx().execute(sql, &values).await?;
                let job = NewJob {
                    kind: ASSIGNMENT.to_owned(),
                    once: Some(format!("{ASSIGNMENT} {run}")),
                    body: run.clone(),
                    due: doing.now.timestamp().as_millisecond(),
                };
                act.enqueue(&job).await?;
                Ok(run)
            })
        })
        .await
}

/// Stops a computation. One that has ended stays as it is.
///
/// # Errors
/// When the viewer may not.
pub async fn cancel_assignment(office: &Office, doing: Doing, run: &str) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Assign, Thing::Experts)?;
    end(office, run, RunState::Cancelled, String::new()).await
}

/// Notes how a computation ended, unless it has ended already.
pub(crate) async fn finish_run(
    office: &Office,
    run: &str,
    result: Result<Outcome, Message>,
) -> Result<(), OfficeError> {
    match result {
        Ok(outcome) => end(office, run, RunState::Done, serde_json::to_string(&outcome)?).await,
        Err(message) => end(office, run, RunState::Failed, serde_json::to_string(&message)?).await,
    }
}

async fn end(office: &Office, run: &str, state: RunState, result: String) -> Result<(), OfficeError> {
    let values = [text(run), text(state.word()), text(&result)];
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "UPDATE panel_runs SET state = $2, result = $3 WHERE run = $1 AND state = 'running'";
                act.tx().execute(sql, &values).await?;
                Ok(())
            })
        })
        .await
}

/// A computation as the table has it: direction, state, what was asked.
pub(crate) async fn run_of(tx: &mut Tx<'_>, run: &str) -> Result<Option<(String, RunState, Way)>, OfficeError> {
    let row = tx.maybe_row("SELECT direction, state, asked FROM panel_runs WHERE run = $1", &[text(run)]).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some((row.text("direction")?, RunState::of(&row.text("state")?)?, way_in(&row.text("asked")?)?)))
}

/// What was asked, as the table has it.
pub(crate) fn way_in(asked: &str) -> Result<Way, OfficeError> {
    Ok(serde_json::from_str(asked)?)
}

/// Takes a computed assignment as one order, all of it or nothing. Gives the name of the order, under which it can be undone.
///
/// # Errors
/// When the viewer may not, no reason is given, there is no such assignment, what it was computed from has changed, or it would
/// change nothing.
pub async fn apply_assignment(office: &Office, doing: Doing, run: &str, why: &str) -> Result<String, OfficeError> {
    office.may_here(&doing.viewer, Action::Assign, Thing::Experts)?;
    let (run, why, order) = (run.to_owned(), given("why", why)?, office.random().name()?);
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "SELECT direction, state, result FROM panel_runs WHERE run = $1";
                let row = act.tx().maybe_row(sql, &[text(&run)]).await?.ok_or_else(Refusal::not_found)?;
                if RunState::of(&row.text("state")?)? != RunState::Done {
                    return Err(Refusal::not_found().into());
                }
                let direction = row.text("direction")?;
                let outcome: Outcome = serde_json::from_str(&row.text("result")?)?;
                let input = panel_input(&office, act.tx(), &direction, &doing.now).await?;
                if input.digest()? != outcome.input {
                    return Err(Refusal::conflict("why", Message::new("experts-changed-meanwhile")).into());
                }
                let wanted: BTreeSet<Seat> = outcome.seats.into_iter().map(|proposed| proposed.seat).collect();
                let standing: BTreeSet<Seat> = input.seats.into_iter().map(|stood| stood.seat).collect();
                let put: BTreeSet<Seat> = wanted.difference(&standing).cloned().collect();
                let taken: BTreeSet<Seat> = standing.difference(&wanted).cloned().collect();
                if put.is_empty() && taken.is_empty() {
                    let message = Message::new("experts-nothing-to-change");
                    return Err(Refusal::new(RefusalKind::Conflict, message).into());
                }
                let side = office.config().side.clone();
                // What conflicts were found from is what it was: none of these seats has one.
                let order = order_seats(act, &doing, order, Checked { side, direction, put, taken, why }).await?;
                act.tx().execute("UPDATE panel_runs SET state = 'applied' WHERE run = $1", &[text(&run)]).await?;
                Ok(order)
            })
        })
        .await
}
