//! Identity numbers that two offices can compare without telling them to each other.
//!
//! A plain digest of an identity number hides nothing: there are fewer than 10¹¹ resident IDs that could exist and some
//! 10⁹ HKIDs, so whoever sees the digest tries them all in minutes. Only a keyed digest is made here, under a secret that both
//! offices hold and nobody else; without it the digest tells nothing, with it the offices could still try numbers, which is
//! why it is agreed upon, used for one call, and destroyed after it.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// A secret both offices hold, for one call.
#[derive(Clone)]
pub struct Key([u8; 32]);

/// A secret that is too short to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the secret has {0} bytes; 32 random ones are needed")]
pub struct ShortKey(usize);

impl Key {
    /// From exactly 32 bytes, drawn at random by one office and given to the other out of band.
    ///
    /// # Errors
    /// `ShortKey` for any other length: a word a person could think of is no secret.
    pub fn new(bytes: &[u8]) -> Result<Self, ShortKey> {
        bytes.try_into().map(Self).map_err(|_| ShortKey(bytes.len()))
    }
}

/// The number of a scheme (`resident_id`, `hkid`, `taiwan_id` …) under the key, as 64 hexadecimal digits. Blanks, hyphens,
/// brackets and small letters make no difference. `None` for an empty number.
#[must_use]
pub fn keyed(key: &Key, scheme: &str, number: &str) -> Option<String> {
    let plain: String = number.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_uppercase()).collect();
    if plain.is_empty() {
        return None;
    }
    let mut mac = Hmac::<Sha256>::new_from_slice(&key.0).ok()?;
    for part in ["hefu identity 1", scheme, &plain] {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    Some(mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect())
}
