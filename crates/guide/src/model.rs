//! What a compiled guide holds. Everything here was stated by a sentence of the guide, implied by a named ruling, or is
//! marked unset.

mod clause;
mod content;
mod direction;
mod predicate;
mod rule;
mod setting;
mod words;

pub use clause::{Clause, ClauseKind, Place};
pub use content::{ContentItem, DeliverableType, FieldDef, Grid, MilestoneType, TagList, TagValue};
pub use direction::{Calendar, Direction, Header, Pairing, Side, Source, Topic};
pub use predicate::{Comparison, Expr, FactName, Value};
pub use rule::{
    AgreementClauseRule, AgreementRule, AimsRule, BandRule, CeilingRule, Counter, DirectionCountRule, Effect,
    EvidenceRule, FixedGrantRule, Indicator, IndicatorRule, LeadKindRule, LimitRule, MatchField, MatchRule, MoneyShare,
    OneSidedRule, OwnContributionRule, PeriodRule, PredicateRule, PreferenceRule, RoleGridRule, Rule, RuleKind, Scope,
    TeamHasRule, TermRule, WorkSplitRule,
};
pub use setting::{Choice, Implied, Setting, SettingValue, Settings, Unset};
pub use words::Words;

/// A compiled, linted guide.
#[derive(Clone, Debug)]
pub struct Guide {
    /// Short id, for example `hkmt-2020`.
    pub id: String,
    /// Version of the rules in this file; findings carry it.
    pub version: String,
    /// Plan, programme, year and family of calls.
    pub header: Header,
    /// Clause that gives the header, if one does.
    pub header_clause: Option<String>,
    /// Where the text comes from, and whether the sentences are the official ones or a paraphrase.
    pub source: Source,
    /// The sides, in the order in which they are shown.
    pub sides: Vec<Side>,
    /// Legal pairings of sides, also those without a direction in this guide.
    pub pairings: Vec<Pairing>,
    /// Directions that take applications.
    pub directions: Vec<Direction>,
    /// All clauses in the order of the text.
    pub clauses: Vec<Clause>,
    /// All executable rules, in the order of the text.
    pub rules: Vec<Rule>,
    /// Tag lists.
    pub lists: Vec<TagList>,
    /// Numbered content items that tasks are mapped to.
    pub items: Vec<ContentItem>,
    /// Free-text fields that items, deliverables, milestones or whole applications carry.
    pub fields: Vec<FieldDef>,
    /// Types of deliverable.
    pub deliverables: Vec<DeliverableType>,
    /// Types of milestone.
    pub milestones: Vec<MilestoneType>,
    /// Coverage grids (rows × columns of two tag lists).
    pub grids: Vec<Grid>,
    /// Rulings on open points: defaults an office may change.
    pub settings: Vec<Setting>,
    /// What the guide leaves open and an office must supply before it may be used.
    pub unset: Vec<Unset>,
}

impl Guide {
    /// The clause with this id.
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id == id)
    }

    /// The direction with this number (`1.1`).
    pub fn direction(&self, number: &str) -> Option<&Direction> {
        self.directions.iter().find(|direction| direction.number == number)
    }

    /// The side with this short name.
    pub fn side(&self, id: &str) -> Option<&Side> {
        self.sides.iter().find(|side| side.id == id)
    }

    /// The pairing with this id.
    pub fn pairing(&self, id: &str) -> Option<&Pairing> {
        self.pairings.iter().find(|pairing| pairing.id == id)
    }

    /// The pairing a direction belongs to.
    pub fn pairing_of(&self, direction: &str) -> Option<&Pairing> {
        self.pairing(&self.direction(direction)?.pairing)
    }

    /// The name of a side within a direction: 内地 goes with 香港, 大陆 with 台湾. An id nobody knows stands for itself.
    pub fn side_name(&self, direction: &str, side: &str, lang: hefu_words::Lang) -> String {
        let pairing = self.pairing_of(direction);
        let within = pairing.and_then(|pairing| {
            let at = pairing.sides.iter().position(|member| member == side)?;
            pairing.side_names.get(at)
        });
        let names = within.or_else(|| self.side(side).map(|side| &side.names));
        names.map_or_else(|| side.to_owned(), |names| names.get(lang).to_owned())
    }

    /// The tag list with this id.
    pub fn list(&self, id: &str) -> Option<&TagList> {
        self.lists.iter().find(|list| list.id == id)
    }

    /// The content item with this id.
    pub fn item(&self, id: &str) -> Option<&ContentItem> {
        self.items.iter().find(|item| item.id == id)
    }

    /// The field with this id.
    pub fn field(&self, id: &str) -> Option<&FieldDef> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// The deliverable type with this id.
    pub fn deliverable(&self, id: &str) -> Option<&DeliverableType> {
        self.deliverables.iter().find(|kind| kind.id == id)
    }

    /// The milestone type with this id.
    pub fn milestone(&self, id: &str) -> Option<&MilestoneType> {
        self.milestones.iter().find(|kind| kind.id == id)
    }

    /// The ruling with this id (`R-6a`).
    pub fn setting(&self, id: &str) -> Option<&Setting> {
        self.settings.iter().find(|setting| setting.id == id)
    }

    /// Rules that apply to an application or pair in this direction and (leaf) topic.
    pub fn rules_for<'a>(&'a self, direction: &'a str, topic: Option<&'a str>) -> impl Iterator<Item = &'a Rule> {
        self.rules.iter().filter(move |rule| rule.scope.covers(direction, topic))
    }
}
