//! A receipt: what happened, the proof that it is in the journal, and the signed checkpoint, in one text that can be checked
//! without the office (C2SP tlog-proof, with the event and its salt as the extra data).

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::cosignature::Cosignature;
use crate::event::{Event, Salt, seal};
use crate::hex::{bytes32, hex};
use crate::key::{VerifierKey, WitnessKey};
use crate::tree::{Hash, LONGEST_PROOF, leaf_hash, verify_inclusion};
use crate::witness::decimal;

const FIRST: &str = "c2sp.org/tlog-proof@v1";
/// The longest receipt that is read, in bytes.
const LONGEST: usize = 8 << 20;

/// What was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What happened.
    pub event: Event,
    /// Place in the journal, from 0.
    pub index: u64,
    /// The checkpoint that proves it. Its origin says whose journal it is.
    pub checkpoint: Checkpoint,
    /// Cosignatures of that checkpoint by others whose keys were given, by name and instant.
    pub cosignatures: Vec<Cosignature>,
}

/// Why a receipt proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// It is no receipt, or not the whole of it.
    #[error("line {line}: {wanted} was expected; the text is no receipt or not the whole of it")]
    Form {
        /// Line from 1.
        line: usize,
        /// What should stand there.
        wanted: &'static str,
    },
    /// The checkpoint cannot be trusted.
    #[error("the checkpoint at the end: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// What it says happened was changed after the receipt was made.
    #[error("what it says happened was changed: it does not fit the digest beside it")]
    Event,
    /// A place at which the journal has nothing yet.
    #[error("the checkpoint is over {size} entries; there is none at place {index}: the place was changed")]
    Beyond {
        /// Place that it names, from 0.
        index: u64,
        /// Entries in the checkpoint.
        size: u64,
    },
    /// What it says happened is not what the journal holds at that place, or the proof was changed.
    #[error("what it says is not in the journal at that place: the event, its place or the proof was changed")]
    NotInJournal,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Extra {
    event: Whole,
    salt: String,
    /// The digest in the journal; it tells a changed event from a changed proof and proves nothing by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
}

/// An event with nothing beside it: what no digest covers must not stand in a receipt.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    kind: String,
    at: String,
    actor: String,
    subject: String,
    body: serde_json::Value,
}

impl From<Whole> for Event {
    fn from(Whole { kind, at, actor, subject, body }: Whole) -> Self {
        Self { kind, at, actor, subject, body }
    }
}

impl From<Event> for Whole {
    fn from(Event { kind, at, actor, subject, body }: Event) -> Self {
        Self { kind, at, actor, subject, body }
    }
}

/// The receipt for an event at place `index`, with its proof and the signed checkpoint, which may bear cosignatures.
pub fn write(event: &Event, with: &Salt, index: u64, proof: &[Hash], checkpoint: &str) -> String {
    let digest = seal(event, with).ok().map(|entry| entry.digest);
    let extra = Extra { event: event.clone().into(), salt: hex(with), digest };
    let extra = serde_json::to_string(&extra).unwrap_or_default();
    let mut out = format!("{FIRST}\nextra {}\nindex {index}\n", BASE64_STANDARD.encode(extra));
    for hash in proof {
        out.push_str(&BASE64_STANDARD.encode(hash));
        out.push('\n');
    }
    out.push('\n');
    out.push_str(checkpoint);
    out
}

/// A receipt taken apart, nothing verified yet.
struct Parts<'a> {
    event: Event,
    salt: Salt,
    digest: Option<String>,
    index: u64,
    proof: Vec<Hash>,
    checkpoint: &'a str,
}

fn form(line: usize, wanted: &'static str) -> ReceiptError {
    ReceiptError::Form { line, wanted }
}

fn parse(text: &str) -> Result<Parts<'_>, ReceiptError> {
    let (head, checkpoint) = text.split_once("\n\n").ok_or_else(|| form(1, "an empty line before the checkpoint"))?;
    let mut lines = head.split('\n').zip(1..);
    lines.next().filter(|(line, _)| *line == FIRST).ok_or_else(|| form(1, FIRST))?;
    let extra = lines
        .next()
        .and_then(|(line, _)| BASE64_STANDARD.decode(line.strip_prefix("extra ")?).ok())
        .and_then(|bytes| serde_json::from_slice::<Extra>(&bytes).ok())
        .ok_or_else(|| form(2, "“extra” with the event"))?;
    let salt = bytes32(&extra.salt).ok_or_else(|| form(2, "a salt of 64 hexadecimal digits"))?;
    let index = lines
        .next()
        .and_then(|(line, _)| decimal(line.strip_prefix("index ")?))
        .ok_or_else(|| form(3, "“index” with a number"))?;
    let mut proof = Vec::new();
    for (line, number) in lines {
        if proof.len() == LONGEST_PROOF {
            return Err(form(number, "an empty line after at most 63 hashes"));
        }
        let hash = BASE64_STANDARD.decode(line).ok().and_then(|bytes| Hash::try_from(bytes).ok());
        proof.push(hash.ok_or_else(|| form(number, "a hash of 32 bytes in base64"))?);
    }
    Ok(Parts { event: extra.event.into(), salt, digest: extra.digest, index, proof, checkpoint })
}

/// Checks a receipt with nothing but the text and the keys one trusts: those of the office that gave it, and of the other
/// offices for the cosignatures. Line ends of Windows are taken as line ends.
///
/// # Errors
/// [`ReceiptError`].
pub fn check(text: &str, keys: &[VerifierKey]) -> Result<Checked, ReceiptError> {
    if text.len() > LONGEST {
        return Err(form(1, "a receipt of at most 8 MiB"));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let Parts { event, salt, digest, index, proof, checkpoint } = parse(&text)?;
    let witnesses: Vec<WitnessKey> = keys.iter().map(VerifierKey::witness).collect();
    let (checkpoint, cosignatures) = Checkpoint::verify_cosigned(checkpoint, keys, &witnesses)?;
    let entry = seal(&event, &salt).map_err(|_| form(2, "an event with whole numbers only"))?;
    if digest.is_some_and(|digest| digest != entry.digest) {
        return Err(ReceiptError::Event);
    }
    if index >= checkpoint.size {
        return Err(ReceiptError::Beyond { index, size: checkpoint.size });
    }
    verify_inclusion(&proof, checkpoint.size, checkpoint.root, index, leaf_hash(&entry.bytes()))
        .map_err(|_| ReceiptError::NotInJournal)?;
    Ok(Checked { event, index, checkpoint, cosignatures })
}
