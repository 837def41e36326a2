//! How each side writes: 简体 at the mainland side, 繁體 with Hong Kong wording, 繁體 with Taiwan wording. Names and titles
//! only change script, because both halves must carry the same; everything else takes the side's own wording.

use std::sync::OnceLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use hefu_text::script::{to_hant_hk, to_hant_tw};

/// The text in the side's script, words unchanged.
pub fn script(text: &str, side: &str) -> String {
    static HONG_KONG: OnceLock<Option<OpenCC>> = OnceLock::new();
    static TAIWAN: OnceLock<Option<OpenCC>> = OnceLock::new();
    let table = match side {
        "mainland" => return text.to_owned(),
        "taiwan" => TAIWAN.get_or_init(|| OpenCC::from_config(BuiltinConfig::S2tw).ok()),
        _ => HONG_KONG.get_or_init(|| OpenCC::from_config(BuiltinConfig::S2hk).ok()),
    };
    table.as_ref().map_or_else(|| text.to_owned(), |table| table.convert(text))
}

/// The text as the side words it.
pub fn wording(text: &str, side: &str) -> String {
    match side {
        "mainland" => text.to_owned(),
        "taiwan" => to_hant_tw(text),
        _ => to_hant_hk(text),
    }
}
