//! Pairs, claims, the funnel and the portfolio as data.

use std::collections::BTreeSet;

use hefu_check::maps::GridMap;
use hefu_check::{Standing, Subject};
use hefu_guide::model::MatchField;
use hefu_pairing::{Claim, Pair, Part, Reason, TaskRelation};
use hefu_text::compare::Comparison;
use hefu_text::diff::{DiffKind, char_diff_folded};
use hefu_words::Message;
use serde_json::{Value, json};

use super::{BySubject, standing_key};
use crate::Round;
use crate::html::texts::Texts;

pub(super) fn pair(round: &Round<'_>, p: &Pair, of: &BySubject, texts: &mut Texts) -> Value {
    let comparisons: Vec<_> = p.comparisons.iter().map(|c| {
        let parts: Vec<_> = c.parts.iter().map(|part| part_json(round, p, part, c.named, texts)).collect();
        json!({"field": texts.key(&format!("report-match-{}", field_key(c.field))), "named": c.named, "parts": parts})
    }).collect();
    let tasks: Vec<_> = p.tasks.iter().map(|task| {
        json!({
            "code": task.code, "titles": task.titles, "sides": task.sides, "units": task.units, "relation": task.relation,
            "mark": relation_mark(task.relation),
        })
    }).collect();
    let reasons: Vec<_> = p.reasons.iter().map(|r| reason(r, texts)).collect();
    let find: Vec<_> = p
        .halves
        .iter()
        .filter_map(|half| round.application(half))
        .map(|a| format!("{} {}", a.id.number, a.title.own).to_lowercase())
        .collect();
    let grids: Vec<_> = round
        .pair_maps
        .get(&p.id)
        .into_iter()
        .flat_map(|map| &map.grids)
        .filter_map(|g| grid(round, g, texts))
        .collect();
    json!({
        "id": p.id, "direction": p.direction, "halves": p.halves.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "standing": standing_key(round.standing_of_pair(&p.id)), "confirm": p.confirm, "weight": p.weight,
        "margin": p.margin, "rival": p.rival.as_ref().map(ToString::to_string), "reasons": reasons,
        "comparisons": comparisons, "tasks": tasks, "grids": grids, "find": format!("{} {}", p.id.to_lowercase(), find.join(" ")),
        "f": of.get(&Subject::Pair(p.id.clone())).cloned().unwrap_or_default(),
    })
}

/// The guide's word for a compared field, as part of a catalogue key.
pub(crate) fn field_key(field: MatchField) -> &'static str {
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

/// The outcome of a comparison, as part of a catalogue key.
pub(crate) fn comparison_key(comparison: &Comparison) -> &'static str {
    match comparison {
        Comparison::Identical => "identical",
        Comparison::Normalised { .. } => "normalised",
        Comparison::KnownWording { .. } => "known_wording",
        Comparison::Translation => "translation",
        Comparison::Different { .. } => "different",
    }
}

fn part_json(round: &Round<'_>, pair: &Pair, part: &Part, named: bool, texts: &mut Texts) -> Value {
    let key = part.part.split('.').next().unwrap_or_default();
    let mark = match &part.comparison {
        Comparison::Identical | Comparison::Normalised { .. } => "pass",
        Comparison::KnownWording { .. } | Comparison::Translation => "person",
        Comparison::Different { .. } if named => "fail",
        Comparison::Different { .. } => "person",
    };
    let why: Vec<_> = match &part.comparison {
        Comparison::Normalised { steps } => {
            let names: Vec<Message> = steps
                .iter()
                .map(|step| Message::new(format!("report-normal-{}", format!("{step:?}").to_lowercase())))
                .collect();
            names.iter().map(|name| texts.message(name)).collect()
        }
        Comparison::KnownWording { equivalences } => equivalences
            .iter()
            .map(|e| {
                texts.message(&Message::new("report-wording").with("a0", e.left.as_str()).with("a1", e.right.as_str()))
            })
            .collect(),
        _ => Vec::new(),
    };
    let diff = match (&part.comparison, part.values.as_slice()) {
        (Comparison::Identical, _) => None,
        (_, [Some(left), Some(right)]) => Some(
            char_diff_folded(left, right)
                .into_iter()
                .map(|span| {
                    json!([if span.kind == DiffKind::Equal { "same" } else { "changed" }, span.left, span.right])
                })
                .collect::<Vec<_>>(),
        ),
        _ => None,
    };
    // A topic is compared by its id and shown by its name.
    let words: Option<Vec<_>> = (key == "topic").then(|| {
        let name = |value: &Option<String>| value.as_ref().and_then(|id| round.topic(&pair.direction, id));
        part.values.iter().map(|value| name(value).map(|words| texts.words(words))).collect()
    });
    json!({
        "words": words,
        "part": texts.key(&format!("report-part-{key}")), "values": part.values, "cells": part.cells, "diff": diff,
        "outcome": comparison_key(&part.comparison), "mark": mark, "why": why,
    })
}

fn relation_mark(relation: TaskRelation) -> &'static str {
    match relation {
        TaskRelation::Agreed => "pass",
        TaskRelation::Gap | TaskRelation::DoubleClaim | TaskRelation::Conflict => "fail",
        TaskRelation::OnlyOneHalf => "person",
    }
}

fn reason(r: &Reason, texts: &mut Texts) -> Value {
    json!({
        "field": texts.key(&format!("pairing-field-{}", r.field)), "level": texts.key(&format!("pairing-level-{}", r.level)),
        "weight": r.weight, "values": r.values,
    })
}

pub(super) fn claim(c: &Claim, texts: &mut Texts) -> Value {
    json!({
        "direction": c.direction, "why": texts.key(&format!("pairing-claim-{}", c.why)),
        "applications": c.applications.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

/// How far the applications of a direction have come. Each step is a subset of the one before.
pub(super) fn funnel(round: &Round<'_>, direction: &str, texts: &mut Texts) -> Vec<Value> {
    let all: Vec<_> = round.applications().filter(|a| a.direction == direction).collect();
    let pairs: Vec<_> = round.pairing.pairs.iter().filter(|p| p.direction == direction).collect();
    let paired: BTreeSet<_> = pairs.iter().flat_map(|p| &p.halves).collect();
    let halves = |keep: &dyn Fn(&Pair) -> bool| pairs.iter().filter(|p| keep(p)).map(|p| p.halves.len()).sum::<usize>();
    let differs =
        |p: &Pair| p.comparisons.iter().any(|c| c.named && matches!(c.comparison, Comparison::Different { .. }));
    let steps = [
        ("received", all.len(), "soft"),
        ("submitted", all.iter().filter(|a| a.state == hefu_application::State::Submitted).count(), "link"),
        ("paired", paired.len(), "link"),
        ("consistent", halves(&|p| !differs(p)), "pass"),
        ("not-failed", halves(&|p| !differs(p) && round.standing_of_pair(&p.id) != Standing::Failed), "pass"),
        ("passed", halves(&|p| !differs(p) && round.standing_of_pair(&p.id) == Standing::Passed), "seal"),
    ];
    steps
        .into_iter()
        .map(|(key, n, tone)| json!({"name": texts.key(&format!("report-step-{key}")), "n": n, "tone": tone}))
        .collect()
}

/// A coverage grid with every cell of the guide's rows and columns; free words of 其他 are not among them.
fn grid(round: &Round<'_>, map: &GridMap, texts: &mut Texts) -> Option<Value> {
    let grid = round.guide.grids.iter().find(|grid| grid.id == map.grid)?;
    let names = |list: &str, texts: &mut Texts| -> Vec<usize> {
        round
            .guide
            .list(list)
            .into_iter()
            .flat_map(|list| &list.values)
            .map(|value| texts.words(&value.names))
            .collect()
    };
    let cells: Vec<Vec<&[String]>> = map
        .rows
        .iter()
        .map(|row| {
            let of = |column: &String| {
                map.cells
                    .iter()
                    .find(|cell| cell.row == *row && cell.column == *column)
                    .map_or(&[][..], |cell| &cell.sides)
            };
            map.columns.iter().map(of).collect()
        })
        .collect();
    Some(json!({
        "clause": grid.clause, "name": texts.words(&grid.names), "rows": names(&grid.rows, texts),
        "columns": names(&grid.columns, texts), "cells": cells,
    }))
}

/// Counts per topic and per list value, as bars.
pub(super) fn portfolio(round: &Round<'_>, texts: &mut Texts) -> Vec<Value> {
    let mut out = Vec::new();
    for direction in &round.guide.directions {
        let leaves = direction.leaves();
        let topics = round.portfolio.topics.iter().filter(|count| count.direction == direction.number);
        let bars: Vec<_> = topics
            .filter_map(|count| {
                let leaf = leaves.iter().find(|leaf| leaf.id == count.topic)?;
                Some(json!({"name": texts.words(&leaf.names), "n": count.pairs + count.single}))
            })
            .collect();
        if !bars.is_empty() {
            let name = texts.each(|lang| format!("{} {}", direction.number, direction.names.get(lang)));
            out.push(json!({"name": name, "clause": direction.topics_clause, "bars": bars}));
        }
    }
    for count in &round.portfolio.lists {
        let Some(list) = round.guide.list(&count.list) else { continue };
        let mut bars: Vec<Value> = Vec::new();
        for value in &count.values {
            if let Some(def) = list.values.iter().find(|def| def.id == value.value) {
                bars.push(json!({"name": texts.words(&def.names), "n": value.pairs + value.single}));
            }
        }
        if list.open {
            bars.push(json!({"name": texts.key("report-kind-other"), "n": count.other_pairs + count.other_single}));
        }
        if bars.iter().any(|bar| bar["n"] != json!(0)) {
            out.push(json!({"name": texts.words(&list.names), "clause": count.clause, "bars": bars}));
        }
    }
    out
}
