//! Entering the register from a file: read, compared with what stands, looked at, taken.

use hefu_dossier::columns::Trouble;
use hefu_dossier::vocabulary::Vocabulary;
use hefu_ledger::hex::hex;
use hefu_store::{Act, Tx};
use hefu_words::Message;
use sha2::{Digest as _, Sha256};

use super::step;
use crate::Office;
use crate::acts::Doing;
use crate::documents::{Upload, read_table};
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::experts::register::{diff, read};
use crate::experts::{Expert, ExpertStep, RegisterDiff, register_of, seats_of_one};
use crate::rights::{Action, Thing};

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookedAt {
    /// What the file is known by while it is looked at; none where a trouble blocks.
    pub file: Option<String>,
    /// Cells that cannot be read or should be looked at, each with its place.
    pub troubles: Vec<Trouble>,
}

/// Reads a register (XLSX or CSV) and keeps it aside to be looked at. Nothing of the register is changed.
///
/// # Errors
/// When the viewer may not, or the file is empty or of another kind.
pub async fn look_at_register(
    office: &Office,
    doing: Doing,
    (name, upload): (&str, Upload),
) -> Result<LookedAt, OfficeError> {
    office.may_here(&doing.viewer, Action::Assign, Thing::Experts)?;
    if upload.length() == 0 {
        return Err(Refusal::invalid("file", Message::new("documents-empty")).into());
    }
    let bytes = upload.bytes().await?;
    let digest = hex(&Sha256::digest(&bytes));
    let (experts, troubles) = match read_file(office, name, bytes).await? {
        Ok(read) => read,
        Err(troubles) => return Ok(LookedAt { file: None, troubles }),
    };
    let file = office.random().name()?;
    let values = [
        text(&file),
        text(&doing.viewer.actor()),
        text(name),
        text(&digest),
        text(&serde_json::to_string(&experts)?),
        text(&doing.now.to_string()),
    ];
    let kept = file.clone();
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                // One file each: who sends another looks at that one.
                act.tx().execute("DELETE FROM register_files WHERE account = $1", &values[1..2]).await?;
                let sql = "INSERT INTO register_files (file, account, name, digest, body, at)
                           VALUES ($1, $2, $3, $4, $5, $6)";
                act.tx().execute(sql, &values).await?;
                Ok::<_, OfficeError>(LookedAt { file: Some(kept), troubles })
            })
        })
        .await
}

type Read = Result<(Vec<Expert>, Vec<Trouble>), Vec<Trouble>>;

/// Reads the file away from the threads that answer.
async fn read_file(office: &Office, name: &str, bytes: Vec<u8>) -> Result<Read, OfficeError> {
    let office = office.clone();
    read_table(&office.clone(), name, bytes, move |path, shown| {
        let (words, guide) = (office.guide_words(), office.guide());
        let words = Vocabulary::with(words, guide, &office.config().side)
            .ok_or_else(|| OfficeError::Stored(format!("side `{}`", office.config().side)))?;
        let named = |mut trouble: Trouble| {
            shown.clone_into(&mut trouble.file);
            trouble
        };
        Ok(match read(path, &words) {
            Ok((experts, troubles)) => Ok((experts, troubles.into_iter().map(named).collect())),
            Err(troubles) => Err(troubles.into_iter().map(named).collect()),
        })
    })
    .await
}

/// A file that is looked at.
pub(crate) struct Kept {
    pub name: String,
    pub digest: String,
    pub diff: RegisterDiff,
    /// Digest of what entering it would change.
    pub seen: String,
}

/// A file kept aside, against the register as it is now. It is only for whoever sent it.
pub(crate) async fn kept(tx: &mut Tx<'_>, doing: &Doing, file: &str) -> Result<Kept, OfficeError> {
    let sql = "SELECT name, digest, body FROM register_files WHERE file = $1 AND account = $2";
    let row = tx.maybe_row(sql, &[text(file), text(&doing.viewer.actor())]).await?.ok_or_else(Refusal::not_found)?;
    let diff = diff(serde_json::from_str(&row.text("body")?)?, &register_of(tx).await?);
    let all = serde_json::to_vec(&(&diff.new, &diff.changed, diff.unchanged, &diff.missing))?;
    Ok(Kept { name: row.text("name")?, digest: row.text("digest")?, diff, seen: hex(&Sha256::digest(&all)) })
}

/// Enters a file that was looked at into the register: its new experts and its changes. Those it does not name stay, unless
/// `retire` says that they are no longer asked. `seen` is the digest of the comparison that was looked at.
///
/// # Errors
/// When the viewer may not, there is no such file of theirs, anything has changed since, or somebody who would no longer be
/// asked has a seat.
pub async fn enter_register(
    office: &Office,
    doing: Doing,
    file: &str,
    seen: &str,
    retire: bool,
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Assign, Thing::Experts)?;
    let (file, seen) = (file.to_owned(), seen.to_owned());
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let found = kept(act.tx(), &doing, &file).await?;
                if found.seen != seen {
                    return Err(Refusal::conflict("retire", Message::new("plan-changed-meanwhile")).into());
                }
                let Kept { name, digest, diff, .. } = found;
                let missing: Vec<String> = diff.missing.into_iter().map(|(number, _)| number).collect();
                if retire {
                    without_seats(act.tx(), &missing).await?;
                }
                let changed = diff.changed.into_iter().map(|changed| changed.now);
                let experts: Vec<Expert> = diff.new.into_iter().chain(changed).collect();
                if !experts.is_empty() {
                    step(act, &doing, ExpertStep::Entered { file: name.clone(), digest, experts }).await?;
                }
                if retire && !missing.is_empty() {
                    step(act, &doing, ExpertStep::Retired { experts: missing, why: name }).await?;
                }
                act.tx().execute("DELETE FROM register_files WHERE file = $1", &[text(&file)]).await?;
                Ok(())
            })
        })
        .await
}

/// Refuses to take off experts who have a seat: what they read and wrote must not end unsaid.
async fn without_seats(tx: &mut Tx<'_>, experts: &[String]) -> Result<(), OfficeError> {
    let mut seated = Vec::new();
    for expert in experts {
        if !seats_of_one(tx, expert).await?.is_empty() {
            seated.push(expert.clone());
        }
    }
    if seated.is_empty() {
        return Ok(());
    }
    Err(Refusal::invalid("retire", Message::new("experts-retire-seated").with("experts", seated)).into())
}
