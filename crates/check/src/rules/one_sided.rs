//! A one-sided application waits (待对方提交) until both windows are closed and the exchange is complete, and is void after
//! that (HK-8, TW-8; R-10, R-10a).

use hefu_application::{Application, Cell};
use hefu_guide::model::{OneSidedRule, Rule};
use hefu_pairing::{Orphan, Pair};
use hefu_words::Arg;

use crate::context::Context;
use crate::draft::{Draft, FactExt, fact, say};
use crate::exchange::ExchangeState;
use crate::finding::{Finding, Outcome, Subject};
use crate::naming::Names;

/// Both sides have applied.
pub(crate) fn paired(ctx: Context<'_>, rule: &Rule, pair: &Pair, subject: &Subject) -> Vec<Finding> {
    let numbers =
        pair.halves.iter().map(|half| fact("number", &half.number, Cell::default()).of_side(half.side.as_str()));
    vec![Draft::rule(ctx.guide, rule, subject).facts(numbers).pass(say("both-sides-applied"))]
}

pub(crate) fn alone(
    ctx: Context<'_>,
    rule: &Rule,
    one_sided: &OneSidedRule,
    orphan: &Orphan,
    app: &Application,
    exchange: &ExchangeState,
) -> Finding {
    let names = Names::of(ctx.guide, app.direction.trim());
    let partners = names.side_list(names.partners(app.id.side.as_str()));
    let subject = Subject::Application(app.id.clone());
    let mut draft =
        Draft::rule(ctx.guide, rule, &subject).ruling("R-10").facts(closings(ctx, app.direction.trim(), names));
    if let Some(number) = &orphan.named_partner_missing {
        draft = draft.fact(fact("named-partner", number, app.origin.cell("partner_number")));
    }
    if let Some((nearest, _)) = &orphan.nearest {
        draft = draft.fact(fact("nearest", &nearest.number, Cell::default()).of_side(nearest.side.as_str()));
    }
    let message = |key: &str| say(key).with("partners", partners.clone());
    if !exchange.windows_closed {
        let open = names.side_list(exchange.open.iter().map(|(side, _)| side.as_str()));
        return draft.remedy(message("remedy-one-sided")).unset(message("one-sided-waiting").with("open", open));
    }
    if exchange.complete {
        let outcome = if one_sided.void { Outcome::Fail } else { Outcome::Person };
        return draft.ruling("R-10a").remedy(message("remedy-one-sided-void")).says(outcome, message("one-sided-void"));
    }
    let reasons = exchange
        .missing
        .iter()
        .map(|side| Arg::from(say("closing-missing").with("side", names.side(side.as_str()))))
        .chain(exchange.contradicted.iter().map(|found| {
            Arg::from(
                say(&format!("closing-{}", found.what.replace('_', "-")))
                    .with("side", names.side(found.side.as_str()))
                    .with("stated", found.stated.as_str())
                    .with("read", found.read.as_str()),
            )
        }))
        .collect();
    draft
        .ruling("R-10a")
        .remedy(say("remedy-closing"))
        .person(message("one-sided-person").with("reasons", Arg::List(reasons)))
}

fn closings(ctx: Context<'_>, direction: &str, names: Names<'_>) -> Vec<crate::finding::Fact> {
    names
        .sides()
        .iter()
        .flat_map(|side| {
            let closes = ctx.notice(side, direction).and_then(|notice| notice.window.closes.as_ref());
            let made = ctx.intake(side).and_then(|intake| intake.closing.as_ref()).map(|closing| &closing.made);
            [("notice-closes", closes), ("closing-made", made)]
                .into_iter()
                .filter_map(move |(label, instant)| Some(fact(label, instant?, Cell::default()).of_side(side)))
        })
        .collect()
}
