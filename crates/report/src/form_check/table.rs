//! The table's data: columns from the guide's own numbering, rows from the pairs.

use std::collections::BTreeMap;

use hefu_application::ApplicationId;
use hefu_check::{Finding, Outcome, Standing, Subject};
use hefu_guide::model::{ClauseKind, Direction};
use hefu_words::{Lang, Message};
use serde_json::{Value, json};

use crate::Round;
use crate::html::standing_key;

/// Everything the template prints; none where the guide has no such side.
pub(super) fn table(round: &Round<'_>, side: &str) -> Option<Value> {
    let guide_side = round.guide.side(side)?;
    let lang = Lang::from_tag(&guide_side.language).unwrap_or_default();
    let word = |key: &str| Message::new(key).text(lang);
    let directions: Vec<_> = round
        .guide
        .directions
        .iter()
        .filter(|d| round.guide.pairing(&d.pairing).is_some_and(|p| p.sides.iter().any(|s| s == side)))
        .map(|d| direction(round, d, side, lang))
        .collect();
    let header = &round.guide.header;
    Some(json!({
        "lang": lang.tag(), "region": region(lang), "font": font(lang),
        "heading": word("table-heading"), "header": [header.plan, header.programme, header.year.to_string(), header.family],
        "header_labels": [word("table-plan"), word("table-programme"), word("table-year"), word("table-family")],
        "as_of": [word("report-as-of"), crate::instant::instant(round.as_of)], "side": guide_side.names.get(lang),
        "guide": format!("{} {}", round.guide.id, round.guide.version),
        "sample": round.sample.then(|| word("report-sample-data")),
        "legend": legend(lang), "directions": directions,
        "sign": [word("table-checked-by"), word("table-reviewed-by"), word("table-date")],
        "heads": {
            "number": word("report-number"), "title": word("report-title"), "partner": word("table-partner"),
            "standing": word("report-standing"), "total": word("table-total"),
        },
    }))
}

fn region(lang: Lang) -> Option<&'static str> {
    match lang {
        Lang::ZhHans => Some("cn"),
        Lang::ZhHantHk => Some("hk"),
        Lang::ZhHantTw => Some("tw"),
        Lang::En => None,
    }
}

fn font(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhHans | Lang::En => "SC",
        Lang::ZhHantHk => "HK",
        Lang::ZhHantTw => "TC",
    }
}

fn sign(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "○",
        Outcome::Fail => "×",
        Outcome::Person => "？",
        Outcome::Unset => "—",
        Outcome::Hint => "·",
    }
}

fn legend(lang: Lang) -> Vec<[String; 2]> {
    [Outcome::Pass, Outcome::Fail, Outcome::Person, Outcome::Unset]
        .map(|o| [sign(o).to_owned(), Message::new(format!("report-outcome-{}", outcome_key(o))).text(lang)])
        .to_vec()
}

fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "pass",
        Outcome::Fail => "fail",
        Outcome::Person => "person",
        Outcome::Unset => "unset",
        Outcome::Hint => "hint",
    }
}

/// The clauses that take a column: rules and judgements of the direction that produced a finding, in guide order, each
/// under the guide's own number （“1）”…） where it has one.
fn columns<'a>(round: &Round<'a>, direction: &str) -> Vec<(Option<String>, &'a str, &'a str)> {
    let mut group = None;
    let mut out = Vec::new();
    for clause in &round.guide.clauses {
        if let Some((number, _)) = clause.text.split_once('）')
            && !number.is_empty()
            && number.chars().all(|c| c.is_ascii_digit())
        {
            group = Some(format!("{number}）"));
        }
        if clause.kind == ClauseKind::Heading {
            group = None;
        }
        let applies = clause
            .rules
            .iter()
            .filter_map(|n| round.guide.rules.get(*n))
            .any(|rule| rule.scope.direction.as_deref().is_none_or(|d| d == direction));
        let used = round.findings.iter().any(|f| f.clause == clause.id && f.subject != Subject::Round);
        let judged = matches!(clause.kind, ClauseKind::Rule | ClauseKind::Judgement);
        if judged && applies && used {
            out.push((group.clone(), clause.id.as_str(), clause.text.as_str()));
        }
    }
    out
}

fn direction(round: &Round<'_>, d: &Direction, side: &str, lang: Lang) -> Value {
    let columns = columns(round, &d.number);
    let mut by: BTreeMap<(&Subject, &str), Outcome> = BTreeMap::new();
    for finding in round.findings {
        gravest(&mut by, finding);
    }
    let cells = |subjects: &[Subject]| -> Vec<&'static str> {
        columns
            .iter()
            .map(|(_, clause, _)| {
                subjects
                    .iter()
                    .filter_map(|subject| by.get(&(subject, *clause)).copied())
                    .max_by_key(|outcome| gravity(*outcome))
                    .map_or("", sign)
            })
            .collect()
    };
    let mut rows = Vec::new();
    let mut totals: BTreeMap<Standing, usize> = BTreeMap::new();
    let own =
        round.intakes.iter().filter(|intake| intake.side.as_str() == side).flat_map(|intake| &intake.applications);
    for application in own.filter(|a| a.direction == d.number) {
        let pair = round.pairing.pairs.iter().find(|pair| pair.halves.contains(&application.id));
        let partner: Vec<_> = pair
            .into_iter()
            .flat_map(|pair| &pair.halves)
            .filter(|half| half.side.as_str() != side)
            .map(|half| half.number.clone())
            .collect();
        let subjects = subjects(&application.id, pair.map(|pair| pair.id.as_str()));
        let standing = round.standing(&application.id);
        *totals.entry(standing).or_default() += 1;
        rows.push(json!({
            "number": application.id.number, "partner": partner.join(" "), "title": application.title.own,
            "cells": cells(&subjects),
            "standing": Message::new(format!("report-standing-{}", standing_key(standing))).text(lang),
        }));
    }
    let names: Vec<_> =
        columns.iter().map(|(group, id, text)| json!({"group": group, "id": id, "text": text})).collect();
    let totals: Vec<_> = totals
        .into_iter()
        .map(|(s, n)| format!("{} {n}", Message::new(format!("report-standing-{}", standing_key(s))).text(lang)))
        .collect();
    json!({"number": d.number, "name": d.names.get(lang), "columns": names, "rows": rows, "totals": totals})
}

fn subjects(application: &ApplicationId, pair: Option<&str>) -> Vec<Subject> {
    let mut out = vec![Subject::Application(application.clone())];
    out.extend(pair.map(|id| Subject::Pair(id.to_owned())));
    out
}

fn gravity(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Hint => 0,
        Outcome::Pass => 1,
        Outcome::Unset => 2,
        Outcome::Person => 3,
        Outcome::Fail => 4,
    }
}

fn gravest<'a>(by: &mut BTreeMap<(&'a Subject, &'a str), Outcome>, finding: &'a Finding) {
    let slot = by.entry((&finding.subject, finding.clause.as_str())).or_insert(finding.outcome);
    if gravity(finding.outcome) > gravity(*slot) {
        *slot = finding.outcome;
    }
}
