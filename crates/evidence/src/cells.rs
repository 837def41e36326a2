//! What cells say.

use hefu_words::Message;

/// 0 and 1 in their usual words.
pub(crate) fn yes_no(text: &str) -> Option<bool> {
    match text {
        "1" | "是" | "有" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "1.0" => Some(true),
        "0" | "否" | "无" | "無" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "0.0" => Some(false),
        _ => None,
    }
}

/// Long cells are quoted only in part.
pub(crate) fn quoted(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// What is wrong with a cell, quoting it.
pub(crate) fn wrong(key: &str, found: &str) -> Message {
    Message::new(key).with("found", quoted(found))
}
