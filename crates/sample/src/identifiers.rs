//! Numbers with right check characters that nobody holds: codes under an administrative division that does not exist,
//! ORCID iDs from a block that is not given out, company numbers from the top of the range.

use std::str::FromStr;

use hefu_text::identifier::{Brn, Orcid, TaiwanUbn, Uscc};

use crate::institutions::Institution;

const CODE: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A text ending in `places` check characters that make it a valid `T`; none where no characters do.
fn completed<T: FromStr>(body: &str, places: usize) -> Option<String> {
    let Some(rest) = places.checked_sub(1) else {
        return T::from_str(body).is_ok().then(|| body.to_owned());
    };
    CODE.chars().find_map(|c| completed::<T>(&format!("{body}{c}"), rest))
}

/// The number of an institution with its scheme; bodies that have none at their side give none.
pub fn of(institution: &Institution) -> Option<(&'static str, String)> {
    let number = institution.number() + 1;
    match institution.side {
        // 129999: no such division. 91 companies, 12 public institutions.
        "mainland" => {
            let class =
                if institution.english.contains("Sample") && institution.hans.contains("公司") { "91" } else { "12" };
            completed::<Uscc>(&format!("{class}990000XX00{number:04}"), 2).map(|code| ("uscc", code))
        }
        "hongkong" => completed::<Brn>(&format!("9999{number:04}"), 0).map(|code| ("brn", code)),
        "taiwan" => completed::<TaiwanUbn>(&format!("0000{number:03}"), 1).map(|code| ("ubn", code)),
        _ => None,
    }
}

/// The ORCID iD of person number `number` of the world.
pub fn orcid(number: usize) -> Option<String> {
    completed::<Orcid>(&format!("00009999{number:07}"), 1)
        .and_then(|digits| Orcid::from_str(&digits).ok())
        .map(|orcid| orcid.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::institutions::INSTITUTIONS;

    #[test]
    fn every_number_is_valid_and_no_two_are_alike() {
        let mut seen = std::collections::BTreeSet::new();
        for institution in INSTITUTIONS.iter().filter(|one| one.side != "macao") {
            let (scheme, number) = of(institution).unwrap_or_else(|| panic!("{}", institution.hans));
            match scheme {
                "uscc" => assert!(Uscc::parse(&number).is_ok(), "{number}"),
                "brn" => assert!(Brn::parse(&number).is_ok(), "{number}"),
                _ => assert!(TaiwanUbn::parse(&number).is_ok(), "{number}"),
            }
            assert!(seen.insert(number));
        }
        for number in 0..50 {
            let orcid = orcid(number).expect("an ORCID iD");
            assert!(Orcid::parse(&orcid).is_ok() && seen.insert(orcid));
        }
    }
}
