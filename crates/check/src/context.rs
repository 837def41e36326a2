//! What every check may look at.

use hefu_application::{Intake, Notice};
use hefu_guide::Guide;
use hefu_guide::model::Settings;
use jiff::Zoned;

use crate::documents::Documents;
use crate::finding::Outcome;

/// Everything a check may look at besides the application or pair itself.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The guide.
    pub guide: &'a Guide,
    /// Rulings in force.
    pub settings: &'a Settings,
    /// What was read from the applications' attachments.
    pub documents: &'a Documents,
    /// What each side handed in.
    pub intakes: &'a [Intake],
    /// The instant the check is made for.
    pub as_of: &'a Zoned,
}

impl<'a> Context<'a> {
    /// What `side` handed in.
    pub fn intake(&self, side: &str) -> Option<&'a Intake> {
        self.intakes.iter().find(|intake| intake.side.as_str() == side)
    }

    /// The notice of `side` for `direction`.
    pub fn notice(&self, side: &str, direction: &str) -> Option<&'a Notice> {
        self.intake(side)?.notices.get(direction)
    }

    /// Whether `side` itself vouches for its list; false only for a partner's list entered by somebody else.
    pub fn vouched(&self, side: &str) -> bool {
        self.intake(side).is_none_or(|intake| intake.signed)
    }

    /// What it means that `side` says nothing of something the guide requires: its application lacks it, unless all we
    /// have is an unsigned list, which need not hold it.
    pub(crate) fn when_silent(&self, side: &str) -> Outcome {
        if self.vouched(side) { Outcome::Fail } else { Outcome::Person }
    }
}
