//! What is asked in the room. It stands in the address, so that it can be shown on another screen.

use super::super::page::segment;
use std::collections::BTreeSet;

use hefu_selection::Locked;
use serde::Deserialize;

use crate::shell::Say;

/// What is asked in the room.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Pairs to take in, parted by commas.
    #[serde(rename = "in")]
    pub taken: String,
    /// Pairs to leave out.
    pub out: String,
    /// Another ceiling of state money in 万元.
    pub ceiling: String,
    /// Whether it is shown to a room.
    pub screen: String,
}

pub(super) fn list(text: &str) -> BTreeSet<String> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

impl Asked {
    /// Projects in or out, with a word in place of the reason.
    pub(super) fn locks(&self, say: Say) -> Vec<Locked> {
        let reason = say.t("joint-what-if");
        let lock = |pair: String, supported: bool| Locked { pair, supported, reason: reason.clone() };
        let taken = list(&self.taken).into_iter().map(|pair| lock(pair, true));
        let out = list(&self.out);
        let taken: Vec<Locked> = taken.filter(|lock| !out.contains(&lock.pair)).collect();
        taken.into_iter().chain(out.into_iter().map(|pair| lock(pair, false))).collect()
    }

    /// The same with this pair in, out or neither.
    pub(super) fn with(&self, pair: &str, way: Option<bool>) -> Self {
        let (mut taken, mut out) = (list(&self.taken), list(&self.out));
        taken.remove(pair);
        out.remove(pair);
        match way {
            Some(true) => taken.insert(pair.to_owned()),
            Some(false) => out.insert(pair.to_owned()),
            None => false,
        };
        let joined = |set: BTreeSet<String>| set.into_iter().collect::<Vec<_>>().join(",");
        Self { taken: joined(taken), out: joined(out), ..self.clone() }
    }

    /// The address of the room, or of what belongs to it.
    pub(super) fn address(&self, direction: &str, page: &str) -> String {
        let pairs = [("in", &self.taken), ("out", &self.out), ("ceiling", &self.ceiling), ("screen", &self.screen)];
        let query: Vec<String> = pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", segment(value)))
            .collect();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("/decisions/{direction}/{page}{mark}{}", query.join("&"))
    }

    pub(super) fn asks(&self) -> bool {
        !self.taken.is_empty() || !self.out.is_empty()
    }
}
