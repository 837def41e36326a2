//! Parcels coming in: verified, decided on, taken into the tables, answered with a signature.

use hefu_exchange::joint::Step;
use hefu_exchange::{Answer, Answered, Record};
use hefu_ledger::checkpoint::Checkpoint;
use hefu_ledger::hex::{bytes32, hex};
use hefu_ledger::inbox::{Decision, Inbox, Taken};
use hefu_ledger::key::VerifierKey;
use hefu_ledger::parcel::{Limits, Opened};
use hefu_ledger::tree::Hash;
use hefu_ledger::witness::{self, Request};
use hefu_store::{Act, Value};
use hefu_words::Message;
use sha2::{Digest as _, Sha256};

use super::take_answer::cosigned;
use super::{Doing, record, set_back, tell_award_there, tell_declined_there};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::exchange::{Exchange, counted, exchange, exchanges, stored, text};
use crate::happened::Happened;
use crate::rights::{Action, Thing};

/// How a parcel came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Over the network.
    Wire,
    /// As a file that an officer carried.
    Hand,
}

impl Door {
    const fn word(self) -> &'static str {
        match self {
            Self::Wire => "wire",
            Self::Hand => "hand",
        }
    }
}

/// What a parcel was answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParcelAnswer {
    /// The answer.
    pub answer: Answer,
    /// The same, signed, as it goes back.
    pub text: String,
    /// Whether this parcel had an effect now: false for one taken before.
    pub new: bool,
}

/// Parcels kept aside because those before them are missing, for each exchange.
const ASIDE: i64 = 100;
/// Refused parcels that are remembered.
const REMEMBERED: i64 = 1_000;

/// Takes a parcel. Whoever brings it, only the partner's signature under it counts. Taken again, it is answered as the first
/// time and has no effect.
///
/// # Errors
/// A refusal where it cannot be believed: no parcel, not signed by a partner of this office, altered, for somebody else.
/// Nothing is changed then but the list of refused parcels.
pub async fn take_parcel(office: &Office, doing: Doing, door: Door, bytes: &[u8]) -> Result<ParcelAnswer, OfficeError> {
    let bytes = bytes.to_vec();
    let (writer, shared) = (office.writer().clone(), office.clone());
    let digest = hex(Sha256::digest(&bytes).as_slice());
    let at = doing.now.to_string();
    let taken: Result<ParcelAnswer, String> = writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let known = exchanges(act.tx()).await?;
                match believed(&shared, &known, &bytes) {
                    Ok((agreed, opened)) => {
                        let text = String::from_utf8_lossy(&bytes).into_owned();
                        let (answer, new) = decide(&shared, act, &doing, agreed, &opened, &text).await?;
                        let text = answer
                            .sign(&shared.keys().signing)
                            .map_err(|error| OfficeError::Stored(error.to_string()))?;
                        Ok::<_, OfficeError>(Ok(ParcelAnswer { answer, text, new }))
                    }
                    Err(reason) => {
                        let sql = "INSERT INTO refused_parcels (at, door, digest, reason) VALUES ($1, $2, $3, $4)";
                        act.tx().execute(sql, &[text(&at), text(door.word()), text(&digest), text(&reason)]).await?;
                        let sql =
                            "DELETE FROM refused_parcels WHERE place <= (SELECT MAX(place) FROM refused_parcels) - $1";
                        act.tx().execute(sql, &[Value::Int(REMEMBERED)]).await?;
                        Ok(Err(reason))
                    }
                }
            })
        })
        .await?;
    taken.map_err(|reason| {
        let message = Message::new("exchange-parcel-refused").with("reason", reason);
        Refusal::invalid("parcel", message).into()
    })
}

/// The exchange that a parcel belongs to, with the parcel, or why it cannot be believed.
fn believed<'a>(office: &Office, known: &'a [Exchange], bytes: &[u8]) -> Result<(&'a Exchange, Opened), String> {
    let mut reason = "this office has no exchange with anybody".to_owned();
    for agreed in known {
        let Some(key) = partner_key(agreed) else { continue };
        let inbox = Inbox {
            exchange: agreed.name.clone(),
            from: agreed.partner_origin.clone(),
            to: office.config().origin.clone(),
            keys: vec![key],
            limits: Limits::default(),
        };
        match inbox.open(bytes) {
            Ok(opened) => return Ok((agreed, opened)),
            Err(error) => reason = worse(reason, error.to_string(), &error),
        }
    }
    Err(reason)
}

/// Of two reasons, that which says more: a parcel that a partner has signed and that is wrong, over one that nobody known
/// has signed.
fn worse(before: String, now: String, error: &hefu_ledger::inbox::Refusal) -> String {
    use hefu_ledger::inbox::Refusal::Parcel;
    use hefu_ledger::parcel::ParcelError::Unknown;
    let says_little = matches!(error, Parcel(Unknown));
    if says_little && !before.starts_with("this office") { before } else { now }
}

/// The partner's key.
pub(super) fn partner_key(agreed: &Exchange) -> Option<VerifierKey> {
    agreed.terms.member(&agreed.partner_origin)?.verifier().ok()
}

async fn decide(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    agreed: &Exchange,
    opened: &Opened,
    whole: &str,
) -> Result<(Answer, bool), OfficeError> {
    let last = last_taken(act, &agreed.name).await?;
    let number = opened.parcel.header.number;
    let same = taken_digest(act, &agreed.name, number).await?;
    let inbox = Inbox {
        exchange: agreed.name.clone(),
        from: agreed.partner_origin.clone(),
        to: office.config().origin.clone(),
        keys: Vec::new(),
        limits: Limits::default(),
    };
    let decision = inbox.decide(opened, last, same);
    let stopped = agreed.stopped.is_some();
    let (answered, new) = match decision {
        Decision::Accept if stopped => (Answered::Contradiction, false),
        Decision::Accept => {
            take(office, act, doing, agreed, opened, whole).await?;
            take_those_aside(office, act, doing, agreed, &inbox).await?;
            (Answered::Taken, true)
        }
        Decision::Duplicate => (Answered::Taken, false),
        Decision::Old => (Answered::Old, false),
        Decision::Gap { .. } => {
            keep_aside(act, agreed, opened, whole).await?;
            (Answered::Gap, false)
        }
        Decision::Equivocation { number, taken, shown } => {
            contradicted(act, doing, agreed, (number, &hex(&taken), &hex(&shown)), whole).await?;
            (Answered::Contradiction, false)
        }
    };
    let last = last_taken(act, &agreed.name).await?;
    let next = last.as_ref().map_or(1, |last| last.number + 1);
    let witnessed = act
        .tx()
        .maybe_row("SELECT size, note FROM witnessed WHERE origin = $1", &[text(&agreed.partner_origin)])
        .await?;
    let (witnessed, cosignature) = match witnessed {
        None => (0, None),
        Some(row) => (counted(row.int("size")?)?, row.text("note")?.lines().last().map(str::to_owned)),
    };
    let answer = Answer {
        exchange: agreed.name.clone(),
        from: office.config().origin.clone(),
        to: agreed.partner_origin.clone(),
        number,
        digest: opened.digest,
        answered,
        next,
        last: last.map(|last| last.digest),
        witnessed,
        cosignature,
    };
    Ok((answer, new))
}

async fn last_taken(act: &mut Act<'_>, name: &str) -> Result<Option<Taken>, OfficeError> {
    let sql = "SELECT number, digest FROM parcels_taken WHERE exchange = $1 ORDER BY number DESC LIMIT 1";
    let Some(row) = act.tx().maybe_row(sql, &[text(name)]).await? else { return Ok(None) };
    Ok(Some(Taken { number: counted(row.int("number")?)?, digest: hash(&row.text("digest")?)? }))
}

async fn taken_digest(act: &mut Act<'_>, name: &str, number: u64) -> Result<Option<Hash>, OfficeError> {
    let sql = "SELECT digest FROM parcels_taken WHERE exchange = $1 AND number = $2";
    let row = act.tx().maybe_row(sql, &[text(name), Value::Int(stored(number)?)]).await?;
    row.map(|row| hash(&row.text("digest")?)).transpose()
}

fn hash(digits: &str) -> Result<Hash, OfficeError> {
    bytes32(digits).ok_or_else(|| OfficeError::Stored(format!("digest `{digits}`")))
}

async fn take(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    agreed: &Exchange,
    opened: &Opened,
    whole: &str,
) -> Result<(), OfficeError> {
    let header = &opened.parcel.header;
    let number = stored(header.number)?;
    let happened = Happened::ParcelTaken {
        exchange: agreed.name.clone(),
        number,
        digest: hex(&opened.digest),
        made: header.made.clone(),
        records: opened.parcel.records.clone(),
    };
    record(act, doing, &happened).await?;
    let sql = "INSERT INTO parcel_texts (exchange, way, number, text) VALUES ($1, 'taken', $2, $3)
               ON CONFLICT (exchange, way, number) DO NOTHING";
    act.tx().execute(sql, &[text(&agreed.name), Value::Int(number), text(whole)]).await?;
    let mut steps = Vec::new();
    for value in &opened.parcel.records {
        match Record::read(value) {
            Ok(Record::Joint { direction, step })
                if agreed.terms.decision && agreed.terms.directions.contains(&direction) =>
            {
                steps.push((direction, step));
            }
            Ok(Record::Checkpoint { request }) => witness_it(office, act, doing, agreed, &request, whole).await?,
            Ok(Record::Cosignature { line, .. }) => cosigned(office, act, doing, agreed, &line).await?,
            Ok(Record::Acknowledged { number, digest }) => {
                set_back::unknown_parcel(act, doing, agreed, (number, &digest), whole).await?;
            }
            _ => {}
        }
    }
    for (direction, step) in &steps {
        match step {
            Step::Declined { pair, .. } => tell_declined_there(office, act, doing, direction, pair).await?,
            Step::Award { pair, award, .. } => tell_award_there(office, act, doing, (direction, pair), award).await?,
            _ => {}
        }
    }
    Ok(())
}

/// Witnesses the state of the partner's journal that came with a parcel. One that does not go on from the state cosigned
/// before stops the exchange: it was rolled back, or there are two of it.
async fn witness_it(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    agreed: &Exchange,
    request: &str,
    whole: &str,
) -> Result<(), OfficeError> {
    let Some(key) = partner_key(agreed) else { return Ok(()) };
    let Ok(request) = Request::parse(request) else { return Ok(()) };
    let sql = "SELECT size, root FROM witnessed WHERE origin = $1";
    let row = act.tx().maybe_row(sql, &[text(&agreed.partner_origin)]).await?;
    let last =
        row.map(|row| Ok::<_, OfficeError>((counted(row.int("size")?)?, hash(&row.text("root")?)?))).transpose()?;
    let time = u64::try_from(doing.now.timestamp().as_second()).unwrap_or(0);
    match witness::decide(&request, std::slice::from_ref(&key), last, &office.keys().signing, time) {
        Ok(seen) => {
            let happened = Happened::CheckpointWitnessed {
                origin: agreed.partner_origin.clone(),
                size: stored(seen.checkpoint.size)?,
                root: hex(&seen.checkpoint.root),
                note: format!("{}{}", request.checkpoint, seen.line),
            };
            record(act, doing, &happened).await?;
        }
        Err(refusal) => {
            let Ok(shown) = Checkpoint::verify(&request.checkpoint, &[key]) else { return Ok(()) };
            let Some((size, root)) = last else { return Ok(()) };
            let rolled_back = shown.size < size;
            let split = matches!(refusal, witness::Refusal::SplitView { .. } | witness::Refusal::Proof { .. });
            if rolled_back || split {
                let number = stored(shown.size)?;
                contradicted(act, doing, agreed, (counted(number)?, &hex(&root), &hex(&shown.root)), whole).await?;
            }
        }
    }
    Ok(())
}

/// Records what the partner has signed twice, once for each evidence.
async fn contradicted(
    act: &mut Act<'_>,
    doing: &Doing,
    agreed: &Exchange,
    (number, taken, shown): (u64, &str, &str),
    whole: &str,
) -> Result<(), OfficeError> {
    let sql = "SELECT shown FROM contradictions WHERE exchange = $1 AND shown = $2";
    if act.tx().maybe_row(sql, &[text(&agreed.name), text(shown)]).await?.is_some() {
        return Ok(());
    }
    let happened = Happened::PartnerContradicted {
        exchange: agreed.name.clone(),
        number: stored(number)?,
        taken: taken.to_owned(),
        shown: shown.to_owned(),
        parcel: whole.to_owned(),
    };
    record(act, doing, &happened).await?;
    Ok(())
}

async fn keep_aside(act: &mut Act<'_>, agreed: &Exchange, opened: &Opened, whole: &str) -> Result<(), OfficeError> {
    let sql = "SELECT COUNT(*) AS n FROM parcels_aside WHERE exchange = $1";
    if act.tx().row(sql, &[text(&agreed.name)]).await?.int("n")? >= ASIDE {
        return Ok(());
    }
    let values =
        [text(&agreed.name), Value::Int(stored(opened.parcel.header.number)?), text(&hex(&opened.digest)), text(whole)];
    let sql = "INSERT INTO parcels_aside (exchange, number, digest, text) VALUES ($1, $2, $3, $4)
               ON CONFLICT (exchange, number, digest) DO NOTHING";
    act.tx().execute(sql, &values).await?;
    Ok(())
}

/// Takes those kept aside as far as they follow now.
async fn take_those_aside(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    agreed: &Exchange,
    inbox: &Inbox,
) -> Result<(), OfficeError> {
    let Some(key) = partner_key(agreed) else { return Ok(()) };
    let name = [text(&agreed.name)];
    loop {
        let stopped = exchange(act.tx(), &agreed.name).await?.is_none_or(|now| now.stopped.is_some());
        let last = last_taken(act, &agreed.name).await?;
        let next = stored(last.map_or(1, |last| last.number + 1))?;
        let sql = "SELECT text FROM parcels_aside WHERE exchange = $1 AND number = $2 ORDER BY digest LIMIT 1";
        let Some(row) = act.tx().maybe_row(sql, &[text(&agreed.name), Value::Int(next)]).await? else { break };
        if stopped {
            break;
        }
        let whole = row.text("text")?;
        let opened = hefu_ledger::parcel::Parcel::open(whole.as_bytes(), std::slice::from_ref(&key), &inbox.limits);
        let follows = |opened: &Opened| inbox.decide(opened, last, None) == Decision::Accept;
        let Some(opened) = opened.ok().filter(follows) else {
            act.tx()
                .execute(
                    "DELETE FROM parcels_aside WHERE exchange = $1 AND number = $2",
                    &[text(&agreed.name), Value::Int(next)],
                )
                .await?;
            break;
        };
        take(office, act, doing, agreed, &opened, &whole).await?;
        let sql = "DELETE FROM parcels_aside WHERE exchange = $1 AND number = $2";
        act.tx().execute(sql, &[text(&agreed.name), Value::Int(next)]).await?;
    }
    let sql = "DELETE FROM parcels_aside WHERE exchange = $1 AND number <=
               (SELECT COALESCE(MAX(number), 0) FROM parcels_taken WHERE exchange = $1)";
    act.tx().execute(sql, &name).await?;
    Ok(())
}

/// Takes parcels that an officer brought in files, each by itself and in their order.
///
/// # Errors
/// When the viewer may not. What became of each parcel stands in the result.
pub async fn import_parcels(
    office: &Office,
    doing: Doing,
    files: Vec<(String, Vec<u8>)>,
) -> Result<Vec<(String, Result<ParcelAnswer, Refusal>)>, OfficeError> {
    office.may_here(&doing.viewer, Action::Exchange, Thing::Exchange)?;
    if files.is_empty() {
        let message = Message::new("exchange-no-parcel");
        return Err(Refusal { field: Some("parcel".to_owned()), ..Refusal::new(RefusalKind::Invalid, message) }.into());
    }
    let mut results = Vec::new();
    for (name, bytes) in files {
        match take_parcel(office, doing.clone(), Door::Hand, &bytes).await {
            Ok(answer) => results.push((name, Ok(answer))),
            Err(OfficeError::Refused(refusal)) => results.push((name, Err(refusal))),
            Err(other) => return Err(other),
        }
    }
    Ok(results)
}
