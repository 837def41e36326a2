//! The joint decision between two offices: the method both sign, lists that are sealed before either is opened, the minute both
//! sign, and the word that a result is ready. What has come of the steps of both is computed here, alike at both offices.

mod awarded;
mod held;
mod list;
mod method;
mod minute;
mod promotion;
mod state;
mod statement;
mod step;

pub use awarded::{Award, Declined};
pub use held::{AwardStep, Change, Closed, Held, Registered};
pub use list::{SupportList, SupportRow, pairs_digest};
pub use method::{Leaving, MethodStatement, Rate, RateTable};
pub use minute::{Deviation, Minute, MinuteLine};
pub use promotion::PromotionStatement;
pub use state::{Fault, FaultKind, Joint, Opening, Phase, Proposal, Published, Round, Seal, Upheld, joint};
pub use statement::{Kind, Statement, StatementError};
pub use step::Step;
