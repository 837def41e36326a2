//! What an award owes by its plan and its guide, what may change in it, and what hinders closing it as complete; knows neither
//! offices nor files. The guide says nothing of the time after an award but what its topics ask projects to do: everything here
//! follows from what the plan declares and from the clauses that name it.

mod change;
mod line;
mod owed;
mod standing;

pub use change::{ChangeKind, ChangeState, Half, change_state};
pub use line::{Line, LineOf};
pub use owed::owed;
pub use standing::{Hindrance, Lack, LineState, Outcome, Ruled, hindrances, lacks, line_state};
