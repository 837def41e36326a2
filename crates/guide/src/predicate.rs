//! Predicates from TOML values, statically checked against the vocabulary.

use crate::diagnostics::did_you_mean;
use crate::model::{Comparison, Expr, FactName, Guide, Value};
use crate::vocabulary::{FactDef, FactType, PATTERNS, fact};

/// Deeper nesting is refused: a rule that needs it should be two rules.
const MOST_DEPTH: usize = 12;

/// What is wrong with a predicate: message and help.
pub(crate) type Refusal = (String, Option<String>);

fn refuse<T>(message: impl Into<String>, help: Option<&str>) -> Result<T, Refusal> {
    Err((message.into(), help.map(str::to_owned)))
}

/// Reads a predicate.
pub(crate) fn parse(guide: &Guide, value: &toml::Value, depth: usize) -> Result<Expr, Refusal> {
    if depth > MOST_DEPTH {
        return refuse(format!("the predicate is nested deeper than {MOST_DEPTH}"), Some("split it into two rules"));
    }
    let Some(table) = value.as_table() else {
        return refuse("a predicate is a table", Some("write for example `{ fact = \"tasks.count\", at_least = 1 }`"));
    };
    let nested = |key: &str, value: &toml::Value| -> Result<Vec<Expr>, Refusal> {
        match value.as_array() {
            Some(items) if !items.is_empty() => items.iter().map(|item| parse(guide, item, depth + 1)).collect(),
            _ => refuse(format!("`{key}` needs a list with at least one predicate"), None),
        }
    };
    let mut keys = table.iter();
    match (keys.next(), table.len()) {
        (Some((key, value)), 1) if key == "all" => nested(key, value).map(Expr::All),
        (Some((key, value)), 1) if key == "any" => nested(key, value).map(Expr::Any),
        (Some((key, value)), 1) if key == "not" => Ok(Expr::Not(Box::new(parse(guide, value, depth + 1)?))),
        (_, 2) if table.contains_key("fact") => compare(guide, table),
        _ => refuse(
            "a predicate has one of `all`, `any` and `not`, or a `fact` with one comparison",
            Some("write for example `{ fact = \"tasks.count\", at_least = 1 }`"),
        ),
    }
}

fn named(guide: &Guide, value: &toml::Value) -> Result<FactDef, Refusal> {
    let Some(name) = value.as_str() else {
        return refuse("`fact` is a name in quotes", None);
    };
    fact(guide, name).ok_or_else(|| {
        let near = did_you_mean(name, PATTERNS).map(|near| format!("did you mean `{near}`? "));
        (
            format!("`{name}` is not a declared fact"),
            Some(format!("{}facts are {}", near.unwrap_or_default(), PATTERNS.join(", "))),
        )
    })
}

fn compare(guide: &Guide, table: &toml::Table) -> Result<Expr, Refusal> {
    let Some(name) = table.get("fact") else {
        return refuse("a comparison needs a `fact`", None);
    };
    let def = named(guide, name)?;
    let Some((key, value)) = table.iter().find(|(key, _)| *key != "fact") else {
        return refuse("a comparison needs one of `is`, `one_of`, `at_least`, `at_most`, `present`", None);
    };
    let comparison = match key.as_str() {
        "present" => match value.as_bool() {
            Some(present) => Comparison::Present(present),
            None => return refuse("`present` is true or false", None),
        },
        "is" => Comparison::Is(literal(&def, value)?),
        "one_of" => match value.as_array() {
            Some(items) if !items.is_empty() => {
                Comparison::OneOf(items.iter().map(|item| literal(&def, item)).collect::<Result<_, _>>()?)
            }
            _ => return refuse("`one_of` needs a list with at least one value", None),
        },
        "at_least" | "at_most" if def.kind != FactType::Number => {
            return refuse(format!("`{}` is not a number; `{key}` does not fit it", def.name), None);
        }
        "at_least" => Comparison::AtLeast(literal(&def, value)?),
        "at_most" => Comparison::AtMost(literal(&def, value)?),
        "at_least_fact" => {
            let other = named(guide, value)?;
            if def.kind != FactType::Number || other.kind != FactType::Number || def.unit != other.unit {
                return refuse(format!("`{}` and `{}` are not numbers of one unit", def.name, other.name), None);
            }
            Comparison::AtLeastFact(FactName(other.name))
        }
        other => {
            let known = ["is", "one_of", "at_least", "at_most", "present", "at_least_fact"];
            let help = did_you_mean(other, known).map(|near| format!("did you mean `{near}`?"));
            return Err((format!("`{other}` is not a comparison"), help));
        }
    };
    Ok(Expr::Compare { fact: FactName(def.name), comparison })
}

fn literal(def: &FactDef, value: &toml::Value) -> Result<Value, Refusal> {
    match (def.kind, value) {
        (FactType::Number, toml::Value::Integer(number)) => Ok(Value::Number(*number)),
        (FactType::Number, toml::Value::Float(_)) => refuse(
            format!("`{}` is compared with a number that has a decimal point", def.name),
            Some("no floats decide anything: write a whole number in the fact's own unit"),
        ),
        (FactType::Id, toml::Value::String(text)) if def.values.is_empty() || def.values.contains(text) => {
            Ok(Value::Text(text.clone()))
        }
        (FactType::Id, toml::Value::String(text)) => {
            let near = did_you_mean(text, def.values.iter().map(String::as_str)).unwrap_or_default();
            refuse(format!("`{text}` is not a value of `{}`", def.name), (!near.is_empty()).then_some(near))
        }
        (FactType::Words, _) => {
            refuse(format!("`{}` holds free words", def.name), Some("only `present` may be asked of it"))
        }
        _ => refuse(format!("the value does not fit `{}`", def.name), None),
    }
}

/// All whole numbers a predicate compares with, each with the unit of its fact.
pub(crate) fn numbers(guide: &Guide, expr: &Expr) -> Vec<(i64, String)> {
    match expr {
        Expr::All(list) | Expr::Any(list) => list.iter().flat_map(|inner| numbers(guide, inner)).collect(),
        Expr::Not(inner) => numbers(guide, inner),
        Expr::Compare { fact: name, comparison } => {
            let unit = fact(guide, &name.0).map_or("", |def| def.unit).to_owned();
            let values: Vec<&Value> = match comparison {
                Comparison::Is(value) | Comparison::AtLeast(value) | Comparison::AtMost(value) => vec![value],
                Comparison::OneOf(values) => values.iter().collect(),
                Comparison::Present(_) | Comparison::AtLeastFact(_) => Vec::new(),
            };
            values
                .into_iter()
                .filter_map(|value| match value {
                    Value::Number(number) => Some((*number, unit.clone())),
                    Value::Bool(_) | Value::Text(_) => None,
                })
                .collect()
        }
    }
}
