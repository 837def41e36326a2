//! Words of the fixed choices (`data/values.toml`) and of the guide (sides, directions, topics, items, types, lists), read
//! in any script and written in one.

mod labels;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use hefu_guide::Guide;
use hefu_guide::model::{RuleKind, Side, Topic, Words};
use hefu_text::number::half_width;
use hefu_words::Lang;
use serde::Deserialize;

pub use labels::Labels;

use crate::layout::key;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChoiceFile {
    choice: Vec<ChoiceDef>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChoiceDef {
    id: String,
    values: Vec<ChoiceValue>,
}

/// One value of a fixed choice.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceValue {
    /// Id within the choice.
    pub id: String,
    /// What the template offers, in each script.
    pub names: Words,
    /// Further words that are read.
    #[serde(default)]
    pub aliases: Vec<String>,
}

fn choices() -> &'static BTreeMap<String, Vec<ChoiceValue>> {
    static CHOICES: OnceLock<BTreeMap<String, Vec<ChoiceValue>>> = OnceLock::new();
    CHOICES.get_or_init(|| {
        let file: ChoiceFile = toml::from_str(include_str!("../data/values.toml")).unwrap_or_default();
        file.choice.into_iter().map(|choice| (choice.id, choice.values)).collect()
    })
}

/// The values of the fixed choice `id`.
pub fn choice(id: &str) -> &'static [ChoiceValue] {
    choices().get(id).map_or(&[], Vec::as_slice)
}

type Keyed = BTreeMap<String, BTreeMap<String, String>>;

fn keyed() -> &'static Keyed {
    static KEYED: OnceLock<Keyed> = OnceLock::new();
    KEYED.get_or_init(|| {
        let words = |values: &Vec<ChoiceValue>| {
            let mut out = BTreeMap::new();
            for value in values {
                for name in value.names.forms().values().chain(&value.aliases).chain([&value.id]) {
                    out.entry(key(name)).or_insert_with(|| value.id.clone());
                }
            }
            out
        };
        choices().iter().map(|(id, values)| (id.clone(), words(values))).collect()
    })
}

/// The id of the value of the choice `choice_id` that `text` names, by id, name or alias.
pub fn choose(choice_id: &str, text: &str) -> Option<&'static str> {
    keyed().get(choice_id)?.get(&key(text)).map(String::as_str)
}

/// The word for a value in `lang`; the id itself where the choice has no such value.
pub fn chosen(choice_id: &str, id: &str, lang: Lang) -> String {
    choice(choice_id)
        .iter()
        .find(|value| value.id == id)
        .map_or_else(|| id.to_owned(), |value| value.names.get(lang).to_owned())
}

/// The words of one guide by what they name. They are made once and shared: making them takes longer than a page may.
#[derive(Debug)]
pub struct GuideWords {
    /// Fields of the guide by id and label.
    pub fields: Labels,
    /// Tag lists.
    pub lists: Labels,
    /// Values of each tag list.
    pub values: BTreeMap<String, Labels>,
    /// Content items.
    pub items: Labels,
    /// Types of deliverable.
    pub deliverables: Labels,
    /// Types of milestone.
    pub milestones: Labels,
    topics: BTreeMap<String, Labels>,
    sides: BTreeMap<String, String>,
    counted: Vec<String>,
}

impl GuideWords {
    /// The words of `guide`.
    pub fn new(guide: &Guide) -> Self {
        let named = |entries: Vec<(&str, &Words)>| Labels::new(entries);
        let mut topics = BTreeMap::new();
        for direction in &guide.directions {
            let mut all = Vec::new();
            collect(&direction.topics, &mut all);
            topics.insert(
                direction.number.clone(),
                named(all.into_iter().map(|topic| (topic.id.as_str(), &topic.names)).collect()),
            );
        }
        let counted = guide
            .rules
            .iter()
            .filter_map(|rule| match &rule.kind {
                RuleKind::Limit(limit) => Some(limit.plus_fields.clone()),
                _ => None,
            })
            .flatten()
            .collect();
        Self {
            fields: named(guide.fields.iter().map(|field| (field.id.as_str(), &field.names)).collect()),
            lists: named(guide.lists.iter().map(|list| (list.id.as_str(), &list.names)).collect()),
            values: guide
                .lists
                .iter()
                .map(|list| {
                    let values = list.values.iter().map(|value| (value.id.as_str(), &value.names)).collect();
                    (list.id.clone(), named(values))
                })
                .collect(),
            items: named(guide.items.iter().map(|item| (item.id.as_str(), &item.names)).collect()),
            deliverables: named(guide.deliverables.iter().map(|kind| (kind.id.as_str(), &kind.names)).collect()),
            milestones: named(guide.milestones.iter().map(|kind| (kind.id.as_str(), &kind.names)).collect()),
            topics,
            sides: side_words(guide),
            counted,
        }
    }
}

/// The words of one guide as one side uses them.
#[derive(Debug)]
pub struct Vocabulary<'g> {
    /// The guide.
    pub guide: &'g Guide,
    /// The side whose tables are read or written.
    pub side: &'g Side,
    /// The side's language.
    pub lang: Lang,
    words: Arc<GuideWords>,
}

impl Deref for Vocabulary<'_> {
    type Target = GuideWords;

    fn deref(&self) -> &GuideWords {
        &self.words
    }
}

impl<'g> Vocabulary<'g> {
    /// The words of `guide` for `side`; `None` where the guide has no such side.
    pub fn new(guide: &'g Guide, side: &str) -> Option<Self> {
        guide.side(side)?;
        Self::with(&Arc::new(GuideWords::new(guide)), guide, side)
    }

    /// The same where the words of the guide are there.
    pub fn with(words: &Arc<GuideWords>, guide: &'g Guide, side: &str) -> Option<Self> {
        let side = guide.side(side)?;
        let lang = Lang::from_tag(&side.language).unwrap_or_default();
        Some(Self { guide, side, lang, words: words.clone() })
    }

    /// The side that `text` names.
    pub fn side_named(&self, text: &str) -> Option<&str> {
        let wanted = side_key(text);
        self.sides.get(&wanted).map(String::as_str)
    }

    /// The name of `side` for readers of this side; within the pairing of `direction` where there is one (内地 goes with
    /// 香港 and 澳门, 大陆 with 台湾).
    pub fn side_label(&self, side: &str, direction: Option<&str>) -> String {
        let pairing = direction.and_then(|number| self.guide.pairing_of(number));
        let own = || {
            self.guide.pairings.iter().find(|pairing| {
                pairing.sides.iter().any(|member| member == side)
                    && pairing.sides.contains(&self.side.id)
                    && self.guide.directions.iter().any(|direction| direction.pairing == pairing.id)
            })
        };
        pairing
            .or_else(own)
            .and_then(|pairing| {
                let at = pairing.sides.iter().position(|member| member == side)?;
                pairing.side_names.get(at)
            })
            .or_else(|| self.guide.side(side).map(|side| &side.names))
            .map_or_else(|| side.to_owned(), |names| names.get(self.lang).to_owned())
    }

    /// Directions in which this side takes part, by number.
    pub fn own_directions(&self) -> Vec<&'g str> {
        self.guide
            .directions
            .iter()
            .filter(|direction| {
                self.guide.pairing(&direction.pairing).is_some_and(|pairing| pairing.sides.contains(&self.side.id))
            })
            .map(|direction| direction.number.as_str())
            .collect()
    }

    /// The other side in `direction`, or in all of this side's directions if they have the same one.
    pub fn partner_of(&self, direction: &str) -> Option<&'g str> {
        let partner = |number: &str| {
            let pairing = self.guide.pairing_of(number)?;
            let mut others = pairing.sides.iter().filter(|member| **member != self.side.id);
            others.next().filter(|_| others.next().is_none()).map(String::as_str)
        };
        if let Some(found) = partner(direction) {
            return Some(found);
        }
        let mut all: Vec<&str> = self.own_directions().into_iter().filter_map(partner).collect();
        all.dedup();
        match all.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// All sides of `direction`, this one first.
    pub fn sides_of(&self, direction: &str) -> Vec<String> {
        let mut sides = vec![self.side.id.clone()];
        sides.extend(self.partner_of(direction).map(str::to_owned));
        sides
    }

    /// The direction that `text` names, by number or name, with or without words after the number.
    pub fn direction_named(&self, text: &str) -> Option<&'g str> {
        let plain = half_width(text);
        let plain = plain.trim();
        let wanted = key(plain);
        let lead: String = plain.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        let lead = lead.trim_end_matches('.');
        let numbered = |number: &str| number == plain || (!lead.is_empty() && number == lead);
        self.guide
            .directions
            .iter()
            .find(|direction| numbered(&direction.number))
            .or_else(|| {
                self.guide
                    .directions
                    .iter()
                    .find(|direction| direction.names.forms().values().any(|name| key(name) == wanted))
            })
            .map(|direction| direction.number.as_str())
    }

    /// Topics of `direction`.
    pub fn topics(&self, direction: &str) -> Option<&Labels> {
        self.topics.get(direction)
    }

    /// The field that a header names: by id, by label, or written out as `field:ID`.
    pub fn field_named(&self, text: &str) -> Option<String> {
        for mark in ["field:", "字段:", "欄位:", "栏位:", "field：", "字段：", "欄位：", "栏位："] {
            if let Some(id) = text.trim().strip_prefix(mark) {
                let id = id.trim();
                return (!id.is_empty()).then(|| id.to_owned());
            }
        }
        let counted = || self.counted.iter().find(|id| id.as_str() == text.trim()).cloned();
        self.fields.find(text).map(str::to_owned).or_else(counted)
    }
}

fn collect<'t>(topics: &'t [Topic], out: &mut Vec<&'t Topic>) {
    for topic in topics {
        out.push(topic);
        collect(&topic.topics, out);
    }
}

/// A side's name without a closing 方.
fn side_key(text: &str) -> String {
    let wanted = key(text);
    let short = wanted.strip_suffix('方').or_else(|| wanted.strip_suffix("side")).unwrap_or(&wanted);
    if short.is_empty() { wanted } else { short.to_owned() }
}

fn side_words(guide: &Guide) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let mut take = |name: &str, id: &str| {
        let wanted = side_key(name);
        if !wanted.is_empty() {
            out.entry(wanted).or_insert_with(|| id.to_owned());
        }
    };
    for side in &guide.sides {
        take(&side.id, &side.id);
        for name in side.names.forms().values() {
            take(name, &side.id);
        }
    }
    for pairing in &guide.pairings {
        for (id, names) in pairing.sides.iter().zip(&pairing.side_names) {
            for name in names.forms().values() {
                take(name, id);
            }
        }
    }
    for value in choice("side_name") {
        if guide.side(&value.id).is_some() {
            for name in value.names.forms().values().chain(&value.aliases) {
                take(name, &value.id);
            }
        }
    }
    out
}
