//! The call guide as a program: `guide.md` (official sentences with typed rules under them) → a checked [`Guide`]; knows
//! nothing of applications, files on disk or people.

mod assemble;
mod blocks;
mod builtin;
mod decode;
mod diagnostics;
mod lints;
pub mod model;
mod numbers;
mod parse;
mod predicate;
mod sentence;
mod settings;
mod sums;
pub mod vocabulary;

pub use assemble::compile;
pub use builtin::{BUILTIN, builtin, builtin_text};
pub use diagnostics::{Diagnostic, Diagnostics};
pub use model::Guide;
pub use sentence::{money_style, predicate, sentence, short};
pub use settings::SettingError;
pub use sums::Sum;
