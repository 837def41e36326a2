//! The joint decision: which projects are supported within counts and ceilings, by a method the two sides have stated, and
//! why each one is in or out; knows nothing of offices, files or pages.

mod audit;
mod calibrate;
mod combine;
mod decide;
mod explain;
mod instance;
mod method;
mod model;
mod optimise;
mod scale;
mod select;
mod solver;
mod strict;
mod words;

pub use audit::{Audit, Deviation, Reason, Refused, Scope, SignedReason, audit, finalise};
pub use calibrate::{Calibration, CalibrationError, Estimate, Review, calibrate};
pub use combine::{Combined, Part, combine};
pub use decide::{Decided, Fate, decide};
pub use explain::{Change, Exchange, Explained, MoreMoney, Sensitivity, Tie, Why, explain, sensitivity};
pub use instance::{Exclusion, Instance, Item, Limit, LimitKind, Rule};
pub use method::{Combination, Draft, Method, Mode, Objective, Policy, Preference, Second, Unset, Weight};
pub use model::{
    Band, Call, CallError, Ceiling, Direction, Fund, Lock, Locked, Project, Quota, SideMoney, Standing, Transfer,
};
pub use scale::{Mapping, Points, PointsError};
pub use select::{Line, Selection, between, select};
pub use words::Tell;
