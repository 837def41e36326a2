//! Chooses experts for projects: affinity, conflicts of interest and exact assignment; knows nothing of files, offices,
//! people's rights or what a guide says.

mod assign;
mod build;
pub mod flow;
mod problem;

pub use assign::{Assignment, Lacking, Seat, Short, Stopped, assign};
pub use problem::{Draft, Expert, Fault, Pair, Problem, Project, SideQuota};
