//! Cosignatures: a witness's word that at an instant it had seen a journal only grow up to a checkpoint (C2SP
//! tlog-cosignature, cosignature/v1, Ed25519).

use signed_note::{Note, Signature};

use crate::checkpoint::{Checkpoint, CheckpointError, longest};
use crate::key::{SigningKey, WitnessKey};

/// The latest instant a cosignature may bear (C2SP tlog-cosignature): 2⁶³ − 1 seconds.
const LATEST: u64 = (1 << 63) - 1;

/// A cosignature that was verified.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cosignature {
    /// Name of the witness.
    pub name: String,
    /// When it was made, in seconds since 1970-01-01T00:00:00Z.
    pub time: u64,
}

/// What is signed: two lines of its own, then the text of the checkpoint.
fn message(time: u64, text: &[u8]) -> Vec<u8> {
    let mut message = format!("cosignature/v1\ntime {time}\n").into_bytes();
    message.extend_from_slice(text);
    message
}

/// The signature line for a checkpoint's text, with the newline at its end.
///
/// # Errors
/// When the instant, in seconds since 1970-01-01T00:00:00Z, is beyond 2⁶³ − 1.
pub(crate) fn line(text: &[u8], key: &SigningKey, time: u64) -> Result<String, CheckpointError> {
    if time > LATEST {
        return Err(CheckpointError::Form);
    }
    let mut bytes = time.to_be_bytes().to_vec();
    bytes.extend_from_slice(&key.sign(&message(time, text)));
    let witness = key.verifier().witness();
    let signature =
        Signature::new(witness.name().to_owned(), witness.id(), bytes).map_err(|_| CheckpointError::Form)?;
    String::from_utf8(signature.to_bytes()).map_err(|_| CheckpointError::Form)
}

/// The instant of a cosignature of this checkpoint's text by this witness, when it verifies.
pub(crate) fn time(text: &[u8], key: &WitnessKey, signature: &[u8]) -> Option<u64> {
    let (time, signature) = signature.split_first_chunk::<8>()?;
    let time = u64::from_be_bytes(*time);
    (time <= LATEST && key.signed(&message(time, text), signature)).then_some(time)
}

impl signed_note::Verifier for WitnessKey {
    fn name(&self) -> &str {
        self.name()
    }

    fn key_id(&self) -> u32 {
        self.id()
    }

    fn verify(&self, msg: &[u8], sig: &[u8]) -> bool {
        time(msg, self, sig).is_some()
    }
}

/// A signed checkpoint with the cosignatures that a witness answered with added to it. Lines of keys that are not among
/// `witnesses` are passed over, and so are those it already has.
///
/// # Errors
/// When the note or a line has not the form of one, or a known witness's cosignature is wrong.
pub fn add(note: &str, lines: &str, witnesses: &[WitnessKey]) -> Result<String, CheckpointError> {
    let parsed = Note::from_bytes(note.as_bytes()).map_err(|_| CheckpointError::Form)?;
    Checkpoint::unverified(note)?;
    let mut out = note.to_owned();
    for line in lines.split_terminator('\n') {
        let signature = Signature::from_bytes(line.as_bytes()).map_err(|_| CheckpointError::Form)?;
        let known = |key: &&WitnessKey| key.name() == signature.name() && key.id() == signature.id();
        let Some(key) = witnesses.iter().find(known) else { continue };
        time(parsed.text(), key, signature.signature()).ok_or(CheckpointError::Signature)?;
        if !out.split('\n').any(|already| already == line) {
            out.push_str(line);
            out.push('\n');
        }
    }
    longest(&out)?;
    Ok(out)
}
