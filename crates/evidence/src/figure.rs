//! The figures that can be claimed.

use serde::{Deserialize, Serialize};

/// What kind of table a figure rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Predictions of a model beside what happened.
    Model,
    /// Two groups and what was measured of each member.
    Effect,
    /// A trace of a network.
    Network,
    /// A sample of a database beside its data dictionary.
    Sample,
    /// Batch records beside the project's own limits.
    Batches,
    /// A product log.
    Trace,
}

/// A figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Figure {
    /// Area under the ROC curve: the share of pairs, one with the outcome and one without, that the model puts in the right
    /// order; ties count half.
    Auc,
    /// Share of those with the outcome whose prediction reaches the threshold.
    Sensitivity,
    /// Share of those without the outcome whose prediction stays below the threshold.
    Specificity,
    /// Calibration in the large: outcomes observed for each outcome expected.
    ObservedExpected,
    /// Calibration in tenths: the largest distance between the observed share and the mean prediction in a tenth of the
    /// scale of predictions.
    CalibrationGap,
    /// Mean of the group less mean of the comparison group.
    MeanDifference,
    /// Share with the outcome in the group less that in the comparison group.
    RiskDifference,
    /// A percentile of latency by nearest rank.
    Latency,
    /// Everything sent over the whole span.
    Throughput,
    /// The least that was sent in any window of a stated length.
    WorstThroughput,
    /// Distinct connections.
    Connections,
    /// Most connections open at once.
    ConnectionsAtOnce,
    /// Records of the sample.
    Records,
    /// Cells and columns of the sample that are against the dictionary.
    AgainstDictionary,
    /// Batches recorded.
    Batches,
    /// Batches outside a limit.
    BatchesOutside,
    /// Products in the log.
    Products,
    /// Products that cannot be traced back to production.
    BrokenChains,
}

/// What a figure is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quantity {
    /// Between 0 and 1, or in per cent.
    Share,
    /// A ratio without unit.
    Ratio,
    /// Time.
    Time,
    /// Bits in a time.
    Rate,
    /// Things.
    Count,
    /// In the unit of the column, whatever it is.
    Free,
}

impl Figure {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::Auc,
        Self::Sensitivity,
        Self::Specificity,
        Self::ObservedExpected,
        Self::CalibrationGap,
        Self::MeanDifference,
        Self::RiskDifference,
        Self::Latency,
        Self::Throughput,
        Self::WorstThroughput,
        Self::Connections,
        Self::ConnectionsAtOnce,
        Self::Records,
        Self::AgainstDictionary,
        Self::Batches,
        Self::BatchesOutside,
        Self::Products,
        Self::BrokenChains,
    ];

    /// The kind of table it rests on.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Self::Auc | Self::Sensitivity | Self::Specificity | Self::ObservedExpected | Self::CalibrationGap => {
                Kind::Model
            }
            Self::MeanDifference | Self::RiskDifference => Kind::Effect,
            Self::Latency | Self::Throughput | Self::WorstThroughput | Self::Connections | Self::ConnectionsAtOnce => {
                Kind::Network
            }
            Self::Records | Self::AgainstDictionary => Kind::Sample,
            Self::Batches | Self::BatchesOutside => Kind::Batches,
            Self::Products | Self::BrokenChains => Kind::Trace,
        }
    }

    /// Its name in a claim file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Auc => "auc",
            Self::Sensitivity => "sensitivity",
            Self::Specificity => "specificity",
            Self::ObservedExpected => "observed-expected",
            Self::CalibrationGap => "calibration-gap",
            Self::MeanDifference => "mean-difference",
            Self::RiskDifference => "risk-difference",
            Self::Latency => "latency",
            Self::Throughput => "throughput",
            Self::WorstThroughput => "worst-throughput",
            Self::Connections => "connections",
            Self::ConnectionsAtOnce => "connections-at-once",
            Self::Records => "records",
            Self::AgainstDictionary => "against-dictionary",
            Self::Batches => "batches",
            Self::BatchesOutside => "batches-outside",
            Self::Products => "products",
            Self::BrokenChains => "broken-chains",
        }
    }

    /// The settings of a claim that it may use.
    #[must_use]
    pub fn settings(self) -> &'static [&'static str] {
        match self {
            Self::Auc | Self::Sensitivity | Self::Specificity | Self::ObservedExpected | Self::CalibrationGap => {
                &["population", "threshold"]
            }
            Self::MeanDifference | Self::RiskDifference => &["group", "comparison", "level", "interval"],
            Self::Latency => &["percentile", "latency-unit"],
            Self::Throughput => &["time-unit", "size-unit"],
            Self::WorstThroughput => &["time-unit", "size-unit", "window"],
            Self::Connections => &[],
            Self::ConnectionsAtOnce => &["time-unit"],
            Self::Records | Self::AgainstDictionary => &["dictionary"],
            Self::Batches | Self::BatchesOutside => &["limits"],
            Self::Products | Self::BrokenChains => &["production", "product"],
        }
    }

    pub(crate) fn quantity(self) -> Quantity {
        match self {
            Self::Auc | Self::Sensitivity | Self::Specificity | Self::CalibrationGap | Self::RiskDifference => {
                Quantity::Share
            }
            Self::ObservedExpected => Quantity::Ratio,
            Self::MeanDifference => Quantity::Free,
            Self::Latency => Quantity::Time,
            Self::Throughput | Self::WorstThroughput => Quantity::Rate,
            _ => Quantity::Count,
        }
    }
}
