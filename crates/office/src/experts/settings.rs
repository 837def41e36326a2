//! What the office sets where the guide leaves it open: limits of years, the statement, seats and loads, how is assigned.

use hefu_panel::Weights;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What holds for all directions. Nothing in it has a value before the office gives one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExpertSettings {
    /// The confidentiality statement that experts accept. Without one nobody can be invited.
    pub statement: String,
    /// A unit left so many years ago or longer no longer counts. Unset: units of the past are not looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_years: Option<u16>,
    /// Writing together so many years ago or longer no longer counts. Unset: co-authors with a year are not looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author_years: Option<u16>,
    /// Whether taking part in another application of the direction is a conflict. Unset: not looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub competing: Option<bool>,
    /// Experts an applicant may name as unsuitable, at most. Unset: it is not offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named_most: Option<u16>,
}

/// Who may be given seats by computing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// Those who have accepted.
    Accepted,
    /// All of the register who have not declined and are not taken off.
    All,
}

impl Asked {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Accepted, Self::All];

    /// Its word in forms and catalogues.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::All => "all",
        }
    }
}

/// What is sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mode", rename_all = "snake_case")]
pub enum Mode {
    /// The greatest total affinity.
    Total,
    /// The project that fares worst as well off as can be.
    Fair {
        /// Solutions at most.
        rounds: u32,
    },
    /// A lot in which no pair is likelier than `of` out of `out_of`.
    Lot {
        /// So many …
        of: u32,
        /// … out of so many.
        out_of: u32,
        /// The seed.
        seed: u64,
    },
}

impl Mode {
    /// Its word in forms and catalogues.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Fair { .. } => "fair",
            Self::Lot { .. } => "lot",
        }
    }
}

/// How many experts of one side sit on an application.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideSeats {
    /// The side.
    pub side: String,
    /// At least; unset: none need to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<u32>,
    /// At most; unset: no bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

/// What holds for the panel of one direction. Nothing in it has a value before the office gives one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PanelSettings {
    /// Who may be given seats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<Asked>,
    /// Seats of each application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seats: Option<u32>,
    /// Quotas of sides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<SideSeats>,
    /// Experts of one unit on an application at most; unset: no bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_most: Option<u32>,
    /// Reviews of an expert at least, where the register says nothing; unset: none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<u32>,
    /// Reviews of an expert at most, where the register says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
    /// Share of the texts in the affinity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<u32>,
    /// Share of the topics in the affinity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topics: Option<u32>,
    /// How many of an expert's best texts count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best: Option<u32>,
    /// What is sought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// First day of reviewing; with the last, experts who are away on any of these days are left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day of reviewing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// How changes weigh against each other where not all seats can be filled; unset: no change is proposed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Weights>,
}

impl PanelSettings {
    /// What is not set and needed before anything is computed, by the name of its field.
    pub fn unset(&self) -> Vec<&'static str> {
        let shares = self.text.unwrap_or(0).saturating_add(self.topics.unwrap_or(0)) > 0;
        [
            ("who", self.who.is_some()),
            ("seats", self.seats.is_some()),
            ("most", self.most.is_some()),
            ("text", shares),
            ("best", self.best.is_some()),
            ("mode", self.mode.is_some()),
        ]
        .into_iter()
        .filter_map(|(name, set)| (!set).then_some(name))
        .collect()
    }
}
