//! `side.toml`: what a side says about itself, its notices, its closing statement and its files.

use std::collections::BTreeMap;
use std::sync::Arc;

use hefu_application::{Cell, ClosingStatement, Notice, Window};
use hefu_guide::model::{SettingValue, Side};
use hefu_text::date::{InstantError, parse_instant};
use jiff::Zoned;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problems::{Log, Trouble};
use crate::table::row::code;

/// Name of the file in a side's folder.
pub const NAME: &str = "side.toml";

/// The content of `side.toml`. Everything may be left out; what is missing is unset, never guessed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SideFile {
    /// Who the side is.
    #[serde(default)]
    pub side: SideSection,
    /// Where the files are.
    #[serde(default)]
    pub files: FilesSection,
    /// The side's own notices by direction number.
    #[serde(default)]
    pub notice: BTreeMap<String, NoticeSection>,
    /// Rulings this office changed, by id: a name, true or false, or a list of names.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub settings: BTreeMap<String, SettingValue>,
    /// The side's statement that its list is complete.
    #[serde(default)]
    pub closing: Option<ClosingSection>,
    /// Set where the list was not handed in by the side itself.
    #[serde(default)]
    pub list: Option<ListSection>,
}

/// Who the side is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SideSection {
    /// Short name of the side in the guide; must be the one the folder is read for.
    #[serde(default)]
    pub id: Option<String>,
    /// Issuing authority, in its own words; counts for notices that name none.
    #[serde(default)]
    pub authority: Option<String>,
    /// True for invented data, which is marked everywhere it is shown.
    #[serde(default)]
    pub sample: bool,
}

/// Where the files are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FilesSection {
    /// Table files to read, in the side's folder; without it all .xlsx, .xlsm, .csv, .tsv, .jsonl and .ndjson files there.
    #[serde(default)]
    pub tables: Option<Vec<String>>,
    /// Column mapping for an export with other headers, for example `mapping.toml`.
    #[serde(default)]
    pub mapping: Option<String>,
    /// Folder of documents; `documents` if left out.
    #[serde(default)]
    pub documents: Option<String>,
}

/// One notice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeSection {
    /// The notice's own number.
    #[serde(default)]
    pub number: Option<String>,
    /// Issuing authority, in its own words.
    #[serde(default)]
    pub authority: Option<String>,
    /// Whether it is published.
    #[serde(default)]
    pub published: bool,
    /// First instant at which applications are taken: `2020-03-01T09:00:00+08:00`, or `2020-03-01 09:00` in `zone`.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub opens: Option<toml::Value>,
    /// First instant at which they are not taken any more; `24:00` ends a day.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub closes: Option<toml::Value>,
    /// IANA zone of wall-clock times; the side's own zone in the guide if left out.
    #[serde(default)]
    pub zone: Option<String>,
    /// The agreement between the authorities it rests on.
    #[serde(default)]
    pub basis: Option<String>,
}

/// A closing statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClosingSection {
    /// When it was made.
    #[schemars(with = "String")]
    pub made: toml::Value,
    /// IANA zone of a wall-clock time.
    #[serde(default)]
    pub zone: Option<String>,
    /// Number of applications.
    pub count: u64,
    /// The greatest application number.
    #[serde(default)]
    pub last_number: Option<String>,
    /// SHA-256 over the sorted application numbers, `\n` after each, in hexadecimal.
    #[serde(default)]
    pub digest: Option<String>,
}

/// How a list came here that the side itself did not hand in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListSection {
    /// True where nobody of that side vouches for it.
    #[serde(default)]
    pub unsigned: bool,
    /// Who entered it.
    #[serde(default)]
    pub entered_by: Option<String>,
    /// Date of the list, `2020-05-06`.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub from_date: Option<jiff::civil::Date>,
}

impl SideFile {
    /// Reads the text of a `side.toml`.
    ///
    /// # Errors
    /// What TOML or the schema refuse, with the line.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The file's text.
    ///
    /// # Errors
    /// When a value cannot be written as TOML.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        toml::to_string(self)
    }

    /// True where the side itself vouches for its list.
    pub fn is_signed(&self) -> bool {
        !self.list.as_ref().is_some_and(|list| list.unsigned)
    }

    /// The notices with their instants. What cannot be read is recorded and stays unset.
    pub fn notices(&self, side: &Side, log: &mut Log) -> BTreeMap<String, Notice> {
        self.notice
            .iter()
            .map(|(direction, section)| {
                let zone = section.zone.as_deref().unwrap_or(&side.zone);
                let mut read = |name: &str, value: &Option<toml::Value>| {
                    let value = value.as_ref()?;
                    moment(value, zone, &format!("notice.\"{direction}\".{name}"), log)
                };
                let window = Window { opens: read("opens", &section.opens), closes: read("closes", &section.closes) };
                if let (Some(opens), Some(closes)) = (&window.opens, &window.closes)
                    && closes <= opens
                {
                    let trouble = Trouble::error("dossier-window-reversed", closes.to_string()).with("opens", opens);
                    log.push(trouble.at(place(&format!("notice.\"{direction}\".closes")), None));
                }
                let notice = Notice {
                    number: section.number.clone(),
                    authority: section.authority.clone().or_else(|| self.side.authority.clone()),
                    published: section.published,
                    window,
                    basis: section.basis.clone(),
                };
                (direction.clone(), notice)
            })
            .collect()
    }

    /// The closing statement; one whose instant cannot be read is recorded and does not count.
    pub fn closing(&self, side: &Side, log: &mut Log) -> Option<ClosingStatement> {
        let section = self.closing.as_ref()?;
        let made = moment(&section.made, section.zone.as_deref().unwrap_or(&side.zone), "closing.made", log)?;
        Some(ClosingStatement {
            made,
            count: section.count,
            last_number: section.last_number.as_deref().map(code),
            digest: section.digest.as_deref().map(|digest| digest.trim().to_ascii_lowercase()),
        })
    }
}

/// A place in `side.toml`.
pub(crate) fn place(member: &str) -> Cell {
    Cell { file: Arc::from(NAME), column: Some(member.to_owned()), ..Cell::default() }
}

fn moment(value: &toml::Value, zone: &str, member: &str, log: &mut Log) -> Option<Zoned> {
    let text = match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let key = match parse_instant(&text, Some(zone)) {
        Ok(stamp) => match crate::table::zoned(stamp, zone) {
            Some(zoned) => return Some(zoned),
            None => "dossier-instant-zone",
        },
        Err(InstantError::UnknownZone { .. } | InstantError::NoZone { .. }) => "dossier-instant-zone",
        Err(InstantError::ClockChange { .. }) => "dossier-instant-clock-change",
        Err(InstantError::Empty | InstantError::NotAnInstant { .. }) => {
            if text.contains(':') {
                "dossier-instant"
            } else {
                "dossier-instant-no-time"
            }
        }
    };
    log.push(Trouble::error(key, text).with("zone", zone).at(place(member), None));
    None
}
