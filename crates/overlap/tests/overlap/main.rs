//! The engine through its public doors.

mod index;
mod keyed;
mod made;
mod passages;
mod properties;
