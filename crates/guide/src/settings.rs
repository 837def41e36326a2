//! Rulings in force: the guide's defaults with an office's changes on top.

use std::collections::BTreeMap;

use crate::diagnostics::did_you_mean;
use crate::model::{Guide, SettingValue, Settings};

/// Why a setting was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// No ruling has this id.
    #[error("there is no ruling `{id}`{hint}")]
    Unknown {
        /// The id given.
        id: String,
        /// `; did you mean …?` or nothing.
        hint: String,
    },
    /// The ruling is a way of reading, not a switch.
    #[error("ruling `{0}` is a way of reading the text and has no setting")]
    NoChoice(String),
    /// Not one of the choices.
    #[error("ruling `{id}` cannot be {found}; it may be {choices}")]
    NotAChoice {
        /// The ruling.
        id: String,
        /// What was given.
        found: String,
        /// What may be given.
        choices: String,
    },
}

impl Guide {
    /// The rulings in force when an office has set `overrides`.
    ///
    /// # Errors
    /// When an id is unknown, has no choice, or the value is not among its choices.
    pub fn settings_with(&self, overrides: &BTreeMap<String, SettingValue>) -> Result<Settings, SettingError> {
        let mut settings = Settings::default();
        for setting in &self.settings {
            if let Some(value) = &setting.default {
                settings.values.insert(setting.id.clone(), value.clone());
            }
        }
        for (id, value) in overrides {
            let setting = self.setting(id).ok_or_else(|| {
                let near = did_you_mean(id, self.settings.iter().map(|setting| setting.id.as_str()));
                SettingError::Unknown {
                    id: id.clone(),
                    hint: near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default(),
                }
            })?;
            if setting.choices.is_empty() {
                return Err(SettingError::NoChoice(id.clone()));
            }
            if !setting.choices.iter().any(|choice| choice.value == *value) {
                let choices: Vec<_> = setting.choices.iter().map(|choice| written(&choice.value)).collect();
                return Err(SettingError::NotAChoice {
                    id: id.clone(),
                    found: written(value),
                    choices: choices.join(" or "),
                });
            }
            if setting.default.as_ref() != Some(value) {
                settings.changed.push(id.clone());
            }
            settings.values.insert(id.clone(), value.clone());
        }
        Ok(settings)
    }
}

fn written(value: &SettingValue) -> String {
    match value {
        SettingValue::Bool(yes) => yes.to_string(),
        SettingValue::Text(text) => format!("{text:?}"),
        SettingValue::List(list) => format!("{list:?}"),
    }
}
