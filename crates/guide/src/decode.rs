//! TOML of a block → typed value; every fault is told at its own place, in the words of the guide's author.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, Error};

use crate::diagnostics::{Faults, did_you_mean};

/// Where a TOML text stands in the file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At {
    /// Byte offset of its first character.
    pub offset: usize,
    /// Byte offset of its end.
    pub end: usize,
}

/// The table of a TOML text, with places relative to it.
pub(crate) fn table<'a>(text: &'a str, at: At, faults: &mut Faults) -> Option<Spanned<DeTable<'a>>> {
    match DeTable::parse(text) {
        Ok(table) => Some(table),
        Err(error) => {
            tell(&error, at, faults);
            None
        }
    }
}

/// A table as a typed value.
pub(crate) fn typed<T: DeserializeOwned>(table: Spanned<DeTable<'_>>, at: At, faults: &mut Faults) -> Option<T> {
    match T::deserialize(toml::Deserializer::from(table)) {
        Ok(value) => Some(value),
        Err(error) => {
            tell(&error, at, faults);
            None
        }
    }
}

fn tell(error: &Error, at: At, faults: &mut Faults) {
    let place = |span: std::ops::Range<usize>| {
        (at.offset.saturating_add(span.start), at.offset.saturating_add(span.end.max(span.start + 1)).min(at.end))
    };
    let (start, end) =
        error.span().map(place).filter(|(start, end)| start < end).unwrap_or((at.offset, at.end.max(at.offset)));
    let (message, help) = plain(error.message());
    faults.add("guide::toml", message, vec![(start, end, "here".to_owned())], help);
}

/// What the TOML reader says, without the names of types of the program.
fn plain(said: &str) -> (String, Option<String>) {
    let said = said.split('\n').next().unwrap_or_default();
    let quoted = |text: &str| text.split('`').nth(1).unwrap_or_default().to_owned();
    if let Some(rest) = said.strip_prefix("unknown field ") {
        let (name, known) = (quoted(rest), rest.split_once(", ").map_or("", |(_, known)| known));
        return (format!("`{name}` is not known here"), known_help(&name, known));
    }
    if let Some(rest) = said.strip_prefix("unknown variant ") {
        let (name, known) = (quoted(rest), rest.split_once(", ").map_or("", |(_, known)| known));
        return (format!("`{name}` is not a value this may have"), known_help(&name, known));
    }
    if let Some(rest) = said.strip_prefix("missing field ") {
        return (format!("`{}` is missing", quoted(rest)), None);
    }
    if said.contains("did not match any variant") {
        return ("the value is neither true or false, nor a text, nor a list of texts".to_owned(), None);
    }
    if let Some((found, expected)) = said
        .strip_prefix("invalid type: ")
        .or(said.strip_prefix("invalid value: "))
        .and_then(|rest| rest.split_once(", expected "))
    {
        return (format!("found {}, but {} is expected", common(found), common(expected)), None);
    }
    (said.to_owned(), None)
}

fn known_help(name: &str, known: &str) -> Option<String> {
    let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    if known.is_empty() {
        return Some("nothing may be set here".to_owned());
    }
    let near = did_you_mean(name, known.iter().copied()).map(|near| format!("did you mean `{near}`? "));
    Some(format!("{}known here: {}", near.unwrap_or_default(), known.join(", ")))
}

/// A kind of value as an author of guides calls it.
fn common(word: &str) -> String {
    let number = ["u8", "u16", "u32", "u64", "i64", "i128", "usize"];
    if number.contains(&word) {
        return "a whole number that fits".to_owned();
    }
    if word.starts_with("struct ") || word.starts_with("a map") || word == "map" {
        return "a table".to_owned();
    }
    if word.contains("sequence") {
        return "a list".to_owned();
    }
    word.replace("floating point", "a number with a decimal point")
        .replace("a boolean", "true or false")
        .replace("boolean", "a truth value")
        .replace("integer", "the whole number")
        .replace("string", "text")
        .replace("a text", "text")
        .replace("a borrowed text", "text")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[allow(dead_code, reason = "only its reading is tested")]
        count: u32,
    }

    fn said(text: &str) -> String {
        let mut faults = Faults::new("sample.md", text);
        let at = At { offset: 0, end: text.len() };
        if let Some(table) = table(text, at, &mut faults) {
            assert!(typed::<Sample>(table, at, &mut faults).is_none(), "{text} was read");
        }
        faults.into_diagnostics().plain()
    }

    #[test]
    fn faults_name_no_types_of_the_program() {
        assert!(
            said("count = 2.5")
                .contains("found a number with a decimal point `2.5`, but a whole number that fits is expected")
        );
        assert!(said("count = \"two\"").contains("found text \"two\", but a whole number that fits is expected"));
        assert!(said("count = -1").contains("found the whole number `-1`, but a whole number that fits is expected"));
        assert!(said("cuont = 2").contains("did you mean `count`?"));
        assert!(said("").contains("`count` is missing"));
        assert!(said("count = ").starts_with("error[guide::toml]"));
    }
}
