//! Numbers the guide states of itself and of the round: directions (G-13), bands of projects (G-14, HK-2, TW-2; R-1),
//! ceilings on money (G-15, HK-3, TW-3; ). Selection keeps them; here the round's figures stand beside them.

use std::collections::BTreeSet;

use hefu_application::{Application, Cell};
use hefu_guide::model::{BandRule, CeilingRule, DirectionCountRule, Rule};
use hefu_pairing::PairingResult;
use hefu_text::money::{Money, MoneyStyle};

use crate::context::Context;
use crate::draft::{Draft, fact, say};
use crate::finding::{Finding, Subject};
use crate::resolve;
use crate::rules::money::{demand, words};

pub(crate) fn directions(ctx: Context<'_>, rule: &Rule, count: &DirectionCountRule) -> Vec<Finding> {
    let found = ctx.guide.directions.len();
    let draft = Draft::rule(ctx.guide, rule, &Subject::Round)
        .facts(ctx.guide.directions.iter().map(|direction| fact("direction", &direction.number, Cell::default())));
    let message = say("directions").with("stated", count.count).with("found", found);
    vec![if u32::try_from(found) == Ok(count.count) {
        draft.pass(message)
    } else {
        draft.remedy(say("remedy-directions")).fail(message)
    }]
}

pub(crate) fn band(ctx: Context<'_>, rule: &Rule, band: &BandRule, pairing: &PairingResult) -> Vec<Finding> {
    let pairs = pairing
        .pairs
        .iter()
        .filter(|pair| rule.scope.direction.as_deref().is_none_or(|own| own == pair.direction))
        .filter(|pair| {
            rule.scope.topic.is_none()
                || pair.halves.iter().filter_map(|half| application(ctx, half)).any(|app| in_topic(ctx, rule, app))
        })
        .count();
    let range = if band.min == band.max {
        say("band-exact").with("max", band.max)
    } else {
        say("band-range").with("min", band.min).with("max", band.max)
    };
    let range = if band.approximate { say("band-approximate").with("band", range) } else { range };
    let few = u32::try_from(pairs).unwrap_or(u32::MAX) < band.min;
    let key = if few { "band-unreachable" } else { "band" };
    let draft = Draft::rule(ctx.guide, rule, &Subject::Round).fact(fact("pairs", pairs, Cell::default()));
    let draft = if few { draft.remedy(say("remedy-band")) } else { draft };
    vec![draft.hint(say(key).with("band", range).with("pairs", pairs))]
}

pub(crate) fn ceiling(ctx: Context<'_>, rule: &Rule, ceiling: &CeilingRule, pairing: &PairingResult) -> Vec<Finding> {
    let paired: BTreeSet<_> = pairing.pairs.iter().flat_map(|pair| &pair.halves).collect();
    let lines = ctx
        .intakes
        .iter()
        .flat_map(|intake| &intake.applications)
        .filter(|app| paired.contains(&app.id) && in_topic(ctx, rule, app))
        .flat_map(|app| app.budget.iter().filter(|line| line.side == app.id.side.as_str()));
    let asked = demand(lines, &ceiling.source, ceiling.amount.currency);
    let asked = Money::from_minor(i64::try_from(asked).unwrap_or(i64::MAX), ceiling.amount.currency);
    let draft = Draft::rule(ctx.guide, rule, &Subject::Round).fact(fact(
        "asked",
        asked.format(MoneyStyle::En),
        Cell::default(),
    ));
    vec![draft.hint(say("ceiling").with("ceiling", words(ceiling.amount)).with("asked", words(asked)))]
}

fn in_topic(ctx: Context<'_>, rule: &Rule, app: &Application) -> bool {
    let topic = resolve::topic_id(ctx.guide, app.direction.trim(), app.topic.as_deref());
    rule.scope.covers(app.direction.trim(), topic)
}

fn application<'a>(ctx: Context<'a>, id: &hefu_application::ApplicationId) -> Option<&'a Application> {
    ctx.intake(id.side.as_str())?.applications.iter().find(|app| app.id == *id)
}
