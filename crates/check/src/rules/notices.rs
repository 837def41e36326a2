//! Each side publishes its own notice (HK-6, TW-6). A notice is not published without its dates and without the agreement
//! it rests on (G-1, G-5, G-8).

use hefu_application::Notice;
use hefu_guide::model::Rule;

use crate::context::Context;
use crate::draft::{Draft, FactExt, fact, say};
use crate::finding::{Finding, Subject};
use crate::naming::Names;

pub(crate) fn notices(ctx: Context<'_>, rule: &Rule) -> Vec<Finding> {
    ctx.guide
        .directions
        .iter()
        .filter(|direction| rule.scope.direction.as_deref().is_none_or(|own| own == direction.number))
        .flat_map(|direction| {
            Names::of(ctx.guide, &direction.number)
                .sides()
                .iter()
                .map(|side| notice(ctx, rule, &direction.number, side))
        })
        .collect()
}

fn notice(ctx: Context<'_>, rule: &Rule, direction: &str, side: &str) -> Finding {
    let names = Names::of(ctx.guide, direction);
    let message = |key: &str| say(key).with("side", names.side(side)).with("direction", direction);
    let draft = Draft::rule(ctx.guide, rule, &Subject::Round).part(format!("{direction}/{side}"));
    let Some(notice) = ctx.notice(side, direction) else {
        return draft.remedy(message("remedy-notice")).unset(message("notice-unknown"));
    };
    let draft = draft.facts(facts(notice, side));
    if !notice.published {
        return draft.remedy(message("remedy-notice-publish")).unset(message("notice-unpublished"));
    }
    let missing: Vec<_> = [
        ("number", notice.number.is_none()),
        ("authority", notice.authority.is_none()),
        ("opens", notice.window.opens.is_none()),
        ("closes", notice.window.closes.is_none()),
        ("basis", notice.basis.is_none()),
    ]
    .into_iter()
    .filter(|(_, missing)| *missing)
    .map(|(field, _)| say(&format!("notice-{field}")))
    .collect();
    if missing.is_empty() {
        let reversed = matches!(
            (&notice.window.opens, &notice.window.closes),
            (Some(opens), Some(closes)) if closes <= opens
        );
        return if reversed {
            draft.remedy(message("remedy-notice-window")).fail(message("notice-window-reversed"))
        } else {
            draft.pass(message("notice-published"))
        };
    }
    draft
        .remedy(message("remedy-notice-fields").with("fields", missing.clone()))
        .fail(message("notice-incomplete").with("fields", missing))
}

fn facts(notice: &Notice, side: &str) -> Vec<crate::finding::Fact> {
    let stated = [
        ("notice-number", notice.number.clone()),
        ("notice-authority", notice.authority.clone()),
        ("notice-opens", notice.window.opens.as_ref().map(ToString::to_string)),
        ("notice-closes", notice.window.closes.as_ref().map(ToString::to_string)),
        ("notice-basis", notice.basis.clone()),
    ];
    stated
        .into_iter()
        .filter_map(|(label, value)| Some(fact(label, value?, hefu_application::Cell::default()).of_side(side)))
        .collect()
}
