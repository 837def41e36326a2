//! The same words in each script and language.

use std::collections::BTreeMap;

use hefu_words::{Arg, Lang};
use serde::{Deserialize, Serialize};

/// Words by language tag (`zh-Hans`, `zh-Hant`, optionally `zh-Hant-HK` / `zh-Hant-TW`, `en`). In `guide.md` written as a
/// list of three `["简", "繁", "English"]` or four `["简", "港", "臺", "English"]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// The same words in three languages: 简, 繁, English.
    pub fn new(hans: &str, hant: &str, english: &str) -> Self {
        Self::from(vec![hans.to_owned(), hant.to_owned(), english.to_owned()])
    }

    /// The words in `lang`, or in the nearest language there is.
    pub fn get(&self, lang: Lang) -> &str {
        let order: [&str; 4] = match lang {
            Lang::ZhHans => ["zh-Hans", "zh-Hant", "zh-Hant-TW", "en"],
            Lang::ZhHantHk => ["zh-Hant-HK", "zh-Hant", "zh-Hans", "en"],
            Lang::ZhHantTw => ["zh-Hant-TW", "zh-Hant", "zh-Hans", "en"],
            Lang::En => ["en", "zh-Hans", "zh-Hant", "zh-Hant-TW"],
        };
        order.iter().find_map(|tag| self.0.get(*tag)).map_or("", String::as_str)
    }

    /// The words in 简体, which is the language of the guide itself.
    pub fn hans(&self) -> &str {
        self.get(Lang::ZhHans)
    }

    /// All forms, by language tag.
    pub fn forms(&self) -> &BTreeMap<String, String> {
        &self.0
    }

    /// True where nothing is said in any language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Vec<String>> for Words {
    fn from(forms: Vec<String>) -> Self {
        let tags: &[&str] = match forms.len() {
            0 | 1 => &["zh-Hans"],
            2 => &["zh-Hans", "en"],
            3 => &["zh-Hans", "zh-Hant", "en"],
            _ => &["zh-Hans", "zh-Hant-HK", "zh-Hant-TW", "en"],
        };
        Self(tags.iter().map(|tag| (*tag).to_owned()).zip(forms).collect())
    }
}

impl From<Words> for Vec<String> {
    fn from(words: Words) -> Self {
        let mut forms = words.0;
        let order = ["zh-Hans", "zh-Hant", "zh-Hant-HK", "zh-Hant-TW", "en"];
        order.iter().filter_map(|tag| forms.remove(*tag)).collect()
    }
}

impl From<&Words> for Arg {
    fn from(words: &Words) -> Self {
        Self::Words(words.0.clone())
    }
}
