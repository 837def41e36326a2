//! The main row of an application, also one that holds units, people and money in columns.

use hefu_application::{
    AgreementKind, AgreementRecord, Application, ApplicationId, BudgetLine, Person, Role, State, StatedPeriod, Title,
    Unit, UnitRole,
};
use hefu_text::money::Currency;

use super::{extras, needed};
use crate::problems::Trouble;
use crate::table::Row;

/// The application of a row; `None` where its number is missing or unusable.
pub fn application(row: &mut Row<'_>) -> Option<Application> {
    let number = row.code("number");
    let number = needed(row, "number", number)?;
    row.application = Some(number.clone());
    let side = row.words.side.id.as_str();
    let mut out = Application::new(ApplicationId::new(side, number));
    out.direction = direction(row);
    out.topic = topic(row, &out.direction);
    let title = row.text("title");
    out.title = Title { own: needed(row, "title", title).unwrap_or_default(), english: row.text("title_english") };
    out.period = period(row);
    out.partner_number = row.code("partner_number");
    out.state = match row.choice("state", "state") {
        Some("draft") => State::Draft,
        Some("withdrawn") => State::Withdrawn,
        _ => State::Submitted,
    };
    out.submitted = row.instant("submitted");
    out.agreement = agreement(row);
    let (fields, tags) = extras(row);
    out.fields = fields;
    out.tags = tags;
    wide(row, &mut out);
    out.origin = row.origin();
    Some(out)
}

fn direction(row: &mut Row<'_>) -> String {
    let written = row.text("direction");
    let Some(written) = needed(row, "direction", written) else {
        return String::new();
    };
    match row.words.direction_named(&written) {
        Some(number) => number.to_owned(),
        None => {
            let choices = row.words.own_directions().join(" / ");
            row.trouble("direction", Trouble::error("dossier-direction", written.as_str()).with("choices", choices));
            written
        }
    }
}

fn topic(row: &mut Row<'_>, direction: &str) -> Option<String> {
    let written = row.text("topic")?;
    let known = row.words.topics(direction).and_then(|topics| topics.find(&written));
    Some(known.map_or(written.clone(), str::to_owned))
}

fn period(row: &mut Row<'_>) -> StatedPeriod {
    let mut period = StatedPeriod { start: row.date("start"), end: row.date("end"), months: row.integer("months") };
    if row.has("period")
        && !row.value("period").is_empty()
        && period.start.is_none()
        && period.end.is_none()
        && let Some((start, end)) = row.range("period")
    {
        period.start = Some(start);
        period.end = Some(end);
    }
    period
}

fn agreement(row: &mut Row<'_>) -> Option<AgreementRecord> {
    const FIELDS: [(&str, &str); 5] = [
        ("kind", "agreement_kind"),
        ("signed", "agreement_signed"),
        ("parties", "agreement_parties"),
        ("file", "agreement_file"),
        ("digest", "agreement_digest"),
    ];
    if FIELDS.iter().all(|(_, field)| row.value(field).is_empty()) {
        return None;
    }
    let kind = match row.choice("agreement_kind", "agreement_kind") {
        Some("agreement") => Some(AgreementKind::Agreement),
        Some("letter_of_intent") => Some(AgreementKind::LetterOfIntent),
        _ => None,
    };
    Some(AgreementRecord {
        kind,
        signed: row.date("agreement_signed"),
        parties: row.list("agreement_parties"),
        file: row.text("agreement_file"),
        digest: row.text("agreement_digest"),
        origin: row.origin_of(&FIELDS),
    })
}

/// Units, people and money that stand in the application's own row.
fn wide(row: &mut Row<'_>, out: &mut Application) {
    let own = row.words.side.id.clone();
    let partner = row.words.partner_of(&out.direction).map(str::to_owned);
    let columns = ["partner_lead", "partner_units", "partner_pi", "partner_funds"];
    let Some(partner) = partner else {
        if let Some(field) = columns.into_iter().find(|field| !row.value(field).is_empty()) {
            let found = row.value(field).shown();
            row.trouble(field, Trouble::error("dossier-partner-side", found));
        }
        return own_columns(row, out, &own);
    };
    own_columns(row, out, &own);
    units(row, out, &partner, "partner_lead", "partner_units");
    people(row, out, &partner, "partner_pi", Role::PrincipalInvestigator);
    money(row, out, &partner, "partner_funds", Some("partner"));
}

fn own_columns(row: &mut Row<'_>, out: &mut Application, own: &str) {
    units(row, out, own, "own_lead", "own_units");
    people(row, out, own, "own_pi", Role::PrincipalInvestigator);
    people(row, out, own, "own_members", Role::Member);
    // 国拨 is Mainland state money only; what another side's office grants keeps that office's own word.
    let state = (own == "mainland").then_some("state");
    money(row, out, own, "state_funds", state);
    money(row, out, own, "own_funds", Some("own"));
}

fn units(row: &mut Row<'_>, out: &mut Application, side: &str, lead: &str, others: &str) {
    let mut seen = std::collections::BTreeSet::new();
    let mut add = |row: &Row<'_>, field: &str, name: String, role: UnitRole| {
        if !seen.insert(name.clone()) {
            return;
        }
        out.units.push(Unit {
            side: side.to_owned(),
            name,
            english: None,
            role,
            kind: None,
            functions: Vec::new(),
            identifiers: std::collections::BTreeMap::new(),
            origin: row.origin_of(&[("name", field)]),
        });
    };
    if let Some(name) = row.text(lead) {
        add(row, lead, name, UnitRole::Lead);
    }
    for name in row.list(others) {
        add(row, others, name, UnitRole::Participant);
    }
}

fn people(row: &mut Row<'_>, out: &mut Application, side: &str, field: &str, role: Role) {
    let mut seen: std::collections::BTreeSet<String> =
        out.people.iter().filter(|person| person.side == side).map(|person| person.name.clone()).collect();
    for name in row.list(field) {
        let (name, english) = match name.trim_end_matches(['）', ')']).split_once(['（', '(']) {
            Some((name, english)) if english.is_ascii() => (name.trim().to_owned(), Some(english.trim().to_owned())),
            _ => (name, None),
        };
        if !seen.insert(name.clone()) {
            continue;
        }
        out.people.push(Person {
            side: side.to_owned(),
            name,
            english,
            role,
            unit: None,
            identifiers: std::collections::BTreeMap::new(),
            fields: std::collections::BTreeMap::new(),
            origin: row.origin_of(&[("name", field)]),
        });
    }
}

fn money(row: &mut Row<'_>, out: &mut Application, side: &str, field: &str, source: Option<&str>) {
    let Some(currency) = row.words.guide.side(side).and_then(|side| Currency::new(&side.currency).ok()) else {
        return;
    };
    if let Some(amount) = row.amount(field, currency) {
        let written = row.cell(field).column.unwrap_or_default();
        let source = source.map_or_else(|| crate::table::header::without_brackets(&written).0, str::to_owned);
        out.budget.push(BudgetLine {
            source,
            side: side.to_owned(),
            amount,
            origin: row.origin_of(&[("amount", field)]),
        });
    }
}
