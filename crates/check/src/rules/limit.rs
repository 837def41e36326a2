//! Limits on how often a person or unit may apply. Two records are one person or unit when they share an identifier; the
//! same name (and, for a person, the same unit) alone is for a person to confirm.

use std::collections::{BTreeMap, BTreeSet};

use hefu_application::{Application, Cell, Person, Role, State, Unit, UnitRole};
use hefu_guide::model::{Counter, LimitRule, Rule};
use hefu_text::script::strip;
use hefu_words::Arg;

use crate::context::Context;
use crate::draft::{Draft, FactExt, fact, outcome_of, say};
use crate::finding::{Finding, Outcome, Subject};
use crate::resolve;

/// One appearance of a person or unit in an application.
struct Appearance<'a> {
    app: &'a Application,
    name: &'a str,
    /// Name, and unit of a person, folded.
    key: String,
    identifiers: BTreeSet<(String, String)>,
    cell: Cell,
    fields: Option<&'a BTreeMap<String, String>>,
}

pub(crate) fn limit(ctx: Context<'_>, rule: &Rule, limit: &LimitRule) -> Vec<Finding> {
    let mut findings = Vec::new();
    for intake in ctx.intakes {
        if limit.side.as_deref().is_some_and(|side| side != intake.side.as_str()) {
            continue;
        }
        let applications = intake.applications.iter().filter(|app| {
            let topic = resolve::topic_id(ctx.guide, app.direction.trim(), app.topic.as_deref());
            app.state == State::Submitted
                && ctx.guide.direction(app.direction.trim()).is_some()
                && rule.scope.covers(app.direction.trim(), topic)
        });
        let all: Vec<Appearance<'_>> = applications.flat_map(|app| appearances(app, limit.counter)).collect();
        let mut numbers: BTreeMap<&hefu_application::ApplicationId, usize> = BTreeMap::new();
        for appearance in &all {
            let number = numbers.entry(&appearance.app.id).or_default();
            *number += 1;
            findings.push(judge(ctx, rule, limit, appearance, &all, *number));
        }
    }
    findings
}

fn appearances(app: &Application, counter: Counter) -> Vec<Appearance<'_>> {
    let side = app.id.side.as_str();
    let own = move |person: &&Person| person.side == side;
    match counter {
        Counter::PrincipalInvestigator => app
            .people
            .iter()
            .filter(own)
            .filter(|person| person.role == Role::PrincipalInvestigator)
            .map(|person| of_person(app, person))
            .collect(),
        Counter::Person => app.people.iter().filter(own).map(|person| of_person(app, person)).collect(),
        Counter::LeadUnit => {
            app.units_of(side).filter(|unit| unit.role == UnitRole::Lead).map(|unit| of_unit(app, unit)).collect()
        }
    }
}

fn of_person<'a>(app: &'a Application, person: &'a Person) -> Appearance<'a> {
    Appearance {
        app,
        name: &person.name,
        key: format!("{}\n{}", strip(&person.name), strip(person.unit.as_deref().unwrap_or_default())),
        identifiers: identifiers(&person.identifiers),
        cell: person.origin.cell("name"),
        fields: Some(&person.fields),
    }
}

fn of_unit<'a>(app: &'a Application, unit: &'a Unit) -> Appearance<'a> {
    Appearance {
        app,
        name: &unit.name,
        key: strip(&unit.name),
        identifiers: identifiers(&unit.identifiers),
        cell: unit.origin.cell("name"),
        fields: None,
    }
}

fn identifiers(stated: &BTreeMap<String, String>) -> BTreeSet<(String, String)> {
    stated.iter().map(|(scheme, value)| (scheme.clone(), strip(value))).filter(|(_, value)| !value.is_empty()).collect()
}

#[derive(PartialEq)]
enum Same {
    Yes,
    Perhaps,
    No,
}

fn same(a: &Appearance<'_>, b: &Appearance<'_>) -> Same {
    if a.identifiers.intersection(&b.identifiers).next().is_some() {
        return Same::Yes;
    }
    let contradicted =
        a.identifiers.iter().any(|(scheme, value)| b.identifiers.iter().any(|(s, v)| s == scheme && v != value));
    if !contradicted && a.key == b.key && !a.name.trim().is_empty() { Same::Perhaps } else { Same::No }
}

fn judge(
    ctx: Context<'_>,
    rule: &Rule,
    limit: &LimitRule,
    this: &Appearance<'_>,
    all: &[Appearance<'_>],
    number: usize,
) -> Finding {
    let others = |wanted: Same| -> BTreeSet<&str> {
        all.iter()
            .filter(|other| other.app.id != this.app.id && same(this, other) == wanted)
            .map(|other| other.app.id.number.as_str())
            .collect()
    };
    let (sure, perhaps) = (others(Same::Yes), others(Same::Perhaps));
    let perhaps: BTreeSet<&str> = perhaps.difference(&sure).copied().collect();
    let subject = Subject::Application(this.app.id.clone());
    let (plus, unstated) = plus(limit, this);
    let count = |of: usize| u64::try_from(of + 1).unwrap_or(u64::MAX).saturating_add(plus);
    let (least, most) = (count(sure.len()), count(sure.len() + perhaps.len()));
    let listed = |numbers: &BTreeSet<&str>| {
        Arg::List(
            numbers
                .iter()
                .copied()
                .chain([this.app.id.number.as_str()])
                .collect::<BTreeSet<_>>()
                .into_iter()
                .map(Arg::from)
                .collect(),
        )
    };
    let message = |key: &str, count: u64| {
        say(key)
            .with("name", this.name)
            .with("max", limit.max)
            .with("count", i64::try_from(count).unwrap_or(i64::MAX))
            .with("role", counter_word(limit.counter))
    };
    let draft = Draft::rule(ctx.guide, rule, &subject)
        .part(number)
        .fact(fact("counted", this.name, this.cell.clone()).of_side(this.app.id.side.as_str()));
    let max = u64::from(limit.max);
    if least > max {
        return draft
            .remedy(message("remedy-limit", least))
            .says(outcome_of(limit.effect), message("limit-exceeded", least).with("applications", listed(&sure)));
    }
    if most > max {
        return draft
            .remedy(message("remedy-limit-perhaps", most))
            .says(Outcome::Person, message("limit-perhaps", most).with("applications", listed(&perhaps)));
    }
    if !unstated.is_empty() {
        let fields: Vec<Arg> = unstated
            .iter()
            .map(|id| ctx.guide.field(id).map_or_else(|| Arg::from(*id), |field| Arg::from(&field.names)))
            .collect();
        return draft
            .remedy(say("remedy-limit-unstated").with("fields", Arg::List(fields.clone())))
            .unset(message("limit-unstated", least).with("fields", Arg::List(fields)));
    }
    draft.pass(message("limit-kept", least))
}

/// Other counts that add up with this round's, and the fields nobody stated.
fn plus<'a>(limit: &'a LimitRule, this: &Appearance<'_>) -> (u64, Vec<&'a str>) {
    let (mut sum, mut unstated) = (0_u64, Vec::new());
    for id in &limit.plus_fields {
        let own = this.fields.and_then(|fields| fields.get(id));
        let stated = own.or_else(|| this.app.fields.get(id));
        match stated.and_then(|text| hefu_text::number::parse_integer(text).ok()) {
            Some(value) => sum = sum.saturating_add(u64::try_from(value).unwrap_or(0)),
            None => unstated.push(id.as_str()),
        }
    }
    (sum, unstated)
}

fn counter_word(counter: Counter) -> hefu_words::Message {
    say(match counter {
        Counter::PrincipalInvestigator => "counter-principal-investigator",
        Counter::LeadUnit => "counter-lead-unit",
        Counter::Person => "counter-person",
    })
}
