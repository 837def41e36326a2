//! What a round hands to its reports.

use std::collections::BTreeMap;

use hefu_application::{Application, ApplicationId, Intake};
use hefu_check::maps::{PairMap, Portfolio};
use hefu_check::{Finding, RulingProblem, Standing};
use hefu_guide::Guide;
use hefu_guide::model::{Settings, Words};
use hefu_pairing::PairingResult;
use jiff::Zoned;

/// A whole round, as computed. Every output is a function of this and nothing else, so the same round gives the same bytes.
#[derive(Clone, Copy, Debug)]
pub struct Round<'a> {
    /// The guide.
    pub guide: &'a Guide,
    /// Rulings in force.
    pub settings: &'a Settings,
    /// The instant for which the round was computed.
    pub as_of: &'a Zoned,
    /// What each side handed in, in the order of the guide's sides.
    pub intakes: &'a [Intake],
    /// Pairs, one-sided applications and ambiguous claims.
    pub pairing: &'a PairingResult,
    /// All findings, in their final order.
    pub findings: &'a [Finding],
    /// Rulings that could not be applied.
    pub ruling_problems: &'a [RulingProblem],
    /// Where each application stands.
    pub application_standing: &'a BTreeMap<ApplicationId, Standing>,
    /// Where each pair stands.
    pub pair_standing: &'a BTreeMap<String, Standing>,
    /// Coverage and work maps by pair id.
    pub pair_maps: &'a BTreeMap<String, PairMap>,
    /// Counts over all pairs and applications.
    pub portfolio: &'a Portfolio,
    /// True for sample data, which every output says.
    pub sample: bool,
}

impl Round<'_> {
    /// All applications, side by side in the order of the guide.
    pub fn applications(&self) -> impl Iterator<Item = &Application> {
        self.intakes.iter().flat_map(|intake| &intake.applications)
    }

    /// The application with this id.
    pub fn application(&self, id: &ApplicationId) -> Option<&Application> {
        self.applications().find(|application| application.id == *id)
    }

    /// What the guide calls a topic, in words instead of its id.
    pub fn topic(&self, direction: &str, id: &str) -> Option<&Words> {
        let leaves = self.guide.direction(direction)?.leaves();
        leaves.into_iter().find(|leaf| leaf.id == id).map(|leaf| &leaf.names)
    }

    /// Where an application stands.
    pub fn standing(&self, id: &ApplicationId) -> Standing {
        self.application_standing.get(id).copied().unwrap_or(Standing::NotSubmitted)
    }

    /// Where a pair stands.
    pub fn standing_of_pair(&self, id: &str) -> Standing {
        self.pair_standing.get(id).copied().unwrap_or(Standing::AwaitingRuling)
    }
}
