//! Aims an application says it serves (G-6, G-10) and marks of preference (5G-6, R-15). Neither ever rejects.

use hefu_guide::model::{AimsRule, PreferenceRule, Rule};
use hefu_words::Arg;

use crate::context::Context;
use crate::draft::{Draft, say};
use crate::finding::{Finding, Subject};
use crate::joint::Joint;
use crate::naming::values;

pub(crate) fn aims(
    ctx: Context<'_>,
    rule: &Rule,
    aims: &AimsRule,
    joint: &Joint<'_>,
    subject: &Subject,
) -> Vec<Finding> {
    let Some(list) = ctx.guide.list(&aims.list) else {
        return Vec::new();
    };
    let chosen = joint.chosen(list);
    let draft = Draft::rule(ctx.guide, rule, subject);
    let finding = if chosen.values.is_empty() {
        let all = values(list, list.values.iter().map(|value| value.id.as_str()));
        draft.remedy(say("remedy-aims").with("aims", all.clone())).hint(say("aims-unstated").with("list", &list.names))
    } else {
        let named = in_order(list, &chosen);
        draft.pass(say("aims-stated").with("aims", values(list, named)))
    };
    vec![finding]
}

pub(crate) fn preference(
    ctx: Context<'_>,
    rule: &Rule,
    preference: &PreferenceRule,
    joint: &Joint<'_>,
    subject: &Subject,
) -> Vec<Finding> {
    let mut preferred = Vec::new();
    for list in preference.lists.iter().filter_map(|id| ctx.guide.list(id)) {
        let chosen = joint.chosen(list);
        let named = in_order(list, &chosen);
        if !named.is_empty() {
            let message = say("preferred-in").with("list", &list.names).with("values", values(list, named));
            preferred.push(Arg::from(message));
        }
    }
    let draft = Draft::rule(ctx.guide, rule, subject);
    vec![if preferred.is_empty() {
        draft.hint(say("not-preferred"))
    } else {
        draft.hint(say("preferred").with("values", Arg::List(preferred)))
    }]
}

fn in_order<'a>(list: &'a hefu_guide::model::TagList, chosen: &crate::joint::Chosen<'_>) -> Vec<&'a str> {
    list.values.iter().map(|value| value.id.as_str()).filter(|id| chosen.values.contains_key(id)).collect()
}
