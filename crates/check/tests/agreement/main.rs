//! Agreements as offices receive them, in 简, 繁 and English, and what is read from each (clauses HK-13, HK-14, TW-15,
//! TW-16; rulings ).

mod fixtures;
mod properties;

use fixtures::{Fixture, all, passages};
use hefu_application::AgreementKind;
use hefu_check::agreement::{AgreementFacts, Expected, PartyNames, RejectedReason, read_agreement};

fn read(fixture: &Fixture) -> AgreementFacts {
    let parties = fixture.parties.iter().map(|(name, _)| PartyNames { side: "any".into(), names: vec![name.clone()] });
    read_agreement(&passages(&fixture.text), &Expected { parties: parties.collect() })
}

fn word(reason: RejectedReason) -> &'static str {
    match reason {
        RejectedReason::PassingMention => "passing_mention",
        RejectedReason::EmptyHeading => "empty_heading",
        RejectedReason::Listing => "listing",
    }
}

/// Everything a fixture says, compared; each difference is a line.
fn differences(fixture: &Fixture) -> Vec<String> {
    let facts = read(fixture);
    let mut out = Vec::new();
    let mut same = |what: &str, wanted: String, found: String| {
        if wanted != found {
            out.push(format!("{}: {what}: wanted {wanted:?}, found {found:?}", fixture.name));
        }
    };
    if let Some(kind) = &fixture.kind {
        let found = facts.kind.as_ref().map_or("none", |kind| match kind.value {
            AgreementKind::Agreement => "agreement",
            AgreementKind::LetterOfIntent => "letter_of_intent",
        });
        same("kind", kind.clone(), found.to_owned());
    }
    match (&fixture.heading, &facts.clause) {
        (None, clause) => same("clause", "none".into(), clause.as_ref().map_or("none".into(), |c| c.heading.clone())),
        (Some(heading), None) => same("clause", heading.clone(), format!("none, rejected {:?}", facts.rejected)),
        (Some(heading), Some(clause)) => {
            let shown = clause.heading.chars().take(heading.chars().count().max(24)).collect::<String>();
            let shown = if shown.starts_with(heading.as_str()) && clause.heading.chars().count() > 30 {
                heading.clone()
            } else {
                shown
            };
            same("heading", heading.clone(), shown);
            same("article", fixture.article.clone().unwrap_or_default(), clause.article.clone().unwrap_or_default());
            for has in &fixture.body_has {
                same("body has", format!("{has}: true"), format!("{has}: {}", clause.body.contains(has.as_str())));
            }
            for not in &fixture.body_not {
                same("body has not", format!("{not}: false"), format!("{not}: {}", clause.body.contains(not.as_str())));
            }
        }
    }
    if let Some(rejected) = &fixture.rejected {
        let mut found: Vec<_> = facts.rejected.iter().map(|rejected| word(rejected.reason)).collect();
        found.dedup();
        same("rejected", rejected.join(" "), found.join(" "));
    }
    for ((name, wanted), found) in fixture.parties.iter().zip(&facts.parties) {
        let shown = match (&found.found, found.uncertain) {
            (None, _) => "absent",
            (Some(_), true) => "uncertain",
            (Some(_), false) => "found",
        };
        same(name, wanted.clone(), shown.to_owned());
    }
    if let Some(introduced) = &fixture.introduced {
        let found: Vec<_> = facts
            .introduced
            .iter()
            .map(|party| format!("{}={}", fixtures::traditional(&party.role, introduced), party.value))
            .collect();
        for party in introduced {
            same(
                "introduced",
                party.clone(),
                found.iter().find(|found| *found == party).cloned().unwrap_or_else(|| found.join("; ")),
            );
        }
    }
    if let Some(signed) = &fixture.signed {
        let found: Vec<_> = facts.signed.iter().map(|date| date.value.to_string()).collect();
        same("signed", signed.join(" "), found.join(" "));
    }
    if let Some(marks) = fixture.marks {
        same("marks", marks.to_string(), facts.signature_marks.len().to_string());
    }
    out
}

#[test]
fn every_text_is_read_as_it_says() {
    let fixtures = all();
    assert!(fixtures.len() >= 60, "{} texts", fixtures.len());
    let wrong: Vec<String> = fixtures.iter().flat_map(differences).collect();
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn places_lead_back_to_the_text() {
    for fixture in all() {
        let whole: Vec<char> = fixture.text.chars().collect();
        let at = |offset: usize, text: &str| {
            let there: String = whole.iter().skip(offset).take(text.chars().count()).collect();
            assert_eq!(there, text, "{}", fixture.name);
        };
        let facts = read(&fixture);
        facts.signed.iter().for_each(|date| at(date.offset, &date.text));
        facts.kind.iter().for_each(|kind| at(kind.offset, &kind.text));
        facts.introduced.iter().for_each(|party| at(party.offset, &party.text));
        facts.signature_marks.iter().for_each(|mark| at(mark.offset, &mark.text));
        if let Some(clause) = &facts.clause {
            at(clause.offset, clause.article.as_deref().unwrap_or(&clause.heading));
            let there: String = whole.iter().skip(clause.offset).take(clause.length).collect();
            let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert!(squeezed(&there).ends_with(&squeezed(&clause.body)), "{}: {there:?}", fixture.name);
        }
    }
}

#[test]
fn several_dates_are_all_told() {
    let fixture = all().into_iter().find(|fixture| fixture.name == "hans-letter-of-intent").expect("the fixture");
    assert!(read(&fixture).several_dates());
}
