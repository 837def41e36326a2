//! The TOML of each block. Unknown keys are refused, so that a slip never silently loses a rule.

use serde::Deserialize;

use crate::model::{Effect, Implied, SettingValue, Side, TagValue, Topic, Words};

/// Front matter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Front {
    pub id: String,
    pub version: String,
    pub title: String,
    pub citation: String,
    pub verbatim: bool,
    #[serde(default)]
    pub digest: Option<String>,
    #[serde(rename = "side")]
    pub sides: Vec<Side>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DirectionBlock {
    pub names: Words,
    pub year: u16,
    pub pairing: String,
    pub project_type: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PairingBlock {
    pub sides: Vec<String>,
    pub names: Words,
    pub side_names: Vec<Words>,
    pub basis: String,
    #[serde(default)]
    pub avoid: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BasisBlock {
    pub basis: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TopicsBlock {
    #[serde(default)]
    pub closed: bool,
    pub topics: Vec<Topic>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListBlock {
    pub names: Words,
    pub values: Vec<TagValue>,
    #[serde(default)]
    pub direction: Option<String>,
    #[serde(default)]
    pub open: bool,
    #[serde(default)]
    pub other_remark: Option<Words>,
    #[serde(default)]
    pub show_uncovered: bool,
    #[serde(default)]
    pub rulings: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ItemBlock {
    pub names: Words,
    #[serde(default)]
    pub number: Option<String>,
    #[serde(default)]
    pub part_of: Option<String>,
    #[serde(default)]
    pub fields: Vec<String>,
    #[serde(default)]
    pub lists: Vec<String>,
    #[serde(default)]
    pub prompt: Option<Words>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FieldBlock {
    pub names: Words,
    pub help: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeliverableBlock {
    pub names: Words,
    #[serde(default)]
    pub requires: Vec<String>,
    #[serde(default)]
    pub requires_at_closing: Vec<String>,
    #[serde(default)]
    pub lists: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MilestoneBlock {
    pub names: Words,
    #[serde(default)]
    pub requires: Vec<String>,
    #[serde(default)]
    pub lists: Vec<String>,
    #[serde(default)]
    pub of: Option<String>,
    #[serde(default)]
    pub expected: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GridBlock {
    pub names: Words,
    pub rows: String,
    pub columns: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettingBlock {
    pub question: Words,
    pub ruling: Words,
    pub clauses: Vec<String>,
    #[serde(default)]
    pub default: Option<SettingValue>,
    #[serde(default)]
    pub choices: Vec<ChoiceBlock>,
    #[serde(default)]
    pub implies: Vec<Implied>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChoiceBlock {
    pub value: SettingValue,
    pub names: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnsetBlock {
    pub names: Words,
    pub supplied_by: String,
    #[serde(default)]
    pub needed_to_publish: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MoneyBody {
    pub amount: i64,
    pub currency: String,
    #[serde(default)]
    pub source: Option<String>,
    #[serde(default)]
    pub side: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PredicateBody {
    #[serde(default)]
    pub effect: Effect,
    pub say: Words,
    pub remedy: Words,
}
