//! Which rule kind is checked where: on one application, on the joint project (its halves laid together), on the pair's
//! comparisons, on the round. Every kind is named in each list, so that a new kind cannot be forgotten.

pub(crate) mod agreement;
pub(crate) mod content;
pub(crate) mod evidence;
pub(crate) mod facts;
pub(crate) mod indicator;
pub(crate) mod lead_kind;
pub(crate) mod limit;
pub(crate) mod matching;
pub(crate) mod money;
pub(crate) mod notices;
pub(crate) mod numbers;
pub(crate) mod one_sided;
pub(crate) mod period;
pub(crate) mod predicate;
pub(crate) mod preference;
pub(crate) mod roles;
pub(crate) mod submission;
pub(crate) mod team;
pub(crate) mod term;
pub(crate) mod topics;
pub(crate) mod work_split;

use hefu_guide::model::{Rule, RuleKind};
use hefu_pairing::{Pair, PairingResult};

use crate::context::Context;
use crate::finding::{Finding, Subject};
use crate::joint::Joint;
use crate::view::View;

/// What `rule` says of one application by itself.
pub(crate) fn of_application(view: &View<'_>, rule: &Rule) -> Vec<Finding> {
    match &rule.kind {
        RuleKind::Term(term) => term::partner(view, rule, term),
        RuleKind::FixedGrant(grant) => money::fixed_grant(view, rule, grant),
        RuleKind::Ceiling(ceiling) => money::beyond_ceiling(view, rule, ceiling),
        RuleKind::Topics => topics::topic(view, rule),
        RuleKind::Period(period) => period::period(view, rule, period),
        RuleKind::SeparateSubmission => submission::submission(view, rule),
        RuleKind::Evidence(evidence) => evidence::of_application(view, rule, evidence),
        RuleKind::WorkSplit(split) => work_split::of_application(view, rule, split),
        RuleKind::Agreement(agreement) => agreement::document(view, rule, agreement),
        RuleKind::AgreementClause(clause) => agreement::clause(view, rule, clause),
        RuleKind::LeadKind(lead) => lead_kind::lead_kind(view, rule, lead),
        RuleKind::OwnContribution(own) => money::own_contribution(view, rule, own),
        RuleKind::DirectionCount(_)
        | RuleKind::Band(_)
        | RuleKind::Aims(_)
        | RuleKind::Indicator(_)
        | RuleKind::SeparateNotices
        | RuleKind::OneSided(_)
        | RuleKind::Match(_)
        | RuleKind::TeamHas(_)
        | RuleKind::RoleGrid(_)
        | RuleKind::Preference(_)
        | RuleKind::Limit(_)
        | RuleKind::Predicate(_) => Vec::new(),
    }
}

/// What `rule` says of the joint project, whether one half is there or all.
pub(crate) fn of_joint(ctx: Context<'_>, rule: &Rule, joint: &Joint<'_>, subject: &Subject) -> Vec<Finding> {
    match &rule.kind {
        RuleKind::Aims(aims) => preference::aims(ctx, rule, aims, joint, subject),
        RuleKind::Indicator(indicator) => indicator::indicator(ctx, rule, indicator, joint, subject),
        RuleKind::Evidence(evidence) => evidence::of_joint(ctx, rule, evidence, joint, subject),
        RuleKind::TeamHas(team) => team::team_has(ctx, rule, team, joint, subject),
        RuleKind::RoleGrid(grid) => roles::role_grid(ctx, rule, grid, joint, subject),
        RuleKind::Preference(preference) => preference::preference(ctx, rule, preference, joint, subject),
        RuleKind::Predicate(predicate) => predicate::predicate(ctx, rule, predicate, joint, subject),
        RuleKind::Term(_)
        | RuleKind::DirectionCount(_)
        | RuleKind::Band(_)
        | RuleKind::Ceiling(_)
        | RuleKind::FixedGrant(_)
        | RuleKind::Topics
        | RuleKind::Period(_)
        | RuleKind::SeparateNotices
        | RuleKind::SeparateSubmission
        | RuleKind::OneSided(_)
        | RuleKind::Match(_)
        | RuleKind::WorkSplit(_)
        | RuleKind::Agreement(_)
        | RuleKind::AgreementClause(_)
        | RuleKind::LeadKind(_)
        | RuleKind::Limit(_)
        | RuleKind::OwnContribution(_) => Vec::new(),
    }
}

/// What `rule` says of a pair's comparisons.
pub(crate) fn of_pair(
    ctx: Context<'_>,
    rule: &Rule,
    pair: &Pair,
    joint: &Joint<'_>,
    subject: &Subject,
) -> Vec<Finding> {
    match &rule.kind {
        RuleKind::Match(fields) => matching::matching(ctx, rule, fields, pair, subject),
        RuleKind::WorkSplit(_) => work_split::of_pair(ctx, rule, pair, subject),
        RuleKind::Agreement(_) => agreement::of_pair(ctx, rule, joint, subject),
        RuleKind::OneSided(_) => one_sided::paired(ctx, rule, pair, subject),
        RuleKind::Term(_)
        | RuleKind::DirectionCount(_)
        | RuleKind::Band(_)
        | RuleKind::Ceiling(_)
        | RuleKind::FixedGrant(_)
        | RuleKind::Aims(_)
        | RuleKind::Indicator(_)
        | RuleKind::Topics
        | RuleKind::Period(_)
        | RuleKind::SeparateNotices
        | RuleKind::SeparateSubmission
        | RuleKind::Evidence(_)
        | RuleKind::AgreementClause(_)
        | RuleKind::LeadKind(_)
        | RuleKind::TeamHas(_)
        | RuleKind::RoleGrid(_)
        | RuleKind::Preference(_)
        | RuleKind::Limit(_)
        | RuleKind::OwnContribution(_)
        | RuleKind::Predicate(_) => Vec::new(),
    }
}

/// What `rule` says of the round as a whole.
pub(crate) fn of_round(ctx: Context<'_>, rule: &Rule, pairing: &PairingResult) -> Vec<Finding> {
    match &rule.kind {
        RuleKind::DirectionCount(count) => numbers::directions(ctx, rule, count),
        RuleKind::Band(band) => numbers::band(ctx, rule, band, pairing),
        RuleKind::Ceiling(ceiling) => numbers::ceiling(ctx, rule, ceiling, pairing),
        RuleKind::SeparateNotices => notices::notices(ctx, rule),
        RuleKind::Limit(limit) => limit::limit(ctx, rule, limit),
        RuleKind::Term(_)
        | RuleKind::FixedGrant(_)
        | RuleKind::Aims(_)
        | RuleKind::Indicator(_)
        | RuleKind::Topics
        | RuleKind::Period(_)
        | RuleKind::SeparateSubmission
        | RuleKind::OneSided(_)
        | RuleKind::Match(_)
        | RuleKind::Evidence(_)
        | RuleKind::WorkSplit(_)
        | RuleKind::Agreement(_)
        | RuleKind::AgreementClause(_)
        | RuleKind::LeadKind(_)
        | RuleKind::TeamHas(_)
        | RuleKind::RoleGrid(_)
        | RuleKind::Preference(_)
        | RuleKind::OwnContribution(_)
        | RuleKind::Predicate(_) => Vec::new(),
    }
}

/// The file of this room that honours a rule kind, for the table of clauses.
pub(crate) fn place(kind: &RuleKind) -> &'static str {
    match kind {
        RuleKind::Term(_) => "term",
        RuleKind::DirectionCount(_) | RuleKind::Band(_) => "numbers",
        RuleKind::Ceiling(_) => "numbers, money",
        RuleKind::FixedGrant(_) | RuleKind::OwnContribution(_) => "money",
        RuleKind::Aims(_) | RuleKind::Preference(_) => "preference",
        RuleKind::Indicator(_) => "indicator",
        RuleKind::Topics => "topics",
        RuleKind::Period(_) => "period",
        RuleKind::SeparateNotices => "notices",
        RuleKind::SeparateSubmission => "submission",
        RuleKind::OneSided(_) => "one_sided",
        RuleKind::Match(_) => "matching",
        RuleKind::Evidence(_) => "evidence",
        RuleKind::WorkSplit(_) => "work_split",
        RuleKind::Agreement(_) | RuleKind::AgreementClause(_) => "agreement",
        RuleKind::LeadKind(_) => "lead_kind",
        RuleKind::TeamHas(_) => "team",
        RuleKind::RoleGrid(_) => "roles",
        RuleKind::Limit(_) => "limit",
        RuleKind::Predicate(_) => "predicate",
    }
}
