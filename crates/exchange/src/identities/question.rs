//! The question of the office that asks: its numbers blinded, and what the answer says of them.

use std::fmt;

use hefu_ledger::hex::{bytes32, hex};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use voprf::{EvaluationElement, Group as _, Proof, VoprfClient};

use super::{IdentityError, Output, Suite, Value, bytes64, stretched};

/// Numbers in one question at most.
pub const QUESTION_MOST: usize = 1_000;

/// What the office that asks keeps of one number until the answer is there, and drops then.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blind {
    value: String,
    state: String,
}

impl fmt::Debug for Blind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Blind")
    }
}

/// A question: what crosses, and what is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The blinded elements, sorted: uniformly random, so that their order says nothing.
    pub elements: Vec<String>,
    /// What is kept of each, in the same order.
    pub blinds: Vec<Blind>,
}

/// Blinds numbers. The seed is used for this question alone.
///
/// # Errors
/// Where there are none or too many.
pub fn ask(values: &[Value], seed: [u8; 32]) -> Result<Asked, IdentityError> {
    if values.is_empty() || values.len() > QUESTION_MOST {
        return Err(IdentityError::Length);
    }
    let mut random = stretched(seed);
    let mut blinded = Vec::with_capacity(values.len());
    for value in values {
        let one = VoprfClient::<Suite>::blind(&value.input(), &mut random)?;
        let blind = Blind { value: value.secret().to_owned(), state: hex(&one.state.serialize()) };
        blinded.push((hex(&one.message.serialize()), blind));
    }
    blinded.sort_by(|a, b| a.0.cmp(&b.0));
    let (elements, blinds) = blinded.into_iter().unzip();
    Ok(Asked { elements, blinds })
}

/// What a question is known by at both offices: a digest of the key it is asked under and of its elements.
#[must_use]
pub fn question_id(key: &str, elements: &[String]) -> String {
    let mut digest = Sha256::new();
    for part in std::iter::once(key).chain(elements.iter().map(String::as_str)) {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part.as_bytes());
    }
    hex(&digest.finalize())
}

/// What the numbers of a question come to, by its answer: believed only with the proof that all of it was computed with the key
/// of which `key` is the public part.
///
/// # Errors
/// [`IdentityError`]; then nothing of the answer is used.
pub fn opened(
    blinds: &[Blind],
    (elements, proof): (&[String], &str),
    key: &str,
) -> Result<Vec<(Value, Output)>, IdentityError> {
    let form = || IdentityError::Form;
    if blinds.is_empty() || blinds.len() != elements.len() {
        return Err(IdentityError::Length);
    }
    let (mut values, mut clients, mut evaluated) = (Vec::new(), Vec::new(), Vec::new());
    for (blind, element) in blinds.iter().zip(elements) {
        values.push(Value::of_secret(&blind.value).ok_or_else(form)?);
        clients.push(VoprfClient::<Suite>::deserialize(&bytes64(&blind.state).ok_or_else(form)?)?);
        evaluated.push(EvaluationElement::<Suite>::deserialize(&bytes32(element).ok_or_else(form)?)?);
    }
    let proof = Proof::<Suite>::deserialize(&bytes64(proof).ok_or_else(form)?)?;
    let key = <Suite as voprf::CipherSuite>::Group::deserialize_elem(&bytes32(key).ok_or_else(form)?)?;
    let inputs: Vec<Vec<u8>> = values.iter().map(Value::input).collect();
    let outputs = VoprfClient::batch_finalize(&inputs, &clients, &evaluated, &proof, key)?;
    let mut all = Vec::with_capacity(values.len());
    for (value, output) in values.into_iter().zip(outputs) {
        all.push((value, Output(output?.as_slice().try_into().map_err(|_| form())?)));
    }
    Ok(all)
}
