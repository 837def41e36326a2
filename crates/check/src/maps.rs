//! Pictures of what a joint project covers and of what all of them cover: information for people, never a reason to
//! reject.

mod pair_map;
mod portfolio;

pub(crate) use pair_map::effort;

pub use pair_map::{
    ChosenValue, GridCell, GridMap, ItemMap, PairMap, RoleMap, RoleUnits, SideEffort, TagCoverage, UnitName,
};
pub use portfolio::{ListCount, Portfolio, TopicCount, ValueCount};
