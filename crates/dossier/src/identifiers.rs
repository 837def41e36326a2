//! Checks identifiers by their schemes. A number that fails its check is kept and reported: it never stops anything.

use std::fmt::Display;

use hefu_text::identifier::{
    Brn, CheckKind, Hkid, HomeReturnPermit, IdentifierError, IdentifierPart, Orcid, ResidentId, Ror, TaiwanId,
    TaiwanPermit, TaiwanUbn, Uscc,
};

use crate::problems::Trouble;

/// Schemes of units.
pub const UNIT_SCHEMES: [&str; 4] = ["uscc", "brn", "ubn", "ror"];
/// Schemes of persons.
pub const PERSON_SCHEMES: [&str; 6] =
    ["orcid", "resident_id", "hkid", "taiwan_id", "home_return_permit", "taiwan_permit"];

/// What is wrong with `text` as a number of `scheme`; `None` where nothing is, or the scheme is not known here.
pub fn check(scheme: &str, text: &str) -> Option<Trouble> {
    fn failed<T>(read: Result<T, IdentifierError>) -> Option<IdentifierError> {
        read.err()
    }
    let error = match scheme {
        "uscc" => failed(Uscc::parse(text)),
        "brn" => failed(Brn::parse(text)),
        "ubn" => failed(TaiwanUbn::parse(text)),
        "ror" => failed(Ror::parse(text)),
        "orcid" => failed(Orcid::parse(text)),
        "resident_id" => failed(ResidentId::parse(text)),
        "hkid" => failed(Hkid::parse(text)),
        "taiwan_id" => failed(TaiwanId::parse(text)),
        "home_return_permit" => failed(HomeReturnPermit::parse(text)),
        "taiwan_permit" => failed(TaiwanPermit::parse(text)),
        _ => None,
    }?;
    Some(trouble(scheme, &error))
}

fn trouble(scheme: &str, error: &IdentifierError) -> Trouble {
    let make = |key: &str, args: &[(&str, &dyn Display)]| {
        args.iter()
            .fold(Trouble::warning(key, error.found()), |trouble, (name, value)| trouble.with(name, value))
            .with("scheme", scheme)
    };
    match error {
        IdentifierError::Length { length, expected, .. } => {
            make("dossier-identifier-length", &[("length", length), ("expected", expected)])
        }
        IdentifierError::Character { place, character, .. } => {
            make("dossier-identifier-character", &[("place", place), ("character", character)])
        }
        IdentifierError::Part { part, value, .. } => {
            let part = match part {
                IdentifierPart::Authority => "authority",
                IdentifierPart::BodyClass => "body_class",
                IdentifierPart::Division => "division",
                IdentifierPart::BirthDate => "birth_date",
                IdentifierPart::Prefix => "prefix",
                IdentifierPart::SexDigit => "sex_digit",
                IdentifierPart::Suffix => "suffix",
            };
            make("dossier-identifier-part", &[("part", &part), ("value", value)])
        }
        IdentifierError::Check { check, expected, actual, .. } => {
            let check = match check {
                CheckKind::Final => "final",
                CheckKind::OrganisationCode => "organisation_code",
            };
            make("dossier-identifier-check", &[("check", &check), ("expected", expected), ("actual", actual)])
        }
    }
}
