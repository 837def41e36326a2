//! The second factor: codes by time (TOTP, RFC 6238: SHA-1, 6 digits, 30 s, one step either way) and recovery codes.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use totp_rs::{Builder, Secret, Totp};

use crate::error::OfficeError;
use crate::identity::{FactorKey, Randomness};

/// How many recovery codes are made at once.
pub const RECOVERY_CODES: usize = 10;

/// The generator of an account: its secret follows from the office's key, the account and a random salt, so that whoever
/// reads the store alone cannot make codes.
pub(crate) fn generator(key: &FactorKey, account: &str, salt: &str) -> Result<Totp, OfficeError> {
    let fault = |error: &dyn std::fmt::Display| OfficeError::Stored(format!("second factor: {error}"));
    let mut mac = Hmac::<Sha256>::new_from_slice(key.bytes()).map_err(|error| fault(&error))?;
    for part in ["hefu totp 1", account, salt] {
        mac.update(part.as_bytes());
        mac.update(&[0]);
    }
    let digest = mac.finalize().into_bytes();
    let secret: Box<[u8]> = digest.iter().copied().take(20).collect();
    Builder::new().with_secret(Secret::new(secret)).with_skew(1).build().map_err(|error| fault(&error))
}

/// The secret as a person types it into an app (RFC 4648 base 32, in groups of four).
pub(crate) fn shown(totp: &Totp) -> String {
    let text = totp.secret().to_base32();
    text.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

/// The step of a right code at `second` since 1970, where it is later than the last one used: a code counts once (RFC 6238,
/// 5.2).
pub(crate) fn step_of(totp: &Totp, code: &str, second: i64, last: i64) -> Option<i64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let step = totp.check(&code, u64::try_from(second).ok()?)?;
    i64::try_from(step).ok().filter(|step| *step > last)
}

/// New recovery codes of 80 random bits each: `xxxx-xxxx-xxxx-xxxx`.
pub(crate) fn recovery_codes(random: &dyn Randomness) -> Result<Vec<String>, OfficeError> {
    let mut codes = Vec::new();
    for _ in 0..RECOVERY_CODES {
        let name: Vec<char> = random.name()?.chars().take(16).collect();
        codes.push(name.chunks(4).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join("-"));
    }
    Ok(codes)
}

/// A recovery code as it was given, whatever the person typed between its letters.
pub(crate) fn recovery_code(typed: &str) -> Option<String> {
    let letters: Vec<char> = typed.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    (letters.len() == 16)
        .then(|| letters.chunks(4).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, SHA-1: the last six of its eight digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret: Box<[u8]> = b"12345678901234567890".as_slice().into();
        let totp = Builder::new().with_secret(Secret::new(secret)).with_skew(1).build().expect("a generator");
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            assert_eq!(step_of(&totp, code, second, -1), Some(second / 30), "{second}");
            assert_eq!(step_of(&totp, code, second + 30, -1), Some(second / 30), "a step late");
            assert_eq!(step_of(&totp, code, second + 61, -1), None, "too late");
            assert_eq!(step_of(&totp, code, second, second / 30), None, "used already");
        }
        assert_eq!(step_of(&totp, "28 7082", 59, -1), Some(1));
        assert_eq!(step_of(&totp, "２８７０８２", 59, -1), None);
    }

    #[test]
    fn a_recovery_code_is_read_however_it_is_typed() {
        assert_eq!(recovery_code(" 0abc 1def-2ghj 3KMN").as_deref(), Some("0abc-1def-2ghj-3kmn"));
        assert_eq!(recovery_code("0abc"), None);
    }
}
