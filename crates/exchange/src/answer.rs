//! The signed answer to a parcel: taken, taken before, missing those before it, or not believed. The sender keeps it as its
//! receipt.

use hefu_ledger::canonical::canonical;
use hefu_ledger::hex::{bytes32, hex};
use hefu_ledger::key::{SigningKey, VerifierKey};
use hefu_ledger::tree::Hash;
use serde::{Deserialize, Serialize};
use serde_json::json;
use signed_note::Signature;

const TYPE: &str = "hefu-answer/1";
/// The longest answer that is read, in bytes.
const LONGEST: usize = 64 << 10;

/// What became of a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answered {
    /// Taken now or before: the same answer both times.
    Taken,
    /// Kept aside until those before it have come; `next` says which is missing first.
    Gap,
    /// The sender has signed something else under this number: nothing further is taken until people have looked.
    Contradiction,
    /// Older than what is on record.
    Old,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The exchange.
    pub exchange: String,
    /// Origin of the office that answers.
    pub from: String,
    /// Origin of the office that sent the parcel.
    pub to: String,
    /// Number of the parcel.
    pub number: u64,
    /// Digest of the parcel as it arrived.
    pub digest: Hash,
    /// What became of it.
    pub answered: Answered,
    /// Number of the parcel that is waited for.
    pub next: u64,
    /// Digest of the parcel taken last, the one before `next`.
    pub last: Option<Hash>,
    /// Size of the sender's journal that the answering office has cosigned last; 0 for none.
    pub witnessed: u64,
    /// The cosignature under the checkpoint of that size that came with the parcel: a line of signature.
    pub cosignature: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Form {
    exchange: String,
    from: String,
    to: String,
    number: u64,
    digest: String,
    answered: Answered,
    next: u64,
    #[serde(default)]
    last: Option<String>,
    #[serde(default)]
    witnessed: u64,
    #[serde(default)]
    cosignature: Option<String>,
}

/// Why an answer is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// Not a text of this form.
    #[error("this is no answer to a parcel")]
    Form,
    /// Not signed by the office asked.
    #[error("the answer is not signed by the office it should come from")]
    Signature,
}

impl Answer {
    /// The signed text.
    ///
    /// # Errors
    /// When the key is not the answering office's.
    pub fn sign(&self, key: &SigningKey) -> Result<String, AnswerError> {
        if key.name() != self.from {
            return Err(AnswerError::Signature);
        }
        let body = json!({
            "answered": self.answered,
            "cosignature": self.cosignature,
            "digest": hex(&self.digest),
            "exchange": self.exchange,
            "from": self.from,
            "last": self.last.map(|digest| hex(&digest)),
            "next": self.next,
            "number": self.number,
            "to": self.to,
            "witnessed": self.witnessed,
        });
        let body = canonical(&body).map_err(|_| AnswerError::Form)?;
        let body = String::from_utf8(body).map_err(|_| AnswerError::Form)?;
        key.note(&format!("{TYPE}\n{body}\n")).map_err(|_| AnswerError::Form)
    }

    /// Reads an answer and verifies that one of `keys` has signed it and bears the name it says it is from.
    ///
    /// # Errors
    /// [`AnswerError`].
    pub fn read(text: &str, keys: &[VerifierKey]) -> Result<Self, AnswerError> {
        if text.len() > LONGEST {
            return Err(AnswerError::Form);
        }
        let (body, line) = text.split_once("\n\n").ok_or(AnswerError::Form)?;
        let signed = text.get(..=body.len()).ok_or(AnswerError::Form)?;
        let signature = Signature::from_bytes(line.trim_end_matches('\n').as_bytes()).map_err(|_| AnswerError::Form)?;
        let key = keys
            .iter()
            .find(|key| key.name() == signature.name() && key.id() == signature.id())
            .filter(|key| key.verifies(signed.as_bytes(), signature.signature()))
            .ok_or(AnswerError::Signature)?;
        let json = body.strip_prefix(TYPE).and_then(|rest| rest.strip_prefix('\n')).ok_or(AnswerError::Form)?;
        let form: Form = serde_json::from_str(json).map_err(|_| AnswerError::Form)?;
        if form.from != key.name() {
            return Err(AnswerError::Signature);
        }
        Ok(Self {
            exchange: form.exchange,
            from: form.from,
            to: form.to,
            number: form.number,
            digest: bytes32(&form.digest).ok_or(AnswerError::Form)?,
            answered: form.answered,
            next: form.next,
            last: form.last.map(|digest| bytes32(&digest).ok_or(AnswerError::Form)).transpose()?,
            witnessed: form.witnessed,
            cosignature: form.cosignature,
        })
    }
}
