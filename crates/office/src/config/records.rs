//! `[records]` of `office.toml`: how the office is known in records of awards. Nothing of it is made up where it is not set.

use hefu_decision::awards::Doi;
use hefu_text::identifier::Ror;
use serde::Deserialize;

/// How the office is known in records of awards.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RecordsConfig {
    /// ROR of the authority.
    pub ror: Option<Ror>,
    /// DOI of the authority in the Open Funder Registry.
    pub registry: Option<Doi>,
    /// Whether the public list of results names the money of this side's awards. Unless it says so, it does not.
    pub amounts: bool,
    /// Its membership of Crossref, which registers DOIs of awards.
    pub crossref: Option<CrossrefConfig>,
}

/// `[records.crossref]`: under which names the office deposits.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CrossrefConfig {
    /// Name under which the office is a member.
    pub depositor: String,
    /// Address to which Crossref answers.
    pub email: String,
    /// Organisation that owns the records.
    pub registrant: String,
}
