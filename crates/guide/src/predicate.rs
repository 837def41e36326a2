//! Predicates from TOML values, statically checked against the vocabulary; each refusal knows its place.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostics::did_you_mean;
use crate::model::{Comparison, Expr, FactName, Guide, Value};
use crate::vocabulary::{self, FactDef, FactType, PATTERNS, fact};

/// Deeper nesting is refused: a rule that needs it should be two rules.
const MOST_DEPTH: usize = 12;

/// What is wrong with a predicate, and where in its block.
pub(crate) struct Refusal {
    pub message: String,
    pub help: Option<String>,
    pub span: Range<usize>,
}

fn refuse<T>(span: Range<usize>, message: impl Into<String>, help: &str) -> Result<T, Refusal> {
    let help = (!help.is_empty()).then(|| help.to_owned());
    Err(Refusal { message: message.into(), help, span })
}

const EXAMPLE: &str = "write for example `{ fact = \"tasks.count\", at_least = 1 }`";
const COMPARISONS: [&str; 6] = ["is", "one_of", "at_least", "at_most", "present", "at_least_fact"];

type Item<'a> = Spanned<DeValue<'a>>;

/// Reads a predicate.
pub(crate) fn parse(guide: &Guide, value: &Item<'_>, depth: usize) -> Result<Expr, Refusal> {
    let span = value.span();
    if depth > MOST_DEPTH {
        let message = format!("the predicate is nested deeper than {MOST_DEPTH}");
        return refuse(span, message, "split it into two rules");
    }
    let Some(table) = value.get_ref().as_table() else {
        return refuse(span, "a predicate is a table", EXAMPLE);
    };
    let nested = |key: &str, value: &Item<'_>| -> Result<Vec<Expr>, Refusal> {
        match value.get_ref().as_array() {
            Some(items) if !items.is_empty() => items.iter().map(|item| parse(guide, item, depth + 1)).collect(),
            _ => refuse(value.span(), format!("`{key}` needs a list with at least one predicate"), EXAMPLE),
        }
    };
    let first = table.iter().next();
    match first.map(|(key, value)| (key.get_ref().as_ref(), value)) {
        Some(("all", value)) if table.len() == 1 => nested("all", value).map(Expr::All),
        Some(("any", value)) if table.len() == 1 => nested("any", value).map(Expr::Any),
        Some(("not", value)) if table.len() == 1 => Ok(Expr::Not(Box::new(parse(guide, value, depth + 1)?))),
        _ if table.contains_key("fact") => compare(guide, table, span),
        _ => refuse(span, "a predicate has one of `all`, `any` and `not`, or a `fact` with one comparison", EXAMPLE),
    }
}

fn named(guide: &Guide, value: &Item<'_>) -> Result<FactDef, Refusal> {
    let Some(name) = value.get_ref().as_str() else {
        return refuse(value.span(), "`fact` is a name in quotes", "");
    };
    if let Some(def) = fact(guide, name) {
        return Ok(def);
    }
    let known = vocabulary::names(guide);
    let near = did_you_mean(name, known.iter().map(String::as_str));
    let near = near.map(|near| format!("did you mean `{near}`? "));
    let help = format!("{}facts are {}", near.unwrap_or_default(), PATTERNS.join(", "));
    refuse(value.span(), format!("`{name}` is not a declared fact of this guide"), &help)
}

fn compare(guide: &Guide, table: &DeTable<'_>, span: Range<usize>) -> Result<Expr, Refusal> {
    let Some(name) = table.get("fact") else {
        return refuse(span, "a comparison needs a `fact`", EXAMPLE);
    };
    let def = named(guide, name)?;
    let mut others = table.iter().filter(|(key, _)| key.get_ref() != "fact");
    let (Some((key, value)), None) = (others.next(), others.next()) else {
        let help = format!("comparisons are {}", COMPARISONS.join(", "));
        return refuse(span, "a `fact` has exactly one comparison", &help);
    };
    let at = key.span();
    let key = key.get_ref().as_ref();
    let comparison = match key {
        "present" => match value.get_ref().as_bool() {
            Some(present) => Comparison::Present(present),
            None => return refuse(value.span(), "`present` is true or false", ""),
        },
        "is" => Comparison::Is(literal(&def, value)?),
        "one_of" => match value.get_ref().as_array() {
            Some(items) if !items.is_empty() => {
                let values = items.iter().map(|item| literal(&def, item));
                Comparison::OneOf(values.collect::<Result<_, _>>()?)
            }
            _ => return refuse(value.span(), "`one_of` needs a list with at least one value", ""),
        },
        "at_least" | "at_most" | "at_least_fact" if def.kind != FactType::Number => {
            return refuse(at, format!("`{}` is not a number, so `{key}` does not fit it", def.name), "");
        }
        "at_least" => Comparison::AtLeast(literal(&def, value)?),
        "at_most" => Comparison::AtMost(literal(&def, value)?),
        "at_least_fact" => {
            let other = named(guide, value)?;
            if other.kind != FactType::Number
                || def.unit != other.unit
                || currency(guide, &def) != currency(guide, &other)
            {
                let message = format!("`{}` and `{}` are not numbers of one unit", def.name, other.name);
                return refuse(value.span(), message, "");
            }
            Comparison::AtLeastFact(FactName(other.name))
        }
        other => {
            let near = did_you_mean(other, COMPARISONS).map(|near| format!("did you mean `{near}`? "));
            let help = format!("{}comparisons are {}", near.unwrap_or_default(), COMPARISONS.join(", "));
            return refuse(at, format!("`{other}` is not a comparison"), &help);
        }
    };
    Ok(Expr::Compare { fact: FactName(def.name), comparison })
}

/// The currency of a fact about money.
fn currency<'a>(guide: &'a Guide, def: &FactDef) -> Option<&'a str> {
    let side = def.name.strip_prefix("budget.")?.split('.').next()?;
    guide.side(side).map(|side| side.currency.as_str())
}

fn literal(def: &FactDef, value: &Item<'_>) -> Result<Value, Refusal> {
    let span = value.span();
    match (def.kind, value.get_ref()) {
        (FactType::Number, DeValue::Integer(number)) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Ok(Value::Number(number)),
            Err(_) => refuse(span, format!("the number `{number}` is too large"), ""),
        },
        (FactType::Number, DeValue::Float(number)) => refuse(
            span,
            format!("`{}` is compared with `{number}`, which has a decimal point", def.name),
            "no float decides anything: write a whole number in the fact's own unit",
        ),
        (FactType::Number, _) => {
            refuse(span, format!("`{}` is compared with a whole number of {}", def.name, def.unit), "")
        }
        (FactType::Id, DeValue::String(text)) if def.values.iter().any(|value| value == text) => {
            Ok(Value::Text(text.clone().into_owned()))
        }
        (FactType::Id, DeValue::String(text)) => {
            let near = did_you_mean(text, def.values.iter().map(String::as_str));
            let near = near.map(|near| format!("did you mean `{near}`? "));
            let help = format!("{}values are {}", near.unwrap_or_default(), def.values.join(", "));
            refuse(span, format!("`{text}` is not a value of `{}`", def.name), &help)
        }
        (FactType::Id, _) => refuse(span, format!("`{}` is compared with an id in quotes", def.name), ""),
        (FactType::Words, _) => refuse(
            span,
            format!("`{}` holds free words, which are not compared", def.name),
            "only `present` may be asked of it",
        ),
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
