//! What a clause carries besides rules, in words: directions, topics, lists, items, types, grids, open points.

use hefu_words::{Arg, Lang, Message};
use serde::Serialize;

use super::say::Say;
use crate::Guide;
use crate::model::{ClauseKind, ContentItem, DeliverableType, MilestoneType, TagList, Topic, Words};

/// A line of the clause table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClauseRow {
    /// Clause id.
    pub id: String,
    /// Kind of clause.
    pub kind: ClauseKind,
    /// The sentence.
    pub text: String,
    /// Headings it stands under, outermost first.
    pub under: Vec<String>,
    /// Ids of the rules it carries.
    pub rules: Vec<String>,
    /// The data it carries, each in words.
    pub content: Vec<String>,
}

impl Guide {
    /// Every clause in the order of the text with what it carries, in `lang`.
    pub fn clause_table(&self, lang: Lang) -> Vec<ClauseRow> {
        self.clauses
            .iter()
            .map(|clause| ClauseRow {
                id: clause.id.clone(),
                kind: clause.kind,
                text: clause.text.clone(),
                under: clause.under.clone(),
                rules: clause
                    .rules
                    .iter()
                    .filter_map(|number| self.rules.get(*number))
                    .map(|rule| rule.id.clone())
                    .collect(),
                content: self.content_of(&clause.id, lang),
            })
            .collect()
    }

    /// The data a clause carries, each in words of `lang`: header, pairings, directions, topics, lists, fields, items,
    /// deliverables, milestones, grids and open points.
    pub fn content_of(&self, clause: &str, lang: Lang) -> Vec<String> {
        let mut out: Vec<Message> = Vec::new();
        if self.header_clause.as_deref() == Some(clause) {
            let header = &self.header;
            out.push(
                Message::new("guide-content-header")
                    .with("plan", header.plan.as_str())
                    .with("programme", header.programme.as_str())
                    .with("year", header.year.to_string())
                    .with("family", header.family.as_str()),
            );
        }
        self.directions_of(clause, &mut out);
        out.extend(self.lists.iter().filter(|list| list.clause == clause).map(tag_list));
        out.extend(
            self.fields
                .iter()
                .filter(|field| field.clause == clause)
                .map(|field| Message::new("guide-content-field").with("name", &field.names).with("help", &field.help)),
        );
        out.extend(self.items.iter().filter(|item| item.id == clause).map(|item| self.item_message(item)));
        let deliverables = self.deliverables.iter().filter(|kind| kind.clause == clause);
        out.extend(deliverables.map(|kind| self.deliverable_message(kind)));
        let milestones = self.milestones.iter().filter(|kind| kind.clause == clause);
        out.extend(milestones.map(|kind| self.milestone_message(kind)));
        out.extend(self.grids.iter().filter(|grid| grid.clause == clause).map(|grid| {
            let say = Say::new(self, None);
            Message::new("guide-content-grid")
                .with("name", &grid.names)
                .with("rows", say.values(&grid.rows))
                .with("columns", say.values(&grid.columns))
        }));
        let unset = self.unset.iter().filter(|unset| unset.clause == clause);
        out.extend(unset.map(|unset| Message::new("guide-content-unset").with("name", &unset.names)));
        out.iter().map(|message| message.text(lang)).collect()
    }

    fn directions_of(&self, clause: &str, out: &mut Vec<Message>) {
        for pairing in self.pairings.iter().filter(|pairing| pairing.clause == clause) {
            let bound = self.directions.iter().any(|direction| direction.pairing == pairing.id);
            let key = if bound { "guide-content-pairing" } else { "guide-content-pairing-unused" };
            out.push(Message::new(key).with("name", &pairing.names).with("basis", pairing.basis.as_str()));
        }
        for direction in &self.directions {
            let number = direction.number.as_str();
            if direction.clause == clause {
                out.push(
                    Message::new("guide-content-direction")
                        .with("number", number)
                        .with("name", &direction.names)
                        .with("year", direction.year.to_string())
                        .with("type", direction.project_type.as_str()),
                );
            }
            if let (Some(basis), Some(own)) = (&direction.basis, &direction.basis_clause)
                && own == clause
            {
                let message = Message::new("guide-content-basis").with("number", number);
                out.push(message.with("basis", basis.as_str()));
            }
            if direction.topics_clause == clause {
                let say = Say::new(self, Some(number));
                out.push(Message::new("guide-content-topics").with("topics", say.leaves()));
            } else if let Some(topic) = named_here(&direction.topics, clause) {
                out.push(Message::new("guide-content-topic").with("topic", &topic.names));
            }
        }
    }

    fn item_message(&self, item: &ContentItem) -> Message {
        let say = Say::new(self, item.scope.direction.as_deref());
        let asked = joined(say.fields(&item.fields), say.lists(&item.lists));
        let label = match &item.number {
            Some(number) => Message::new("guide-item-numbered").with("number", number.as_str()),
            None => Message::new("guide-item"),
        };
        let key = if asked.is_empty() { "guide-content-item" } else { "guide-content-item-asking" };
        let message = Message::new(key).with("item", label.with("name", &item.names)).with("asked", Arg::List(asked));
        match &item.prompt {
            Some(prompt) => Message::new("guide-content-prompted").with("item", message).with("prompt", prompt),
            None => message,
        }
    }

    fn deliverable_message(&self, kind: &DeliverableType) -> Message {
        let say = Say::new(self, None);
        let asked = joined(say.fields(&kind.requires), say.lists(&kind.lists));
        let message = typed("guide-content-deliverable", &kind.names, asked);
        if kind.requires_at_closing.is_empty() {
            return message;
        }
        Message::new("guide-content-closing").with("of", message).with("fields", say.fields(&kind.requires_at_closing))
    }

    fn milestone_message(&self, kind: &MilestoneType) -> Message {
        let say = Say::new(self, None);
        let mut message =
            typed("guide-content-milestone", &kind.names, joined(say.fields(&kind.requires), Arg::List(Vec::new())));
        if !kind.lists.is_empty() {
            message = Message::new("guide-content-naming").with("of", message).with("lists", say.lists(&kind.lists));
        }
        if let Some(of) = kind.of.as_deref().and_then(|id| self.deliverable(id)) {
            message = Message::new("guide-content-linked").with("of", message).with("to", &of.names);
        }
        if kind.expected { Message::new("guide-content-expected").with("of", message) } else { message }
    }
}

fn joined(fields: Arg, lists: Arg) -> Vec<Arg> {
    [fields, lists]
        .into_iter()
        .flat_map(|arg| match arg {
            Arg::List(list) => list,
            other => vec![other],
        })
        .collect()
}

fn typed(key: &str, names: &Words, asked: Vec<Arg>) -> Message {
    let key = if asked.is_empty() { key.to_owned() } else { format!("{key}-asking") };
    Message::new(key).with("name", names).with("asked", Arg::List(asked))
}

fn named_here<'a>(topics: &'a [Topic], clause: &str) -> Option<&'a Topic> {
    topics.iter().find_map(|topic| {
        if topic.clause.as_deref() == Some(clause) { Some(topic) } else { named_here(&topic.topics, clause) }
    })
}

fn tag_list(list: &TagList) -> Message {
    let values: Vec<Arg> = list.values.iter().map(|value| Arg::from(&value.names)).collect();
    let key = if list.open { "guide-content-list-open" } else { "guide-content-list" };
    Message::new(key).with("name", &list.names).with("values", Arg::List(values))
}
