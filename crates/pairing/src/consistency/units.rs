//! Units of every side as sets, with the lead marked: the order does not matter, a missing unit is named.

use hefu_application::{Application, Unit, UnitRole};
use hefu_text::compare::{Comparison, Equivalence};
use hefu_text::organisation::{Aliases, OrganisationComparison, compare_organisations};

use crate::link::{Edge, assign};
use crate::pair::Part;

use super::{gravity, milder, one_missing};

/// Sides in the order given, then any other side a half names a unit of.
fn all_sides(sides: &[String], left: &Application, right: &Application) -> Vec<String> {
    let mut all: Vec<String> = sides.to_vec();
    for unit in left.units.iter().chain(&right.units) {
        if !all.contains(&unit.side) {
            all.push(unit.side.clone());
        }
    }
    all
}

/// Leads only: `lead_unit.mainland` …
pub(super) fn leads(sides: &[String], left: &Application, right: &Application) -> Vec<Part> {
    sides.iter().filter_map(|side| lead(side, left, right)).collect()
}

fn lead(side: &str, left: &Application, right: &Application) -> Option<Part> {
    let (a, b) = (left.lead_unit(side), right.lead_unit(side));
    (a.is_some() || b.is_some()).then(|| part(&format!("lead_unit.{side}"), a, b))
}

/// For each side the lead and then the other units: matched names, and those only one half has.
pub(super) fn all(sides: &[String], left: &Application, right: &Application) -> Vec<Part> {
    let mut parts = Vec::new();
    for side in all_sides(sides, left, right) {
        let lead = lead(&side, left, right);
        let leads_agree = lead.as_ref().is_some_and(|part| gravity(&part.comparison) < DIFFERENT);
        // Leads that agree are done with; leads that do not stand among the units too, so that one sees whether the
        // unit itself is missing or only marked otherwise.
        let units = |application: &'_ Application| -> Vec<Unit> {
            application.units_of(&side).filter(|unit| !(leads_agree && unit.role == UnitRole::Lead)).cloned().collect()
        };
        parts.extend(lead);
        parts.extend(match_sets(&format!("unit.{side}"), &units(left), &units(right)));
    }
    parts
}

const DIFFERENT: u8 = 4;

/// Pairs the units of two sets so that the sum of agreement is greatest, whatever their order.
fn match_sets(name: &str, left: &[Unit], right: &[Unit]) -> Vec<Part> {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let mut edges = Vec::new();
    for (i, a) in left.iter().enumerate() {
        for (j, b) in right.iter().enumerate() {
            let worth = match gravity(&units(a, b)) {
                0 => 1_000,
                1 => 999,
                2 => 900,
                // Any name in Han characters may translate any name in Latin letters: worth little beside the rest.
                3 => 10,
                _ => continue,
            };
            edges.push(Edge { row: number(i), column: number(j), worth });
        }
    }
    let chosen = assign(&edges);
    let mut parts: Vec<Part> = Vec::new();
    for (i, a) in left.iter().enumerate() {
        let partner = chosen.iter().find(|edge| edge.row == number(i)).and_then(|edge| right.get(edge.column as usize));
        parts.push(part(name, Some(a), partner));
    }
    let alone = right.iter().enumerate().filter(|(j, _)| !chosen.iter().any(|edge| edge.column == number(*j)));
    parts.extend(alone.map(|(_, b)| part(name, None, Some(b))));
    parts
}

fn part(name: &str, a: Option<&Unit>, b: Option<&Unit>) -> Part {
    let comparison = match (a, b) {
        (Some(a), Some(b)) => units(a, b),
        (a, b) => one_missing(a.map(|unit| unit.name.as_str()), b.map(|unit| unit.name.as_str())),
    };
    Part {
        part: name.to_owned(),
        values: [a, b].iter().map(|unit| unit.map(|unit| unit.name.clone())).collect(),
        cells: [a, b].iter().map(|unit| unit.map(|unit| unit.origin.cell("name"))).collect(),
        comparison,
    }
}

/// Compares two units by name. An English name given beside, or an identifier both state, shows a person that two
/// differently written names may be one body; it passes nothing by itself.
pub(crate) fn units(a: &Unit, b: &Unit) -> Comparison {
    let own = names(&a.name, &b.name);
    if gravity(&own) < 3 {
        return own;
    }
    let beside = [
        (a.english.as_deref(), Some(b.name.as_str())),
        (Some(a.name.as_str()), b.english.as_deref()),
        (a.english.as_deref(), b.english.as_deref()),
    ];
    let english = beside.into_iter().find_map(|(x, y)| {
        let (x, y) = (x?, y?);
        (gravity(&names(x, y)) <= 2 && gravity(&own) == 3).then(|| known(a, b, y))
    });
    let same_number = a.identifiers.iter().find(|(scheme, number)| {
        let plain =
            |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect::<String>();
        !plain(number).is_empty() && b.identifiers.get(*scheme).is_some_and(|other| plain(other) == plain(number))
    });
    let number = same_number.map(|(scheme, number)| known(a, b, &format!("{scheme} {number}")));
    english.or(number).map_or(own.clone(), |found| milder(own, found))
}

fn known(a: &Unit, b: &Unit, note: &str) -> Comparison {
    Comparison::KnownWording {
        equivalences: vec![Equivalence { left: a.name.clone(), right: b.name.clone(), note: note.to_owned() }],
    }
}

/// Two names of organisations. Short forms, aliases and departments are known wording: a person rules.
fn names(a: &str, b: &str) -> Comparison {
    let one = |left: &str, right: &str, note: String| Comparison::KnownWording {
        equivalences: vec![Equivalence { left: left.to_owned(), right: right.to_owned(), note }],
    };
    match compare_organisations(a, b, &Aliases::new()) {
        OrganisationComparison::Identical => Comparison::Identical,
        OrganisationComparison::Normalised { steps } => Comparison::Normalised { steps },
        OrganisationComparison::KnownWording { equivalences } => Comparison::KnownWording { equivalences },
        OrganisationComparison::Alias { body } => one(a, b, body),
        OrganisationComparison::Abbreviation { short, long } => one(a, b, format!("{short} = {long}")),
        OrganisationComparison::SameInstitution { left, right } => {
            one(a, b, format!("{} / {}", left.unwrap_or_default(), right.unwrap_or_default()))
        }
        OrganisationComparison::Translation => Comparison::Translation,
        OrganisationComparison::Different { spans } => Comparison::Different { spans },
    }
}
