//! The discussion among the experts of one application: off until the office switches it on for a direction, entered by an expert
//! once their own review is handed in.

use std::collections::BTreeMap;

use hefu_store::Tx;
use serde::{Deserialize, Serialize};

use super::{SeatNow, SeatState};
use crate::error::OfficeError;
use crate::exchange::text;
use crate::rights::Thing;

/// What an office sets for the discussions of a direction. The guide says nothing of them, so there are none until it does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiscussionSettings {
    /// Whether experts discuss at all.
    pub on: bool,
    /// Whether they see each other's names; else each is a number.
    pub names: bool,
}

/// What happened to discussions, as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum DiscussionStep {
    /// The office set what holds for a direction.
    Set {
        /// Direction number.
        direction: String,
        /// From now on.
        settings: DiscussionSettings,
    },
    /// An officer closed the discussion of an application, or opened it again.
    Moved {
        /// Application number.
        number: String,
        /// Whether it is open from now on.
        open: bool,
        /// Why.
        why: String,
        /// Name of the officer.
        who: String,
    },
    /// An expert took part: from now on they see the reviews of the others.
    Entered {
        /// Application number.
        number: String,
        /// The expert.
        expert: String,
        /// The version of their own review that stood before.
        revision: i64,
    },
    /// Somebody wrote.
    Written {
        /// Application number.
        number: String,
        /// The expert; none where an officer wrote.
        expert: Option<String>,
        /// Name of whoever wrote.
        who: String,
        /// What.
        text: String,
    },
}

impl DiscussionStep {
    /// Its kind, which stands in the log in the open.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Set { .. } => "discussion.set",
            Self::Moved { open: true, .. } => "discussion.opened",
            Self::Moved { open: false, .. } => "discussion.closed",
            Self::Entered { .. } => "discussion.entered",
            Self::Written { .. } => "discussion.written",
        }
    }

    /// What it is about: the direction or the application.
    pub fn subject(&self) -> String {
        match self {
            Self::Set { direction, .. } => direction.clone(),
            Self::Moved { number, .. } | Self::Entered { number, .. } | Self::Written { number, .. } => number.clone(),
        }
    }
}

/// Where a discussion stands for one of its experts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DiscussionState {
    /// Their own review is not handed in: there is nothing to see.
    Awaited,
    /// It is, and they have not taken part: from then on they see the others'.
    Offered,
    /// They read and write.
    Open,
    /// They read; nobody writes.
    Closed,
}

impl DiscussionState {
    /// As rights speak of it.
    pub const fn thing(self) -> Thing {
        match self {
            Self::Awaited => Thing::DiscussionAwaited,
            Self::Offered => Thing::DiscussionOffered,
            Self::Open => Thing::DiscussionOpen,
            Self::Closed => Thing::DiscussionClosed,
        }
    }
}

/// The last closing of a discussion, or opening of one that was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscussionMove {
    /// Whether it is open from then on.
    pub open: bool,
    /// Why.
    pub why: String,
    /// Name of the officer.
    pub who: String,
    /// When, as an instant with its zone.
    pub at: String,
}

/// What somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscussionNote {
    /// The expert; none where an officer wrote.
    pub expert: Option<String>,
    /// Name of whoever wrote.
    pub who: String,
    /// What.
    pub text: String,
    /// When, as an instant with its zone.
    pub at: String,
}

/// What is set for the discussions of a direction.
pub(crate) async fn discussion_settings(tx: &mut Tx<'_>, direction: &str) -> Result<DiscussionSettings, OfficeError> {
    let row = tx.maybe_row("SELECT body FROM discussion_settings WHERE direction = $1", &[text(direction)]).await?;
    row.map_or_else(|| Ok(DiscussionSettings::default()), |row| Ok(serde_json::from_str(&row.text("body")?)?))
}

/// The last closing or opening of the discussion of an application. Before the first it is open.
pub(crate) async fn discussion_move(tx: &mut Tx<'_>, number: &str) -> Result<Option<DiscussionMove>, OfficeError> {
    let sql = "SELECT open, why, who, at FROM discussions WHERE number = $1";
    let Some(row) = tx.maybe_row(sql, &[text(number)]).await? else { return Ok(None) };
    Ok(Some(DiscussionMove {
        open: row.int("open")? != 0,
        why: row.text("why")?,
        who: row.text("who")?,
        at: row.text("at")?,
    }))
}

/// Who takes part in the discussion of an application: by expert, the version of their review that stood before.
pub(crate) async fn entered(tx: &mut Tx<'_>, number: &str) -> Result<BTreeMap<String, i64>, OfficeError> {
    let sql = "SELECT expert, revision FROM discussion_experts WHERE number = $1";
    let rows = tx.rows(sql, &[text(number)]).await?;
    rows.iter().map(|row| Ok((row.text("expert")?, row.int("revision")?))).collect()
}

/// What was written in the discussion of an application, the oldest first.
pub(crate) async fn notes(tx: &mut Tx<'_>, number: &str) -> Result<Vec<DiscussionNote>, OfficeError> {
    let sql = "SELECT expert, who, body, at FROM discussion_notes WHERE number = $1 ORDER BY place";
    let rows = tx.rows(sql, &[text(number)]).await?;
    rows.iter()
        .map(|row| {
            Ok(DiscussionNote {
                expert: row.maybe_text("expert")?,
                who: row.text("who")?,
                text: row.text("body")?,
                at: row.text("at")?,
            })
        })
        .collect()
}

/// The numbers by which the experts of an application know each other, from 1: in the order in which they first handed a review in,
/// and the same for ever, whoever comes or goes.
pub(crate) async fn places(tx: &mut Tx<'_>, number: &str) -> Result<BTreeMap<String, usize>, OfficeError> {
    let sql = "SELECT expert FROM reviews WHERE number = $1 AND revision = 1 ORDER BY at, digest, expert";
    let rows = tx.rows(sql, &[text(number)]).await?;
    rows.iter().zip(1..).map(|(row, place)| Ok((row.text("expert")?, place))).collect()
}

/// Where the discussion of an application stands for the expert of a seat; none where the office has not switched it on.
pub(crate) async fn discussion_state(tx: &mut Tx<'_>, seat: &SeatNow) -> Result<Option<DiscussionState>, OfficeError> {
    if !discussion_settings(tx, &seat.direction).await?.on {
        return Ok(None);
    }
    if seat.state == SeatState::Offered || seat.revision == 0 {
        return Ok(Some(DiscussionState::Awaited));
    }
    if !entered(tx, &seat.number).await?.contains_key(&seat.expert) {
        let handed_in = seat.state == SeatState::Submitted;
        return Ok(Some(if handed_in { DiscussionState::Offered } else { DiscussionState::Awaited }));
    }
    let open = discussion_move(tx, &seat.number).await?.is_none_or(|last| last.open);
    Ok(Some(if open { DiscussionState::Open } else { DiscussionState::Closed }))
}

/// Whether the discussion lets the expert of a seat revise their review, whatever the deadline: while it is open; and once they
/// have taken it up, until it is handed in again, for nothing of theirs is in force meanwhile.
pub(crate) async fn lets_revise(tx: &mut Tx<'_>, seat: &SeatNow) -> Result<bool, OfficeError> {
    Ok(match discussion_state(tx, seat).await? {
        Some(DiscussionState::Open) => true,
        Some(DiscussionState::Closed) => seat.state == SeatState::Open,
        Some(DiscussionState::Awaited | DiscussionState::Offered) | None => false,
    })
}
