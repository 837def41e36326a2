//! Names of things that have an id, so that each label means one of them.

use std::collections::BTreeMap;

use hefu_guide::model::Words;
use hefu_words::Lang;

use crate::layout::key;

/// Things with an id and names, in order.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    entries: Vec<(String, Words)>,
    by_key: BTreeMap<String, Option<usize>>,
}

impl Labels {
    pub(super) fn new(entries: Vec<(&str, &Words)>) -> Self {
        let entries: Vec<(String, Words)> =
            entries.into_iter().map(|(id, names)| (id.to_owned(), names.clone())).collect();
        let mut by_key: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (index, (_, names)) in entries.iter().enumerate() {
            for name in names.forms().values() {
                by_key
                    .entry(key(name))
                    .and_modify(|known| {
                        if *known != Some(index) {
                            *known = None;
                        }
                    })
                    .or_insert(Some(index));
            }
        }
        Self { entries, by_key }
    }

    /// Ids in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(id, _)| id.as_str())
    }

    /// The id that `text` names: the id itself, a name that only one thing has, or a name followed by the id in brackets.
    pub fn find(&self, text: &str) -> Option<&str> {
        let text = text.trim();
        let by_id = |wanted: &str| self.entries.iter().find(|(id, _)| id.eq_ignore_ascii_case(wanted));
        if let Some((id, _)) = by_id(text) {
            return Some(id);
        }
        if let Some((id, _)) = bracketed(text).and_then(by_id) {
            return Some(id);
        }
        let index = (*self.by_key.get(&key(text))?)?;
        self.entries.get(index).map(|(id, _)| id.as_str())
    }

    /// True where several things have this name, so that it means none of them.
    pub fn is_shared(&self, text: &str) -> bool {
        self.by_key.get(&key(text)) == Some(&None)
    }

    /// The label of `id` in `lang`: its name, with the id in brackets where another thing has the same name.
    pub fn label(&self, id: &str, lang: Lang) -> Option<String> {
        let (_, names) = self.entries.iter().find(|(known, _)| known == id)?;
        let name = names.get(lang);
        Some(if name.is_empty() {
            id.to_owned()
        } else if self.find(name) == Some(id) {
            name.to_owned()
        } else {
            format!("{name}（{id}）")
        })
    }
}

/// What stands in the brackets that close a text.
fn bracketed(text: &str) -> Option<&str> {
    let inner = text.strip_suffix('）').or_else(|| text.strip_suffix(')'))?;
    let at = inner.rfind(['（', '('])?;
    inner.get(at..)?.trim_start_matches(['（', '(']).trim().into()
}
