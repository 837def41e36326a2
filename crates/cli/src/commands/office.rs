//! `hefu office`: what is done at the machine of an office and not on its pages.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, bail, ensure};
use clap::Subcommand;
use hefu_office::acts::{self, Doing};
use hefu_office::{Office as Open, OfficeConfig, SystemRandomness, Viewer};
use hefu_store::Db;
use hefu_words::Message;

use super::serve::runtime;
use crate::clock::now;
use crate::say::Say;

/// Commands at the machine of an office.
#[derive(Subcommand)]
pub enum Office {
    /// Write an office.toml to fill in.
    New {
        /// The side it serves: mainland, hongkong, taiwan, …
        #[arg(long)]
        side: String,
        /// The file.
        #[arg(long, default_value = "office.toml")]
        out: PathBuf,
    },
    /// Open the first account, which administers the office.
    Administrator {
        /// The office's settings.
        #[arg(long, default_value = "office.toml")]
        config: PathBuf,
        /// The person's name.
        #[arg(long)]
        name: String,
        /// The person's address for letters.
        #[arg(long)]
        email: String,
    },
    /// Make a link that signs a person in once.
    SignInLink {
        /// The office's settings.
        #[arg(long, default_value = "office.toml")]
        config: PathBuf,
        /// The person's address for letters.
        #[arg(long)]
        email: String,
        /// Hours for which it may be used.
        #[arg(long, default_value_t = 24, value_parser = clap::value_parser!(u32).range(1..=8_760))]
        hours: u32,
    },
    /// Check every entry of the journal, the tree over them, and the tables against a second set computed from it.
    Verify {
        /// The office's settings.
        #[arg(long, default_value = "office.toml")]
        config: PathBuf,
    },
}

impl Office {
    /// Does it and says what was done.
    ///
    /// # Errors
    /// When the settings are wrong, the act is refused, or what is kept does not agree with itself.
    pub fn run(self, say: &Say) -> anyhow::Result<ExitCode> {
        match self {
            Self::New { side, out } => new(say, &side, &out),
            Self::Administrator { config, name, email } => runtime()?.block_on(async {
                let office = open(&config).await?;
                let doing = Doing { viewer: Viewer { name: "hefu".to_owned(), ..Viewer::visitor() }, now: now() };
                acts::open_account(&office, doing, &name, &email).await?;
                say.message(&Message::new("cli-account-opened").with("name", name));
                link(say, &office, &email, 24).await
            }),
            Self::SignInLink { config, email, hours } => {
                runtime()?.block_on(async { link(say, &open(&config).await?, &email, hours).await })
            }
            Self::Verify { config } => runtime()?.block_on(verify(say, &config)),
        }
    }
}

async fn open(config: &Path) -> anyhow::Result<Open> {
    Ok(Open::open(OfficeConfig::read(config)?, Arc::new(SystemRandomness), &now()).await?)
}

async fn link(say: &Say, office: &Open, email: &str, hours: u32) -> anyhow::Result<ExitCode> {
    let secret = acts::make_sign_in_link(office, email, hours, &now()).await?;
    let base = office.config().public.clone().unwrap_or_else(|| format!("http://{}", office.config().listen));
    let message = Message::new("cli-sign-in-link").with("hours", i64::from(hours));
    say.message(&message);
    say.line(&format!("{base}/sign-in/{secret}"));
    Ok(ExitCode::SUCCESS)
}

/// Reads and writes nothing, so that it can be done beside an office that serves, or to a copy of one.
async fn verify(say: &Say, config: &Path) -> anyhow::Result<ExitCode> {
    let db = Db::look(&OfficeConfig::read(config)?.database_url()).await?;
    let found = hefu_office::verify::verify(&db).await?;
    db.undisturbed()?;
    for fault in &found.faults {
        say.line(&format!("✗ {fault}"));
    }
    let message = Message::new("cli-verified")
        .with("entries", found.entries)
        .with("root", found.root.as_str())
        .with("faults", found.faults.len());
    say.message(&message);
    ensure!(found.faults.is_empty(), "what this office keeps does not agree with its journal");
    Ok(ExitCode::SUCCESS)
}

fn new(say: &Say, side: &str, out: &Path) -> anyhow::Result<ExitCode> {
    let guide = super::load_guide("hkmt-2020")?;
    let Some(found) = guide.side(side) else {
        let known: Vec<_> = guide.sides.iter().map(|side| side.id.as_str()).collect();
        bail!("the guide `{}` has no side `{side}`; its sides are {}", guide.id, known.join(", "));
    };
    ensure!(!out.exists(), "{} exists already and is left as it is", out.display());
    let text = format!(
        "# One office of a joint call. See docs/office.md.\n\
         side = \"{side}\"\n\
         # Name of your authority, in its own script.\n\
         authority = \"\"\n\
         # A name of your journal that no other office has.\n\
         origin = \"{side}.example/hefu\"\n\
         guide = \"{}\"\n\
         data = \"data\"\n\
         # database = \"postgres://hefu@localhost/hefu\"   # without it: SQLite in the data folder\n\
         listen = \"127.0.0.1:8080\"\n\
         # public = \"https://grants.example.org\"         # how people reach it, behind a proxy\n\
         zone = \"{}\"\n\
         languages = [\"{}\", \"en\"]\n\
         # What application numbers begin with.\n\
         number_prefix = \"{}\"\n\
         \n\
         # The mail server by which letters go; without it they stay in the outbox.\n\
         # [mail]\n\
         # from = \"grants@example.org\"\n\
         # server = \"mail.example.org\"\n\
         # security = \"starttls\"                        # or tls; none for a server on this machine\n\
         # user = \"grants\"\n\
         # password_file = \"mail.password\"\n",
        guide.id,
        found.zone,
        found.language,
        found.id.chars().next().unwrap_or('A').to_uppercase(),
    );
    std::fs::write(out, text).with_context(|| format!("{} cannot be written", out.display()))?;
    say.message(&Message::new("cli-office-new").with("file", out.display().to_string()));
    Ok(ExitCode::SUCCESS)
}
