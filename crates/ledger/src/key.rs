//! Ed25519 keys with a name, in the forms of C2SP signed-note: the name is the origin of an office's journal.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::Signer as _;

/// Marks an Ed25519 key and signature (C2SP signed-note).
const ED25519: u8 = 1;
/// Marks an Ed25519 key of a witness and its cosignature (C2SP tlog-cosignature).
const WITNESS: u8 = 4;

/// Why a key cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// A name that a signed note cannot bear.
    #[error("“{0}” is no name of a key: it is empty, or has blanks or plus signs")]
    Name(String),
    /// A text that is no verifier key.
    #[error("“{0}” is no verifier key; it looks like name+1a2b3c4d+BASE64")]
    Form(String),
    /// The name and the number in the text do not belong to the key.
    #[error("“{0}”: the number does not belong to the name and the key; copy the whole line again")]
    Number(String),
    /// A key under which anybody could sign.
    #[error("“{0}” is a weak key, under which signatures prove nothing")]
    Weak(String),
}

/// A key that signs. Its secret is never shown.
#[derive(Clone)]
pub struct SigningKey {
    verifier: VerifierKey,
    key: ed25519_dalek::SigningKey,
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("verifier", &self.verifier.to_string()).finish_non_exhaustive()
    }
}

impl SigningKey {
    /// The key of this name that follows from 32 secret bytes.
    ///
    /// # Errors
    /// When the name cannot stand in a signed note.
    pub fn from_seed(name: &str, seed: [u8; 32]) -> Result<Self, KeyError> {
        let key = ed25519_dalek::SigningKey::from_bytes(&seed);
        let verifier = VerifierKey(Named::new(ED25519, name, key.verifying_key())?);
        Ok(Self { verifier, key })
    }

    /// The key that verifies what this one signs.
    pub fn verifier(&self) -> VerifierKey {
        self.verifier.clone()
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.verifier.name()
    }

    /// A text, which ends in a newline, with an empty line and the line of its signature after it (C2SP signed-note).
    ///
    /// # Errors
    /// When the name cannot stand in a signed note.
    pub fn note(&self, text: &str) -> Result<String, KeyError> {
        let name = || KeyError::Name(self.name().to_owned());
        let signature = self.sign(text.as_bytes()).to_vec();
        let line = signed_note::Signature::new(self.name().to_owned(), self.verifier.id(), signature)
            .map_err(|_| name())?
            .to_bytes();
        Ok(format!("{text}\n{}", String::from_utf8(line).map_err(|_| name())?))
    }

    /// The signature of these bytes. What is signed must say in its first line what it is, so that a signature for one
    /// purpose is none for another.
    pub fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.key.sign(bytes).to_bytes()
    }
}

/// A key that verifies what an office signs: checkpoints of its journal and parcels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey(Named);

/// A key that verifies cosignatures of a witness (C2SP tlog-cosignature, cosignature/v1). Every office is one, with the same
/// name and key as for its journal; the number differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessKey(Named);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Named {
    kind: u8,
    name: String,
    id: u32,
    key: ed25519_dalek::VerifyingKey,
}

impl Named {
    fn new(kind: u8, name: &str, key: ed25519_dalek::VerifyingKey) -> Result<Self, KeyError> {
        if !signed_note::is_key_name_valid(name) || name.chars().any(char::is_control) {
            return Err(KeyError::Name(name.to_owned()));
        }
        let id = signed_note::key_id(name, &encoded(kind, &key));
        Ok(Self { kind, name: name.to_owned(), id, key })
    }

    fn read(kind: u8, text: &str) -> Result<Self, KeyError> {
        let text = text.trim();
        let form = || KeyError::Form(text.chars().take(200).collect());
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else { return Err(form()) };
        let bytes = BASE64_STANDARD.decode(key).map_err(|_| form())?;
        let (of, key) = bytes.split_first().ok_or_else(form)?;
        let key = <[u8; 32]>::try_from(key).ok().filter(|_| *of == kind).ok_or_else(form)?;
        let key = ed25519_dalek::VerifyingKey::from_bytes(&key).map_err(|_| form())?;
        if key.is_weak() {
            return Err(KeyError::Weak(text.to_owned()));
        }
        let made = Self::new(kind, name, key)?;
        if id != format!("{:08x}", made.id) {
            return Err(KeyError::Number(text.to_owned()));
        }
        Ok(made)
    }

    fn verifies(&self, bytes: &[u8], signature: &[u8]) -> bool {
        let Ok(signature) = <[u8; 64]>::try_from(signature) else { return false };
        self.key.verify_strict(bytes, &ed25519_dalek::Signature::from_bytes(&signature)).is_ok()
    }
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{:08x}+{}", self.name, self.id, BASE64_STANDARD.encode(encoded(self.kind, &self.key)))
    }
}

fn encoded(kind: u8, key: &ed25519_dalek::VerifyingKey) -> Vec<u8> {
    std::iter::once(kind).chain(key.to_bytes()).collect()
}

impl VerifierKey {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Its number, which follows from name and key.
    pub fn id(&self) -> u32 {
        self.0.id
    }

    /// The 32 bytes of the public key.
    pub fn public(&self) -> [u8; 32] {
        self.0.key.to_bytes()
    }

    /// The same key as that of a witness.
    pub fn witness(&self) -> WitnessKey {
        let Named { name, key, .. } = &self.0;
        let id = signed_note::key_id(name, &encoded(WITNESS, key));
        WitnessKey(Named { kind: WITNESS, name: name.clone(), id, key: *key })
    }

    /// Whether these bytes were signed by this key. Signatures and keys of weak form are refused.
    pub fn verifies(&self, bytes: &[u8], signature: &[u8]) -> bool {
        self.0.verifies(bytes, signature)
    }
}

impl WitnessKey {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Its number, which follows from name and key.
    pub fn id(&self) -> u32 {
        self.0.id
    }

    /// The 32 bytes of the public key.
    pub fn public(&self) -> [u8; 32] {
        self.0.key.to_bytes()
    }

    /// Whether these bytes were signed by this key. They are those of a cosignature, not of a checkpoint.
    pub(crate) fn signed(&self, bytes: &[u8], signature: &[u8]) -> bool {
        self.0.verifies(bytes, signature)
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for WitnessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for VerifierKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        Named::read(ED25519, text).map(Self)
    }
}

impl FromStr for WitnessKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        Named::read(WITNESS, text).map(Self)
    }
}

impl signed_note::Verifier for VerifierKey {
    fn name(&self) -> &str {
        self.name()
    }

    fn key_id(&self) -> u32 {
        self.id()
    }

    fn verify(&self, msg: &[u8], sig: &[u8]) -> bool {
        self.verifies(msg, sig)
    }
}
