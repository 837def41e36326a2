//! `office.toml`: what makes one office differ from another.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use hefu_post::MailConfig;
use hefu_words::Lang;
use serde::Deserialize;

/// The settings of one office.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeConfig {
    /// Side it serves, by the guide's short name (`mainland`, `hongkong`, `taiwan`).
    pub side: String,
    /// Name of the authority, in its own script.
    pub authority: String,
    /// Origin of the journal: a name without scheme that no other office has, for example `grants.example.org/hefu`.
    pub origin: String,
    /// Guide: a built-in id or a file, relative to `office.toml`.
    pub guide: String,
    /// Folder for the data, relative to `office.toml`.
    pub data: PathBuf,
    /// PostgreSQL address. Without it the office keeps its tables in an SQLite file in the data folder.
    #[serde(default)]
    pub database: Option<String>,
    /// Address to listen at.
    #[serde(default = "listen")]
    pub listen: String,
    /// Origin under which people reach it, where a proxy stands in front: `https://grants.example.org`.
    #[serde(default)]
    pub public: Option<String>,
    /// IANA time zone in which instants are shown and deadlines set.
    pub zone: String,
    /// Languages offered, the first being the office's own: `zh-Hans`, `zh-Hant-HK`, `zh-Hant-TW`, `en`.
    pub languages: Vec<String>,
    /// What application numbers begin with; the running number follows.
    pub number_prefix: String,
    /// Where partner offices take parcels, by the origin of their journal: `https://…`. A partner without an entry gets its
    /// parcels by hand. Nothing else is ever called.
    #[serde(default)]
    pub peers: BTreeMap<String, String>,
    /// Demonstration: anybody may sign in as any named person, which every page says loudly.
    #[serde(default)]
    pub demo: bool,
    /// The mail server. Without it letters stay in the outbox.
    #[serde(default)]
    pub mail: Option<MailConfig>,
    /// What documents an applicant may attach.
    #[serde(default)]
    pub documents: DocumentLimits,
}

/// What documents an applicant may attach: the section `[documents]` of `office.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DocumentLimits {
    /// Largest file in bytes. Default: 16 MiB.
    pub bytes: u64,
    /// Most documents of one application. Default: 60.
    pub count: usize,
}

impl Default for DocumentLimits {
    fn default() -> Self {
        Self { bytes: 16 << 20, count: 60 }
    }
}

fn listen() -> String {
    "127.0.0.1:8080".to_owned()
}

/// Why `office.toml` cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {reason}")]
pub struct ConfigError {
    file: String,
    reason: String,
}

impl OfficeConfig {
    /// Reads `office.toml`; paths in it are taken from its folder.
    ///
    /// # Errors
    /// When the file is not there, is no such file, or names a zone or a language there is not.
    pub fn read(file: &Path) -> Result<Self, ConfigError> {
        let fault = |reason: String| ConfigError { file: file.display().to_string(), reason };
        let text = std::fs::read_to_string(file).map_err(|error| fault(error.to_string()))?;
        let mut config: Self = toml::from_str(&text).map_err(|error| fault(error.to_string()))?;
        let folder = file.parent().unwrap_or(Path::new("."));
        config.data = folder.join(&config.data);
        let guide = folder.join(&config.guide);
        if guide.is_file() {
            config.guide = guide.display().to_string();
        }
        config.mail = config.mail.map(|mail| mail.within(folder));
        config.checked().map_err(fault)
    }

    fn checked(self) -> Result<Self, String> {
        if let Err(error) = jiff::tz::TimeZone::get(&self.zone) {
            return Err(format!(
                "zone = \"{}\" is no IANA time zone ({error}); write for example \"Asia/Shanghai\"",
                self.zone
            ));
        }
        if self.authority.trim().is_empty() {
            return Err("authority = \"\" is empty; write the name of your authority in its own script".to_owned());
        }
        if self.languages.is_empty() {
            return Err("languages = [] names none; write for example [\"zh-Hans\", \"en\"]".to_owned());
        }
        if let Some(unknown) = self.languages.iter().find(|tag| Lang::from_tag(tag).is_none()) {
            let known = Lang::ALL.map(Lang::tag).join(", ");
            return Err(format!("languages names \"{unknown}\"; the languages are {known}"));
        }
        if self.origin.is_empty() || self.origin.contains(|c: char| c.is_whitespace() || c == '+') {
            return Err(format!("origin = \"{}\" must be a name without blanks and plus signs", self.origin));
        }
        for (origin, url) in &self.peers {
            let there = url.strip_prefix("https://").or_else(|| {
                let loopback = ["http://127.0.0.1:", "http://[::1]:"].iter().any(|own| url.starts_with(own));
                url.strip_prefix("http://").filter(|_| loopback)
            });
            if there.is_none_or(str::is_empty) {
                return Err(format!("peers: \"{origin}\" = \"{url}\" must be an address that begins with https://"));
            }
        }
        Ok(self)
    }

    /// The languages in their order.
    pub fn langs(&self) -> Vec<Lang> {
        self.languages.iter().filter_map(|tag| Lang::from_tag(tag)).collect()
    }
}
