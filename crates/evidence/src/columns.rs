//! The columns of each table and how their headings are recognised, in 简体, 繁體 and English (`data/columns.toml`).

use std::collections::BTreeMap;
use std::sync::OnceLock;

use hefu_text::number::half_width;
use hefu_text::script::strip;
use hefu_words::Lang;
use serde::Deserialize;

/// A table whose headings are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Predictions and outcomes.
    Model,
    /// Two groups.
    Effect,
    /// A network's trace.
    Network,
    /// A data dictionary, or a list of limits.
    Dictionary,
    /// Batch records; each limit adds a column of its own.
    Batches,
    /// A product log.
    Trace,
}

/// A column whose heading is known.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Short name.
    pub id: String,
    names: [String; 3],
    aliases: Vec<String>,
    /// What may stand in a cell.
    pub example: String,
}

impl Column {
    /// Its heading for readers of `lang`.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        let [hans, hant, en] = &self.names;
        match lang {
            Lang::ZhHans => hans,
            Lang::ZhHantHk | Lang::ZhHantTw => hant,
            Lang::En => en,
        }
    }

    /// Its heading in every script, for readers of any.
    pub(crate) fn names(&self) -> String {
        let mut names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        names.dedup();
        names.join(" / ")
    }

    fn is(&self, heading: &str) -> bool {
        self.names.iter().chain(&self.aliases).any(|name| key(name) == heading)
    }
}

impl Form {
    /// Its columns.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        static COLUMNS: OnceLock<BTreeMap<Form, Vec<Column>>> = OnceLock::new();
        let all = COLUMNS.get_or_init(|| toml::from_str(include_str!("../data/columns.toml")).unwrap_or_default());
        all.get(&self).map_or(&[], Vec::as_slice)
    }

    /// The column of this short name.
    pub(crate) fn column(self, id: &str) -> Option<&'static Column> {
        self.columns().iter().find(|column| column.id == id)
    }

    /// The column that a heading names, with or without a unit in brackets behind it.
    pub(crate) fn named(self, heading: &str) -> Option<&'static Column> {
        let find = |key: &str| self.columns().iter().find(|column| column.is(key));
        find(&key(heading)).or_else(|| find(&key(&unit_of(heading)?.0)))
    }
}

/// What headings and words are compared by.
pub(crate) fn key(text: &str) -> String {
    strip(text).replace(' ', "")
}

/// A heading's name and the unit in brackets behind it.
pub(crate) fn unit_of(heading: &str) -> Option<(String, String)> {
    let plain = half_width(heading);
    let (name, rest) = plain.trim().rsplit_once(['(', '['])?;
    let unit = rest.strip_suffix([')', ']'])?.trim();
    (!unit.is_empty() && !name.trim().is_empty()).then(|| (name.trim().to_owned(), unit.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_every_script_and_with_a_unit() {
        for (form, heading, id) in [
            (Form::Model, "预测概率", "prediction"),
            (Form::Model, "預測機率", "prediction"),
            (Form::Model, " Prediction ", "prediction"),
            (Form::Network, "端到端时延（ms）", "latency"),
            (Form::Network, "延遲(毫秒)", "latency"),
            (Form::Trace, "上一環節", "previous"),
            (Form::Dictionary, "欄位名稱", "column"),
        ] {
            assert_eq!(form.named(heading).map(|column| column.id.as_str()), Some(id), "{heading}");
        }
        assert!(Form::Model.named("height").is_none());
        for form in [Form::Model, Form::Effect, Form::Network, Form::Dictionary, Form::Batches, Form::Trace] {
            for column in form.columns() {
                for lang in Lang::ALL {
                    assert_eq!(form.named(column.name(lang)).map(|one| &one.id), Some(&column.id));
                }
                for alias in &column.aliases {
                    assert_eq!(
                        form.named(alias).map(|one| &one.id),
                        Some(&column.id),
                        "{alias} is said of two columns"
                    );
                }
            }
        }
    }

    #[test]
    fn a_unit_stands_in_brackets_behind_the_name() {
        assert_eq!(unit_of("身高（cm）"), Some(("身高".to_owned(), "cm".to_owned())));
        assert_eq!((unit_of("身高"), unit_of("(cm)"), unit_of("a ()")), (None, None, None));
    }
}
