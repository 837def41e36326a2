//! The state of a journal in three lines, signed: C2SP tlog-checkpoint as a signed note.

use signed_note::{Note, Signature, VerificationError, Verifier, Verifiers};

use crate::cosignature::{self, Cosignature};
use crate::key::{SigningKey, VerifierKey, WitnessKey};
use crate::tree::Hash;

/// The longest signed checkpoint that is read, in bytes: three lines and a hundred signatures, some of them long.
const LONGEST: usize = 256 << 10;

/// How many entries a journal has and the root over them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Origin of the journal: the name of the key that signs it.
    pub origin: String,
    /// Number of entries.
    pub size: u64,
    /// Root of the tree over them.
    pub root: Hash,
}

/// Why a checkpoint cannot be made or trusted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// It is no signed checkpoint.
    #[error("this is no signed checkpoint of a journal")]
    Form,
    /// None of the known keys has signed it.
    #[error("none of the given keys has signed this checkpoint")]
    Unknown,
    /// A known key's signature is wrong: the text was changed.
    #[error("the signature does not fit the checkpoint: it was changed")]
    Signature,
    /// It is signed, but by a key of another journal.
    #[error("the checkpoint is of the journal {origin}, and the key that signed it is another's")]
    Origin {
        /// The origin it names.
        origin: String,
    },
}

/// Refuses a note longer than is read.
pub(crate) fn longest(note: &str) -> Result<(), CheckpointError> {
    if note.len() > LONGEST { Err(CheckpointError::Form) } else { Ok(()) }
}

fn parse(note: &str) -> Result<(Note, Checkpoint), CheckpointError> {
    longest(note)?;
    let note = Note::from_bytes(note.as_bytes()).map_err(|_| CheckpointError::Form)?;
    let text = tlog_tiles::Checkpoint::from_bytes(note.text()).map_err(|_| CheckpointError::Form)?;
    let checkpoint = Checkpoint { origin: text.origin().to_owned(), size: text.size(), root: text.hash().0 };
    Ok((note, checkpoint))
}

/// The keys that one trusts, looked up by name and number.
struct Known<'a> {
    offices: &'a [VerifierKey],
    witnesses: &'a [WitnessKey],
}

impl Known<'_> {
    fn office(&self, signature: &Signature) -> bool {
        self.offices.iter().any(|key| key.name() == signature.name() && key.id() == signature.id())
    }

    fn witness(&self, signature: &Signature) -> Option<&WitnessKey> {
        self.witnesses.iter().find(|key| key.name() == signature.name() && key.id() == signature.id())
    }
}

impl Verifiers for Known<'_> {
    fn verifier(&self, name: &str, id: u32) -> Result<&dyn Verifier, VerificationError> {
        let offices = self.offices.iter().map(|key| key as &dyn Verifier);
        let mut keys = offices.chain(self.witnesses.iter().map(|key| key as &dyn Verifier));
        keys.find(|key| key.name() == name && key.key_id() == id)
            .ok_or_else(|| VerificationError::UnknownKey { name: name.to_owned(), id })
    }
}

impl Checkpoint {
    /// The signed note of it.
    ///
    /// # Errors
    /// When the key is not that of its origin.
    pub fn sign(&self, key: &SigningKey) -> Result<String, CheckpointError> {
        if key.name() != self.origin {
            return Err(CheckpointError::Origin { origin: self.origin.clone() });
        }
        let text = tlog_tiles::Checkpoint::new(&self.origin, self.size, tlog_tiles::Hash(self.root), "")
            .map_err(|_| CheckpointError::Form)?;
        let text = String::from_utf8(text.to_bytes()).map_err(|_| CheckpointError::Form)?;
        key.note(&text).map_err(|_| CheckpointError::Form)
    }

    /// What a signed note says, before anybody has verified it: good for finding the keys to verify it with, for nothing else.
    ///
    /// # Errors
    /// [`CheckpointError::Form`].
    pub fn unverified(note: &str) -> Result<Self, CheckpointError> {
        parse(note).map(|(_, checkpoint)| checkpoint)
    }

    /// Reads a signed note and verifies the signature of its origin's key, which must be among `known`. Signatures by other
    /// keys are passed over, as the standard says.
    ///
    /// # Errors
    /// [`CheckpointError`].
    pub fn verify(note: &str, known: &[VerifierKey]) -> Result<Self, CheckpointError> {
        Self::verify_cosigned(note, known, &[]).map(|(checkpoint, _)| checkpoint)
    }

    /// As [`Checkpoint::verify`], and gives the cosignatures of those witnesses that are known, by name and instant. A
    /// witness that holds the journal's own key is none.
    ///
    /// # Errors
    /// [`CheckpointError`]; also when a known witness's cosignature is wrong.
    pub fn verify_cosigned(
        note: &str,
        known: &[VerifierKey],
        witnesses: &[WitnessKey],
    ) -> Result<(Self, Vec<Cosignature>), CheckpointError> {
        let (note, checkpoint) = parse(note)?;
        let known = Known { offices: known, witnesses };
        let (signed, _) = note.verify(&known).map_err(|error| match error {
            signed_note::NoteError::InvalidSignature { .. } => CheckpointError::Signature,
            _ => CheckpointError::Unknown,
        })?;
        let mut offices = signed.iter().filter(|signature| known.office(signature)).peekable();
        if offices.peek().is_none() {
            return Err(CheckpointError::Unknown);
        }
        if !offices.any(|signature| signature.name() == checkpoint.origin) {
            return Err(CheckpointError::Origin { origin: checkpoint.origin });
        }
        let own: Vec<_> =
            known.offices.iter().filter(|key| key.name() == checkpoint.origin).map(VerifierKey::public).collect();
        let mut cosignatures = Vec::new();
        for signature in &signed {
            let Some(key) = known.witness(signature).filter(|key| !own.contains(&key.public())) else { continue };
            if let Some(time) = cosignature::time(note.text(), key, signature.signature()) {
                cosignatures.push(Cosignature { name: key.name().to_owned(), time });
            }
        }
        cosignatures.sort();
        Ok((checkpoint, cosignatures))
    }

    /// The signature line by which this witness cosigns a note that it has verified and found to go on from the last.
    pub(crate) fn cosign(note: &str, witness: &SigningKey, time: u64) -> Result<String, CheckpointError> {
        let (note, _) = parse(note)?;
        cosignature::line(note.text(), witness, time)
    }
}
