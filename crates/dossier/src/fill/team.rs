//! Units and people.

use std::collections::BTreeMap;

use hefu_application::{Person, Role, Unit, UnitKind, UnitRole};

use super::{extras, needed};
use crate::identifiers::{PERSON_SCHEMES, UNIT_SCHEMES, check};
use crate::table::Row;

pub(super) fn unit(row: &mut Row<'_>) -> Option<Unit> {
    let name = row.text("name");
    let name = needed(row, "name", name);
    let side = row.side("side");
    let side = needed(row, "side", side);
    let role = match row.choice("role", "unit_role") {
        Some("lead") => UnitRole::Lead,
        _ => UnitRole::Participant,
    };
    let kind = row.choice("kind", "unit_kind").and_then(unit_kind);
    let functions = row.choices("functions", "function");
    let identifiers = identifiers(row, &UNIT_SCHEMES);
    let english = row.text("english");
    Some(Unit { side: side?, name: name?, english, role, kind, functions, identifiers, origin: row.origin() })
}

fn unit_kind(id: &str) -> Option<UnitKind> {
    Some(match id {
        "university" => UnitKind::University,
        "research_institute" => UnitKind::ResearchInstitute,
        "enterprise" => UnitKind::Enterprise,
        "hospital" => UnitKind::Hospital,
        "other" => UnitKind::Other,
        _ => return None,
    })
}

pub(super) fn person(row: &mut Row<'_>) -> Option<Person> {
    let name = row.text("name");
    let name = needed(row, "name", name);
    let side = row.side("side");
    let side = needed(row, "side", side);
    let role = match row.choice("role", "person_role") {
        Some("principal_investigator") => Role::PrincipalInvestigator,
        _ => Role::Member,
    };
    let english = row.text("english");
    let unit = row.text("unit");
    let identifiers = identifiers(row, &PERSON_SCHEMES);
    let (fields, _) = extras(row);
    Some(Person { side: side?, name: name?, english, role, unit, identifiers, fields, origin: row.origin() })
}

fn identifiers(row: &mut Row<'_>, schemes: &[&str]) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for scheme in schemes {
        if let Some(written) = row.code(scheme) {
            if let Some(trouble) = check(scheme, &written) {
                row.trouble(scheme, trouble);
            }
            out.insert((*scheme).to_owned(), written);
        }
    }
    out
}
