//! Out of the archive: into an office that is not there yet, all or nothing.

use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use hefu_ledger::checkpoint::Checkpoint;
use hefu_ledger::hex::hex;
use hefu_ledger::key::VerifierKey;
use hefu_store::{Applied, Db, StoreError};

use super::bag::{Bag, above, sync};
use super::lock::KeyOpener;
use super::{ABOUT, About, CHECKPOINT, CONFIG, FORMAT, KEYS, document_file, table_file};
use crate::config::OfficeConfig;
use crate::error::OfficeError;
use crate::exchange::counted;
use crate::identity::{KEY_FILES, Keys, write_private};
use crate::tables::MIGRATIONS;
use crate::verify::verify;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What the archive says of itself.
    pub about: About,
    /// Root of the journal's tree, hexadecimal.
    pub root: String,
    /// Keys that must still be put into the data folder before the office can be opened.
    pub keys_missing: Vec<&'static str>,
}

/// Makes an office from an archive, as `settings` (the path of its `office.toml`) says; where there is none, that of the
/// archive is put there. Its data folder must be empty or not there, and so its database. Everything is checked before
/// anything is written, and verified before the data folder gets its name.
///
/// # Errors
/// When the archive is not whole or not this office's, something stands where the office is to be, a key does not fit, or
/// what was restored does not agree with its journal.
pub async fn restore(archive: &Path, settings: &Path, opener: Option<&KeyOpener>) -> Result<Restored, OfficeError> {
    let bag = Bag::open(archive)?;
    let about: About = serde_json::from_slice(&bag.read(ABOUT)?)?;
    let wrong = |reason: String| OfficeError::Stored(format!("{}: {reason}", archive.display()));
    if about.format != FORMAT {
        return Err(wrong(format!("it is of layout {}, and this program reads layout {FORMAT}", about.format)));
    }
    let key = about.key.parse::<VerifierKey>().map_err(|error| wrong(format!("its key cannot be read: {error}")))?;
    let checkpoint = Checkpoint::verify(&bag.tag(CHECKPOINT)?, &[key]);
    let checkpoint = checkpoint.map_err(|error| wrong(format!("its checkpoint: {error}")))?;
    if checkpoint.size != counted(about.entries)? || checkpoint.origin != about.origin {
        return Err(wrong("its checkpoint is of another state than its tables".to_owned()));
    }
    let keys = match opener {
        Some(opener) => Some(opener.open(&bag.read(KEYS)?)?),
        None => None,
    };
    let brought = !settings.exists();
    if brought {
        let folder = above(settings);
        fs::create_dir_all(folder).map_err(|error| OfficeError::Stored(format!("{}: {error}", folder.display())))?;
        write_private(settings, &bag.read(CONFIG)?)
            .map_err(|error| OfficeError::Stored(format!("{}: {error}", settings.display())))?;
    }
    let config = OfficeConfig::read(settings).map_err(|error| OfficeError::Stored(error.to_string()))?;
    for (what, own, theirs) in [("origin", &config.origin, &about.origin), ("side", &config.side, &about.side)] {
        if own != theirs {
            return Err(wrong(format!("its {what} is {theirs}, that of {} is {own}", settings.display())));
        }
    }
    let partial = partial_of(&config)?;
    let done = fill(&bag, &about, &checkpoint, keys.as_ref(), &config, &partial).await;
    let place = done.and_then(|root| take_place(&config.data, &partial).map(|()| root));
    let root = match place {
        Ok(root) => root,
        Err(error) => {
            // Nothing of it is the office's yet; what was in the database is rolled back with its transaction.
            if let Err(left) = fs::remove_dir_all(&partial) {
                tracing::warn!(path = %partial.display(), error = %left, "removing what was begun");
            }
            return Err(error);
        }
    };
    let keys_missing = KEY_FILES.into_iter().filter(|name| !config.data.join(name).is_file()).collect();
    Ok(Restored { about, root, keys_missing })
}

/// The folder that becomes the data folder, made anew.
fn partial_of(config: &OfficeConfig) -> Result<PathBuf, OfficeError> {
    let mut partial = config.data.as_os_str().to_owned();
    partial.push(".partial");
    let partial = PathBuf::from(partial);
    let fault =
        |path: &Path, error: &dyn std::fmt::Display| OfficeError::Stored(format!("{}: {error}", path.display()));
    for path in [Some(&config.data), config.files.folder.as_ref()].into_iter().flatten() {
        match fs::read_dir(path) {
            Ok(mut entries) => {
                if entries.next().is_some() {
                    return Err(fault(path, &"is not empty; an office that is there is never overwritten"));
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(fault(path, &error)),
        }
    }
    if partial.exists() {
        return Err(fault(&partial, &"is there already, from a restore that was broken off; remove it first"));
    }
    fs::create_dir_all(&partial).map_err(|error| fault(&partial, &error))?;
    Ok(partial)
}

async fn fill(
    bag: &Bag,
    about: &About,
    checkpoint: &Checkpoint,
    keys: Option<&std::collections::BTreeMap<&'static str, Vec<u8>>>,
    config: &OfficeConfig,
    partial: &Path,
) -> Result<String, OfficeError> {
    for (name, key) in keys.into_iter().flatten() {
        let path = partial.join(name);
        write_private(&path, key).map_err(|error| OfficeError::Stored(format!("{}: {error}", path.display())))?;
    }
    if keys.is_some() && Keys::read(partial, &config.origin)?.signing.verifier().to_string() != about.key {
        return Err(OfficeError::Stored("the keys in the archive are not those that signed its journal".to_owned()));
    }
    let blobs = config.files.open(partial, false)?;
    let mut after = String::new();
    let there = OfficeConfig { data: partial.to_owned(), ..config.clone() };
    for (name, digest) in bag.payload.iter().filter(|(name, _)| name.starts_with("files/")) {
        if document_file(&digest.to_string()) != *name {
            return Err(OfficeError::Stored(format!("{name}: a document must bear the name of its SHA-256")));
        }
        blobs.put(bag.read(name)?).await?;
    }
    let db = Db::open(&there.database_url()).await?;
    let applied: Vec<Applied> = about.migrations.iter().cloned().map(applied).collect();
    let open = |table: &str| {
        let path = bag.path(&table_file(table));
        let file = fs::File::open(&path);
        file.map(BufReader::new).map_err(|error| StoreError::Portable(format!("{}: {error}", path.display())))
    };
    let counts = db.fill(MIGRATIONS, &applied, open).await?;
    if counts != about.tables {
        return Err(OfficeError::Stored("the tables have other numbers of rows than the archive says".to_owned()));
    }
    let found = verify(&db).await?;
    if let Some(fault) = found.faults.first() {
        let count = found.faults.len();
        return Err(OfficeError::Stored(format!(
            "what was restored does not agree with its journal ({count}): {fault}"
        )));
    }
    if found.root != hex(&checkpoint.root) {
        return Err(OfficeError::Stored(
            "the journal is not the one the archive's checkpoint was signed for".to_owned(),
        ));
    }
    loop {
        let page = db.read().await?.files(&after, 500).await?;
        let Some(last) = page.last() else { break };
        after = last.digest.to_string();
        for file in page {
            match blobs.check(file.digest).await {
                Ok(_) => {}
                Err(error) if about.damaged.contains(&error.to_string()) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
    db.close().await;
    Ok(found.root)
}

fn applied((part, number, name, digest): (String, i64, String, String)) -> Applied {
    Applied { part, number, name, digest }
}

/// Gives the data folder its name.
fn take_place(data: &Path, partial: &Path) -> Result<(), OfficeError> {
    let fault = |error: std::io::Error| OfficeError::Stored(format!("{}: {error}", data.display()));
    if data.exists() {
        fs::remove_dir(data).map_err(fault)?;
    }
    sync(partial)?;
    fs::rename(partial, data).map_err(fault)?;
    Ok(sync(above(data))?)
}
