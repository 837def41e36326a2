//! Awards for machines. A joint project is one activity with an award of each side: its own number, its own DOI, its own
//! money. Written as a Crossref grant deposit, an OpenAIRE CERIF project, a RAiD record and plain JSON. What an office has not
//! set is named as missing and never made up.

mod cerif;
mod crossref;
mod lacks;
mod raid;
mod xml;

use std::collections::BTreeMap;

use hefu_text::identifier::{Orcid, Ror};
use hefu_text::money::Money;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use cerif::cerif;
pub use crossref::{Deposit, Written, crossref};
pub use lacks::{Lack, Missing};
pub use raid::{Raid, raid};

/// A DOI without its resolver: `10.12345/abc`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Doi(String);

/// A text that is no DOI.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no DOI; a DOI looks like 10.12345/abc")]
pub struct NoDoi(String);

impl Doi {
    /// The DOI.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Doi {
    type Error = NoDoi;

    fn try_from(text: String) -> Result<Self, NoDoi> {
        let bare = text.trim();
        let bare =
            ["https://doi.org/", "http://doi.org/", "doi:"].iter().find_map(|p| bare.strip_prefix(p)).unwrap_or(bare);
        let (prefix, suffix) = bare.split_once('/').unwrap_or_default();
        let registrant = prefix.strip_prefix("10.").unwrap_or_default();
        let plain = registrant.len() >= 4 && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let written = !suffix.is_empty() && !suffix.chars().any(char::is_whitespace);
        if plain && written { Ok(Self(bare.to_owned())) } else { Err(NoDoi(text)) }
    }
}

impl From<Doi> for String {
    fn from(doi: Doi) -> Self {
        doi.0
    }
}

/// Who funds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funder {
    /// Names by language tag.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// ROR, if set.
    #[serde(default)]
    pub ror: Option<Ror>,
    /// DOI in the Open Funder Registry, if set.
    #[serde(default)]
    pub registry: Option<Doi>,
}

/// A person's name. Which part is the family name is stated or left open; it is not guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Investigator {
    /// Name as written.
    pub name: String,
    /// Romanised or English name, if given.
    #[serde(default)]
    pub english: Option<String>,
    /// Family name, if stated.
    #[serde(default)]
    pub family: Option<String>,
    /// Given name, if stated.
    #[serde(default)]
    pub given: Option<String>,
    /// ORCID, if stated.
    #[serde(default)]
    pub orcid: Option<Orcid>,
}

/// A unit that takes part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwardUnit {
    /// Names by language tag.
    pub names: BTreeMap<String, String>,
    /// ROR, if stated.
    #[serde(default)]
    pub ror: Option<Ror>,
    /// Leads its side's half.
    #[serde(default)]
    pub leads: bool,
}

/// One side's award.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideAward {
    /// The side.
    pub side: String,
    /// Application number.
    pub application: String,
    /// Award number, if given out.
    #[serde(default)]
    pub number: Option<String>,
    /// DOI of the award, if registered or reserved.
    #[serde(default)]
    pub doi: Option<Doi>,
    /// Page about the award to which the DOI leads.
    #[serde(default)]
    pub page: Option<String>,
    /// Who funds.
    #[serde(default)]
    pub funder: Funder,
    /// The principal investigator of this half.
    pub investigator: Investigator,
    /// Units of this half.
    pub units: Vec<AwardUnit>,
    /// The amount in this side's currency, if set.
    #[serde(default)]
    pub amount: Option<Money>,
}

/// A joint project with the awards of its sides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JointAward {
    /// Id of the pair.
    pub pair: String,
    /// Direction number.
    pub direction: String,
    /// Name of the call, as funding scheme.
    #[serde(default)]
    pub scheme: Option<String>,
    /// Titles by language tag.
    pub titles: BTreeMap<String, String>,
    /// First and last day.
    #[serde(default)]
    pub period: Option<[Date; 2]>,
    /// RAiD of the joint activity and what an office states about it.
    #[serde(default)]
    pub raid: Raid,
    /// The award of each side.
    pub sides: Vec<SideAward>,
}

/// Awards as plain JSON with what is missing in each.
///
/// # Errors
/// When they cannot be written as JSON, which would be a fault of the program.
pub fn json(awards: &[JointAward]) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Listed<'a> {
        #[serde(flatten)]
        award: &'a JointAward,
        missing: Vec<Missing>,
    }
    #[derive(Serialize)]
    struct All<'a> {
        format: &'static str,
        awards: Vec<Listed<'a>>,
    }
    let awards = awards.iter().map(|award| Listed { award, missing: lacks::of(award) }).collect();
    serde_json::to_string_pretty(&All { format: "hefu-awards/1", awards })
}

/// A name in one of the languages asked for, in their order, or in any.
fn named<'a>(names: &'a BTreeMap<String, String>, wanted: &[&str]) -> Option<(&'a str, &'a str)> {
    let given = || names.iter().filter(|(_, name)| !name.trim().is_empty());
    let found = wanted.iter().find_map(|lang| given().find(|(own, _)| own.as_str() == *lang));
    found.or_else(|| given().next()).map(|(lang, name)| (lang.as_str(), name.as_str()))
}

/// An amount as a bare decimal.
fn decimal(money: Money) -> String {
    let per = i128::from(money.currency.minor_per_major());
    let (whole, rest) = (i128::from(money.minor) / per, i128::from(money.minor) % per);
    if rest == 0 {
        return whole.to_string();
    }
    let places = usize::try_from(money.currency.minor_digits()).unwrap_or(2);
    let sign = if money.minor < 0 { "-" } else { "" };
    format!("{sign}{}.{:0places$}", whole.abs(), rest.abs())
}
