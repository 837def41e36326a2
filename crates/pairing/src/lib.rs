//! Finds the two halves of one joint project and compares them field by field; knows nothing of files, outcomes or people
//! who rule.

pub mod consistency;
pub mod link;
pub mod overlay;
pub mod pair;
pub mod sides;

pub use consistency::{compare_field, compare_halves};
pub use link::{ColumnKind, LinkError, LinkOptions, LinkResult, LinkSpec, Table, link as link_tables};
pub use overlay::overlay;
pub use pair::{Claim, FieldComparison, Orphan, Pair, PairingResult, Part, Reason, TaskOverlay, TaskRelation};
pub use sides::pair_sides;
