//! `office.toml`: what makes one office differ from another.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use hefu_post::MailConfig;
use hefu_words::Lang;
use serde::Deserialize;

mod files;
mod records;

pub use files::FilesConfig;
pub use records::{CrossrefConfig, RecordsConfig};

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
    /// Where they are kept, if not in the data folder.
    #[serde(default)]
    pub files: FilesConfig,
    /// How people sign in.
    #[serde(default)]
    pub sign_in: SignInConfig,
    /// How the office is known in records of awards.
    #[serde(default)]
    pub records: RecordsConfig,
    /// An agency's own sign-on.
    #[serde(default)]
    pub oidc: Option<OidcConfig>,
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

/// `[oidc]` of `office.toml`: an agency's own sign-on by OpenID Connect.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OidcConfig {
    /// The provider, exactly as its tokens name it.
    pub issuer: String,
    /// The office's id at the provider.
    pub client: String,
    /// File with the office's secret at the provider, relative to `office.toml`; without one the office is a public client.
    #[serde(default)]
    pub secret_file: Option<PathBuf>,
    /// What it is called on the sign-in page, by language tag.
    pub label: BTreeMap<String, String>,
    /// The claim that is the person's name.
    #[serde(default = "claim_name")]
    pub name: String,
    /// The claim that is the person's address for letters.
    #[serde(default = "claim_email")]
    pub email: String,
    /// Whether a subject who has no account here may open an applicant's.
    #[serde(default)]
    pub opens_accounts: bool,
}

fn claim_name() -> String {
    "name".to_owned()
}

fn claim_email() -> String {
    "email".to_owned()
}

impl OidcConfig {
    /// What it is called in a language: in that one, else in the first given.
    pub fn label(&self, lang: Lang) -> &str {
        let found = self.label.get(lang.tag()).or_else(|| self.label.values().next());
        found.map_or(self.issuer.as_str(), String::as_str)
    }
}

/// `[sign_in]` of `office.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInConfig {
    /// A list of breached passwords that are refused beside the built-in ones, one a line, relative to `office.toml`.
    #[serde(default)]
    pub refused_passwords: Option<PathBuf>,
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
    /// The settings of an office of `side` that keeps its data in `data` and leaves all else as it is without an
    /// `office.toml`: this machine alone, on a free port, English, UTC, no mail, no partner.
    pub fn plain(side: &str, data: PathBuf) -> Self {
        Self {
            side: side.to_owned(),
            authority: side.to_owned(),
            origin: format!("{side}.example/hefu"),
            guide: "hkmt-2020".to_owned(),
            data,
            database: None,
            listen: "127.0.0.1:0".to_owned(),
            public: None,
            zone: "UTC".to_owned(),
            languages: vec![Lang::En.tag().to_owned()],
            number_prefix: String::new(),
            peers: BTreeMap::new(),
            demo: false,
            mail: None,
            documents: DocumentLimits::default(),
            files: FilesConfig::default(),
            sign_in: SignInConfig::default(),
            records: RecordsConfig::default(),
            oidc: None,
        }
    }

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
        config.sign_in.refused_passwords = config.sign_in.refused_passwords.map(|file| folder.join(file));
        if let Some(oidc) = &mut config.oidc {
            oidc.secret_file = oidc.secret_file.take().map(|file| folder.join(file));
        }
        config.files = config.files.within(folder);
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
        self.files.checked()?;
        if let Some(oidc) = &self.oidc {
            let local = ["http://127.0.0.1:", "http://localhost:"].iter().any(|start| oidc.issuer.starts_with(start));
            if !oidc.issuer.starts_with("https://") && !local {
                return Err(format!("[oidc] issuer = \"{}\" must begin with https://", oidc.issuer));
            }
            if let Some(unknown) = oidc.label.keys().find(|tag| Lang::from_tag(tag).is_none()) {
                return Err(format!("[oidc] label names the language \"{unknown}\", which there is not"));
            }
        }
        Ok(self)
    }

    /// The address of the database.
    pub fn database_url(&self) -> String {
        let file = || format!("sqlite://{}", self.data.join("office.sqlite").display());
        self.database.clone().unwrap_or_else(file)
    }

    /// The languages in their order.
    pub fn langs(&self) -> Vec<Lang> {
        self.languages.iter().filter_map(|tag| Lang::from_tag(tag)).collect()
    }
}
