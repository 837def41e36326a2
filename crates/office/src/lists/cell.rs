//! A value in a list, typed: pages show it, workbooks keep its type.

use hefu_check::Outcome;
use hefu_words::Message;
use jiff::Timestamp;

use super::{Stage, Turn};

/// A value in a list.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing, or nothing that this viewer may see.
    Nothing,
    /// A number or id, the same in every language.
    Plain(String),
    /// Words as the applicants of a side wrote them.
    Own {
        /// The words.
        text: String,
        /// The side whose applicants wrote them.
        side: String,
    },
    /// A whole number.
    Number(i64),
    /// An instant.
    Instant(Timestamp),
    /// A direction, by its number.
    Direction(String),
    /// A topic of a direction, by its id.
    Topic {
        /// Direction number.
        direction: String,
        /// Id in the guide.
        topic: String,
    },
    /// A side, as it is named within a direction.
    Side {
        /// Direction number.
        direction: String,
        /// Side.
        side: String,
    },
    /// Where an application stands.
    Stage(Stage),
    /// Where a pair, or a half without a decided partner, stands.
    Pair(String),
    /// Whose turn it is.
    Turn(Turn),
    /// The confirmation an application waits for, by the word of its level, or `confirmed`.
    Confirmation(String),
    /// An outcome.
    Outcome(Outcome),
    /// A sentence.
    Said(Message),
}
