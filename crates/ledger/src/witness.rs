//! Whether to cosign another journal's checkpoint: the rules of C2SP tlog-witness, without its network and its store.

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::key::{SigningKey, VerifierKey};
use crate::tree::{Hash, LONGEST_PROOF, TreeError, empty_root, verify_consistency};

/// What a journal asks of a witness: the body of C2SP tlog-witness `add-checkpoint`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Size that the witness is taken to have cosigned last; 0 for none.
    pub old: u64,
    /// Consistency proof from that size to the checkpoint (RFC 6962, 2.1.2).
    pub proof: Vec<Hash>,
    /// The signed checkpoint.
    pub checkpoint: String,
}

/// Why a checkpoint is not cosigned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The request has not the form of one.
    #[error("line {line}: {wanted} was expected")]
    Form {
        /// Line from 1.
        line: usize,
        /// What should stand there.
        wanted: &'static str,
    },
    /// Not a journal that this witness watches.
    #[error("the journal {origin} is not watched here")]
    Origin {
        /// The origin that the checkpoint names.
        origin: String,
    },
    /// No known key of the journal has signed it, or a known key's signature is wrong.
    #[error("{0}")]
    Signature(CheckpointError),
    /// The old size is greater than the checkpoint's.
    #[error("the old size {old} is greater than that of the checkpoint, {size}")]
    Backwards {
        /// The old size of the request.
        old: u64,
        /// The checkpoint's size.
        size: u64,
    },
    /// The old size is not what was cosigned last; ask again from the size that was.
    #[error("{known} entries were cosigned last, not {old}")]
    OldSize {
        /// The old size of the request.
        old: u64,
        /// The size cosigned last; 0 for none.
        known: u64,
    },
    /// The proof does not lead from what was cosigned last to the checkpoint.
    #[error("the proof does not lead from the {known} entries cosigned last to this checkpoint")]
    Proof {
        /// The size cosigned last.
        known: u64,
    },
    /// The journal has signed two different states of one size: this checkpoint and the one cosigned last are the evidence.
    #[error("the journal has signed two different states of {size} entries")]
    SplitView {
        /// The size of both.
        size: u64,
        /// The root cosigned last.
        known: Hash,
        /// The root shown now.
        shown: Hash,
    },
    /// The instant is none that a cosignature can bear.
    #[error("{0} seconds since 1970 is no instant that a cosignature can bear")]
    Time(u64),
}

impl Refusal {
    /// The HTTP status that C2SP tlog-witness gives it. With 409 the body is the size cosigned last.
    pub fn status(&self) -> u16 {
        match self {
            Self::Form { .. } | Self::Backwards { .. } => 400,
            Self::Origin { .. } => 404,
            Self::Signature(_) => 403,
            Self::OldSize { .. } | Self::SplitView { .. } => 409,
            Self::Proof { .. } => 422,
            Self::Time(_) => 500,
        }
    }
}

/// A checkpoint that may be cosigned. Whoever decides keeps it as the state cosigned last, in the transaction in which that
/// state was read, before the line leaves the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigned {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// The cosignature: one signature line with its newline.
    pub line: String,
}

impl Request {
    /// Reads the body of a request.
    ///
    /// # Errors
    /// [`Refusal::Form`].
    pub fn parse(body: &str) -> Result<Self, Refusal> {
        let form = |line: usize, wanted: &'static str| Refusal::Form { line, wanted };
        let (head, checkpoint) =
            body.split_once("\n\n").ok_or_else(|| form(1, "an empty line before the checkpoint"))?;
        let mut lines = head.split('\n').zip(1..);
        let old = lines
            .next()
            .and_then(|(line, _)| decimal(line.strip_prefix("old ")?))
            .ok_or_else(|| form(1, "“old” with a size"))?;
        let mut proof = Vec::new();
        for (line, number) in lines {
            if proof.len() == LONGEST_PROOF {
                return Err(form(number, "an empty line after at most 63 hashes"));
            }
            let hash = BASE64_STANDARD.decode(line).ok().and_then(|bytes| Hash::try_from(bytes).ok());
            proof.push(hash.ok_or_else(|| form(number, "a hash of 32 bytes in base64"))?);
        }
        Ok(Self { old, proof, checkpoint: checkpoint.to_owned() })
    }

    /// The journal that the checkpoint names, before it is verified: under this name the keys and the state cosigned last
    /// are looked up.
    ///
    /// # Errors
    /// [`Refusal::Form`].
    pub fn origin(&self) -> Result<String, Refusal> {
        Ok(self.unverified()?.origin)
    }

    fn unverified(&self) -> Result<Checkpoint, Refusal> {
        let line = self.proof.len() + 3;
        Checkpoint::unverified(&self.checkpoint).map_err(|_| Refusal::Form { line, wanted: "a signed checkpoint" })
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        for hash in &self.proof {
            writeln!(f, "{}", BASE64_STANDARD.encode(hash))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

/// A number in decimal digits without leading zeros.
pub(crate) fn decimal(digits: &str) -> Option<u64> {
    let number: u64 = digits.parse().ok()?;
    (number.to_string() == digits).then_some(number)
}

/// Decides on a request. `journals` are the keys of the journals that are watched, `last` the size and root cosigned last for
/// the request's origin, `time` the instant of the cosignature in seconds since 1970-01-01T00:00:00Z. A witness does not
/// cosign its own journal.
///
/// # Errors
/// [`Refusal`].
pub fn decide(
    request: &Request,
    journals: &[VerifierKey],
    last: Option<(u64, Hash)>,
    key: &SigningKey,
    time: u64,
) -> Result<Cosigned, Refusal> {
    let Request { old, proof, checkpoint: note } = request;
    let checkpoint = request.unverified()?;
    let own = key.verifier().public();
    let of: Vec<VerifierKey> = journals
        .iter()
        .filter(|journal| journal.name() == checkpoint.origin && journal.public() != own)
        .cloned()
        .collect();
    if of.is_empty() {
        return Err(Refusal::Origin { origin: checkpoint.origin });
    }
    Checkpoint::verify(note, &of).map_err(Refusal::Signature)?;
    let (size, root) = (checkpoint.size, checkpoint.root);
    if *old > size {
        return Err(Refusal::Backwards { old: *old, size });
    }
    if let Some((same, known)) = last
        && same == size
        && known != root
    {
        return Err(Refusal::SplitView { size, known, shown: root });
    }
    let last = last.unwrap_or((0, empty_root()));
    if *old != last.0 {
        return Err(Refusal::OldSize { old: *old, known: last.0 });
    }
    verify_consistency(proof, last, (size, root)).map_err(|_: TreeError| Refusal::Proof { known: last.0 })?;
    let line = Checkpoint::cosign(note, key, time).map_err(|_| Refusal::Time(time))?;
    Ok(Cosigned { checkpoint, line })
}
