//! A finding: what a rule said of an application or a pair.

use hefu_application::{ApplicationId, Cell};
use hefu_words::Message;
use serde::{Deserialize, Serialize};

/// One finding. Never a bare yes or no.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable id: subject, rule and (where a rule says several things) a part, for example
    /// `mainland:2020-0012/HK-5.period` or `pair:1.1-0007/HK-9.match/title`. Rulings name it.
    pub id: String,
    /// What it is about.
    pub subject: Subject,
    /// Clause quoted, for example `HK-9`.
    pub clause: String,
    /// Rule id.
    pub rule: String,
    /// Version of the guide file that holds the rule.
    pub rule_version: String,
    /// The outcome, after any ruling.
    pub outcome: Outcome,
    /// What is said.
    pub message: Message,
    /// What to do about it; none where nothing is to be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Message>,
    /// The facts used.
    pub facts: Vec<Fact>,
    /// Rulings of `guide.md` that the rule rests on (`R-6a`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rulings: Vec<String>,
    /// A person's ruling, where one was given; the outcome before it stays readable here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruled: Option<AppliedRuling>,
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// One application.
    Application(ApplicationId),
    /// A pair, by its id (see `pairing`).
    Pair(String),
    /// The round as a whole.
    Round,
}

/// The five outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Met.
    Pass,
    /// Not met.
    Fail,
    /// A person must rule.
    Person,
    /// The guide is silent and no office has set it, or a fact nobody has stated decides.
    Unset,
    /// A remark that never blocks.
    Hint,
}

/// A fact used, with where it came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is, as a label in the catalogue (`fact-…`).
    pub label: Message,
    /// The value as written or as read.
    pub value: String,
    /// Whose value it is, for pairs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<String>,
    /// Where it came from: a cell of a spreadsheet, or a file with an offset in words in `note`.
    pub source: Cell,
    /// Place inside a document, or how the value was derived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Message>,
}

/// A ruling by a person, as given in a rulings file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    /// Finding id it rules on.
    pub finding: String,
    /// Answer.
    pub answer: RulingAnswer,
    /// Who ruled.
    pub who: String,
    /// When, RFC 3339 with zone or offset.
    pub when: String,
    /// Why.
    pub why: String,
}

/// A person's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RulingAnswer {
    /// 满足.
    Met,
    /// 不满足.
    NotMet,
}

/// A ruling once applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppliedRuling {
    /// The outcome before.
    pub before: Outcome,
    /// The ruling.
    pub ruling: Ruling,
}

/// Where an application or a pair stands after all findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Not handed in, or withdrawn.
    NotSubmitted,
    /// 待对方提交: one-sided so far.
    AwaitingPartner,
    /// 无效（单方提交）.
    VoidOneSided,
    /// Two or more claim one partner: all held for ruling.
    Held,
    /// 待人工认定: nothing failed, a person must rule or something is unset.
    AwaitingRuling,
    /// 形式审查不通过.
    Failed,
    /// 形式审查通过.
    Passed,
}
