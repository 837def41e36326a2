//! Experts whom an applicant asks not to have as reviewers. They belong to this office alone: no card, no parcel, no workbook and
//! nothing an expert sees holds them.

use hefu_panel::conflict::{Affiliation, Party, Person};
use hefu_store::Tx;
use serde::{Deserialize, Serialize};

use crate::error::OfficeError;
use crate::exchange::text;

/// The most an office can set: a form of more rows is no exception any more.
pub const NAMED_MOST: u16 = 20;

/// An expert as an applicant names them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedExpert {
    /// Name, in any script.
    pub name: String,
    /// Unit, in any script.
    pub unit: String,
    /// Why they should not review, in the applicant's words.
    pub reason: String,
}

impl NamedExpert {
    /// As conflicts of interest are searched for.
    pub(super) fn party(&self) -> Party {
        let person = Person { names: vec![self.name.clone()], ..Person::default() };
        let unit = Affiliation { unit: self.unit.clone(), ..Affiliation::default() };
        Party { person, units: vec![unit], related: Vec::new() }
    }
}

/// What an applicant has named, as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedExperts {
    /// How often the list was given; 0 where it never was.
    pub revision: i64,
    /// The experts.
    pub experts: Vec<NamedExpert>,
    /// Name of whoever gave it last.
    pub who: String,
    /// When, as an instant with its zone.
    pub at: String,
}

/// What the applicant of a draft has named.
pub(crate) async fn named_of(tx: &mut Tx<'_>, draft: &str) -> Result<NamedExperts, OfficeError> {
    let sql = "SELECT revision, body, who, at FROM named_experts WHERE draft = $1";
    let Some(row) = tx.maybe_row(sql, &[text(draft)]).await? else { return Ok(NamedExperts::default()) };
    Ok(NamedExperts {
        revision: row.int("revision")?,
        experts: serde_json::from_str(&row.text("body")?)?,
        who: row.text("who")?,
        at: row.text("at")?,
    })
}
