//! Checks of an application that has no decided partner.

use hefu_application::{Application, ApplicationId};
use hefu_guide::model::RuleKind;
use hefu_pairing::{Claim, Orphan};
use hefu_words::Arg;

use crate::context::Context;
use crate::draft::{Draft, fact, say};
use crate::exchange::ExchangeState;
use crate::finding::{Finding, Subject};
use crate::joint::Joint;
use crate::pairs::of_joint;
use crate::rules::one_sided;

/// Findings of an application without a partner: what the one-sided clause says of it at this state of the exchange, and
/// what can be said of the joint project from one half.
pub fn check_one_sided(ctx: &Context<'_>, orphan: &Orphan, exchange: &ExchangeState) -> Vec<Finding> {
    let Some(app) = application(ctx, &orphan.application) else {
        return Vec::new();
    };
    let joint = Joint::of(ctx.guide, &[app]);
    let subject = Subject::Application(app.id.clone());
    let mut findings = Vec::new();
    for rule in &ctx.guide.rules {
        if let RuleKind::OneSided(one_sided) = &rule.kind
            && joint.covered(&rule.scope)
            && ctx.guide.direction(joint.direction).is_some()
        {
            findings.push(one_sided::alone(*ctx, rule, one_sided, orphan, app, exchange));
        }
    }
    findings.extend(of_joint(*ctx, &joint, &subject));
    findings
}

/// Findings of applications that compete for each other: all are held, nobody wins by score.
pub fn check_claim(ctx: &Context<'_>, claim: &Claim) -> Vec<Finding> {
    let mut findings = Vec::new();
    for app in claim.applications.iter().filter_map(|id| application(ctx, id)) {
        let joint = Joint::of(ctx.guide, &[app]);
        let subject = Subject::Application(app.id.clone());
        let rivals: Vec<Arg> = claim
            .applications
            .iter()
            .filter(|other| **other != app.id)
            .map(|other| Arg::from(other.to_string()))
            .collect();
        for rule in &ctx.guide.rules {
            if !matches!(rule.kind, RuleKind::OneSided(_)) || !joint.covered(&rule.scope) {
                continue;
            }
            let number = app
                .partner_number
                .as_ref()
                .map(|number| fact("named-partner", number, app.origin.cell("partner_number")));
            findings.push(
                Draft::rule(ctx.guide, rule, &subject)
                    .part("claim")
                    .ruling("R-11")
                    .facts(number)
                    .remedy(say("remedy-claim"))
                    .person(say("claim").with("others", Arg::List(rivals.clone()))),
            );
        }
        findings.extend(of_joint(*ctx, &joint, &subject));
    }
    findings
}

fn application<'a>(ctx: &Context<'a>, id: &ApplicationId) -> Option<&'a Application> {
    ctx.intake(id.side.as_str())?.applications.iter().find(|application| application.id == *id)
}
