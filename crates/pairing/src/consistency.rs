//! Field by field, whether two halves say the same. No score: every outcome follows from a comparison of `hefu_text`, and
//! a field is as good as the gravest of its parts (ruling R-8).

mod people;
mod plain;
mod units;

use hefu_application::Application;
use hefu_guide::model::{Guide, MatchField, RuleKind, Settings};
use hefu_text::compare::{Comparison, Outcome};
use hefu_text::diff::char_diff;

use crate::pair::{FieldComparison, Part};

pub(crate) use plain::topic_id;

/// Compares two halves in every field the guide's consistency sentence names for their direction, and in those an office
/// adds where the sentence leaves the list open (ruling R-7). In the order of the guide; without such a sentence nothing.
pub fn compare_halves(
    guide: &Guide,
    settings: &Settings,
    direction: &str,
    sides: &[String],
    left: &Application,
    right: &Application,
) -> Vec<FieldComparison> {
    let mut fields: Vec<(MatchField, bool)> = Vec::new();
    for rule in guide.rules_for(direction, None) {
        let RuleKind::Match(rule) = &rule.kind else {
            continue;
        };
        for field in &rule.fields {
            match fields.iter_mut().find(|(known, _)| known == field) {
                Some((_, named)) => *named = true,
                None => fields.push((*field, true)),
            }
        }
        if rule.extensible {
            for field in settings.list("R-7").iter().filter_map(|name| field_named(name)) {
                if !fields.iter().any(|(known, _)| *known == field) {
                    fields.push((field, false));
                }
            }
        }
    }
    fields.into_iter().map(|(field, named)| compare_field(guide, direction, sides, field, named, left, right)).collect()
}

/// The field with this name in `guide.md` and in settings (`title`, `lead-units`, …).
fn field_named(name: &str) -> Option<MatchField> {
    Some(match name.replace('_', "-").as_str() {
        "title" => MatchField::Title,
        "units" => MatchField::Units,
        "lead-units" => MatchField::LeadUnits,
        "principal-investigators" => MatchField::PrincipalInvestigators,
        "period" => MatchField::Period,
        "topic" => MatchField::Topic,
        "direction" => MatchField::Direction,
        _ => return None,
    })
}

/// Compares one field. `named` says whether the sentence names it.
pub fn compare_field(
    guide: &Guide,
    direction: &str,
    sides: &[String],
    field: MatchField,
    named: bool,
    left: &Application,
    right: &Application,
) -> FieldComparison {
    let parts = match field {
        MatchField::Title => plain::title(left, right),
        MatchField::Units => units::all(sides, left, right),
        MatchField::LeadUnits => units::leads(sides, left, right),
        MatchField::PrincipalInvestigators => people::investigators(sides, left, right),
        MatchField::Period => plain::period(left, right),
        MatchField::Topic => plain::topic(guide, direction, left, right),
        MatchField::Direction => plain::direction(left, right),
    };
    FieldComparison { field, named, comparison: whole(&parts), parts }
}

/// The gravest of the parts. A field of which neither half says anything cannot be confirmed and counts as different.
pub fn whole(parts: &[Part]) -> Comparison {
    parts
        .iter()
        .map(|part| &part.comparison)
        .max_by_key(|comparison| gravity(comparison))
        .cloned()
        .unwrap_or(Comparison::Different { spans: Vec::new() })
}

/// How grave a comparison is; greater is graver. A translation is graver than known wording, because more is left to the
/// person who rules.
pub fn gravity(comparison: &Comparison) -> u8 {
    match (comparison.outcome(), comparison) {
        (Outcome::Identical, _) => 0,
        (Outcome::Normalised, _) => 1,
        (Outcome::PersonMustRule, Comparison::Translation) => 3,
        (Outcome::PersonMustRule, _) => 2,
        (Outcome::Different, _) => 4,
    }
}

/// Two values of which one is missing.
fn one_missing(left: Option<&str>, right: Option<&str>) -> Comparison {
    Comparison::Different { spans: char_diff(left.unwrap_or(""), right.unwrap_or("")) }
}

/// Each comparison that is neither known wording nor worse with what the other one made of it.
fn milder(a: Comparison, b: Comparison) -> Comparison {
    if gravity(&b) < gravity(&a) { b } else { a }
}
