//! `hefu exchange`: terms and parcels at the machine of an office, for those carried by hand.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use hefu_dossier::{SideContext, TableLimits, read_side};
use hefu_office::acts::{self, Doing};
use hefu_office::{Office, OfficeConfig, SystemRandomness};
use hefu_words::Message;
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

use super::serve::runtime;
use crate::clock::now;
use crate::say::Say;

/// Commands of an exchange with a partner's office.
#[derive(Subcommand)]
pub enum Exchange {
    /// Print this office's key, to be given to partners.
    Key {
        /// The office's settings.
        #[arg(long, default_value = "office.toml")]
        config: PathBuf,
    },
    /// Propose terms to a partner known by its key, and sign them.
    Propose {
        #[command(flatten)]
        by: By,
        /// The partner's side: mainland, hongkong, taiwan, …
        #[arg(long)]
        side: String,
        /// The partner's key.
        #[arg(long)]
        key: String,
        /// The agreement between the authorities that the exchange carries out.
        #[arg(long)]
        basis: String,
        /// File for the signed terms.
        #[arg(long, default_value = "exchange.toml")]
        out: PathBuf,
    },
    /// Sign terms that a partner has given, in place.
    Sign {
        #[command(flatten)]
        by: By,
        /// The terms.
        terms: PathBuf,
    },
    /// Put terms into force that both offices have signed.
    Agree {
        #[command(flatten)]
        by: By,
        /// The terms.
        terms: PathBuf,
    },
    /// Write all parcels that the partner has not acknowledged, each as a file.
    Export {
        #[command(flatten)]
        by: By,
        /// Name of the exchange, as its terms give it.
        #[arg(long)]
        exchange: String,
        /// Folder for the parcels.
        #[arg(long)]
        to: PathBuf,
    },
    /// Take in parcels that were carried here.
    Import {
        #[command(flatten)]
        by: By,
        /// The parcels.
        #[arg(required = true)]
        parcels: Vec<PathBuf>,
    },
    /// Enter the list of a partner who has no such office: its folder, read as in a round. It stays unsigned.
    List {
        #[command(flatten)]
        by: By,
        /// The partner's side.
        #[arg(long)]
        side: String,
        /// Direction number.
        #[arg(long)]
        direction: String,
        /// The day the list is of.
        #[arg(long)]
        dated: Date,
        /// Folder with the partner's tables.
        folder: PathBuf,
    },
}

/// Which office, and who acts.
#[derive(Args)]
pub struct By {
    /// The office's settings.
    #[arg(long, default_value = "office.toml")]
    config: PathBuf,
    /// Address of the officer who acts.
    #[arg(long = "as", value_name = "EMAIL")]
    email: String,
}

impl By {
    async fn open(&self) -> anyhow::Result<(Office, Doing)> {
        let office = open(&self.config).await?;
        let viewer = acts::viewer_by_email(&office, &self.email).await?;
        Ok((office, Doing { viewer, now: now() }))
    }
}

async fn open(config: &Path) -> anyhow::Result<Office> {
    Ok(Office::open(OfficeConfig::read(config)?, Arc::new(SystemRandomness), &now()).await?)
}

fn read(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}

fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    std::fs::write(file, text).with_context(|| format!("{} cannot be written", file.display()))
}

impl Exchange {
    /// Does it and says what was done.
    ///
    /// # Errors
    /// When the settings are wrong, the act is refused, or a file cannot be read or written.
    pub fn run(self, say: &Say) -> anyhow::Result<ExitCode> {
        runtime()?.block_on(async {
            match self {
                Self::Key { config } => say.line(&open(&config).await?.keys().signing.verifier().to_string()),
                Self::Propose { by, side, key, basis, out } => {
                    let (office, doing) = by.open().await?;
                    write(&out, &acts::propose_terms(&office, doing, &side, &key, &basis).await?)?;
                    say.message(&Message::new("cli-terms-signed").with("file", out.display().to_string()));
                }
                Self::Sign { by, terms } => {
                    let (office, doing) = by.open().await?;
                    write(&terms, &acts::sign_terms(&office, doing, &read(&terms)?).await?)?;
                    say.message(&Message::new("cli-terms-signed").with("file", terms.display().to_string()));
                }
                Self::Agree { by, terms } => {
                    let (office, doing) = by.open().await?;
                    let agreed = acts::agree_exchange(&office, doing, &read(&terms)?).await?;
                    say.message(&Message::new("cli-exchange-agreed").with("exchange", agreed.exchange));
                }
                Self::Export { by, exchange, to } => export(say, &by, &exchange, &to).await?,
                Self::Import { by, parcels } => return import(say, &by, &parcels).await,
                Self::List { by, side, direction, dated, folder } => {
                    list(say, &by, &side, &direction, dated, &folder).await?;
                }
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

async fn export(say: &Say, by: &By, exchange: &str, to: &Path) -> anyhow::Result<()> {
    let (office, doing) = by.open().await?;
    let parcels = acts::export_parcels(&office, doing, exchange).await?;
    std::fs::create_dir_all(to).with_context(|| format!("{} cannot be made", to.display()))?;
    for parcel in &parcels {
        let file = to.join(format!("{}-{:06}.hefu", office.config().side, parcel.number));
        write(&file, &parcel.text)?;
        say.line(&file.display().to_string());
    }
    say.message(&Message::new("cli-parcels-written").with("count", parcels.len()));
    Ok(())
}

async fn import(say: &Say, by: &By, files: &[PathBuf]) -> anyhow::Result<ExitCode> {
    let (office, doing) = by.open().await?;
    let mut parcels = Vec::new();
    for file in files {
        let bytes = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
        parcels.push((file.display().to_string(), bytes));
    }
    let mut refused = 0;
    for (file, result) in acts::import_parcels(&office, doing.clone(), parcels).await? {
        match result {
            Ok(answer) => {
                let key = match answer.answer.answered {
                    hefu_exchange::Answered::Taken if answer.new => "exchange-taken",
                    hefu_exchange::Answered::Taken | hefu_exchange::Answered::Old => "exchange-taken-before",
                    hefu_exchange::Answered::Gap => "exchange-gap",
                    hefu_exchange::Answered::Contradiction => "exchange-contradicts",
                };
                say.line(&format!("{file}: {}", say.text(&Message::new(key))));
            }
            Err(refusal) => {
                refused += 1;
                say.line(&format!("{file}: {}", say.text(&refusal.message)));
            }
        }
    }
    for direction in acts::pairings_due(&office).await? {
        acts::find_pairs(&office, doing.clone(), &direction).await?;
    }
    if refused > 0 {
        bail!("{refused} of {} parcels were refused", files.len());
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(say: &Say, by: &By, side: &str, direction: &str, dated: Date, folder: &Path) -> anyhow::Result<()> {
    let (office, doing) = by.open().await?;
    let id = hefu_application::SideId::new(side);
    let context = SideContext { guide: office.guide(), side: &id };
    let never = std::sync::atomic::AtomicBool::new(false);
    let found = read_side(folder, &context, &TableLimits::default(), &|_| {}, &never)?;
    for problem in &found.intake.problems {
        let words = say.text(&hefu_dossier::problems::message(problem));
        say.line(&format!("{} {words}", problem.cell));
    }
    let bytes = serde_json::to_vec(&found.intake)?;
    let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let name = folder.display().to_string();
    let count =
        acts::enter_list(&office, doing.clone(), side, direction, dated, (&name, &digest), &found.intake.applications)
            .await?;
    for direction in acts::pairings_due(&office).await? {
        acts::find_pairs(&office, doing.clone(), &direction).await?;
    }
    say.message(&Message::new("cli-list-entered").with("count", count));
    Ok(())
}
