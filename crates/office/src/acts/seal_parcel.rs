//! Parcels going out: sealed from what waits, given to whoever carries them.

use hefu_exchange::Record;
use hefu_ledger::checkpoint::Checkpoint;
use hefu_ledger::hex::bytes32;
use hefu_ledger::parcel::{Header, Limits, Parcel};
use hefu_ledger::witness::Request;
use hefu_store::{Act, Value};
use serde_json::Value as Json;

use super::{Doing, record};
use crate::Office;
use crate::error::{OfficeError, Refusal};
use crate::exchange::{Exchange, counted, exchange, stored, text};
use crate::happened::Happened;
use crate::rights::{Action, Thing};

/// Records in one parcel, so that a parcel stays within what the partner reads.
const RECORDS: usize = 2_000;

/// A sealed parcel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Its number.
    pub number: i64,
    /// Its text, to be carried as it is.
    pub text: String,
}

/// Seals what waits for the partner into the next parcel. With `all`, acknowledgements alone are reason enough for one, as
/// when parcels are carried by hand. Gives nothing where there is nothing to tell.
///
/// # Errors
/// When there is no such exchange or the store fails.
pub async fn seal_parcel(
    office: &Office,
    doing: Doing,
    name: &str,
    all: bool,
) -> Result<Option<Outgoing>, OfficeError> {
    let name = name.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let agreed = exchange(act.tx(), &name).await?.ok_or_else(Refusal::not_found)?;
                let (records, last) = waiting(act, &name).await?;
                if last == 0 || !(all || records.iter().any(Record::substantive)) {
                    return Ok(None);
                }
                let sealed = seal(&office, act, &doing, &agreed, records).await?;
                let sql = "DELETE FROM outgoing WHERE exchange = $1 AND place <= $2";
                act.tx().execute(sql, &[text(&name), Value::Int(last)]).await?;
                Ok(Some(sealed))
            })
        })
        .await
}

/// What waits, oldest first, of each application the last card only; and the place up to which that is all.
async fn waiting(act: &mut Act<'_>, name: &str) -> Result<(Vec<Record>, i64), OfficeError> {
    let sql = format!("SELECT place, body FROM outgoing WHERE exchange = $1 ORDER BY place LIMIT {RECORDS}");
    let mut records: Vec<Record> = Vec::new();
    let mut last = 0;
    for row in act.tx().rows(&sql, &[text(name)]).await? {
        last = row.int("place")?;
        let record: Record = serde_json::from_str(&row.text("body")?)?;
        if let Record::Card { card: newer } = &record {
            records.retain(|known| !matches!(known, Record::Card { card } if card.number == newer.number));
        }
        // What was taken is said as it is when the parcel is sealed.
        if !matches!(record, Record::Acknowledged { .. }) {
            records.push(record);
        }
    }
    Ok((records, last))
}

async fn seal(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    agreed: &Exchange,
    mut records: Vec<Record>,
) -> Result<Outgoing, OfficeError> {
    let name = [text(&agreed.name)];
    let sql = "SELECT number, digest FROM parcels_taken WHERE exchange = $1 ORDER BY number DESC LIMIT 1";
    if let Some(row) = act.tx().maybe_row(sql, &name).await? {
        let number = counted(row.int("number")?)?;
        records.push(Record::Acknowledged { number, digest: row.text("digest")? });
    }
    let sql = "SELECT size, note FROM witnessed WHERE origin = $1";
    if let Some(row) = act.tx().maybe_row(sql, &[text(&agreed.partner_origin)]).await? {
        let note = row.text("note")?;
        let line = note.lines().last().unwrap_or_default().to_owned();
        records.push(Record::Cosignature { size: counted(row.int("size")?)?, line });
    }
    records.push(Record::Checkpoint { request: request(office, act, &agreed.partner_origin).await? });
    let sql = "SELECT number, digest FROM parcels_sent WHERE exchange = $1 ORDER BY number DESC LIMIT 1";
    let before = act.tx().maybe_row(sql, &name).await?;
    let (number, previous) = match before {
        None => (1, None),
        Some(row) => {
            let digest = row.text("digest")?;
            let bytes = bytes32(&digest).ok_or_else(|| OfficeError::Stored(format!("digest `{digest}`")))?;
            (row.int("number")? + 1, Some(bytes))
        }
    };
    let made = doing.now.to_string();
    let records: Vec<Json> = records.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    let count = i64::try_from(records.len()).unwrap_or(i64::MAX);
    let header = Header {
        exchange: agreed.name.clone(),
        from: office.config().origin.clone(),
        to: agreed.partner_origin.clone(),
        number: counted(number)?,
        previous,
        made: made.clone(),
    };
    let sealed = Parcel { header, records }
        .seal(&office.keys().signing, &Limits::default())
        .map_err(|error| OfficeError::Stored(error.to_string()))?;
    let digest = hefu_ledger::hex::hex(&sealed.digest);
    let happened = Happened::ParcelSealed { exchange: agreed.name.clone(), number, digest, made, records: count };
    record(act, doing, &happened).await?;
    let sql = "INSERT INTO parcel_texts (exchange, way, number, text) VALUES ($1, 'sent', $2, $3)";
    act.tx().execute(sql, &[text(&agreed.name), Value::Int(number), text(&sealed.text)]).await?;
    Ok(Outgoing { number, text: sealed.text })
}

/// What the partner is asked to witness: this journal as it is now, going on from what the partner cosigned last.
async fn request(office: &Office, act: &mut Act<'_>, witness: &str) -> Result<String, OfficeError> {
    let sql = "SELECT known FROM witness_requests WHERE origin = $1";
    let known = act.tx().maybe_row(sql, &[text(witness)]).await?.map_or(Ok(0), |row| row.int("known"))?;
    let mut journal = act.tx().journal();
    let size = journal.size().await?;
    // A witness may know more than this office has left after a restored backup: then it is told what there is.
    let old = if known <= size { known } else { 0 };
    let proof = if old > 0 { journal.consistency(old, size).await? } else { Vec::new() };
    let checkpoint =
        Checkpoint { origin: office.config().origin.clone(), size: counted(size)?, root: journal.root(size).await? };
    let checkpoint = checkpoint.sign(&office.keys().signing).map_err(|error| OfficeError::Stored(error.to_string()))?;
    Ok(Request { old: counted(old)?, proof, checkpoint }.to_string())
}

/// The sealed parcel of this number, to be sent or sent again.
///
/// # Errors
/// When the store fails.
pub async fn next_parcel(office: &Office, name: &str, number: u64) -> Result<Option<Outgoing>, OfficeError> {
    let mut tx = office.db().read().await?;
    let number = stored(number)?;
    let sql = "SELECT text FROM parcel_texts WHERE exchange = $1 AND way = 'sent' AND number = $2";
    let row = tx.maybe_row(sql, &[text(name), Value::Int(number)]).await?;
    row.map(|row| Ok(Outgoing { number, text: row.text("text")? })).transpose()
}

/// Parcels to be carried by hand: everything that waits is sealed, then all parcels the partner has not acknowledged, oldest
/// first.
///
/// # Errors
/// When the viewer may not, or there is no such exchange.
pub async fn export_parcels(office: &Office, doing: Doing, name: &str) -> Result<Vec<Outgoing>, OfficeError> {
    office.may_here(&doing.viewer, Action::Exchange, Thing::Exchange)?;
    while seal_parcel(office, doing.clone(), name, true).await?.is_some() {}
    let mut tx = office.db().read().await?;
    let sql = "SELECT t.number AS number, t.text AS text FROM parcel_texts t
               JOIN parcels_sent s ON s.exchange = t.exchange AND s.number = t.number
               WHERE t.exchange = $1 AND t.way = 'sent' AND s.acknowledged IS NULL ORDER BY t.number";
    let rows = tx.rows(sql, &[text(name)]).await?;
    rows.iter().map(|row| Ok(Outgoing { number: row.int("number")?, text: row.text("text")? })).collect()
}
