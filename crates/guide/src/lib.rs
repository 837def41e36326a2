//! The call guide as a program: `guide.md` (official sentences with typed rules under them) → a checked [`Guide`]; knows
//! nothing of applications, files on disk or people.

pub mod model;

pub use model::Guide;
