//! What a person types into a form and the office reads: instants in the office's zone.

use jiff::Zoned;

use super::{Portal, sentence};
use crate::parts::{Field, Width};
use crate::shell::Say;

/// What is wrong with a form: the field, and the sentence.
pub(super) type Wrong = Option<(Option<String>, String)>;

/// The sentence at this field.
pub(super) fn error(wrong: &Wrong, name: &str) -> Option<String> {
    wrong.as_ref().filter(|(field, _)| field.as_deref() == Some(name)).map(|(_, words)| words.clone())
}

/// An instant in the office's zone, as typed: `2020-04-01 09:00`. Empty is none.
pub(super) fn instant(
    portal: &Portal,
    say: Say,
    name: &str,
    typed: &str,
) -> Result<Option<Zoned>, (Option<String>, String)> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let zone = &portal.office.config().zone;
    let read = hefu_text::date::parse_instant(typed, Some(zone)).ok();
    let zoned = read.and_then(|at| at.in_tz(zone).ok());
    zoned.map(Some).ok_or_else(|| (Some(name.to_owned()), sentence(say, "portal-instant-wrong", "found", typed)))
}

/// The field for one.
pub(super) fn instant_field(portal: &Portal, say: Say, name: &str, label: &str, typed: &str, wrong: &Wrong) -> Field {
    Field::text(say, name, say.t(label))
        .width(Width::Middle)
        .hint(sentence(say, "portal-instant-hint", "zone", &portal.office.config().zone))
        .value(typed)
        .error(error(wrong, name))
}

/// A whole number as typed; nothing typed is not set.
pub(super) fn number<T: std::str::FromStr>(
    say: Say,
    field: &str,
    typed: &str,
) -> Result<Option<T>, (Option<String>, String)> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let wrong = || (Some(field.to_owned()), sentence(say, "portal-number-wrong", "found", typed));
    typed.parse().map(Some).map_err(|_| wrong())
}

/// A field for one.
pub(super) fn number_field(say: Say, name: &str, label: String, typed: &str, wrong: &Wrong) -> Field {
    Field::text(say, name, label).width(Width::Short).value(typed).error(error(wrong, name))
}
