//! Scores of a side's own review, one review a row, whatever tool it used: read, held against what was asked for, adjusted
//! for lenient and harsh experts where the method says so, and made into places or scores only as the method says.

mod apply;
mod cut;
mod read;
mod rule;
mod summary;
mod write;

pub use apply::apply;
pub use cut::{Cut, SideReview, cut};
pub use read::{Review, Scores, read};
pub use rule::{Counts, ScoreRule, StandsAs};
pub use summary::{ExpertLine, Given, Reviewed, ScoreError, Summary, summarise};
pub use write::{ScoreRow, write};
