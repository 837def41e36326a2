//! Indicators on the division of work (G-9, G-10): facts for reviewers, never a reason to reject.

use hefu_application::Cell;
use hefu_guide::model::{Indicator, IndicatorRule, Rule};
use hefu_text::fixed::shown;

use crate::context::Context;
use crate::draft::{Draft, FactExt, fact, say};
use crate::finding::{Finding, Subject};
use crate::joint::Joint;
use crate::maps::{SideEffort, effort};
use crate::naming::Names;

pub(crate) fn indicator(
    ctx: Context<'_>,
    rule: &Rule,
    wanted: &IndicatorRule,
    joint: &Joint<'_>,
    subject: &Subject,
) -> Vec<Finding> {
    let effort = effort(joint);
    let names = Names::of(ctx.guide, joint.direction);
    let lacking = |lacks: fn(&SideEffort) -> bool| -> Vec<&str> {
        effort.iter().filter(|side| lacks(side)).map(|side| side.side.as_str()).collect()
    };
    let (name, lacking) = match wanted.indicator {
        Indicator::Complementarity => ("complementarity", lacking(|side| side.own_tasks == 0)),
        Indicator::MutualBenefit => ("mutual-benefit", lacking(|side| side.outputs == 0)),
        Indicator::Substance => ("substance", lacking(|side| side.person_months_hundredths.unwrap_or(0) <= 0)),
    };
    let facts = effort.iter().map(|side| {
        let (label, value) = match wanted.indicator {
            Indicator::Complementarity => ("own-tasks", side.own_tasks.to_string()),
            Indicator::MutualBenefit => ("outputs", side.outputs.to_string()),
            Indicator::Substance => (
                "person-months",
                side.person_months_hundredths.map_or_else(|| "0".to_owned(), |months| shown(i128::from(months), 2)),
            ),
        };
        fact(label, value, Cell::default()).of_side(&side.side)
    });
    let draft = Draft::rule(ctx.guide, rule, subject).facts(facts);
    vec![if lacking.is_empty() {
        draft.pass(say(&format!("{name}-shown")))
    } else {
        let sides = names.side_list(lacking.iter().copied());
        draft
            .remedy(say(&format!("remedy-{name}")).with("sides", sides.clone()))
            .hint(say(&format!("{name}-lacking")).with("sides", sides))
    }]
}
