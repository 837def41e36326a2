//! Checks of a pair.

use hefu_application::Application;
use hefu_pairing::Pair;

use crate::context::Context;
use crate::finding::{Finding, Subject};
use crate::joint::Joint;
use crate::rules;

/// Findings of a pair: its comparisons, its work split, its agreement, the evidence of each side, and what the joint
/// project covers. `halves` are the applications of [`Pair::halves`] in that order.
pub fn check_pair(ctx: &Context<'_>, pair: &Pair, halves: &[&Application]) -> Vec<Finding> {
    let joint = Joint::of(ctx.guide, halves);
    let subject = Subject::Pair(pair.id.clone());
    let mut findings = Vec::new();
    for rule in ctx.guide.rules.iter().filter(|rule| joint.covered(&rule.scope)) {
        findings.extend(rules::of_pair(*ctx, rule, pair, &joint, &subject));
    }
    findings.extend(of_joint(*ctx, &joint, &subject));
    findings
}

/// Findings of a pair from its comparisons, work split and agreement alone: what two offices that hold no more than each
/// other's cards can both say, and say alike. `halves` as for [`check_pair`].
pub fn check_pair_cards(ctx: &Context<'_>, pair: &Pair, halves: &[&Application]) -> Vec<Finding> {
    let joint = Joint::of(ctx.guide, halves);
    let subject = Subject::Pair(pair.id.clone());
    let rules = ctx.guide.rules.iter().filter(|rule| joint.covered(&rule.scope));
    rules.flat_map(|rule| rules::of_pair(*ctx, rule, pair, &joint, &subject)).collect()
}

/// What the rules and the content clauses say of a joint project, from the halves there are.
pub(crate) fn of_joint(ctx: Context<'_>, joint: &Joint<'_>, subject: &Subject) -> Vec<Finding> {
    if ctx.guide.direction(joint.direction).is_none() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for rule in ctx.guide.rules.iter().filter(|rule| joint.covered(&rule.scope)) {
        findings.extend(rules::of_joint(ctx, rule, joint, subject));
    }
    findings.extend(rules::content::content(ctx, joint, subject));
    findings
}
