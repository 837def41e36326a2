//! The partner's answer to a parcel of ours.

use hefu_exchange::{Answer, Answered};
use hefu_ledger::hex::hex;
use hefu_ledger::witness::Request;
use hefu_store::{Act, Value};
use hefu_words::Message;

use super::take_parcel::partner_key;
use super::{Doing, record, set_back};
use crate::Office;
use crate::error::{OfficeError, Refusal};
use crate::exchange::{Exchange, exchange, stored, text};
use crate::happened::Happened;

/// Takes the partner's answer to a parcel: what it acknowledges, and its cosignature under this office's journal. Gives the
/// answer; its `next` is the parcel to send now, if it is there.
///
/// # Errors
/// When it is no answer, not signed by the partner, or speaks of a parcel this office has not sent.
pub async fn take_answer(office: &Office, doing: Doing, name: &str, answer: &str) -> Result<Answer, OfficeError> {
    let (name, answer) = (name.to_owned(), answer.to_owned());
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let agreed = exchange(act.tx(), &name).await?.ok_or_else(Refusal::not_found)?;
                let wrong = |reason: String| {
                    Refusal::invalid("answer", Message::new("exchange-answer-wrong").with("reason", reason))
                };
                let keys: Vec<_> = partner_key(&agreed).into_iter().collect();
                let read = Answer::read(&answer, &keys).map_err(|error| wrong(error.to_string()))?;
                if read.exchange != agreed.name || read.to != office.config().origin {
                    return Err(wrong("it is of another exchange".to_owned()).into());
                }
                let number = stored(read.number)?;
                let sql = "SELECT digest, acknowledged FROM parcels_sent WHERE exchange = $1 AND number = $2";
                let sent = act.tx().maybe_row(sql, &[text(&name), Value::Int(number)]).await?;
                let sent = sent.ok_or_else(|| wrong(format!("parcel {number} was never sent")))?;
                if sent.text("digest")? != hex(&read.digest) {
                    return Err(wrong(format!("it is about another parcel {number} than was sent")).into());
                }
                if read.answered == Answered::Taken && sent.maybe_text("acknowledged")?.is_none() {
                    let happened = Happened::ParcelAcknowledged { exchange: name.clone(), number };
                    record(act, &doing, &happened).await?;
                }
                if set_back::judge(act, &doing, &agreed, &read, &answer).await? {
                    return Ok(read);
                }
                known(act, &agreed, stored(read.witnessed)?).await?;
                if let Some(line) = &read.cosignature {
                    cosigned(&office, act, &doing, &agreed, line).await?;
                }
                let sql = "INSERT INTO exchange_contacts (exchange, tried, reached, fault) VALUES ($1, $2, $2, '')
                           ON CONFLICT (exchange) DO UPDATE SET tried = excluded.tried, reached = excluded.reached,
                             fault = ''";
                act.tx().execute(sql, &[text(&name), text(&doing.now.to_string())]).await?;
                Ok(read)
            })
        })
        .await
}

/// Notes that the partner could not be reached.
///
/// # Errors
/// When the store fails.
pub async fn not_reached(office: &Office, doing: Doing, name: &str, fault: &str) -> Result<(), OfficeError> {
    let values = [text(name), text(&doing.now.to_string()), text(fault)];
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "INSERT INTO exchange_contacts (exchange, tried, reached, fault) VALUES ($1, $2, NULL, $3)
                           ON CONFLICT (exchange) DO UPDATE SET tried = excluded.tried, fault = excluded.fault";
                act.tx().execute(sql, &values).await?;
                Ok(())
            })
        })
        .await
}

/// Remembers how much of this journal the partner has cosigned, so that the next request goes on from there.
async fn known(act: &mut Act<'_>, agreed: &Exchange, size: i64) -> Result<(), OfficeError> {
    let sql = "INSERT INTO witness_requests (origin, known) VALUES ($1, $2)
               ON CONFLICT (origin) DO UPDATE SET known = excluded.known";
    act.tx().execute(sql, &[text(&agreed.partner_origin), Value::Int(size)]).await?;
    Ok(())
}

/// Keeps the partner's cosignature under one of this office's checkpoints, if it is one.
pub(super) async fn cosigned(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    agreed: &Exchange,
    line: &str,
) -> Result<(), OfficeError> {
    let Some(key) = partner_key(agreed) else { return Ok(()) };
    let own = [office.keys().signing.verifier()];
    // The checkpoints that were sent last are tried from the newest on.
    let sql = "SELECT text FROM parcel_texts WHERE exchange = $1 AND way = 'sent' ORDER BY number DESC LIMIT 50";
    for row in act.tx().rows(sql, &[text(&agreed.name)]).await? {
        let Some(note) = checkpoint_in(&row.text("text")?) else { continue };
        let Ok(with) = hefu_ledger::cosignature::add(&note, &format!("{line}\n"), &[key.witness()]) else { continue };
        let verified = hefu_ledger::checkpoint::Checkpoint::verify_cosigned(&with, &own, &[key.witness()]);
        let Ok((checkpoint, cosignatures)) = verified else { continue };
        if cosignatures.is_empty() {
            continue;
        }
        let size = stored(checkpoint.size)?;
        let values = [text(key.name()), Value::Int(size), text(&with), text(&doing.now.to_string())];
        let sql = "INSERT INTO cosignatures (witness, size, note, at) VALUES ($1, $2, $3, $4)
                   ON CONFLICT (witness) DO UPDATE SET size = excluded.size, note = excluded.note, at = excluded.at
                   WHERE excluded.size >= cosignatures.size";
        act.tx().execute(sql, &values).await?;
        return known(act, agreed, size).await;
    }
    Ok(())
}

/// The signed checkpoint that a parcel carries.
fn checkpoint_in(parcel: &str) -> Option<String> {
    let body = parcel.split_once('\n')?.1.split_once("\n\n")?.0;
    let body: serde_json::Value = serde_json::from_str(body).ok()?;
    let records = body.get("records")?.as_array()?;
    let request = records
        .iter()
        .find_map(|record| (record.get("record")? == "checkpoint").then(|| record.get("request")?.as_str())?)?;
    Some(Request::parse(request).ok()?.checkpoint)
}
