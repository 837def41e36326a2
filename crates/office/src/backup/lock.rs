//! The office's keys, locked for those who may open them (age): `keys.age` opens with any `age` program too.

use std::collections::BTreeMap;
use std::str::FromStr as _;

use age::secrecy::SecretString;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::error::OfficeError;
use crate::identity::KEY_FILES;

/// What keys are locked with.
pub enum KeyLock {
    /// For the holder of this public key (`age1…`).
    Recipient(age::x25519::Recipient),
    /// With a passphrase.
    Passphrase(SecretString),
}

/// What they are opened with.
pub enum KeyOpener {
    /// A secret key (`AGE-SECRET-KEY-1…`).
    Identity(age::x25519::Identity),
    /// The passphrase.
    Passphrase(SecretString),
}

impl std::fmt::Debug for KeyLock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyLock")
    }
}

impl std::fmt::Debug for KeyOpener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyOpener")
    }
}

/// The shortest passphrase that is taken.
const SHORTEST: usize = 15;

fn passphrase(text: &str) -> Result<SecretString, OfficeError> {
    let text = text.trim_end_matches(['\r', '\n']);
    if text.chars().count() < SHORTEST {
        return Err(OfficeError::Stored(format!(
            "the passphrase for the keys must have {SHORTEST} characters or more"
        )));
    }
    Ok(SecretString::from(text.to_owned()))
}

impl KeyLock {
    /// For the holder of a public key.
    ///
    /// # Errors
    /// When the text is none.
    pub fn recipient(text: &str) -> Result<Self, OfficeError> {
        let recipient = age::x25519::Recipient::from_str(text.trim());
        recipient.map(Self::Recipient).map_err(|error| OfficeError::Stored(format!("`{text}`: {error}")))
    }

    /// With what stands in a file of a passphrase.
    ///
    /// # Errors
    /// When it is too short.
    pub fn passphrase(text: &str) -> Result<Self, OfficeError> {
        passphrase(text).map(Self::Passphrase)
    }

    pub(super) fn lock(&self, keys: &BTreeMap<&'static str, Vec<u8>>) -> Result<Vec<u8>, OfficeError> {
        let named: BTreeMap<_, _> = keys.iter().map(|(name, key)| (*name, BASE64_STANDARD.encode(key))).collect();
        let plain = serde_json::to_vec(&named)?;
        let locked = match self {
            Self::Recipient(recipient) => age::encrypt(recipient, &plain),
            Self::Passphrase(words) => age::encrypt(&age::scrypt::Recipient::new(words.clone()), &plain),
        };
        locked.map_err(|error| OfficeError::Stored(format!("locking the keys: {error}")))
    }
}

impl KeyOpener {
    /// With what stands in a file of a secret key, as `age-keygen` writes it.
    ///
    /// # Errors
    /// When it holds none.
    pub fn identity(text: &str) -> Result<Self, OfficeError> {
        let line = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
        let identity = age::x25519::Identity::from_str(line.unwrap_or_default());
        identity.map(Self::Identity).map_err(|error| OfficeError::Stored(format!("the secret key: {error}")))
    }

    /// With what stands in a file of a passphrase.
    ///
    /// # Errors
    /// When it is too short to be one.
    pub fn passphrase(text: &str) -> Result<Self, OfficeError> {
        passphrase(text).map(Self::Passphrase)
    }

    pub(super) fn open(&self, locked: &[u8]) -> Result<BTreeMap<&'static str, Vec<u8>>, OfficeError> {
        let opened = match self {
            Self::Identity(identity) => age::decrypt(identity, locked),
            Self::Passphrase(words) => age::decrypt(&age::scrypt::Identity::new(words.clone()), locked),
        };
        let plain = opened.map_err(|error| OfficeError::Stored(format!("the keys do not open: {error}")))?;
        let named: BTreeMap<String, String> = serde_json::from_slice(&plain)?;
        let mut keys = BTreeMap::new();
        for name in KEY_FILES {
            let key = named.get(name).and_then(|text| BASE64_STANDARD.decode(text).ok());
            let key = key.ok_or_else(|| OfficeError::Stored(format!("{name} does not stand among the keys")))?;
            keys.insert(name, key);
        }
        Ok(keys)
    }
}
