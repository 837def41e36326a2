//! The round in files-only mode: two or three folders in, a checked, paired, explained round out; knows the order of the
//! acts and nothing of how any one of them is done.

mod attachments;
mod outputs;
mod plan;
mod progress;
mod run;
mod sides;

pub use outputs::{Outputs, write, write_whole};
pub use plan::{Plan, RoundError, SideFolder};
pub use progress::{Progress, Quiet, Step};
pub use run::{Done, run};
