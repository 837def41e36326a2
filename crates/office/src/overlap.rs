//! Overlap: which texts of this office's applications count, what a comparison of them found, and what people made of that. A
//! share proposes a look; it decides nothing.

mod compute;
mod finding;
mod index;
mod known;
mod material;
mod reading;
mod step;
mod text;

use hefu_overlap::Options;
use serde::{Deserialize, Serialize};

pub use finding::{Alike, CommonText, Finding, Part, PartShare, Unread};
pub use step::{OverlapStep, Remark};

pub(crate) use compute::{Nothing, Work, compute};
pub(crate) use finding::{Found, digest};
pub(crate) use index::Shelved;
pub(crate) use known::known_text;
pub(crate) use material::gather;
pub(crate) use reading::{altered, comparison, finding_of, in_force, settings};
pub(crate) use text::written_now;

/// What an office sets for comparing the applications of a direction. The guide states none of it, so nothing is assumed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverlapSettings {
    /// Units shared from which two applications are listed.
    pub listing: Option<u32>,
    /// Units shared from which they stand out.
    pub alert: Option<u32>,
    /// Text that more other applications than this share is common and counts for none.
    pub common: Option<u32>,
}

/// The least units a passage has, and so the least that can be listed.
pub fn least_units() -> u32 {
    Options::default().passage
}

impl OverlapSettings {
    /// The operating points that were measured. They are shown beside the fields and hold for nothing.
    pub fn measured() -> Self {
        let options = Options::default();
        Self { listing: Some(options.listing), alert: Some(options.alert), common: Some(options.common) }
    }

    /// What is not set, by the name of its field.
    pub fn unset(&self) -> Vec<&'static str> {
        [("listing", self.listing), ("alert", self.alert), ("common", self.common)]
            .into_iter()
            .filter_map(|(name, value)| value.is_none().then_some(name))
            .collect()
    }

    /// How to compare, once everything is set.
    pub(crate) fn options(&self) -> Option<Options> {
        let (listing, alert, common) = (self.listing?, self.alert?, self.common?);
        Some(Options { listing, alert, common, ..Options::default() })
    }
}
