//! The data behind the pages, as JSON with sentences by number.

use std::collections::BTreeMap;

use hefu_application::{Application, ApplicationId, Problem};
use hefu_check::{Fact, Finding, Outcome, Standing, Subject};
use hefu_guide::model::{Clause, Direction};
use hefu_words::{Lang, Message, keys};
use serde_json::{Value, json};

use super::texts::Texts;
use crate::Round;

mod pairs;

pub(crate) use pairs::{comparison_key, field_key};

/// The whole data object. Its shape is what `assets/*.js` reads.
pub(super) fn data(round: &Round<'_>) -> Value {
    let mut texts = Texts::default();
    let of_subject = findings_by_subject(round.findings);
    let guide = round.guide;
    let ui: BTreeMap<String, [String; 4]> = keys("zh-Hans")
        .into_iter()
        .filter_map(|key| {
            let short = key.strip_prefix("report-")?.to_owned();
            let message = Message::new(key.as_str()).with("a0", "{0}").with("a1", "{1}");
            Some((short, Lang::ALL.map(|lang| message.text(lang))))
        })
        .collect();
    let row = texts.message(&Message::new("report-row").with("a0", "{0}"));
    let sides: Vec<_> =
        guide.sides.iter().map(|side| json!({"id": side.id, "name": texts.words(&side.names)})).collect();
    let directions: Vec<_> = guide.directions.iter().map(|d| direction(round, d, &mut texts)).collect();
    let clauses: Vec<_> = guide.clauses.iter().map(|c| clause(round, c, &mut texts)).collect();
    let applications: Vec<_> = round.applications().map(|a| application(round, a, &of_subject, &mut texts)).collect();
    let pairs: Vec<_> = round.pairing.pairs.iter().map(|p| pairs::pair(round, p, &of_subject, &mut texts)).collect();
    let claims: Vec<_> = round.pairing.claims.iter().map(|c| pairs::claim(c, &mut texts)).collect();
    let findings: Vec<_> = round.findings.iter().map(|f| finding(f, &mut texts)).collect();
    let problems: Vec<_> = round
        .intakes
        .iter()
        .flat_map(|intake| intake.problems.iter().map(move |p| (intake.side.as_str(), p)))
        .map(|(side, p)| problem(side, p, &mut texts))
        .collect();
    let not_applied: Vec<_> = round
        .ruling_problems
        .iter()
        .map(|p| json!({"number": p.number, "finding": p.ruling.finding, "who": p.ruling.who, "m": texts.message(&p.message)}))
        .collect();
    let rulings: Vec<_> = guide.settings.iter().map(|s| {
        json!({
            "id": s.id, "question": texts.words(&s.question), "ruling": texts.words(&s.ruling),
            "value": round.settings.values.get(&s.id).map(value_text), "changed": round.settings.changed.contains(&s.id),
            "clauses": s.clauses,
        })
    }).collect();
    let unset: Vec<_> = guide
        .unset
        .iter()
        .map(|u| json!({"name": texts.words(&u.names), "by": u.supplied_by, "clause": u.clause}))
        .collect();
    let sums: Vec<_> = guide.sums().iter().map(|s| json!({"text": s.text, "ok": s.agrees})).collect();
    let portfolio = pairs::portfolio(round, &mut texts);
    let header = &guide.header;
    json!({
        "meta": {
            "asOf": crate::instant::instant(round.as_of), "guide": guide.id, "version": guide.version, "verbatim": guide.source.verbatim,
            "source": {"title": guide.source.title, "citation": guide.source.citation},
            "header": {"plan": header.plan, "programme": header.programme, "year": header.year, "family": header.family},
        },
        "langs": Lang::ALL.map(Lang::tag), "ui": ui, "uiRow": row, "sides": sides, "directions": directions,
        "clauses": clauses, "applications": applications, "pairs": pairs, "claims": claims, "findings": findings,
        "problems": problems, "rulings": rulings, "notApplied": not_applied, "unset": unset, "sums": sums, "portfolio": portfolio,
        "notices": notices(round), "t": texts.into_rows(),
    })
}

type BySubject = BTreeMap<Subject, Vec<usize>>;

fn findings_by_subject(findings: &[Finding]) -> BySubject {
    let mut by = BySubject::new();
    for (number, finding) in findings.iter().enumerate() {
        by.entry(finding.subject.clone()).or_default().push(number);
    }
    by
}

fn subject_key(subject: &Subject) -> String {
    match subject {
        Subject::Application(id) => id.to_string(),
        Subject::Pair(id) => format!("pair:{id}"),
        Subject::Round => "round".to_owned(),
    }
}

pub(crate) fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::NotSubmitted => "not_submitted",
        Standing::AwaitingPartner => "awaiting_partner",
        Standing::VoidOneSided => "void_one_sided",
        Standing::Held => "held",
        Standing::AwaitingRuling => "awaiting_ruling",
        Standing::Failed => "failed",
        Standing::Passed => "passed",
    }
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

fn value_text(value: &hefu_guide::model::SettingValue) -> String {
    use hefu_guide::model::SettingValue as V;
    match value {
        V::Bool(yes) => yes.to_string(),
        V::Text(text) => text.clone(),
        V::List(list) => list.join(", "),
    }
}

fn direction(round: &Round<'_>, d: &Direction, texts: &mut Texts) -> Value {
    let pairing = round.guide.pairing(&d.pairing);
    let (sides, names) = pairing.map_or((Vec::new(), Vec::new()), |p| {
        (p.sides.clone(), p.side_names.iter().map(|name| texts.words(name)).collect())
    });
    let rules = || round.guide.rules.iter().filter(|rule| rule.scope.direction.as_deref() == Some(&d.number));
    let band = rules().find_map(|rule| match &rule.kind {
        hefu_guide::model::RuleKind::Band(_) => Some(texts.each(|lang| hefu_guide::short(rule, lang))),
        _ => None,
    });
    let ceiling = rules().find_map(|rule| match &rule.kind {
        hefu_guide::model::RuleKind::Ceiling(_) => Some(texts.each(|lang| hefu_guide::short(rule, lang))),
        _ => None,
    });
    json!({
        "number": d.number, "name": texts.words(&d.names), "sides": sides, "sideNames": names, "band": band,
        "ceiling": ceiling, "funnel": pairs::funnel(round, &d.number, texts),
    })
}

fn clause(round: &Round<'_>, c: &Clause, texts: &mut Texts) -> Value {
    let rules: Vec<_> = c.rules.iter().filter_map(|number| round.guide.rules.get(*number)).map(|rule| {
        json!({
            "id": rule.id, "sentence": texts.each(|lang| hefu_guide::sentence(rule, round.guide, lang)), "rulings": rule.rulings,
        })
    }).collect();
    let mut counts = BTreeMap::from([("pass", 0), ("fail", 0), ("person", 0), ("unset", 0), ("hint", 0)]);
    for finding in round.findings.iter().filter(|finding| finding.clause == c.id) {
        *counts.entry(outcome_key(finding.outcome)).or_default() += 1;
    }
    json!({"id": c.id, "kind": c.kind, "text": c.text, "under": c.under, "rules": rules, "counts": counts})
}

fn application(round: &Round<'_>, a: &Application, of: &BySubject, texts: &mut Texts) -> Value {
    let topic = a.topic.as_deref().and_then(|id| round.topic(&a.direction, id).map(|names| texts.words(names)));
    let units: Vec<_> =
        a.units.iter().map(|u| json!({"side": u.side, "name": u.name, "role": u.role, "kind": u.kind})).collect();
    let people: Vec<_> = a
        .people
        .iter()
        .map(|p| json!({"side": p.side, "name": p.name, "english": p.english, "role": p.role, "unit": p.unit}))
        .collect();
    let find = format!(
        "{} {} {} {}",
        a.id.number,
        a.title.own,
        names(a.units.iter().map(|u| &u.name)),
        names(a.people.iter().map(|p| &p.name))
    );
    json!({
        "k": a.id.to_string(), "side": a.id.side, "number": a.id.number, "direction": a.direction, "topic": topic,
        "topicText": a.topic, "title": a.title.own, "english": a.title.english,
        "standing": standing_key(round.standing(&a.id)), "pair": pair_of(round, &a.id),
        "submitted": a.submitted.as_ref().map(crate::instant::instant), "start": a.period.start, "end": a.period.end,
        "units": units, "people": people, "cell": a.origin.cell(""), "find": find.to_lowercase(),
        "f": of.get(&Subject::Application(a.id.clone())).cloned().unwrap_or_default(),
    })
}

fn names<'a>(names: impl Iterator<Item = &'a String>) -> String {
    names.map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn pair_of<'a>(round: &Round<'a>, id: &ApplicationId) -> Option<&'a str> {
    round.pairing.pairs.iter().find(|pair| pair.halves.contains(id)).map(|pair| pair.id.as_str())
}

fn finding(f: &Finding, texts: &mut Texts) -> Value {
    let facts: Vec<_> = f.facts.iter().map(|fact| fact_json(fact, texts)).collect();
    let mut out = json!({
        "id": f.id, "s": subject_key(&f.subject), "c": f.clause, "r": f.rule, "o": outcome_key(f.outcome),
        "m": texts.message(&f.message), "facts": facts, "rulings": f.rulings,
    });
    if let Some(object) = out.as_object_mut() {
        if let Some(remedy) = &f.remedy {
            object.insert("y".to_owned(), json!(texts.message(remedy)));
        }
        if let Some(ruled) = &f.ruled {
            object.insert(
                "ruled".to_owned(),
                json!({"before": outcome_key(ruled.before), "who": ruled.ruling.who, "when": ruled.ruling.when, "why": ruled.ruling.why}),
            );
        }
    }
    out
}

fn fact_json(fact: &Fact, texts: &mut Texts) -> Value {
    let mut out = json!({"label": texts.message(&fact.label), "value": fact.value, "source": fact.source});
    if let Some(object) = out.as_object_mut() {
        if let Some(side) = &fact.side {
            object.insert("side".to_owned(), json!(side));
        }
        if let Some(note) = &fact.note {
            object.insert("note".to_owned(), json!(texts.message(note)));
        }
    }
    out
}

fn problem(side: &str, p: &Problem, texts: &mut Texts) -> Value {
    json!({
        "side": side, "severity": p.severity, "cell": p.cell, "found": p.found, "application": p.application,
        "m": texts.message(&hefu_dossier::problems::message(p)),
    })
}

fn notices(round: &Round<'_>) -> Vec<Value> {
    let mut out = Vec::new();
    for direction in &round.guide.directions {
        for side in round.guide.pairing(&direction.pairing).into_iter().flat_map(|p| &p.sides) {
            let intake = round.intakes.iter().find(|intake| intake.side.as_str() == side);
            let notice = intake.and_then(|intake| intake.notices.get(&direction.number));
            let closing = intake.and_then(|intake| intake.closing.as_ref());
            out.push(json!({
                "side": side, "direction": direction.number,
                "number": notice.and_then(|n| n.number.as_ref()), "authority": notice.and_then(|n| n.authority.as_ref()),
                "published": notice.map(|n| n.published),
                "opens": notice.and_then(|n| n.window.opens.as_ref()).map(crate::instant::instant),
                "closes": notice.and_then(|n| n.window.closes.as_ref()).map(crate::instant::instant),
                "closing": closing.map(|c| format!("{} · {}", crate::instant::instant(&c.made), c.count)),
            }));
        }
    }
    out
}
