//! The round in files-only mode: two or three folders in, a checked, paired, explained round out; knows the order of the
//! acts and nothing of how any one of them is done.

pub mod attachments;
pub mod outputs;
pub mod plan;
pub mod progress;
pub mod run;
pub mod sides;

pub use outputs::{Outputs, write};
pub use plan::{Plan, RoundError, SideFolder};
pub use progress::{Progress, Quiet, Step};
pub use run::{Done, run};
