//! The formats as documents: JSON Schemas and header tables, generated from what the reader uses. `docs/formats/` holds
//! them and a test keeps them current.

use std::fmt::Write as _;

use hefu_application::Application;
use hefu_words::Lang;

use crate::layout::{ColumnKind, layout};
use crate::mapping::Mapping;
use crate::side_file::SideFile;
use crate::vocabulary::choice;

/// JSON Schema of one line of a JSON Lines file.
pub fn application_schema() -> String {
    pretty(&schemars::schema_for!(Application))
}

/// JSON Schema of `side.toml`.
pub fn side_schema() -> String {
    pretty(&schemars::schema_for!(SideFile))
}

/// JSON Schema of `mapping.toml`.
pub fn mapping_schema() -> String {
    pretty(&schemars::schema_for!(Mapping))
}

fn pretty(schema: &schemars::Schema) -> String {
    let mut text = serde_json::to_string_pretty(schema).unwrap_or_default();
    text.push('\n');
    text
}

/// What a column's cells hold, in a few words.
fn holds(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Number => "application number",
        ColumnKind::Reference => "number of an application",
        ColumnKind::Code => "short name or number",
        ColumnKind::Codes => "several short names",
        ColumnKind::Text => "text",
        ColumnKind::List => "several texts",
        ColumnKind::Date => "date",
        ColumnKind::Range => "first and last day",
        ColumnKind::Instant => "date and time",
        ColumnKind::Integer => "whole number",
        ColumnKind::Hundredths => "number, two decimals",
        ColumnKind::Amount => "amount of money",
        ColumnKind::Currency => "currency code",
        ColumnKind::File => "file name",
        ColumnKind::Identifier => "registered number",
        ColumnKind::Side => "side",
        ColumnKind::Sides => "one or several sides",
        ColumnKind::Direction => "direction of the guide",
        ColumnKind::Topic => "topic of the guide",
        ColumnKind::Item => "content item of the guide",
        ColumnKind::DeliverableKind => "deliverable type of the guide",
        ColumnKind::MilestoneKind => "milestone type of the guide",
        ColumnKind::TagList => "tag list of the guide",
        ColumnKind::TagValue => "value of that list",
        ColumnKind::BudgetSource => "choice, or own words",
        ColumnKind::Functions => "several choices",
        ColumnKind::State
        | ColumnKind::AgreementKind
        | ColumnKind::UnitRole
        | ColumnKind::UnitKind
        | ColumnKind::PersonRole
        | ColumnKind::EvidenceKind
        | ColumnKind::Level => "choice",
    }
}

/// The header tables of all sheets, as Markdown.
pub fn header_tables() -> String {
    let mut out = String::new();
    for def in &layout().sheets {
        let names: Vec<&str> = Lang::ALL.iter().map(|lang| def.names.get(*lang)).collect();
        let _ = writeln!(out, "### `{}`: {}\n", def.id, distinct(&names));
        out.push_str("| field | 简体 | 繁體（香港、澳門） | 繁體（臺灣） | English | holds | also read |\n");
        out.push_str("|---|---|---|---|---|---|---|\n");
        for column in &def.columns {
            let mark = match (column.required, column.wide) {
                (true, _) => " (required)",
                (_, true) => " (one-row exports)",
                _ => "",
            };
            let headers: Vec<&str> = Lang::ALL.iter().map(|lang| column.names.get(*lang)).collect();
            let _ = writeln!(
                out,
                "| `{}`{mark} | {} | {} | {} |",
                column.id,
                headers.join(" | "),
                holds(column.kind),
                column.aliases.join(", ")
            );
        }
        out.push('\n');
    }
    out
}

/// The fixed choices and the words that are read for them, as Markdown.
pub fn choice_tables() -> String {
    const SHOWN: [(&str, &str); 11] = [
        ("state", "State of an application"),
        ("agreement_kind", "Agreement kind"),
        ("unit_role", "Role of a unit"),
        ("unit_kind", "Kind of a unit"),
        ("function", "Functions 产学研用"),
        ("person_role", "Role of a person"),
        ("evidence_kind", "Evidence of"),
        ("budget_source", "Source of money"),
        ("level", "What a tag belongs to"),
        ("side_set", "All sides at once"),
        ("side_name", "Sides, besides the names the guide gives them"),
    ];
    let mut out = String::new();
    for (id, title) in SHOWN {
        let _ = writeln!(out, "### {title}\n");
        out.push_str(
            "| value | 简体 | 繁體（香港、澳門） | 繁體（臺灣） | English | also read |\n|---|---|---|---|---|---|\n",
        );
        for value in choice(id) {
            let names: Vec<&str> = Lang::ALL.iter().map(|lang| value.names.get(*lang)).collect();
            let _ = writeln!(out, "| `{}` | {} | {} |", value.id, names.join(" | "), value.aliases.join(", "));
        }
        out.push('\n');
    }
    out
}

fn distinct(names: &[&str]) -> String {
    let mut out: Vec<&str> = Vec::new();
    for name in names {
        if !out.contains(name) {
            out.push(name);
        }
    }
    out.join(" · ")
}
