//! Chooses experts for projects: affinity, conflicts of interest and exact assignment; knows nothing of files, offices,
//! people's rights or what a guide says.

pub mod affinity;
mod assign;
mod build;
mod chance;
pub mod conflict;
mod crossing;
mod fair;
pub mod flow;
mod problem;
mod remedy;
mod rerun;

pub use assign::{Assignment, Lacking, Seat, Short, Stopped, Watch, assign};
pub use chance::{Cap, Drawn, draw};
pub use fair::{Fair, fair};
pub use problem::{Draft, Expert, Fault, Pair, Problem, Project, SideQuota};
pub use remedy::{Change, Remedy, Weights, remedy};
pub use rerun::{Rerun, rerun};
