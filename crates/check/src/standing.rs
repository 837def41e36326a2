//! Where an application or a pair stands, from its findings.

use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Outcome, Standing, Subject};

/// What pairing made of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PairingState {
    /// A draft, or withdrawn: never paired.
    NotSubmitted,
    /// No partner so far; [`OneSided`](hefu_guide::model::RuleKind::OneSided) findings say whether it is void.
    Alone {
        /// True where it is void by the one-sided clause, after any ruling.
        void: bool,
    },
    /// One of several that claim the same partner.
    Claimed,
    /// Paired.
    Paired,
}

impl PairingState {
    /// The state of an application without a partner, from the findings of
    /// [`check_one_sided`](crate::check_one_sided) after rulings. `one_sided_rules` are the ids of the guide's one-sided
    /// rules.
    pub fn alone<'a>(guide: &hefu_guide::Guide, findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let void = findings
            .into_iter()
            .any(|finding| finding.outcome == Outcome::Fail && is_one_sided_rule(guide, &finding.rule));
        Self::Alone { void }
    }
}

fn is_one_sided_rule(guide: &hefu_guide::Guide, id: &str) -> bool {
    guide.rules.iter().any(|rule| rule.id == id && matches!(rule.kind, hefu_guide::model::RuleKind::OneSided(_)))
}

/// The standing of an application or a pair, after rulings. For a pair (and for an application in one) `own` are the
/// findings of its halves and `pair` those of the pair itself.
///
/// What the guide leaves open never blocks: it is said of the round, not of an application. A fact that is needed and
/// that nobody stated does block, and counts as waiting for a person.
pub fn standing<'a>(
    state: PairingState,
    own: impl IntoIterator<Item = &'a Finding>,
    pair: impl IntoIterator<Item = &'a Finding>,
) -> Standing {
    let void = match state {
        PairingState::NotSubmitted => return Standing::NotSubmitted,
        PairingState::Claimed => return Standing::Held,
        PairingState::Alone { void } => Some(void),
        PairingState::Paired => None,
    };
    if void == Some(true) {
        return Standing::VoidOneSided;
    }
    let (mut failed, mut open) = (false, false);
    for finding in own.into_iter().chain(pair) {
        match finding.outcome {
            Outcome::Fail => failed = true,
            Outcome::Person => open = true,
            Outcome::Unset => open |= finding.subject != Subject::Round,
            Outcome::Pass | Outcome::Hint => {}
        }
    }
    match (failed, void, open) {
        (true, ..) => Standing::Failed,
        (false, Some(_), _) => Standing::AwaitingPartner,
        (false, None, true) => Standing::AwaitingRuling,
        (false, None, false) => Standing::Passed,
    }
}
