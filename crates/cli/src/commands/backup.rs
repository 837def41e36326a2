//! `hefu backup` and `hefu restore`: an office into one folder, and out of it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use hefu_office::OfficeConfig;
use hefu_office::backup::{self, KeyLock, KeyOpener};
use hefu_words::{Arg, Message};

use super::serve::runtime;
use crate::say::Say;

/// Arguments of `hefu backup`.
#[derive(Args)]
pub struct Backup {
    /// The office's settings.
    #[arg(long, default_value = "office.toml")]
    config: PathBuf,
    /// The folder to write; it must not be there.
    #[arg(long)]
    to: PathBuf,
    /// Put the office's keys in too, locked.
    #[arg(long)]
    with_keys: bool,
    /// Lock the keys for the holder of this public key (`age1…`).
    #[arg(long, requires = "with_keys", conflicts_with = "passphrase_file")]
    recipient: Option<String>,
    /// Lock the keys with the passphrase in this file.
    #[arg(long, requires = "with_keys")]
    passphrase_file: Option<PathBuf>,
}

/// Arguments of `hefu restore`.
#[derive(Args)]
pub struct Restore {
    /// The folder that `hefu backup` wrote.
    archive: PathBuf,
    /// The settings of the office to be made. Where there is no such file, that of the archive is put there.
    #[arg(long, default_value = "office.toml")]
    config: PathBuf,
    /// File with the secret key that opens the office's keys (`AGE-SECRET-KEY-1…`).
    #[arg(long, conflicts_with = "passphrase_file")]
    identity: Option<PathBuf>,
    /// File with the passphrase that opens the office's keys.
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
}

fn text(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}

impl Backup {
    /// Makes the archive and says what is in it and what is not.
    ///
    /// # Errors
    /// When the office cannot be read, or the archive not be written.
    pub fn run(self, say: &Say) -> anyhow::Result<ExitCode> {
        let lock = match (self.with_keys, &self.recipient, &self.passphrase_file) {
            (false, ..) => None,
            (true, Some(key), _) => Some(KeyLock::recipient(key)?),
            (true, None, Some(file)) => Some(KeyLock::passphrase(&text(file)?)?),
            (true, None, None) => bail!("keys are never written unlocked: add --recipient or --passphrase-file"),
        };
        let config = OfficeConfig::read(&self.config)?;
        let settings = text(&self.config)?;
        let now = crate::clock::now();
        let backed = runtime()?.block_on(backup::backup(&config, &settings, &self.to, lock.as_ref(), &now))?;
        let about = backed.about;
        say.message(
            &Message::new("running-backed")
                .with("folder", self.to.display().to_string())
                .with("entries", about.entries)
                .with("root", backed.root)
                .with("files", i64::try_from(about.files).unwrap_or(i64::MAX)),
        );
        missing(say, &about.missing);
        for damaged in &about.damaged {
            say.line(&format!("✗ {damaged}"));
        }
        if !about.damaged.is_empty() {
            bail!(say.text(&Message::new("running-damaged").with("count", about.damaged.len())));
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn missing(say: &Say, missing: &[String]) {
    if !missing.is_empty() {
        let list = Arg::List(missing.iter().cloned().map(Arg::Text).collect());
        say.message(&Message::new("running-not-in-archive").with("what", list));
    }
}

impl Restore {
    /// Makes the office and says what is still to be done.
    ///
    /// # Errors
    /// When the archive is not whole, something stands where the office is to be, or it does not agree with its journal.
    pub fn run(self, say: &Say) -> anyhow::Result<ExitCode> {
        let opener = match (&self.identity, &self.passphrase_file) {
            (Some(file), _) => Some(KeyOpener::identity(&text(file)?)?),
            (None, Some(file)) => Some(KeyOpener::passphrase(&text(file)?)?),
            (None, None) => None,
        };
        let restored = runtime()?.block_on(backup::restore(&self.archive, &self.config, opener.as_ref()))?;
        say.message(
            &Message::new("running-restored")
                .with("origin", restored.about.origin)
                .with("made", restored.about.made)
                .with("entries", restored.about.entries)
                .with("root", restored.root),
        );
        if !restored.keys_missing.is_empty() {
            let names = restored.keys_missing.iter().map(|name| Arg::Text((*name).to_owned())).collect();
            say.message(&Message::new("running-put-keys").with("what", Arg::List(names)));
        }
        missing(say, &restored.about.missing);
        say.message(&Message::new("running-tell-partners"));
        Ok(ExitCode::SUCCESS)
    }
}
