//! Everything one round of the comparison is computed from, read at one instant.

use std::collections::{BTreeMap, BTreeSet};

use hefu_application::Application;
use hefu_exchange::identities::{Blind, EvaluationKey, IdentityStep, Output, PairMarks, Value};
use hefu_ledger::hex::bytes32;
use hefu_pairing::Pair;
use hefu_store::Tx;

use super::{Compared, IdentitySettings, agreed, compared, evaluated, partners, settings};
use crate::Office;
use crate::error::OfficeError;
use crate::exchange::text;
use crate::experts::{Expert, ExpertState, register_of};

/// A question that waits here.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub question: String,
    pub key: String,
    pub count: usize,
    pub step: IdentityStep,
}

/// An answer that has not been opened.
#[derive(Debug)]
pub(crate) struct Unopened {
    pub question: String,
    pub key: String,
    pub blinds: Vec<Blind>,
    /// The answer.
    pub step: IdentityStep,
}

/// Everything one round is computed from.
#[derive(Debug)]
pub(crate) struct Material {
    pub set: IdentitySettings,
    pub partner: IdentitySettings,
    pub key: EvaluationKey,
    /// Pairs with the number of this office's half and what is compared of its people.
    pub pairs: BTreeMap<String, (String, BTreeSet<Value>)>,
    /// Digest, under a key of this office, of the people that were told last.
    pub told: String,
    /// Questions of the partner's.
    pub asked: Vec<Waiting>,
    /// Numbers evaluated for the partner so far under the key in force.
    pub evaluated: u32,
    /// An answer of the partner's.
    pub answer: Option<Unopened>,
    /// Whether something may be asked: nothing waits, was refused or could not be believed under the partner's key.
    pub may_ask: bool,
    /// Numbers the partner has evaluated so far under its key.
    pub had: u32,
    /// Experts who may be asked, with what is compared of each.
    pub experts: Vec<(String, BTreeSet<Value>)>,
    /// What numbers come to under the partner's key, by their digest under a key of this office.
    pub outputs: BTreeMap<String, Output>,
    /// What the partner has told of its people.
    pub people: Option<(String, Vec<PairMarks>)>,
    /// The last comparison.
    pub last: Option<Compared>,
}

/// Reads it; nothing where the comparison does not stand in the terms, or not both offices take part.
pub(crate) async fn material(
    office: &Office,
    tx: &mut Tx<'_>,
    direction: &str,
) -> Result<Option<Material>, OfficeError> {
    let Some(exchange) = agreed(tx, direction).await?.filter(|exchange| exchange.stopped.is_none()) else {
        return Ok(None);
    };
    let (Some(set), Some(partner)) = (settings(tx, direction).await?, partners(tx, direction).await?) else {
        return Ok(None);
    };
    let Some(key) = key_of(office, tx, &exchange.name, direction).await?.filter(|key| key.public() == set.key) else {
        return Ok(None);
    };
    let own = office.config().side.as_str();
    let there = exchange.partner_side.as_str();
    Ok(Some(Material {
        pairs: people(tx, direction, own).await?,
        told: told(tx, direction).await?,
        asked: waiting(tx, direction, there).await?,
        evaluated: evaluated(tx, direction, there, &set.key).await?,
        answer: unopened(tx, direction, own, &partner.key).await?,
        may_ask: may_ask(tx, direction, own, &partner.key).await?,
        had: evaluated(tx, direction, own, &partner.key).await?,
        experts: experts(tx).await?,
        outputs: outputs(tx, direction, &partner.key).await?,
        people: partners_people(tx, direction, there, &partner.key).await?,
        last: compared(tx, direction).await?.map(|(last, _)| last),
        set,
        partner,
        key,
    }))
}

/// The key in force: half of what it follows from stands in the store, half in the office's key file.
pub(super) async fn key_of(
    office: &Office,
    tx: &mut Tx<'_>,
    exchange: &str,
    direction: &str,
) -> Result<Option<EvaluationKey>, OfficeError> {
    let sql = "SELECT seed FROM identity_seeds WHERE direction = $1";
    let Some(row) = tx.maybe_row(sql, &[text(direction)]).await? else { return Ok(None) };
    let seed = bytes32(&row.text("seed")?).ok_or_else(|| OfficeError::Stored("a seed".to_owned()))?;
    derived(office, &seed, exchange, direction).map(Some)
}

/// The key that follows from a seed.
pub(crate) fn derived(
    office: &Office,
    seed: &[u8; 32],
    exchange: &str,
    direction: &str,
) -> Result<EvaluationKey, OfficeError> {
    let secret = office.keys().keyed("identity key", seed)?;
    EvaluationKey::derive(&secret, exchange, direction).map_err(|error| OfficeError::Stored(error.to_string()))
}

/// The people of this office's half of each pair.
async fn people(
    tx: &mut Tx<'_>,
    direction: &str,
    own: &str,
) -> Result<BTreeMap<String, (String, BTreeSet<Value>)>, OfficeError> {
    let mut halves: BTreeMap<String, BTreeSet<Value>> = BTreeMap::new();
    let sql = "SELECT number, body FROM applications WHERE direction = $1 AND state = 'submitted' ORDER BY number";
    for row in tx.rows(sql, &[text(direction)]).await? {
        let application: Application = serde_json::from_str(&row.text("body")?)?;
        let of = application.people.iter().flat_map(|person| &person.identifiers);
        let values = of.filter_map(|(scheme, number)| Value::of(scheme, number)).collect();
        halves.insert(row.text("number")?, values);
    }
    let mut pairs = BTreeMap::new();
    for row in tx.rows("SELECT body FROM pairs WHERE direction = $1 ORDER BY pair", &[text(direction)]).await? {
        let pair: Pair = serde_json::from_str(&row.text("body")?)?;
        let half = pair.halves.iter().find(|half| half.side.as_str() == own);
        if let Some((number, values)) = half.and_then(|half| halves.get_key_value(&half.number)) {
            pairs.insert(pair.id, (number.clone(), values.clone()));
        }
    }
    Ok(pairs)
}

async fn told(tx: &mut Tx<'_>, direction: &str) -> Result<String, OfficeError> {
    let row = tx.maybe_row("SELECT told FROM identity_due WHERE direction = $1", &[text(direction)]).await?;
    Ok(row.map(|row| row.text("told")).transpose()?.unwrap_or_default())
}

async fn waiting(tx: &mut Tx<'_>, direction: &str, side: &str) -> Result<Vec<Waiting>, OfficeError> {
    let sql = "SELECT question, key, count, body FROM identity_questions
               WHERE direction = $1 AND side = $2 AND state = 'asked' ORDER BY asked, question";
    let rows = tx.rows(sql, &[text(direction), text(side)]).await?;
    rows.iter()
        .map(|row| {
            Ok(Waiting {
                question: row.text("question")?,
                key: row.text("key")?,
                count: usize::try_from(row.int("count")?).unwrap_or(usize::MAX),
                step: serde_json::from_str(&row.text("body")?)?,
            })
        })
        .collect()
}

async fn unopened(tx: &mut Tx<'_>, direction: &str, own: &str, key: &str) -> Result<Option<Unopened>, OfficeError> {
    let sql = "SELECT q.question AS question, q.answer AS answer, b.body AS blinds FROM identity_questions q
               JOIN identity_blinds b ON b.direction = q.direction AND b.question = q.question
               WHERE q.direction = $1 AND q.side = $2 AND q.key = $3 AND q.state = 'answered' ORDER BY q.question LIMIT 1";
    let row = tx.maybe_row(sql, &[text(direction), text(own), text(key)]).await?;
    row.map(|row| {
        Ok(Unopened {
            question: row.text("question")?,
            key: key.to_owned(),
            blinds: serde_json::from_str(&row.text("blinds")?)?,
            step: serde_json::from_str(&row.text("answer")?)?,
        })
    })
    .transpose()
}

async fn may_ask(tx: &mut Tx<'_>, direction: &str, own: &str, key: &str) -> Result<bool, OfficeError> {
    let sql = "SELECT question FROM identity_questions WHERE direction = $1 AND side = $2 AND key = $3
               AND state IN ('asked', 'refused', 'doubted') LIMIT 1";
    Ok(tx.maybe_row(sql, &[text(direction), text(own), text(key)]).await?.is_none())
}

/// Those of the register who may be asked, with what is compared of each.
pub(super) async fn experts(tx: &mut Tx<'_>) -> Result<Vec<(String, BTreeSet<Value>)>, OfficeError> {
    let one = |expert: &Expert| {
        let orcid = expert.orcid.as_deref().and_then(|orcid| Value::of("orcid", orcid));
        expert.numbers.values().chain(orcid).collect::<BTreeSet<_>>()
    };
    let register = register_of(tx).await?;
    let asked = register.iter().filter(|(_, state)| *state != ExpertState::Retired);
    Ok(asked.map(|(expert, _)| (expert.number.clone(), one(expert))).collect())
}

async fn outputs(tx: &mut Tx<'_>, direction: &str, key: &str) -> Result<BTreeMap<String, Output>, OfficeError> {
    let sql = "SELECT number, output FROM identity_outputs WHERE direction = $1 AND key = $2 ORDER BY number";
    let rows = tx.rows(sql, &[text(direction), text(key)]).await?;
    let fault = || OfficeError::Stored("what a number comes to".to_owned());
    rows.iter()
        .map(|row| Ok((row.text("number")?, Output::of_secret(&row.text("output")?).ok_or_else(fault)?)))
        .collect()
}

async fn partners_people(
    tx: &mut Tx<'_>,
    direction: &str,
    side: &str,
    wanted: &str,
) -> Result<Option<(String, Vec<PairMarks>)>, OfficeError> {
    let sql = "SELECT body FROM identity_people WHERE direction = $1 AND side = $2";
    let Some(row) = tx.maybe_row(sql, &[text(direction), text(side)]).await? else { return Ok(None) };
    match serde_json::from_str(&row.text("body")?)? {
        IdentityStep::People { key, salt, pairs } if key == wanted => Ok(Some((salt, pairs))),
        _ => Ok(None),
    }
}
