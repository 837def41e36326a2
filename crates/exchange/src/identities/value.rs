//! An identity number in the one form in which it is compared.

use std::fmt;

use hefu_text::identifier::{Hkid, HomeReturnPermit, Orcid, ResidentId, TaiwanId, TaiwanPermit};

/// Schemes that are compared. A number is compared with numbers of its own scheme only.
pub const SCHEMES: [&str; 6] = ["resident_id", "hkid", "taiwan_id", "home_return_permit", "taiwan_permit", "orcid"];

/// An identity number in its canonical form with its scheme. It is never shown, not even for finding faults.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Value(String);

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Value")
    }
}

impl Value {
    /// The number of a scheme as written. Width, blanks, hyphens, brackets and small letters make no difference; a resident ID
    /// of 15 digits is the one of 18; of a travel permit the part counts that stays with the person. `None` for another scheme
    /// and for what is no number of it: a number that was written down wrongly would be compared in vain.
    #[must_use]
    pub fn of(scheme: &str, number: &str) -> Option<Self> {
        let canonical = match scheme {
            "resident_id" => ResidentId::parse(number).ok()?.to_new_form().as_str().to_owned(),
            "hkid" => Hkid::parse(number).ok()?.as_str().to_owned(),
            "taiwan_id" => TaiwanId::parse(number).ok()?.as_str().to_owned(),
            "home_return_permit" => HomeReturnPermit::parse(number).ok()?.person_part().to_owned(),
            "taiwan_permit" => TaiwanPermit::parse(number).ok()?.person_part().to_owned(),
            "orcid" => Orcid::parse(number).ok()?.as_str().to_owned(),
            _ => return None,
        };
        Some(Self(format!("{scheme} {canonical}")))
    }

    /// What the function is evaluated at.
    pub(super) fn input(&self) -> Vec<u8> {
        format!("hefu identity 1 {}", self.0).into_bytes()
    }

    /// Its bytes, for an office to keep beside a question that is not answered yet, or to digest under a key of its own.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// What [`secret`](Self::secret) gave.
    #[must_use]
    pub fn of_secret(secret: &str) -> Option<Self> {
        let (scheme, number) = secret.split_once(' ')?;
        Self::of(scheme, number)
    }
}
