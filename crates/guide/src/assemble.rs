//! Puts a guide together from its parsed parts and runs the lints.

mod rule;

use serde::de::DeserializeOwned;

use crate::blocks::{
    BasisBlock, DeliverableBlock, DirectionBlock, FieldBlock, Front, GridBlock, ItemBlock, ListBlock, MilestoneBlock,
    PairingBlock, SettingBlock, TopicsBlock, UnsetBlock,
};
use crate::builtin;
use crate::decode::{self, At};
use crate::diagnostics::{Diagnostics, Faults, did_you_mean};
use crate::lints;
use crate::model::{
    Choice, Clause, ContentItem, DeliverableType, Direction, FieldDef, Grid, Guide, Header, MilestoneType, Pairing,
    Scope, Setting, Source, TagList, Topic, Unset,
};
use crate::parse::{Block, Document, RawClause, parse};

/// What the lints need beside the guide itself.
pub(crate) struct Draft {
    pub guide: Guide,
    pub document: Document,
    /// For each rule of the guide, the number of its block.
    pub rule_blocks: Vec<usize>,
    /// For each tag list, the rulings it names.
    pub list_rulings: Vec<Vec<String>>,
}

const BLOCKS: [&str; 16] = [
    "header",
    "pairing",
    "direction",
    "basis",
    "topics",
    "rule",
    "list",
    "item",
    "field",
    "deliverable",
    "milestone",
    "grid",
    "setting",
    "unset",
    "toml",
    "text",
];

/// Compiles a guide. `name` is used in messages; `official` is the official text, against which a verbatim guide is held
/// (white space does not count, ruling R-26); a guide with the id of a built-in one is held against that one's where none
/// is given.
///
/// # Errors
/// All faults found, in the order of the text.
pub fn compile(name: &str, text: &str, official: Option<&str>) -> Result<Guide, Diagnostics> {
    let mut faults = Faults::new(name, text);
    let document = parse(text, &mut faults);
    let Some(mut draft) = draft(document, &mut faults) else {
        return Err(faults.into_diagnostics());
    };
    rule::rules(&mut draft, &mut faults);
    let official = official.or_else(|| builtin::official(&draft.guide.id));
    lints::run(&draft, official, &mut faults);
    if faults.any() { Err(faults.into_diagnostics()) } else { Ok(draft.guide) }
}

/// Reads a block's TOML; a fault is told at its own place.
pub(crate) fn read<T: DeserializeOwned>(block: &Block, faults: &mut Faults) -> Option<T> {
    let at = block.at();
    let table = decode::table(&block.body, at, faults)?;
    decode::typed(table, at, faults)
}

fn draft(document: Document, faults: &mut Faults) -> Option<Draft> {
    if document.front.is_empty() {
        return None;
    }
    let at = At { offset: document.front_offset, end: document.front_offset + document.front.len() };
    let front: Front = decode::typed(decode::table(&document.front, at, faults)?, at, faults)?;
    let clauses = document.clauses.iter().map(|clause| Clause {
        id: clause.id.clone(),
        kind: clause.kind,
        text: clause.text.clone(),
        under: clause.under.clone(),
        rules: Vec::new(),
        place: clause.place,
    });
    let header = Header { plan: String::new(), programme: String::new(), year: 0, family: String::new() };
    let guide = Guide {
        id: front.id,
        version: front.version,
        header,
        header_clause: None,
        source: Source { title: front.title, citation: front.citation, verbatim: front.verbatim, digest: front.digest },
        sides: front.sides,
        pairings: Vec::new(),
        directions: Vec::new(),
        clauses: clauses.collect(),
        rules: Vec::new(),
        lists: Vec::new(),
        items: Vec::new(),
        fields: Vec::new(),
        deliverables: Vec::new(),
        milestones: Vec::new(),
        grids: Vec::new(),
        settings: Vec::new(),
        unset: Vec::new(),
    };
    let mut draft = Draft { guide, document, rule_blocks: Vec::new(), list_rulings: Vec::new() };
    let blocks = draft.document.blocks.clone();
    for block in &blocks {
        data(&mut draft, block, faults);
    }
    for block in blocks.iter().filter(|block| matches!(block.kind.as_str(), "topics" | "basis")) {
        attach(&mut draft.guide, &draft.document, block, faults);
    }
    Some(draft)
}

fn clause_of<'a>(document: &'a Document, block: &Block) -> Option<&'a RawClause> {
    document.clauses.get(block.clause?)
}

fn data(draft: &mut Draft, block: &Block, faults: &mut Faults) {
    let clause = clause_of(&draft.document, block);
    let id = clause.map(|clause| clause.id.clone()).unwrap_or_default();
    let scope = clause.map(|clause| clause.scope.clone()).unwrap_or_default();
    let name = block.name.clone();
    let free = ["setting", "rule", "toml", "text"];
    if clause.is_none() && BLOCKS.contains(&block.kind.as_str()) && !free.contains(&block.kind.as_str()) {
        faults.add(
            "guide::block",
            format!("a block `{}` stands under no clause", block.kind),
            vec![(block.place.start, block.offset, "no sentence carries this".to_owned())],
            Some("put it under the sentence that names it".to_owned()),
        );
        return;
    }
    let guide = &mut draft.guide;
    match block.kind.as_str() {
        "header" => {
            if let Some(header) = read::<Header>(block, faults) {
                guide.header = header;
                guide.header_clause = clause.map(|clause| clause.id.clone());
            }
        }
        "pairing" => guide.pairings.extend(read::<PairingBlock>(block, faults).map(|b| Pairing {
            id: name,
            clause: id,
            sides: b.sides,
            names: b.names,
            side_names: b.side_names,
            basis: b.basis,
            avoid: b.avoid,
        })),
        "direction" => guide.directions.extend(read::<DirectionBlock>(block, faults).map(|b| Direction {
            number: name,
            names: b.names,
            year: b.year,
            pairing: b.pairing,
            project_type: b.project_type,
            basis: None,
            basis_clause: None,
            clause: id,
            topics_clause: String::new(),
            topics_closed: false,
            topics: Vec::new(),
        })),
        "list" => {
            if let Some(b) = read::<ListBlock>(block, faults) {
                let scope = Scope { direction: b.direction.or(scope.direction), topic: scope.topic };
                draft.list_rulings.push(b.rulings);
                guide.lists.push(TagList {
                    id: name,
                    clause: id,
                    scope,
                    names: b.names,
                    values: b.values,
                    open: b.open,
                    other_remark: b.other_remark,
                    show_uncovered: b.show_uncovered,
                });
            }
        }
        "item" => guide.items.extend(read::<ItemBlock>(block, faults).map(|b| ContentItem {
            id,
            number: b.number,
            part_of: b.part_of,
            scope,
            names: b.names,
            fields: b.fields,
            lists: b.lists,
            prompt: b.prompt,
        })),
        "field" => guide.fields.extend(read::<FieldBlock>(block, faults).map(|b| FieldDef {
            id: name,
            clause: id,
            names: b.names,
            help: b.help,
        })),
        "deliverable" => guide.deliverables.extend(read::<DeliverableBlock>(block, faults).map(|b| DeliverableType {
            id: name,
            clause: id,
            scope,
            names: b.names,
            requires: b.requires,
            requires_at_closing: b.requires_at_closing,
            lists: b.lists,
        })),
        "milestone" => guide.milestones.extend(read::<MilestoneBlock>(block, faults).map(|b| MilestoneType {
            id: name,
            clause: id,
            scope,
            names: b.names,
            requires: b.requires,
            lists: b.lists,
            of: b.of,
            expected: b.expected,
        })),
        "grid" => guide.grids.extend(read::<GridBlock>(block, faults).map(|b| Grid {
            id: name,
            clause: id,
            scope,
            names: b.names,
            rows: b.rows,
            columns: b.columns,
        })),
        "setting" => {
            if let Some(b) = read::<SettingBlock>(block, faults) {
                let choices = b.choices.into_iter().map(|c| Choice { value: c.value, names: c.names });
                guide.settings.push(Setting {
                    id: name,
                    question: b.question,
                    ruling: b.ruling,
                    clauses: b.clauses,
                    default: b.default,
                    choices: choices.collect(),
                    implies: b.implies,
                    place: block.place,
                });
            }
        }
        "unset" => guide.unset.extend(read::<UnsetBlock>(block, faults).map(|b| Unset {
            id: name,
            names: b.names,
            clause: id,
            supplied_by: b.supplied_by,
            needed_to_publish: b.needed_to_publish,
        })),
        "rule" | "topics" | "basis" | "toml" | "text" => {}
        other => faults.add(
            "guide::block",
            format!("`{other}` is not a kind of block"),
            vec![(block.place.start, block.offset, "here".to_owned())],
            did_you_mean(other, BLOCKS).map(|near| format!("did you mean `{near}`?")),
        ),
    }
}

fn attach(guide: &mut Guide, document: &Document, block: &Block, faults: &mut Faults) {
    let clause = clause_of(document, block).map(|clause| clause.id.clone()).unwrap_or_default();
    let Some(direction) = guide.directions.iter_mut().find(|direction| direction.number == block.name) else {
        faults.add(
            "guide::reference",
            format!("there is no direction `{}`", block.name),
            vec![(block.place.start, block.offset, "named here".to_owned())],
            Some("a block `direction NUMBER` sets a direction up".to_owned()),
        );
        return;
    };
    if block.kind == "basis" {
        if let Some(b) = read::<BasisBlock>(block, faults) {
            direction.basis = Some(b.basis);
            direction.basis_clause = Some(clause);
        }
    } else if let Some(b) = read::<TopicsBlock>(block, faults) {
        direction.topics_clause = clause;
        direction.topics_closed = b.closed;
        direction.topics = b.topics;
    }
}

/// All topics of a tree, branches and leaves.
pub(crate) fn all_topics(topics: &[Topic]) -> Vec<&Topic> {
    topics.iter().flat_map(|topic| std::iter::once(topic).chain(all_topics(&topic.topics))).collect()
}
