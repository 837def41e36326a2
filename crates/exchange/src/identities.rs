//! Comparing identity numbers of two offices' people without telling them: a verifiable oblivious pseudorandom function (RFC
//! 9497, mode VOPRF, ristretto255-SHA512). The office asked evaluates blinded numbers under its key and learns none of them; the
//! office that asks learns what its own numbers come to and nothing of the key. Randomness is handed in.

mod key;
mod question;
mod step;
mod value;

pub use key::{EvaluationKey, Output, mark, padding};
pub use question::{Asked, Blind, QUESTION_MOST, ask, opened, question_id};
pub use step::{IdentityStep, PairMarks, WhyRefused};
pub use value::{SCHEMES, Value};

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

/// The suite: ristretto255-SHA512.
type Suite = voprf::Ristretto255;

/// Why nothing came of a step of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// Something is no element, no proof, no key.
    #[error("it is not of the form that such an answer has")]
    Form,
    /// More elements than are evaluated at once, or none.
    #[error("it has no element, or more than {QUESTION_MOST}")]
    Length,
    /// The answer was not computed with the key that the other office told.
    #[error("its proof does not hold: it was not computed with the key that was told")]
    Proof,
}

impl From<voprf::Error> for IdentityError {
    fn from(error: voprf::Error) -> Self {
        match error {
            voprf::Error::ProofVerification => Self::Proof,
            voprf::Error::Batch => Self::Length,
            _ => Self::Form,
        }
    }
}

/// Randomness of any length from 32 random bytes.
fn stretched(seed: [u8; 32]) -> ChaCha20Rng {
    ChaCha20Rng::from_seed(seed)
}

/// 64 bytes as hexadecimal digits, read back.
fn bytes64(digits: &str) -> Option<[u8; 64]> {
    let (first, second) = digits.split_at_checked(64)?;
    let (first, second) = (hefu_ledger::hex::bytes32(first)?, hefu_ledger::hex::bytes32(second)?);
    [first, second].concat().try_into().ok()
}
