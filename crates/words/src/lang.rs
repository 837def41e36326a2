//! The languages and scripts people read.

use serde::{Deserialize, Serialize};

/// A language of the product, in one script and one region's wording.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    #[serde(rename = "zh-Hans")]
    ZhHans,
    /// Traditional Chinese with Hong Kong wording.
    #[serde(rename = "zh-Hant-HK")]
    ZhHantHk,
    /// Traditional Chinese with Taiwan wording.
    #[serde(rename = "zh-Hant-TW")]
    ZhHantTw,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::ZhHans, Self::ZhHantHk, Self::ZhHantTw, Self::En];

    /// BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::ZhHantHk => "zh-Hant-HK",
            Self::ZhHantTw => "zh-Hant-TW",
            Self::En => "en",
        }
    }

    /// The language with this BCP 47 tag (also `zh-CN`, `zh-HK`, `zh-TW`, `zh-Hant`).
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag {
            "zh-Hans" | "zh-CN" | "zh" => Some(Self::ZhHans),
            "zh-Hant-HK" | "zh-HK" => Some(Self::ZhHantHk),
            "zh-Hant-TW" | "zh-TW" | "zh-Hant" => Some(Self::ZhHantTw),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// Folders of the catalogue that serve this language, nearest first.
    pub(crate) fn folders(self) -> &'static [&'static str] {
        match self {
            Self::ZhHans => &["zh-Hans"],
            Self::ZhHantHk => &["zh-Hant-HK", "zh-Hant"],
            Self::ZhHantTw => &["zh-Hant-TW", "zh-Hant"],
            Self::En => &["en"],
        }
    }
}

impl std::fmt::Display for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.tag())
    }
}
