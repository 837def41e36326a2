//! Ids are unique and every reference resolves.

use std::collections::{BTreeMap, BTreeSet};

use crate::assemble::{Draft, all_topics};
use crate::diagnostics::{Faults, did_you_mean};
use crate::model::{RuleKind, SettingValue, TagList};
use crate::parse::Block;
use crate::vocabulary::UNIT_KINDS;

pub(super) fn run(draft: &Draft, faults: &mut Faults) {
    unique(draft, faults);
    used(draft, faults);
    let known = Known::of(draft);
    for block in &draft.document.blocks {
        known.block(draft, block, faults);
    }
    for (rule, block) in draft.guide.rules.iter().zip(&draft.rule_blocks) {
        let Some(block) = draft.document.blocks.get(*block) else { continue };
        known.rule(&draft.guide.lists, &rule.kind, block, faults);
        known.all("ruling", &rule.rulings, &known.rulings, block, "rulings", faults);
        bears(draft, &rule.clause, &rule.rulings, block, faults);
        if block.sets("direction") {
            known.all("direction", rule.scope.direction.as_slice(), &known.directions, block, "direction", faults);
        }
        if block.sets("topic") {
            known.all("topic", rule.scope.topic.as_slice(), &known.topics, block, "topic", faults);
        }
    }
    known.scopes(draft, faults);
    for direction in &draft.guide.directions {
        let Some(block) = draft.document.blocks.iter().find(|b| b.kind == "direction" && b.name == direction.number)
        else {
            continue;
        };
        known.all("pairing", std::slice::from_ref(&direction.pairing), &known.pairings, block, "pairing", faults);
        if direction.topics.is_empty() && draft.guide.rules.iter().any(|r| matches!(r.kind, RuleKind::Topics)) {
            faults.add(
                "guide::reference",
                format!("direction {} has no topics", direction.number),
                vec![(block.place.start, block.place.end, "set up here".to_owned())],
                Some(format!("a block `topics {}` names them", direction.number)),
            );
        }
    }
    for setting in &draft.guide.settings {
        let Some(block) = draft.document.blocks.iter().find(|b| b.kind == "setting" && b.name == setting.id) else {
            continue;
        };
        let choices: Vec<&SettingValue> = setting.choices.iter().map(|choice| &choice.value).collect();
        if setting.default.as_ref().is_some_and(|default| !choices.contains(&default))
            || (setting.default.is_none() && !choices.is_empty())
        {
            let (start, end) = block.span("default");
            faults.add(
                "guide::setting",
                format!("the default of {} is not one of its choices", setting.id),
                vec![(start, end, "here".to_owned())],
                None,
            );
        }
    }
}

/// A ruling named under a clause bears on that clause.
fn bears(draft: &Draft, clause: &str, rulings: &[String], block: &Block, faults: &mut Faults) {
    for setting in rulings.iter().filter_map(|id| draft.guide.setting(id)) {
        if !setting.clauses.iter().any(|id| id == clause) {
            let (start, end) = block.span("rulings");
            let place = setting.place;
            faults.add(
                "guide::ruling",
                format!("ruling {} does not bear on {clause}", setting.id),
                vec![
                    (start, end, "it is named here".to_owned()),
                    (place.start, place.end, format!("it bears on {}", setting.clauses.join(", "))),
                ],
                Some(format!("add \"{clause}\" to its `clauses`, or leave it out here")),
            );
        }
    }
}

/// A ruling bears on some clause and its words stand there; one that has a switch says what the switch does.
fn used(draft: &Draft, faults: &mut Faults) {
    for setting in &draft.guide.settings {
        let place = setting.place;
        let mut tell = |message: String, help: &str| {
            let label = (place.start, place.end, "this ruling".to_owned());
            faults.add("guide::ruling", message, vec![label], Some(help.to_owned()));
        };
        if setting.clauses.is_empty() {
            let message = format!("ruling {} bears on no clause", setting.id);
            tell(message, "name the clauses whose reading it settles in `clauses`");
        }
        for implied in &setting.implies {
            let said = setting.clauses.iter().filter_map(|id| draft.guide.clause(id));
            if !said.into_iter().any(|clause| clause.text.contains(&implied.word)) {
                let message = format!("no clause of ruling {} says `{}`", setting.id, implied.word);
                tell(message, "`implies` reads a number from a word that stands in one of its clauses");
            }
        }
    }
    for unset in &draft.guide.unset {
        if !["office", "both", "nobody"].contains(&unset.supplied_by.as_str())
            && let Some(block) = draft.document.blocks.iter().find(|b| b.kind == "unset" && b.name == unset.id)
        {
            let (start, end) = block.span("supplied_by");
            faults.add(
                "guide::unset",
                format!("`{}` does not say who supplies it", unset.supplied_by),
                vec![(start, end, "here".to_owned())],
                Some("write office (each side by itself), both (jointly) or nobody (may stay open)".to_owned()),
            );
        }
    }
}

fn unique(draft: &Draft, faults: &mut Faults) {
    let mut seen: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    let clauses = draft.document.clauses.iter().map(|c| (("clause", c.id.as_str()), (c.place.start, c.place.end)));
    let blocks = draft
        .document
        .blocks
        .iter()
        .filter(|b| !matches!(b.kind.as_str(), "rule" | "item" | "header" | "text" | "toml"))
        .map(|b| ((b.kind.as_str(), b.name.as_str()), (b.place.start, b.offset)));
    for (key, at) in clauses.chain(blocks) {
        if let Some(first) = seen.insert(key, at) {
            faults.add(
                "guide::twice",
                format!("{} `{}` stands twice", key.0, key.1),
                vec![(first.0, first.1, "first here".to_owned()), (at.0, at.1, "and again here".to_owned())],
                None,
            );
        }
    }
}

fn values(list: &TagList, block: &Block, faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    for value in &list.values {
        if !seen.insert(value.id.as_str()) || value.id == "other" {
            let (start, end) = block.line_with(&format!("\"{}\"", value.id));
            faults.add(
                "guide::twice",
                format!("value `{}` of list `{}` stands twice or is the word for 其他", value.id, list.id),
                vec![(start, end, "here".to_owned())],
                Some("give each value an id of its own; `other` is offered by open lists".to_owned()),
            );
        }
    }
}

struct Known {
    lists: Vec<String>,
    fields: Vec<String>,
    items: Vec<String>,
    deliverables: Vec<String>,
    rulings: Vec<String>,
    clauses: Vec<String>,
    directions: Vec<String>,
    topics: Vec<String>,
    pairings: Vec<String>,
    sides: Vec<String>,
    kinds: Vec<String>,
}

impl Known {
    fn of(draft: &Draft) -> Self {
        let guide = &draft.guide;
        Self {
            lists: guide.lists.iter().map(|x| x.id.clone()).collect(),
            fields: guide.fields.iter().map(|x| x.id.clone()).collect(),
            items: guide.items.iter().map(|x| x.id.clone()).collect(),
            deliverables: guide.deliverables.iter().map(|x| x.id.clone()).collect(),
            rulings: guide.settings.iter().map(|x| x.id.clone()).collect(),
            clauses: guide.clauses.iter().map(|x| x.id.clone()).collect(),
            directions: guide.directions.iter().map(|x| x.number.clone()).collect(),
            topics: guide.directions.iter().flat_map(|d| all_topics(&d.topics)).map(|t| t.id.clone()).collect(),
            pairings: guide.pairings.iter().map(|x| x.id.clone()).collect(),
            sides: guide.sides.iter().map(|x| x.id.clone()).collect(),
            kinds: UNIT_KINDS.iter().map(|kind| (*kind).to_owned()).collect(),
        }
    }

    fn all(&self, what: &str, names: &[String], known: &[String], block: &Block, key: &str, faults: &mut Faults) {
        for name in names.iter().filter(|name| !known.contains(name)) {
            let (start, end) = block.span(key);
            let near = did_you_mean(name, known.iter().map(String::as_str));
            faults.add(
                "guide::reference",
                format!("there is no {what} `{name}`"),
                vec![(start, end, "named here".to_owned())],
                near.map(|near| format!("did you mean `{near}`?")),
            );
        }
    }

    /// Directions and topics that headings name; each unknown one is told once.
    fn scopes(&self, draft: &Draft, faults: &mut Faults) {
        let mut told = BTreeSet::new();
        for clause in &draft.document.clauses {
            let named = [
                ("direction", clause.scope.direction.as_ref(), &self.directions),
                ("topic", clause.scope.topic.as_ref(), &self.topics),
            ];
            for (what, name, known) in named {
                let Some(name) = name.filter(|name| !known.contains(name)) else { continue };
                if told.insert((what, name)) {
                    let near = did_you_mean(name, known.iter().map(String::as_str));
                    faults.add(
                        "guide::reference",
                        format!("there is no {what} `{name}`"),
                        vec![(clause.place.start, clause.place.end, "named here".to_owned())],
                        near.map(|near| format!("did you mean `{near}`?")),
                    );
                }
            }
        }
    }

    fn block(&self, draft: &Draft, block: &Block, faults: &mut Faults) {
        let guide = &draft.guide;
        let clause =
            block.clause.and_then(|n| draft.document.clauses.get(n)).map(|c| c.id.as_str()).unwrap_or_default();
        match block.kind.as_str() {
            "pairing" => {
                for pairing in guide.pairings.iter().filter(|p| p.id == block.name) {
                    self.all("side", &pairing.sides, &self.sides, block, "sides", faults);
                }
            }
            "list" => {
                for list in guide.lists.iter().filter(|list| list.id == block.name) {
                    let by: Vec<String> = list.values.iter().filter_map(|value| value.by.clone()).collect();
                    self.all("ruling", &by, &self.rulings, block, "values", faults);
                    if block.sets("direction") {
                        self.all(
                            "direction",
                            list.scope.direction.as_slice(),
                            &self.directions,
                            block,
                            "direction",
                            faults,
                        );
                    }
                    values(list, block, faults);
                }
                let at = guide.lists.iter().position(|list| list.id == block.name);
                if let Some(rulings) = at.and_then(|at| draft.list_rulings.get(at)) {
                    self.all("ruling", rulings, &self.rulings, block, "rulings", faults);
                    bears(draft, clause, rulings, block, faults);
                }
            }
            "item" => {
                for item in guide.items.iter().filter(|item| item.id == clause) {
                    self.all("field", &item.fields, &self.fields, block, "fields", faults);
                    self.all("list", &item.lists, &self.lists, block, "lists", faults);
                    self.all("item", item.part_of.as_slice(), &self.items, block, "part_of", faults);
                }
            }
            "deliverable" => {
                for kind in guide.deliverables.iter().filter(|kind| kind.id == block.name) {
                    self.all("field", &kind.requires, &self.fields, block, "requires", faults);
                    self.all("field", &kind.requires_at_closing, &self.fields, block, "requires_at_closing", faults);
                    self.all("list", &kind.lists, &self.lists, block, "lists", faults);
                }
            }
            "milestone" => {
                for kind in guide.milestones.iter().filter(|kind| kind.id == block.name) {
                    self.all("field", &kind.requires, &self.fields, block, "requires", faults);
                    self.all("list", &kind.lists, &self.lists, block, "lists", faults);
                    self.all("deliverable", kind.of.as_slice(), &self.deliverables, block, "of", faults);
                }
            }
            "grid" => {
                for grid in guide.grids.iter().filter(|grid| grid.id == block.name) {
                    self.all("list", std::slice::from_ref(&grid.rows), &self.lists, block, "rows", faults);
                    self.all("list", std::slice::from_ref(&grid.columns), &self.lists, block, "columns", faults);
                }
            }
            "setting" => {
                for setting in guide.settings.iter().filter(|setting| setting.id == block.name) {
                    self.all("clause", &setting.clauses, &self.clauses, block, "clauses", faults);
                }
            }
            _ => {}
        }
    }

    fn rule(&self, lists: &[TagList], kind: &RuleKind, block: &Block, faults: &mut Faults) {
        let one = |what: &str, name: &String, known: &[String], key: &str, faults: &mut Faults| {
            self.all(what, std::slice::from_ref(name), known, block, key, faults);
        };
        match kind {
            RuleKind::Aims(rule) => one("list", &rule.list, &self.lists, "list", faults),
            RuleKind::RoleGrid(rule) => {
                one("list", &rule.list, &self.lists, "list", faults);
                let roles = lists.iter().find(|list| list.id == rule.list).map(|list| list.values.as_slice());
                let roles: Vec<String> = roles.unwrap_or_default().iter().map(|value| value.id.clone()).collect();
                self.all("role", &rule.hint_if_missing, &roles, block, "hint_if_missing", faults);
            }
            RuleKind::Preference(rule) => self.all("list", &rule.lists, &self.lists, block, "lists", faults),
            RuleKind::FixedGrant(rule) => one("side", &rule.side, &self.sides, "side", faults),
            RuleKind::LeadKind(rule) => {
                one("side", &rule.side, &self.sides, "side", faults);
                self.all("kind of unit", &rule.pass, &self.kinds, block, "pass", faults);
                self.all("kind of unit", &rule.fail, &self.kinds, block, "fail", faults);
            }
            RuleKind::TeamHas(rule) => {
                one("kind of unit", &rule.unit_kind, &self.kinds, "unit_kind", faults);
                self.all("side", rule.side.as_slice(), &self.sides, block, "side", faults);
            }
            RuleKind::OwnContribution(rule) => {
                one("side", &rule.side, &self.sides, "side", faults);
                self.all("kind of unit", rule.if_team_has.as_slice(), &self.kinds, block, "if_team_has", faults);
            }
            RuleKind::Limit(rule) => {
                self.all("side", rule.side.as_slice(), &self.sides, block, "side", faults);
                self.all("field", &rule.plus_fields, &self.fields, block, "plus_fields", faults);
            }
            RuleKind::Agreement(rule) => {
                let known = ["agreement", "letter_of_intent"].map(str::to_owned);
                self.all("kind of agreement", &rule.kinds, &known, block, "kinds", faults);
                let known = ["lead-units", "all-units"].map(str::to_owned);
                one("set of parties", &rule.parties, &known, "parties", faults);
            }
            RuleKind::Evidence(rule) => {
                let known = ["cooperation", "strength"].map(str::to_owned);
                one("kind of evidence", &rule.of, &known, "of", faults);
            }
            RuleKind::AgreementClause(rule) => {
                let known = ["intellectual-property".to_owned()];
                one("subject of a clause", &rule.subject, &known, "subject", faults);
            }
            RuleKind::Ceiling(rule) => {
                let known = ["state", "own", "partner"].map(str::to_owned);
                one("source of money", &rule.source, &known, "source", faults);
            }
            RuleKind::Term(_)
            | RuleKind::DirectionCount(_)
            | RuleKind::Band(_)
            | RuleKind::Indicator(_)
            | RuleKind::Topics
            | RuleKind::Period(_)
            | RuleKind::SeparateNotices
            | RuleKind::SeparateSubmission
            | RuleKind::OneSided(_)
            | RuleKind::Match(_)
            | RuleKind::WorkSplit(_)
            | RuleKind::Predicate(_) => {}
        }
    }
}
