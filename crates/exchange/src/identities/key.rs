//! The key of the office asked, what it evaluates, and the marks that it tells of its people.

use std::collections::BTreeSet;
use std::fmt;

use hefu_ledger::hex::{bytes32, hex};
use sha2::{Digest as _, Sha256};
use voprf::{BlindedElement, Group as _, VoprfServer};

use super::question::QUESTION_MOST;
use super::{IdentityError, Suite, Value, bytes64, stretched};

/// Bytes of a mark: enough that no two people share one by chance.
const MARK: usize = 16;
/// Marks of a half are filled up to a multiple of this, so that their number says little of how many people there are.
const FILLED: usize = 16;

/// The secret key under which an office evaluates numbers for one exchange and direction.
pub struct EvaluationKey(VoprfServer<Suite>);

impl fmt::Debug for EvaluationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EvaluationKey")
    }
}

impl EvaluationKey {
    /// The key that follows from 32 secret random bytes (`DeriveKeyPair` of the RFC), another for each exchange and direction.
    ///
    /// # Errors
    /// [`IdentityError::Form`] where none follows, which does not happen.
    pub fn derive(seed: &[u8; 32], exchange: &str, direction: &str) -> Result<Self, IdentityError> {
        let info = format!("hefu identity 1 {} {exchange} {direction}", exchange.len());
        Ok(Self(VoprfServer::new_from_seed(seed, info.as_bytes())?))
    }

    /// The public key, hexadecimal. It is told before anything is evaluated.
    #[must_use]
    pub fn public(&self) -> String {
        hex(&<Suite as voprf::CipherSuite>::Group::serialize_elem(self.0.get_public_key()))
    }

    /// What a number of the office's own people comes to.
    ///
    /// # Errors
    /// [`IdentityError::Form`] where the number comes to nothing, which does not happen.
    pub fn output(&self, value: &Value) -> Result<Output, IdentityError> {
        let output = self.0.evaluate(&value.input())?;
        Ok(Output(output.as_slice().try_into().map_err(|_| IdentityError::Form)?))
    }

    /// Evaluates the blinded elements of a question, in their order, with the proof that it was done with this key.
    ///
    /// # Errors
    /// Where there are none or too many, or one is no element.
    pub fn answer(&self, elements: &[String], seed: [u8; 32]) -> Result<(Vec<String>, String), IdentityError> {
        if elements.is_empty() || elements.len() > QUESTION_MOST {
            return Err(IdentityError::Length);
        }
        let read = |digits: &String| {
            let bytes = bytes32(digits).ok_or(IdentityError::Form)?;
            Ok(BlindedElement::<Suite>::deserialize(&bytes)?)
        };
        let blinded = elements.iter().map(read).collect::<Result<Vec<_>, IdentityError>>()?;
        let evaluated = self.0.batch_blind_evaluate(&mut stretched(seed), &blinded)?;
        let told = evaluated.messages.iter().map(|element| hex(&element.serialize())).collect();
        Ok((told, hex(&evaluated.proof.serialize())))
    }
}

/// What a number comes to under a key. Whoever has it can look for the number among marks made with the same key.
#[derive(Clone, PartialEq, Eq)]
pub struct Output(pub(super) [u8; 64]);

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Output")
    }
}

impl Output {
    /// Its bytes, hexadecimal, for the office that asked to keep.
    #[must_use]
    pub fn secret(&self) -> String {
        hex(&self.0)
    }

    /// What [`secret`](Self::secret) gave.
    #[must_use]
    pub fn of_secret(digits: &str) -> Option<Self> {
        bytes64(digits).map(Self)
    }
}

/// The mark of a number in a pair, hexadecimal: a digest of what it comes to, of the pair, and of the salt of the list it stands
/// in. So a person of two pairs has two marks, and another two in the next list.
#[must_use]
pub fn mark(output: &Output, salt: &str, pair: &str) -> String {
    let mut digest = Sha256::new();
    for part in [&b"hefu identity mark 1"[..], &output.0, salt.as_bytes(), pair.as_bytes()] {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    digest.finalize().iter().take(MARK).map(|byte| format!("{byte:02x}")).collect()
}

/// The same marks filled up with random ones, sorted: neither their order nor quite their number says anything.
#[must_use]
pub fn padding(mut marks: BTreeSet<String>, seed: [u8; 32]) -> Vec<String> {
    use rand_chacha::rand_core::RngCore as _;
    let mut random = stretched(seed);
    let wanted = marks.len().max(1).next_multiple_of(FILLED);
    while marks.len() < wanted {
        let mut bytes = [0; MARK];
        random.fill_bytes(&mut bytes);
        marks.insert(hex(&bytes));
    }
    marks.into_iter().collect()
}
