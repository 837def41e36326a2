//! Into the archive, while the office serves.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use hefu_ledger::checkpoint::Checkpoint;
use hefu_ledger::hex::hex;
use hefu_store::{Blobs, Db, FileDigest, StoreError, StoredFile, Tx};
use jiff::Zoned;

use super::bag::Packing;
use super::lock::KeyLock;
use super::{ABOUT, About, CHECKPOINT, CONFIG, FORMAT, KEYS, document_file, table_file};
use crate::config::OfficeConfig;
use crate::error::OfficeError;
use crate::exchange::counted;
use crate::identity::{KEY_FILES, Keys};
use crate::tables::MIGRATIONS;

/// Files of the index read at once.
const PAGE: i64 = 500;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backed {
    /// What the archive says of itself.
    pub about: About,
    /// Root of the journal's tree, hexadecimal.
    pub root: String,
}

/// Writes an office into the folder `to`, which must not be there. `settings` is the text of its `office.toml`. The tables are
/// all of one moment; documents that the tables of that moment name are all in it.
///
/// # Errors
/// When the office cannot be read, or the folder not be written; then no folder of that name is left.
pub async fn backup(
    config: &OfficeConfig,
    settings: &str,
    to: &Path,
    lock: Option<&KeyLock>,
    now: &Zoned,
) -> Result<Backed, OfficeError> {
    let keys = Keys::read(&config.data, &config.origin)?;
    let db = Db::look(&config.database_url()).await?;
    let blobs = config.files.open(&config.data, true)?;
    let mut bag = Packing::new(to)?;
    // Documents first, as far as they are there; then the tables; then the documents that came meanwhile. What is swept
    // away in between is named by nothing in the tables.
    let (mut copied, mut swept) = (BTreeSet::new(), Vec::new());
    copy(&blobs, &mut db.read().await?, &mut bag, &mut copied, &mut swept).await?;
    let mut tx = db.read().await?;
    let applied = tx.applied().await?;
    if !hefu_store::pending(MIGRATIONS, &applied)?.is_empty() {
        let remedy = "start the office with this program once, or make the backup with the program it was started with";
        return Err(OfficeError::Stored(format!("the tables are older than this program: {remedy}")));
    }
    let size = tx.journal().size().await?;
    let root = tx.journal().root(size).await?;
    let mut damaged = Vec::new();
    let named = copy(&blobs, &mut tx, &mut bag, &mut copied, &mut damaged).await?;
    for digest in copied.difference(&named) {
        bag.drop_file(&document_file(&digest.to_string()))?;
    }
    let mut tables = BTreeMap::new();
    for table in hefu_store::tables(MIGRATIONS).await? {
        let name = table_file(&table);
        let mut out = bag.begin(&name)?;
        let rows = tx.write_out(&table, &mut out).await?;
        bag.end(&name, out)?;
        tables.insert(table, rows);
    }
    db.undisturbed()?;
    let (settings, hidden) = without_password(settings, config.database.as_deref());
    bag.add(CONFIG, settings.as_bytes())?;
    let mut missing = secrets(config);
    if hidden {
        missing.push("password of the database (in office.toml)".to_owned());
    }
    match lock {
        Some(lock) => {
            let mut read = BTreeMap::new();
            for name in KEY_FILES {
                let path = config.data.join(name);
                let key = std::fs::read(&path);
                read.insert(name, key.map_err(|error| OfficeError::Stored(format!("{}: {error}", path.display())))?);
            }
            bag.add(KEYS, &lock.lock(&read)?)?;
        }
        None => missing.extend(KEY_FILES.map(str::to_owned)),
    }
    let about = About {
        format: FORMAT,
        made: now.to_string(),
        origin: config.origin.clone(),
        side: config.side.clone(),
        guide: tx.row("SELECT guide FROM office", &[]).await?.text("guide")?,
        key: keys.signing.verifier().to_string(),
        entries: size,
        migrations: applied.into_iter().map(|one| (one.part, one.number, one.name, one.digest)).collect(),
        tables,
        files: named.len() as u64,
        damaged,
        missing,
    };
    bag.add(ABOUT, &serde_json::to_vec_pretty(&about)?)?;
    let checkpoint = Checkpoint { origin: config.origin.clone(), size: counted(size)?, root };
    let checkpoint = checkpoint.sign(&keys.signing).map_err(|error| OfficeError::Stored(error.to_string()))?;
    let info = [
        ("Source-Organization", config.authority.replace(['\n', '\r'], " ")),
        ("External-Identifier", config.origin.clone()),
        ("Bagging-Date", now.date().to_string()),
        ("Bag-Software-Agent", format!("hefu {}", env!("CARGO_PKG_VERSION"))),
    ];
    bag.close(&info, &[(CHECKPOINT, checkpoint)])?;
    Ok(Backed { about, root: hex(&root) })
}

/// Copies the documents of the index that are not in the bag yet. Gives all that the index names and that are in the bag; those
/// that are not as they should be go to `damaged`.
async fn copy(
    blobs: &Blobs,
    tx: &mut Tx<'_>,
    bag: &mut Packing,
    copied: &mut BTreeSet<FileDigest>,
    damaged: &mut Vec<String>,
) -> Result<BTreeSet<FileDigest>, OfficeError> {
    let (mut named, mut after) = (BTreeSet::new(), String::new());
    loop {
        let page = tx.files(&after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(named) };
        after = last.digest.to_string();
        for StoredFile { digest, .. } in page {
            if !copied.contains(&digest) {
                let name = document_file(&digest.to_string());
                let place = bag.place(&name)?;
                match blobs.copy(digest, &place).await {
                    Ok(length) => bag.name(&name, digest, length),
                    Err(error @ (StoreError::NoFile(_) | StoreError::FileChanged(_))) => {
                        // What was begun of a changed one is no document.
                        if place.exists() {
                            bag.drop_file(&name)?;
                        }
                        damaged.push(error.to_string());
                        continue;
                    }
                    Err(error) => return Err(error.into()),
                }
                copied.insert(digest);
            }
            named.insert(digest);
        }
    }
}

/// Files with secrets that `office.toml` names: they are the machine's, not the archive's.
fn secrets(config: &OfficeConfig) -> Vec<String> {
    let mail = config.mail.as_ref().and_then(|mail| mail.password_file.clone());
    let sign_on = config.oidc.as_ref().and_then(|oidc| oidc.secret_file.clone());
    let files = [mail, sign_on, config.files.key_file.clone(), config.sign_in.refused_passwords.clone()];
    let name = |path: std::path::PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
    files.into_iter().flatten().filter_map(name).collect()
}

/// The settings without the password in the database's address.
fn without_password(settings: &str, database: Option<&str>) -> (String, bool) {
    let secret = database.and_then(|url| {
        let user = url.split_once("://")?.1.rsplit_once('@')?.0;
        user.split_once(':').map(|(_, secret)| secret).filter(|secret| !secret.is_empty())
    });
    match secret {
        Some(secret) => (settings.replace(&format!(":{secret}@"), "@"), true),
        None => (settings.to_owned(), false),
    }
}
