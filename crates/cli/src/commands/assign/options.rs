//! `panel.toml`: what the office sets for an assignment. Nothing in it has a value of its own.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use hefu_panel::Cap;
use serde::Deserialize;

/// The file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Options {
    /// Experts for a project where the table of projects says nothing.
    pub demand: Option<u32>,
    /// Projects an expert takes at least where the table of experts says nothing; unset: no least.
    pub least: Option<u32>,
    /// Projects an expert takes at most where the table says nothing.
    pub most: Option<u32>,
    /// Experts of one unit on a project at most; unset: no limit.
    pub unit_most: Option<u32>,
    /// What to do with pairs whose conflict nobody has decided yet.
    pub undecided: Option<Undecided>,
    /// Decimals of the scores that count; unset: as many as the scores have, six at most.
    pub decimals: Option<u32>,
    /// Quotas by side for projects whose table says nothing.
    #[serde(default)]
    pub sides: BTreeMap<String, Quota>,
    /// Fairness in place of the greatest total.
    pub fair: Option<Rounds>,
    /// A lot in place of the greatest total.
    pub lot: Option<Lot>,
    /// How a former assignment is kept.
    pub former: Option<Former>,
    /// How changes weigh against each other when not everything can be met; unset: no changes are proposed.
    pub changes: Option<hefu_panel::Weights>,
}

/// A side's quota.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// At least.
    #[serde(default)]
    pub least: u32,
    /// At most.
    pub most: Option<u32>,
}

/// What to do with an undecided conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Undecided {
    /// The pair is out.
    Out,
    /// The pair may be chosen.
    In,
}

/// How long fairness is looked for.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rounds {
    /// Solutions at most.
    pub rounds: u32,
}

/// The lot.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lot {
    /// No pair is likelier than `of` …
    pub of: u32,
    /// … out of `out-of`.
    pub out_of: u32,
    /// The seed, drawn in the presence of both sides.
    pub seed: u64,
}

impl Lot {
    /// The cap.
    pub fn cap(self) -> Cap {
        Cap { of: self.of, out_of: self.out_of }
    }
}

/// A former assignment.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Former {
    /// How much total affinity may be given up to move fewer experts, in the unit of the scores.
    pub loss: String,
}

impl Options {
    /// Reads the file; without one nothing is set.
    ///
    /// # Errors
    /// When it cannot be read, with the line that is wrong.
    pub fn read(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path else { return Ok(Self::default()) };
        let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
        toml::from_str(&text).with_context(|| path.display().to_string())
    }
}
