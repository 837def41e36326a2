//! The office's signing key, and randomness as a thing that is handed in.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use hefu_ledger::key::SigningKey;

use crate::error::OfficeError;
use crate::person::AccountId;

/// Letters and digits of names, five bits each.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The files of an office's keys in its data folder: that which signs, that from which second factors follow.
pub const KEY_FILES: [&str; 2] = ["signing.key", "factors.key"];

/// Where random bytes come from. Acts ask this and nothing else, so that tests can repeat them.
pub trait Randomness: Send + Sync {
    /// 32 bytes nobody can guess.
    ///
    /// # Errors
    /// When the system has none to give.
    fn bytes(&self) -> Result<[u8; 32], OfficeError>;

    /// A name of 26 letters and digits (130 bits).
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes).
    fn name(&self) -> Result<String, OfficeError> {
        let bytes = self.bytes()?;
        Ok(bytes.iter().take(26).map(|byte| char::from(ALPHABET[usize::from(byte & 31)])).collect())
    }

    /// A new account.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes).
    fn account(&self) -> Result<AccountId, OfficeError> {
        self.name().map(AccountId)
    }
}

/// The operating system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn bytes(&self) -> Result<[u8; 32], OfficeError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| OfficeError::Stored(format!("no randomness: {error}")))?;
        Ok(bytes)
    }
}

/// The keys of an office.
#[derive(Debug)]
pub struct Keys {
    /// Signs checkpoints and parcels.
    pub signing: SigningKey,
    /// From which the secrets of second factors follow.
    pub(crate) factors: FactorKey,
}

/// The key from which the secrets of second factors follow, and others that the store alone must not give. It stands beside the signing key and not in the store.
pub(crate) struct FactorKey([u8; 32]);

impl FactorKey {
    pub(crate) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for FactorKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FactorKey")
    }
}

impl Keys {
    /// A secret of 130 bits that follows from the key, a purpose and a name, and is the same every time: the SHA-256 of
    /// the key's signature of both, which is shown to nobody.
    pub(crate) fn secret_of(&self, purpose: &str, name: &str) -> String {
        use sha2::{Digest as _, Sha256};
        let signature = self.signing.sign(format!("hefu secret: {purpose}\n{name}\n").as_bytes());
        Sha256::digest(signature).iter().take(26).map(|byte| char::from(ALPHABET[usize::from(byte & 31)])).collect()
    }
}

impl Keys {
    /// A digest under the key file that only this office has: 32 bytes that follow from a purpose and from what is given, and
    /// say nothing of it to whoever has the store alone.
    ///
    /// # Errors
    /// Never for a key of this length.
    pub(crate) fn keyed(&self, purpose: &str, about: &[u8]) -> Result<[u8; 32], OfficeError> {
        use hmac::{Hmac, KeyInit as _, Mac as _};
        let fault = |error: &dyn std::fmt::Display| OfficeError::Stored(error.to_string());
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(self.factors.bytes()).map_err(|error| fault(&error))?;
        for part in [&b"hefu keyed 1"[..], purpose.as_bytes(), about] {
            mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            mac.update(part);
        }
        Ok(mac.finalize().into_bytes().into())
    }
}

impl Keys {
    /// Reads the keys in `folder`, which must be there.
    ///
    /// # Errors
    /// When one is missing or is no key.
    pub fn read(folder: &Path, origin: &str) -> Result<Self, OfficeError> {
        let key = |name: &str| {
            read_key(folder, name)?.ok_or_else(|| {
                let file = folder.join(name);
                let remedy = "the office's key is missing: put back the one it was opened with, from where you keep it";
                OfficeError::Stored(format!("{}: {remedy}", file.display()))
            })
        };
        let signing = SigningKey::from_seed(origin, key(KEY_FILES[0])?);
        let signing = signing.map_err(|error| OfficeError::Stored(error.to_string()))?;
        Ok(Self { signing, factors: FactorKey(key(KEY_FILES[1])?) })
    }

    /// Reads the keys in `folder` (`signing.key`, `factors.key`), or makes them there, readable by their owner alone.
    ///
    /// # Errors
    /// When the folder cannot be read or written, or a file is no key.
    pub fn open(folder: &Path, origin: &str, random: &dyn Randomness) -> Result<Self, OfficeError> {
        let seed = key_in(folder, KEY_FILES[0], random)?;
        let signing = SigningKey::from_seed(origin, seed).map_err(|error| OfficeError::Stored(error.to_string()))?;
        Ok(Self { signing, factors: FactorKey(key_in(folder, KEY_FILES[1], random)?) })
    }
}

fn read_key(folder: &Path, name: &str) -> Result<Option<[u8; 32]>, OfficeError> {
    let file = folder.join(name);
    let fault = |error: &dyn std::fmt::Display| OfficeError::Stored(format!("{}: {error}", file.display()));
    match fs::read(&file) {
        Ok(bytes) => <[u8; 32]>::try_from(bytes.as_slice()).map(Some).map_err(|_| fault(&"is no key of 32 bytes")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(fault(&error)),
    }
}

fn key_in(folder: &Path, name: &str, random: &dyn Randomness) -> Result<[u8; 32], OfficeError> {
    if let Some(key) = read_key(folder, name)? {
        return Ok(key);
    }
    let key = random.bytes()?;
    let file = folder.join(name);
    let written = fs::create_dir_all(folder).and_then(|()| write_private(&file, &key));
    written.map_err(|error| OfficeError::Stored(format!("{}: {error}", file.display())))?;
    Ok(key)
}

/// Writes a file that its owner alone can read, so that it outlives a power cut.
pub(crate) fn write_private(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut out = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    out.write_all(bytes)?;
    out.sync_all()?;
    fs::File::open(file.parent().unwrap_or(Path::new(".")))?.sync_all()
}
