//! What may stand beside a decision on its page and in its workbook.

use crate::portfolio::Attributes;
use crate::scores::SideReview;

/// Reviews and attributes; both may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Each side's review, where it was read.
    pub reviews: Vec<SideReview>,
    /// What the applicants have chosen of the guide's lists.
    pub attributes: Attributes,
}
