//! Typed rules.

use hefu_text::money::Money;
use serde::{Deserialize, Serialize};

use super::{Expr, Place, Words};

/// A rule under a clause.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rule {
    /// Id: clause id, a dot, a short name: `HK-5.period`.
    pub id: String,
    /// The clause that carries it.
    pub clause: String,
    /// Where it applies.
    pub scope: Scope,
    /// What it says.
    pub kind: RuleKind,
    /// Rulings it rests on (`R-6a`).
    pub rulings: Vec<String>,
    /// Where it stands in `guide.md`.
    pub place: Place,
}

/// Where a rule or a piece of content applies. Nothing set: everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Direction number.
    #[serde(default)]
    pub direction: Option<String>,
    /// Leaf topic id.
    #[serde(default)]
    pub topic: Option<String>,
}

impl Scope {
    /// True where something in `direction` and `topic` falls under this scope.
    pub fn covers(&self, direction: &str, topic: Option<&str>) -> bool {
        self.direction.as_deref().is_none_or(|own| own == direction)
            && self.topic.as_deref().is_none_or(|own| Some(own) == topic)
    }
}

/// What happens when a rule is not met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Fails.
    #[default]
    Fail,
    /// Goes to a person.
    Person,
    /// A remark that never blocks.
    Hint,
}

/// The kinds of rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum RuleKind {
    /// A defined term; applications need a partner side (G-4).
    Term(TermRule),
    /// The stated number of directions (G-13).
    DirectionCount(DirectionCountRule),
    /// How many projects are to be supported.
    Band(BandRule),
    /// A ceiling on money.
    Ceiling(CeilingRule),
    /// The same amount for every project (other guides).
    FixedGrant(FixedGrantRule),
    /// Stated aims, weight zero unless set.
    Aims(AimsRule),
    /// A derived indicator shown to people, never used to reject.
    Indicator(IndicatorRule),
    /// Primary topic must be a leaf of the direction's list.
    Topics,
    /// Project period.
    Period(PeriodRule),
    /// Each side publishes its own notice.
    SeparateNotices,
    /// Each partner applies to its own side's office.
    SeparateSubmission,
    /// A one-sided application is void.
    OneSided(OneSidedRule),
    /// Fields that must agree.
    Match(MatchRule),
    /// Evidence for a judgement.
    Evidence(EvidenceRule),
    /// Division of work.
    WorkSplit(WorkSplitRule),
    /// A signed agreement.
    Agreement(AgreementRule),
    /// A clause the agreement must contain.
    AgreementClause(AgreementClauseRule),
    /// Kind of the lead unit.
    LeadKind(LeadKindRule),
    /// The team has at least so many units of a kind.
    TeamHas(TeamHasRule),
    /// 产学研用: a grid of roles; a missing one is a hint.
    RoleGrid(RoleGridRule),
    /// Preference, never a filter.
    Preference(PreferenceRule),
    /// A limit on how often a person or unit may apply.
    Limit(LimitRule),
    /// Own money beside the grant.
    OwnContribution(OwnContributionRule),
    /// A typed predicate for anything else.
    Predicate(PredicateRule),
}

/// A defined term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermRule {
    /// The term.
    pub term: String,
    /// True where only cooperation projects with a partner side are taken.
    #[serde(default)]
    pub needs_partner: bool,
}

/// Stated number of directions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectionCountRule {
    /// The number.
    pub count: u32,
}

/// Number of projects to be supported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BandRule {
    /// Least.
    pub min: u32,
    /// Most.
    pub max: u32,
    /// True where the sentence says 左右.
    #[serde(default)]
    pub approximate: bool,
}

/// A ceiling on money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CeilingRule {
    /// The amount.
    pub amount: Money,
    /// Which money counts, for example `state` (国拨).
    pub source: String,
}

/// The same amount for each project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FixedGrantRule {
    /// The amount per project and side.
    pub amount: Money,
    /// Side that pays.
    pub side: String,
}

/// Stated aims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AimsRule {
    /// Tag list that holds them.
    pub list: String,
}

/// A derived indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorRule {
    /// Which.
    pub indicator: Indicator,
}

/// Indicators on the division of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Indicator {
    /// Each side owns at least one task the other does not (优势互补).
    Complementarity,
    /// Each side owns or co-owns at least one output (互惠双赢).
    MutualBenefit,
    /// Each side has effort: a side without person-months makes 实质性合作 doubtful (G-10).
    Substance,
}

/// Project period in months, both ends included, counted by ruling R-6a.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodRule {
    /// Least; 0 where the guide states none.
    #[serde(default)]
    pub min_months: u32,
    /// Most.
    pub max_months: u32,
}

/// One-sided applications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneSidedRule {
    /// True where they are void once both windows are closed and the exchange is complete.
    pub void: bool,
}

/// Fields that must agree between the two applications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatchRule {
    /// Named fields: hard.
    pub fields: Vec<MatchField>,
    /// True where the sentence says 等: the office's extension is compared too, as "a person must rule".
    #[serde(default)]
    pub extensible: bool,
}

/// Comparable fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatchField {
    /// 项目名称.
    Title,
    /// 合作单位: both sides' units as sets, lead marked.
    Units,
    /// Only the lead units of both sides (other guides).
    LeadUnits,
    /// 项目负责人 of both sides.
    PrincipalInvestigators,
    /// 项目执行年限: first and last day.
    Period,
    /// Topic.
    Topic,
    /// Direction.
    Direction,
}

/// Evidence for a judgement clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceRule {
    /// `cooperation` or `strength`.
    pub of: String,
    /// True where each side's team needs its own.
    #[serde(default)]
    pub per_side: bool,
    /// True where an item must carry a date, not after submission.
    #[serde(default)]
    pub dated: bool,
    /// True where an item must carry an attachment.
    #[serde(default)]
    pub attached: bool,
}

/// Division of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkSplitRule {
    /// True where every task must have an owner.
    pub every_task_owned: bool,
    /// True where every side must own a task.
    pub every_side_owns: bool,
}

/// A signed agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementRule {
    /// Accepted kinds: `agreement`, `letter_of_intent`.
    pub kinds: Vec<String>,
    /// True where it must be signed on or before submission (已经).
    pub signed_before_submission: bool,
    /// Who must be party: `lead-units` or `all-units`.
    pub parties: String,
}

/// A clause the agreement must contain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementClauseRule {
    /// Subject, for example `intellectual-property`.
    pub subject: String,
}

/// Kind of the lead unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeadKindRule {
    /// Whose lead (R-13a).
    pub side: String,
    /// Kinds that pass: `university`, `research_institute`, …
    pub pass: Vec<String>,
    /// Kinds that fail; any other kind goes to a person.
    pub fail: Vec<String>,
}

/// The team has at least `min` units of `unit_kind`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamHasRule {
    /// `enterprise`, …
    pub unit_kind: String,
    /// At least so many.
    pub min: u32,
    /// Whose team; none: either side's counts alike.
    #[serde(default)]
    pub side: Option<String>,
    /// What it means when only another side's team has them.
    #[serde(default)]
    pub only_elsewhere: Effect,
}

/// A grid of roles over both sides' units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleGridRule {
    /// Tag list of the roles (产, 学, 研, 用).
    pub list: String,
    /// Roles whose absence is a hint.
    pub hint_if_missing: Vec<String>,
}

/// Preference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreferenceRule {
    /// Tag lists any value of which marks an application as preferred; 其他 does not.
    pub lists: Vec<String>,
}

/// A limit on how often someone may apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitRule {
    /// Who is counted.
    pub counter: Counter,
    /// Side whose applications are counted; none: each side's alone.
    #[serde(default)]
    pub side: Option<String>,
    /// At most so many.
    pub max: u32,
    /// Other counts that add up with this round's (for example running projects), by field id of the person or application;
    /// where the field is not stated the outcome is unset.
    #[serde(default)]
    pub plus_fields: Vec<String>,
    /// What a breach means.
    #[serde(default)]
    pub effect: Effect,
}

/// Whom a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counter {
    /// Principal investigators, by identifier or name and unit.
    PrincipalInvestigator,
    /// Lead units.
    LeadUnit,
    /// Any person of a team.
    Person,
}

/// Own money beside the grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnContributionRule {
    /// Whose money.
    pub side: String,
    /// Applies where the side's team has a unit of this kind; none: always.
    #[serde(default)]
    pub if_team_has: Option<String>,
    /// How much.
    pub at_least: MoneyShare,
    /// What a breach means.
    #[serde(default)]
    pub effect: Effect,
}

/// A share of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MoneyShare {
    /// At least as much as the grant.
    Grant,
    /// At least this percentage of the whole budget of the side.
    PercentOfTotal(u8),
}

/// A predicate rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PredicateRule {
    /// Where it applies; none: always.
    pub when: Option<Expr>,
    /// What must hold.
    pub require: Expr,
    /// What it means if it does not.
    pub effect: Effect,
    /// What is said then.
    pub say: Words,
    /// What to do then.
    pub remedy: Words,
}
