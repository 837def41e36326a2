//! What to do with a parcel that has come: take it, know it again, ask for what is missing, or keep it as evidence.

use crate::key::VerifierKey;
use crate::parcel::{Limits, Opened, Parcel, ParcelError};
use crate::tree::Hash;

/// One direction of one exchange, as the office that receives has it on record.
#[derive(Clone, Debug)]
pub struct Inbox {
    /// The exchange.
    pub exchange: String,
    /// Origin of the office that sends.
    pub from: String,
    /// Origin of the office that receives.
    pub to: String,
    /// The sender's keys as both offices have agreed on them. Keys of other offices may stand beside them; a parcel of theirs
    /// is then told from one that nobody known has signed.
    pub keys: Vec<VerifierKey>,
    /// How much is read.
    pub limits: Limits,
}

/// A parcel that was taken before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Its number.
    pub number: u64,
    /// Its digest.
    pub digest: Hash,
}

/// Why a parcel is none for this inbox.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It cannot be read, or no key of the sender has signed it.
    #[error(transparent)]
    Parcel(#[from] ParcelError),
    /// It belongs to another exchange.
    #[error("the parcel belongs to the exchange {0}")]
    Exchange(String),
    /// Another office has sent it.
    #[error("the parcel is from {0}")]
    Sender(String),
    /// It is for another office.
    #[error("the parcel is for {0}")]
    Recipient(String),
}

/// What to do with a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The next one: take it.
    Accept,
    /// Taken before; answer as then.
    Duplicate,
    /// Parcels before it are missing: keep it aside and ask for all from this number on.
    Gap {
        /// The number to ask from.
        from: u64,
    },
    /// The sender has signed two different parcels under one number: this one and the one taken are the evidence. Or this
    /// one names another parcel before it than the one taken under that number.
    Equivocation {
        /// The number.
        number: u64,
        /// Digest of the parcel that was taken under it.
        taken: Hash,
        /// Digest that the sender now stands by.
        shown: Hash,
    },
    /// Older than the last, and what was taken under its number is not on record: it has no effect.
    Old,
}

impl Inbox {
    /// Reads a parcel and finds out whether it is one for this inbox.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn open(&self, bytes: &[u8]) -> Result<Opened, Refusal> {
        let opened = Parcel::open(bytes, &self.keys, &self.limits)?;
        let header = &opened.parcel.header;
        if header.from != self.from {
            return Err(Refusal::Sender(header.from.clone()));
        }
        if header.to != self.to {
            return Err(Refusal::Recipient(header.to.clone()));
        }
        if header.exchange != self.exchange {
            return Err(Refusal::Exchange(header.exchange.clone()));
        }
        Ok(opened)
    }

    /// Decides on a parcel opened here. `last` is the last one taken, `same` the digest of the one taken under this parcel's
    /// number, if that is on record; for the number of `last` it need not be given.
    pub fn decide(&self, opened: &Opened, last: Option<Taken>, same: Option<Hash>) -> Decision {
        let header = &opened.parcel.header;
        let (number, shown) = (header.number, opened.digest);
        let next = last.map_or(1, |last| last.number.saturating_add(1));
        if number > next {
            return Decision::Gap { from: next };
        }
        if number == next {
            return match (last, header.previous) {
                (Some(last), Some(named)) if named != last.digest => {
                    Decision::Equivocation { number: last.number, taken: last.digest, shown: named }
                }
                _ => Decision::Accept,
            };
        }
        let taken = last.filter(|last| last.number == number).map(|last| last.digest).or(same);
        match taken {
            Some(taken) if taken == shown => Decision::Duplicate,
            Some(taken) => Decision::Equivocation { number, taken, shown },
            None => Decision::Old,
        }
    }
}
