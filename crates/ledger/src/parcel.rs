//! A parcel: what one office sends another, numbered, chained to the parcel before it and signed. It goes by wire or is
//! carried as a file.
//!
//! Its form is that of a C2SP signed note: a line that says what it is, one line of canonical JSON (RFC 8785), an empty
//! line, signature lines. The signature is over the first two lines, whose first sets them apart from all else that an
//! office signs.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use signed_note::Signature;

use crate::canonical::{CanonicalError, MOST, canonical};
use crate::hex::{bytes32, hex};
use crate::key::{SigningKey, VerifierKey};
use crate::tree::Hash;

/// The first line of a parcel and the type in its header.
const TYPE: &str = "hefu-parcel/1";
/// The most signature lines that are read.
const SIGNATURES: usize = 16;

/// What is said of a parcel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The exchange that it belongs to, as both offices have agreed on it.
    pub exchange: String,
    /// Origin of the office that sends it.
    pub from: String,
    /// Origin of the office that it is for.
    pub to: String,
    /// Number in this exchange and direction, from 1 without gaps.
    pub number: u64,
    /// Digest of the parcel before it; none for the first and for no other.
    pub previous: Option<Hash>,
    /// When it was made: instant with its zone (RFC 9557).
    pub made: String,
}

/// A parcel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// What is said of it.
    pub header: Header,
    /// The records in it.
    pub records: Vec<Value>,
}

/// How much is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole text.
    pub bytes: usize,
    /// Records in a parcel.
    pub records: usize,
}

impl Default for Limits {
    /// 16 MiB and 20,000 records.
    fn default() -> Self {
        Self { bytes: 16 << 20, records: 20_000 }
    }
}

/// A parcel as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The text to send.
    pub text: String,
    /// Its digest, which the next parcel names: SHA-256 of what is signed. Another signature on the same leaves it as it is.
    pub digest: Hash,
}

/// A parcel whose signature was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The parcel.
    pub parcel: Parcel,
    /// Its digest.
    pub digest: Hash,
}

/// Why a parcel cannot be made or read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParcelError {
    /// More bytes than are read.
    #[error("the parcel has {bytes} bytes; at most {most} are read")]
    Bytes {
        /// Bytes it has.
        bytes: usize,
        /// Bytes allowed.
        most: usize,
    },
    /// More records than are read.
    #[error("the parcel has {records} records; at most {most} are read")]
    Records {
        /// Records it has.
        records: usize,
        /// Records allowed.
        most: usize,
    },
    /// No parcel, or not the whole of one.
    #[error("{0} was expected; this is no parcel or not the whole of it")]
    Form(&'static str),
    /// A header that contradicts itself.
    #[error("the header of the parcel: {0}")]
    Header(&'static str),
    /// A record that has no canonical form.
    #[error("a record: {0}")]
    Record(#[from] CanonicalError),
    /// None of the known keys has signed it.
    #[error("none of the given keys has signed this parcel")]
    Unknown,
    /// A known key's signature is wrong: the parcel was changed.
    #[error("the signature does not fit the parcel: it was changed")]
    Signature,
    /// It names another office as its sender than the one whose key has signed it.
    #[error("the parcel says it is from {from}, but {signer} has signed it")]
    Sender {
        /// Sender in the header.
        from: String,
        /// Name of the key.
        signer: String,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    header: HeaderForm,
    records: Vec<Value>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeaderForm {
    #[serde(rename = "type")]
    kind: String,
    exchange: String,
    from: String,
    to: String,
    number: u64,
    previous: Option<String>,
    made: String,
}

impl Header {
    fn checked(self) -> Result<Self, ParcelError> {
        let fault = |what| Err(ParcelError::Header(what));
        if self.number == 0 || self.number > MOST.unsigned_abs() {
            return fault("the number is not between 1 and 2^53-1");
        }
        if (self.number == 1) != self.previous.is_none() {
            return fault("every parcel but the first names the one before it, and the first names none");
        }
        if self.from == self.to {
            return fault("sender and recipient are the same office");
        }
        Ok(self)
    }
}

impl Parcel {
    /// What is signed.
    fn text(&self) -> Result<String, ParcelError> {
        let Header { exchange, from, to, number, previous, made } = self.header.clone().checked()?;
        let previous = previous.map(|digest| hex(&digest));
        let header = json!({"exchange": exchange, "from": from, "made": made, "number": number,
            "previous": previous, "to": to, "type": TYPE});
        let body = canonical(&json!({"header": header, "records": self.records}))?;
        let body = String::from_utf8(body).map_err(|_| ParcelError::Form("UTF-8"))?;
        Ok(format!("{TYPE}\n{body}\n"))
    }

    /// The parcel signed, ready to send, if the recipient's limits allow it.
    ///
    /// # Errors
    /// When the key is not the sender's, the header contradicts itself, a record has no canonical form, or a limit is passed.
    pub fn seal(&self, key: &SigningKey, limits: &Limits) -> Result<Sealed, ParcelError> {
        if key.name() != self.header.from {
            return Err(ParcelError::Sender { from: self.header.from.clone(), signer: key.name().to_owned() });
        }
        self.within(limits)?;
        let text = self.text()?;
        let signed = key.note(&text).map_err(|_| ParcelError::Form("a name that a signature can bear"))?;
        let sealed = Sealed { digest: Sha256::digest(&text).into(), text: signed };
        if sealed.text.len() > limits.bytes {
            return Err(ParcelError::Bytes { bytes: sealed.text.len(), most: limits.bytes });
        }
        Ok(sealed)
    }

    fn within(&self, limits: &Limits) -> Result<(), ParcelError> {
        if self.records.len() > limits.records {
            return Err(ParcelError::Records { records: self.records.len(), most: limits.records });
        }
        Ok(())
    }

    /// Reads a parcel and verifies that one of `known`, which bears the sender's name, has signed it. Nothing is read of a
    /// parcel that no known key has signed; signatures of other keys are passed over.
    ///
    /// # Errors
    /// [`ParcelError`].
    pub fn open(bytes: &[u8], known: &[VerifierKey], limits: &Limits) -> Result<Opened, ParcelError> {
        if bytes.len() > limits.bytes {
            return Err(ParcelError::Bytes { bytes: bytes.len(), most: limits.bytes });
        }
        let whole = std::str::from_utf8(bytes).map_err(|_| ParcelError::Form("UTF-8"))?;
        let (body, signatures) = whole.split_once("\n\n").ok_or(ParcelError::Form("an empty line"))?;
        let json = body.strip_prefix(TYPE).and_then(|rest| rest.strip_prefix('\n')).ok_or(ParcelError::Form(TYPE))?;
        let text = whole.get(..=body.len()).ok_or(ParcelError::Form("an empty line"))?;
        let signer = signer(text, signatures, known)?;
        let Body { header, records } =
            serde_json::from_str(json).map_err(|_| ParcelError::Form("a header and records as JSON"))?;
        if header.kind != TYPE {
            return Err(ParcelError::Header("its type is not that of the first line"));
        }
        let previous = match header.previous {
            Some(digits) => Some(bytes32(&digits).ok_or(ParcelError::Header("the digest before it is no digest"))?),
            None => None,
        };
        let HeaderForm { exchange, from, to, number, made, .. } = header;
        if from != signer {
            return Err(ParcelError::Sender { from, signer: signer.to_owned() });
        }
        let parcel = Self { header: Header { exchange, from, to, number, previous, made }, records };
        parcel.within(limits)?;
        // Two texts of one content would have two digests, and an honest repeat would look like a double number.
        if parcel.text()? != text {
            return Err(ParcelError::Form("one line of canonical JSON"));
        }
        Ok(Opened { parcel, digest: Sha256::digest(text).into() })
    }
}

/// The name of the known key that has signed; all known keys that stand there must have.
fn signer<'a>(text: &str, lines: &str, known: &'a [VerifierKey]) -> Result<&'a str, ParcelError> {
    let lines = lines.strip_suffix('\n').ok_or(ParcelError::Form("a newline at the end"))?;
    let mut signer: Option<&str> = None;
    for (at, line) in lines.split('\n').enumerate() {
        if at == SIGNATURES {
            return Err(ParcelError::Form("at most 16 signatures"));
        }
        let signature = Signature::from_bytes(line.as_bytes()).map_err(|_| ParcelError::Form("a signature"))?;
        let ours = |key: &&VerifierKey| key.name() == signature.name() && key.id() == signature.id();
        let Some(key) = known.iter().find(ours) else { continue };
        if !key.verifies(text.as_bytes(), signature.signature()) {
            return Err(ParcelError::Signature);
        }
        if signer.is_some_and(|name| name != key.name()) {
            return Err(ParcelError::Form("signatures of one office"));
        }
        signer = Some(key.name());
    }
    signer.ok_or(ParcelError::Unknown)
}
