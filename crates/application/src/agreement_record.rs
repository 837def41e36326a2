//! What an application says about its agreement or letter of intent; what the document itself says is read elsewhere.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Origin;

/// The agreement as the application declares it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AgreementRecord {
    /// Declared kind.
    #[serde(default)]
    pub kind: Option<AgreementKind>,
    /// Declared signing date.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub signed: Option<Date>,
    /// Declared parties, as written.
    #[serde(default)]
    pub parties: Vec<String>,
    /// File name, relative to the side's documents folder.
    #[serde(default)]
    pub file: Option<String>,
    /// SHA-256 of the file in hexadecimal: computed when the file is read, or as stated by a partner's list.
    #[serde(default)]
    pub digest: Option<String>,
    /// Where it was read.
    #[serde(default)]
    pub origin: Origin,
}

/// 协议 and 意向书 are accepted equally (ruling R-20).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgreementKind {
    /// 合作协议.
    Agreement,
    /// 意向书.
    LetterOfIntent,
}
