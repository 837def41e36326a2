//! What an expert is asked and shown: the form an office sets, answers held against it, the two work splits side by side and
//! the guide's own prompts; knows nothing of files, offices, people's rights or who the expert is.

mod answers;
mod beside;
mod form;
mod length;
mod seen;
mod soundness;
mod split;
mod spread;

pub use answers::{Answers, Lack, LackKind};
pub use beside::{Beside, Emphasis, IndicatorLine, Prompt, PromptKind};
pub use form::{Anchor, Blind, Criterion, ReviewForm, Scale, ShownTo, Step, TextField};
pub use length::length;
pub use seen::seen;
pub use soundness::FormFault;
pub use split::{CellState, SplitCell, SplitGrid, SplitMap, SplitRole, SplitTask, TaskState};
pub use spread::{Spread, spread};
