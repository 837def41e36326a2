//! The two applications agree on the named fields (HK-9, TW-11). Identical or identical after normalisation passes, known
//! wording or translation goes to a person, the rest fails; fields compared because of 等 go to a person.

use hefu_guide::model::{MatchField, MatchRule, Rule};
use hefu_pairing::{FieldComparison, Pair, Part};
use hefu_text::compare::{Comparison, Step};
use hefu_words::{Arg, Message};

use crate::context::Context;
use crate::draft::{Draft, FactExt, fact, say};
use crate::finding::{Fact, Finding, Outcome, Subject};
use crate::naming::Names;

pub(crate) fn matching(
    ctx: Context<'_>,
    rule: &Rule,
    wanted: &MatchRule,
    pair: &Pair,
    subject: &Subject,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for field in &wanted.fields {
        let found = pair.comparisons.iter().find(|known| known.field == *field);
        findings.push(match found {
            Some(comparison) => compared(ctx, rule, pair, subject, comparison, true),
            None => draft(ctx, rule, subject, *field)
                .remedy(say("remedy-match-not-compared"))
                .person(say("match-not-compared").with("field", field_word(*field))),
        });
    }
    if wanted.extensible {
        findings.extend(
            pair.comparisons
                .iter()
                .filter(|known| !wanted.fields.contains(&known.field))
                .map(|comparison| compared(ctx, rule, pair, subject, comparison, false)),
        );
    }
    if pair.confirm {
        findings.push(confirm(ctx, rule, pair, subject));
    }
    findings
}

fn draft(ctx: Context<'_>, rule: &Rule, subject: &Subject, field: MatchField) -> Draft {
    Draft::rule(ctx.guide, rule, subject).part(field_id(field))
}

/// The pairing itself was not certain enough to stand without a person.
fn confirm(ctx: Context<'_>, rule: &Rule, pair: &Pair, subject: &Subject) -> Finding {
    let mut draft = Draft::rule(ctx.guide, rule, subject).part("pairing");
    for reason in &pair.reasons {
        let [left, right] = &reason.values;
        let value = format!("{left} | {right}");
        draft = draft.fact(
            fact("pairing-reason", value, hefu_application::Cell::default()).about("field", reason.field.as_str()),
        );
    }
    let message = match &pair.rival {
        Some(rival) => say("pairing-confirm-rival").with("rival", rival.to_string()),
        None => say("pairing-confirm"),
    };
    draft.remedy(say("remedy-pairing-confirm")).person(message)
}

fn compared(
    ctx: Context<'_>,
    rule: &Rule,
    pair: &Pair,
    subject: &Subject,
    comparison: &FieldComparison,
    named: bool,
) -> Finding {
    let names = Names::of(ctx.guide, &pair.direction);
    let field = field_word(comparison.field);
    let mut draft = draft(ctx, rule, subject, comparison.field)
        .facts(comparison.parts.iter().flat_map(|part| facts(pair, part, names)));
    if !named {
        draft = draft.ruling("R-7");
    }
    let (mut different, mut silent, mut wording, mut foreign, mut steps) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for part in &comparison.parts {
        match &part.comparison {
            Comparison::Identical => {}
            Comparison::Normalised { steps: needed } => steps.extend(needed.iter().copied()),
            Comparison::KnownWording { equivalences } => {
                wording.extend(equivalences.iter().map(|equal| {
                    Arg::from(say("wording").with("left", equal.left.as_str()).with("right", equal.right.as_str()))
                }));
            }
            Comparison::Translation => foreign.push(values(pair, part, names)),
            Comparison::Different { .. } if excused(ctx, pair, part) => {
                silent.push(values(pair, part, names));
            }
            Comparison::Different { .. } => different.push(values(pair, part, names)),
        }
    }
    let message = |key: &str| say(key).with("field", field.clone());
    let list = |messages: Vec<Message>| Arg::List(messages.into_iter().map(Arg::from).collect());
    if !different.is_empty() {
        let (key, outcome) =
            if named { ("match-different", Outcome::Fail) } else { ("match-extension-different", Outcome::Person) };
        return draft.remedy(message("remedy-match")).says(outcome, message(key).with("parts", list(different)));
    }
    if !silent.is_empty() {
        return draft
            .remedy(message("remedy-match-silent"))
            .person(message("match-silent").with("parts", list(silent)));
    }
    if !wording.is_empty() {
        return draft
            .remedy(say("remedy-match-wording"))
            .person(message("match-wording").with("wording", Arg::List(wording)));
    }
    if !foreign.is_empty() {
        return draft
            .remedy(say("remedy-match-translation"))
            .person(message("match-translation").with("parts", list(foreign)));
    }
    if comparison.parts.is_empty() {
        return whole(draft, comparison, &field);
    }
    steps.sort_unstable();
    steps.dedup();
    if steps.is_empty() {
        draft.pass(message("match-identical"))
    } else {
        draft.pass(message("match-normalised").with("steps", step_words(&steps)))
    }
}

/// A comparison without parts, by its own outcome.
fn whole(draft: Draft, comparison: &FieldComparison, field: &Message) -> Finding {
    let message = |key: &str| say(key).with("field", field.clone());
    match &comparison.comparison {
        Comparison::Identical => draft.pass(message("match-identical")),
        Comparison::Normalised { steps } => draft.pass(message("match-normalised").with("steps", step_words(steps))),
        Comparison::KnownWording { .. } | Comparison::Translation | Comparison::Different { .. } => {
            draft.remedy(say("remedy-match-not-compared")).person(message("match-not-compared"))
        }
    }
}

/// A value that a side does not give, where all we have of that side is an unsigned list, or that no half gives.
fn excused(ctx: Context<'_>, pair: &Pair, part: &Part) -> bool {
    let mut gaps = pair.halves.iter().zip(&part.values).filter(|(_, value)| value.is_none()).peekable();
    let nobody = part.values.iter().all(Option::is_none);
    nobody || (gaps.peek().is_some() && gaps.all(|(half, _)| !ctx.vouched(half.side.as_str())))
}

/// 牵头单位（香港方）：内地方“…”，香港方未填
fn values(pair: &Pair, part: &Part, names: Names<'_>) -> Message {
    let each = pair
        .halves
        .iter()
        .zip(&part.values)
        .map(|(half, value)| {
            let side = names.side(half.side.as_str());
            Arg::from(match value {
                Some(value) => say("match-value").with("side", side).with("value", value.as_str()),
                None => say("match-no-value").with("side", side),
            })
        })
        .collect();
    say("match-part").with("part", part_word(&part.part, names)).with("values", Arg::List(each))
}

fn facts(pair: &Pair, part: &Part, names: Names<'_>) -> Vec<Fact> {
    pair.halves
        .iter()
        .zip(part.values.iter().zip(&part.cells))
        .filter_map(|(half, (value, cell))| {
            Some(
                fact("part", value.as_deref()?, cell.clone().unwrap_or_default())
                    .of_side(half.side.as_str())
                    .about("part", part_word(&part.part, names)),
            )
        })
        .collect()
}

fn part_word(part: &str, names: Names<'_>) -> Message {
    let (kind, side) = match part.split_once('.') {
        Some((kind, side)) => (kind, Some(side)),
        None => (part, None),
    };
    let known =
        matches!(kind, "title" | "lead_unit" | "unit" | "pi" | "start" | "end" | "topic" | "direction" | "months");
    let word = if known { say(&format!("part-{kind}")) } else { say("part-other").with("part", kind) };
    match side {
        Some(side) => {
            // A running number may follow the side (`unit.hongkong.2`).
            let side = side.split('.').next().unwrap_or(side);
            say("part-of-side").with("part", word).with("side", names.side(side))
        }
        None => word,
    }
}

/// Short name of a field, as `guide.md` writes it.
pub(crate) fn field_id(field: MatchField) -> &'static str {
    match field {
        MatchField::Title => "title",
        MatchField::Units => "units",
        MatchField::LeadUnits => "lead-units",
        MatchField::PrincipalInvestigators => "principal-investigators",
        MatchField::Period => "period",
        MatchField::Topic => "topic",
        MatchField::Direction => "direction",
    }
}

fn field_word(field: MatchField) -> Message {
    say(&format!("field-{}", field_id(field)))
}

fn step_words(steps: &[Step]) -> Arg {
    Arg::List(
        steps
            .iter()
            .map(|step| {
                Arg::from(say(match step {
                    Step::Width => "step-width",
                    Step::Compatibility => "step-compatibility",
                    Step::Invisible => "step-invisible",
                    Step::Case => "step-case",
                    Step::Script => "step-script",
                    Step::Punctuation => "step-punctuation",
                    Step::Spaces => "step-spaces",
                    Step::Honorific => "step-honorific",
                    Step::Alias => "step-alias",
                }))
            })
            .collect(),
    )
}
