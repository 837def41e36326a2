//! Writes a sample round (three sides' folders with believable applications, documents and planted faults) together with
//! the truth about it, and scores what the program found against that truth; it must not know how reports look.

pub mod agreement;
pub mod institutions;
pub mod paper;
pub mod people;
pub mod random;
pub mod titles;
pub mod truth;
pub mod work;
