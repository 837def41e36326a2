//! The one gate that every act on a pair passes, and the acts that pass it.

use hefu_pairing::Pair;
use hefu_store::Tx;
use hefu_words::Message;

use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::happened::Happened;
use crate::views::{settled, stored_pair};

/// What an act needs of the pair it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It is looked at while its direction is open: not settled yet.
    Open,
    /// It goes on after its direction is settled: it stands.
    Stands,
}

/// Every act that takes a pair, by the name of its function in `acts`, with what it needs of it. A test finds the functions
/// that take one and fails where one is missing here or does not pass [`eligible`].
pub const PAIR_ACTS: &[(&str, Need)] =
    &[("rule_pair", Need::Open), ("change_seats", Need::Stands), ("decline_award", Need::Stands)];

/// A pair that has passed the gate.
#[derive(Clone, Debug, PartialEq)]
pub struct Eligible {
    /// The pair.
    pub pair: Pair,
    /// Digests of its cards.
    pub cards: String,
}

/// Lets a pair through to an act that needs this of it: the pair was found; and its direction is not settled yet, or is
/// settled and the pair stands.
///
/// # Errors
/// A refusal that says why it does not pass.
pub async fn eligible(tx: &mut Tx<'_>, pair: &str, need: Need) -> Result<Eligible, OfficeError> {
    let (pair, cards) = stored_pair(tx, pair).await?;
    let found = Eligible { pair, cards };
    found.passes(tx, need).await?;
    Ok(found)
}

impl Eligible {
    /// The same for a possible pair among those that compete, which is no pair yet.
    ///
    /// # Errors
    /// As [`eligible`].
    pub(crate) async fn possible(tx: &mut Tx<'_>, pair: Pair, cards: String, need: Need) -> Result<Self, OfficeError> {
        let found = Self { pair, cards };
        found.passes(tx, need).await?;
        Ok(found)
    }

    async fn passes(&self, tx: &mut Tx<'_>, need: Need) -> Result<(), OfficeError> {
        let refuse = |kind: RefusalKind, key: &str| Err(Refusal::new(kind, Message::new(key)).into());
        match (need, settled(tx, &self.pair.direction).await?) {
            (Need::Open, None) => Ok(()),
            (Need::Open, Some(_)) => refuse(RefusalKind::Closed, "exchange-settled-already"),
            (Need::Stands, Some(Happened::DirectionSettled { pairs, .. })) if pairs.contains(&self.pair.id) => Ok(()),
            (Need::Stands, Some(_)) => refuse(RefusalKind::Conflict, "exchange-pair-does-not-stand"),
            (Need::Stands, None) => refuse(RefusalKind::Conflict, "exchange-not-settled"),
        }
    }
}
