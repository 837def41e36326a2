//! The facts a predicate may name: a closed list of patterns, each with its type, unit, source and words.

use crate::model::{Guide, Words};

/// Type of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactType {
    /// A whole number in `unit`.
    Number,
    /// One of the guide's ids.
    Id,
    /// Free words: only `present` may be asked.
    Words,
}

/// A declared fact.
#[derive(Clone, Debug)]
pub struct FactDef {
    /// Name, with its parameters filled in.
    pub name: String,
    /// Type.
    pub kind: FactType,
    /// Unit of numbers: `tasks`, `months`, `hundredths of a person-month`, `minor units` …
    pub unit: &'static str,
    /// Where the value comes from: sheet or field of the application.
    pub source: &'static str,
    /// What it is called.
    pub names: Words,
    /// Ids it may equal, where they are known.
    pub values: Vec<String>,
}

/// Kinds of unit, as in `team.SIDE.KIND.count`.
pub const UNIT_KINDS: [&str; 5] = ["university", "research_institute", "enterprise", "hospital", "other"];

/// The patterns, for messages.
pub const PATTERNS: [&str; 14] = [
    "direction",
    "topic",
    "period.months",
    "tasks.count",
    "tasks.ITEM.count",
    "tags.LIST.count",
    "deliverables.TYPE.count",
    "milestones.TYPE.count",
    "field.FIELD",
    "side.SIDE.person_months",
    "side.SIDE.tasks",
    "team.SIDE.KIND.count",
    "lead.SIDE.kind",
    "budget.SIDE.SOURCE",
];

/// Every fact there is in this guide, by name; amounts of money only from the sources every guide has.
pub fn names(guide: &Guide) -> Vec<String> {
    let mut out: Vec<String> = ["direction", "topic", "period.months", "tasks.count"].map(str::to_owned).to_vec();
    out.extend(guide.items.iter().map(|item| format!("tasks.{}.count", item.id)));
    out.extend(guide.lists.iter().map(|list| format!("tags.{}.count", list.id)));
    out.extend(guide.deliverables.iter().map(|kind| format!("deliverables.{}.count", kind.id)));
    out.extend(guide.milestones.iter().map(|kind| format!("milestones.{}.count", kind.id)));
    out.extend(guide.fields.iter().map(|field| format!("field.{}", field.id)));
    for side in guide.sides.iter().map(|side| side.id.as_str()) {
        out.extend(["person_months", "tasks"].map(|what| format!("side.{side}.{what}")));
        out.extend(UNIT_KINDS.map(|kind| format!("team.{side}.{kind}.count")));
        out.push(format!("lead.{side}.kind"));
        out.extend(SOURCES.map(|source| format!("budget.{side}.{source}")));
    }
    out
}

/// Sources of money a guide may speak of: 国拨, 自筹, the other side's funder.
pub const SOURCES: [&str; 3] = ["state", "own", "partner"];

/// The fact called `name` in this guide, if it is declared.
pub fn fact(guide: &Guide, name: &str) -> Option<FactDef> {
    let parts: Vec<&str> = name.split('.').collect();
    let number = |unit, source, names| Some((FactType::Number, unit, source, names, Vec::new()));
    let words = |hans: &str, hant: &str, english: &str| Words::new(hans, hant, english);
    let (kind, unit, source, names, values) = match parts.as_slice() {
        ["direction"] => {
            let values = guide.directions.iter().map(|d| d.number.clone()).collect();
            Some((FactType::Id, "", "applications: direction", words("指南方向", "指南方向", "direction"), values))
        }
        ["topic"] => {
            let values = guide.directions.iter().flat_map(|d| d.leaves()).map(|leaf| leaf.id.clone()).collect();
            Some((FactType::Id, "", "applications: topic", words("领域方向", "領域方向", "topic"), values))
        }
        ["period", "months"] => {
            number("months", "applications: start, end", words("实施期月数", "實施期月數", "months of the period"))
        }
        ["tasks", "count"] => number("tasks", "tasks", words("任务数", "任務數", "number of tasks")),
        ["tasks", item, "count"] => {
            let item = guide.item(item)?;
            number("tasks", "tasks: item", about("的任务数", "的任務數", "tasks on ", &item.names))
        }
        ["tags", list, "count"] => {
            let list = guide.list(list)?;
            number("values", "tags", about("的勾选数", "的勾選數", "values chosen of ", &list.names))
        }
        ["deliverables", kind, "count"] => {
            let kind = guide.deliverable(kind)?;
            number("deliverables", "deliverables", about("的交付数", "的交付數", "deliverables of type ", &kind.names))
        }
        ["milestones", kind, "count"] => {
            let kind = guide.milestone(kind)?;
            number("milestones", "milestones", about("里程碑数", "里程碑數", "milestones of type ", &kind.names))
        }
        ["field", field] => {
            let field = guide.field(field)?;
            Some((FactType::Words, "", "applications", field.names.clone(), Vec::new()))
        }
        ["side", side, "person_months"] => {
            let side = guide.side(side)?;
            number(
                "hundredths of a person-month",
                "tasks: person-months",
                about("的人月", "的人月", "person-months of the ", &side.names),
            )
        }
        ["side", side, "tasks"] => {
            let side = guide.side(side)?;
            number("tasks", "tasks: sides", about("的任务数", "的任務數", "tasks of the ", &side.names))
        }
        ["team", side, kind, "count"] => {
            let side = guide.side(side)?;
            UNIT_KINDS.contains(kind).then_some(())?;
            number(
                "units",
                "units: kind",
                about("的该类单位数", "的該類單位數", "units of that kind on the ", &side.names),
            )
        }
        ["lead", side, "kind"] => {
            let side = guide.side(side)?;
            let values = UNIT_KINDS.iter().map(|kind| (*kind).to_owned()).collect();
            let names = about("牵头单位类别", "牽頭單位類別", "kind of the lead unit of the ", &side.names);
            Some((FactType::Id, "", "units: kind", names, values))
        }
        ["budget", side, source] => {
            let side = guide.side(side)?;
            SOURCES.contains(source).then_some(())?;
            number("minor units", "budget", about("的经费", "的經費", "money of the ", &side.names))
        }
        _ => None,
    }?;
    Some(FactDef { name: name.to_owned(), kind, unit, source, names, values })
}

fn about(hans: &str, hant: &str, english: &str, of: &Words) -> Words {
    use hefu_words::Lang;
    Words::new(
        &format!("{}{hans}", of.get(Lang::ZhHans)),
        &format!("{}{hant}", of.get(Lang::ZhHantTw)),
        &format!("{english}{}", of.get(Lang::En)),
    )
}
