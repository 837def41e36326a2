//! Checks of the round as a whole: the guide's own numbers, the sides' notices, limits on how often someone may apply,
//! and what the guide leaves open.

use std::collections::BTreeSet;

use hefu_guide::model::Unset;
use hefu_pairing::PairingResult;

use crate::context::Context;
use crate::draft::{Draft, say};
use crate::finding::{Finding, Subject};
use crate::rules;

/// Findings of the round, in the order of the guide. Limits speak of applications; everything else speaks of the round.
pub fn check_round(ctx: &Context<'_>, pairing: &PairingResult) -> Vec<Finding> {
    let mut findings: Vec<Finding> = ctx
        .guide
        .unset
        .iter()
        .filter(|unset| ctx.guide.clause(&unset.clause).is_some())
        .map(|unset| open_point(*ctx, unset))
        .collect();
    for rule in &ctx.guide.rules {
        findings.extend(rules::of_round(*ctx, rule, pairing));
    }
    distinct(findings)
}

fn open_point(ctx: Context<'_>, unset: &Unset) -> Finding {
    let who = match unset.supplied_by.as_str() {
        "office" => "unset-by-office",
        "both" => "unset-by-both",
        _ => "unset-by-nobody",
    };
    let remedy = if unset.supplied_by == "nobody" {
        say("remedy-unset-open")
    } else if unset.needed_to_publish {
        say("remedy-unset-publish").with("who", say(who))
    } else {
        say("remedy-unset").with("who", say(who))
    };
    Draft::clause(ctx.guide, &unset.clause, &format!("{}.unset", unset.clause), &Subject::Round)
        .part(&unset.id)
        .remedy(remedy)
        .unset(say("unset").with("what", &unset.names))
}

/// Two rules of the same id (a guide with one rule under two scopes) must not make two findings of one id.
fn distinct(findings: Vec<Finding>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    findings.into_iter().filter(|finding| seen.insert(finding.id.clone())).collect()
}
