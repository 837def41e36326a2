//! Names for a side and for one application at a side.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A side of a joint call, by the short name the guide gives it (`mainland`, `hongkong`, `taiwan`, …).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct SideId(pub String);

impl SideId {
    /// The side with this short name.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The short name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SideId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for SideId {
    fn from(name: &str) -> Self {
        Self(name.to_owned())
    }
}

/// One application, named by its side and the number its own office gave it. Numbers are unique within a side only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct ApplicationId {
    /// The side that holds it.
    pub side: SideId,
    /// The number given by that side's office, as written.
    pub number: String,
}

impl ApplicationId {
    /// The application `number` at `side`.
    pub fn new(side: impl Into<SideId>, number: impl Into<String>) -> Self {
        Self { side: side.into(), number: number.into() }
    }
}

impl From<String> for SideId {
    fn from(name: String) -> Self {
        Self(name)
    }
}

impl fmt::Display for ApplicationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.side, self.number)
    }
}
