//! The guides that come with the program.

use std::sync::OnceLock;

use crate::{Guide, compile};

const GUIDES: [(&str, &str, Option<&str>); 2] = [
    (
        "hkmt-2020",
        include_str!("../../../guides/hkmt-2020/guide.md"),
        Some(include_str!("../../../guides/hkmt-2020/source.txt")),
    ),
    ("gdhk-2023", include_str!("../../../guides/gdhk-2023/guide.md"), None),
];

/// Ids of the built-in guides.
pub const BUILTIN: [&str; 2] = ["hkmt-2020", "gdhk-2023"];

/// The built-in guide with this id, compiled. A test compiles them all, so none is missing for a fault.
pub fn builtin(id: &str) -> Option<Guide> {
    static COMPILED: OnceLock<Vec<Guide>> = OnceLock::new();
    let guides = COMPILED
        .get_or_init(|| GUIDES.iter().filter_map(|(id, text, source)| compile(id, text, *source).ok()).collect());
    guides.iter().find(|guide| guide.id == id).cloned()
}

/// The text of a built-in guide, to start another from.
pub fn builtin_text(id: &str) -> Option<&'static str> {
    GUIDES.iter().find(|(name, ..)| *name == id).map(|(_, text, _)| *text)
}

/// The official text of a built-in guide whose quotations are verbatim.
pub(crate) fn official(id: &str) -> Option<&'static str> {
    GUIDES.iter().find(|(name, ..)| *name == id).and_then(|(.., source)| *source)
}
