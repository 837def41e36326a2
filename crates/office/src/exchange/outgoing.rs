//! What an act has the partner told, put aside in the act's own transaction, and the directions whose pairing it makes stale.

use hefu_application::{ClosingStatement, Notice};
use hefu_exchange::identities::IdentityStep;
use hefu_exchange::joint::Step;
use hefu_exchange::{Card, ConfirmationDates, NoticeField, PartnerNotice, Record};
use hefu_store::{Tx, Value};

use super::{Exchange, exchange, exchanges_of, text};
use crate::confirmation::{ConfirmationStep, rule_of};
use crate::error::OfficeError;
use crate::experts::ExpertStep;
use crate::happened::Happened;
use crate::identities::IdentityHappened;

/// Puts aside what the partner is told of this, and marks what must be paired again.
pub(crate) async fn queue(tx: &mut Tx<'_>, happened: &Happened) -> Result<(), OfficeError> {
    match happened {
        Happened::ApplicationSubmitted { number, content, .. } => {
            card(tx, number, &content.direction).await?;
            stale(tx, &content.direction).await
        }
        Happened::ApplicationWithdrawn { number, .. }
        | Happened::Confirmation(ConfirmationStep::SentBack { number, .. }) => {
            let sql = "SELECT direction FROM applications WHERE number = $1";
            let direction = tx.row(sql, &[text(number)]).await?.text("direction")?;
            card(tx, number, &direction).await?;
            stale(tx, &direction).await
        }
        Happened::HalfShown { number, card: shown, .. } => {
            card(tx, number, &shown.direction).await?;
            stale(tx, &shown.direction).await
        }
        Happened::HalfHidden { draft, .. } | Happened::PairingCodeSet { draft, .. } => {
            let sql = "SELECT d.direction AS direction, c.number AS number FROM drafts d
                       JOIN cards c ON c.number IN (SELECT a.number FROM applications a WHERE a.draft = d.draft
                         UNION SELECT s.number FROM shown_halves s WHERE s.draft = d.draft)
                       JOIN office o ON o.side = c.side WHERE d.draft = $1";
            let Some(row) = tx.maybe_row(sql, &[text(draft)]).await? else { return Ok(()) };
            let (direction, number) = (row.text("direction")?, row.text("number")?);
            card(tx, &number, &direction).await?;
            stale(tx, &direction).await
        }
        Happened::NoticePublished { direction, .. } | Happened::DeadlineExtended { direction, .. } => {
            for to in exchanges_of(tx, direction).await? {
                notice(tx, &to, direction).await?;
            }
            stale(tx, direction).await
        }
        Happened::Confirmation(ConfirmationStep::Required { direction, .. }) => {
            for to in exchanges_of(tx, direction).await? {
                if to.terms.tells(NoticeField::Confirmations) {
                    notice(tx, &to, direction).await?;
                }
            }
            Ok(())
        }
        Happened::DirectionClosed { direction, statement } => {
            for to in exchanges_of(tx, direction).await? {
                closing(tx, &to, direction, statement).await?;
            }
            Ok(())
        }
        Happened::DirectionSettled { direction, .. } => {
            joint(tx, direction, &crate::projection::standing(happened)).await
        }
        Happened::JointStep { direction, step } => joint(tx, direction, step).await,
        Happened::Identities(step) => identities(tx, step).await,
        Happened::Expert { step } if matches!(**step, ExpertStep::Entered { .. } | ExpertStep::Retired { .. }) => {
            crate::identities::due(tx, None).await
        }
        // After a stop either side may lack what it knew before: all is told again, and what is known has no effect.
        Happened::ExchangeAgreed { exchange: name, .. } | Happened::ExchangeResumed { exchange: name, .. } => {
            let Some(agreed) = exchange(tx, name).await? else { return Ok(()) };
            everything(tx, &agreed).await
        }
        Happened::ParcelTaken { exchange: name, number, digest, records, .. } => {
            let Some(agreed) = exchange(tx, name).await? else { return Ok(()) };
            if records.iter().filter_map(|value| Record::read(value).ok()).any(|record| record.substantive()) {
                let said = Record::Acknowledged { number: super::counted(*number)?, digest: digest.clone() };
                put(tx, &agreed, &said).await?;
            }
            for direction in &agreed.terms.directions {
                stale(tx, direction).await?;
            }
            Ok(())
        }
        Happened::ListEntered { direction, .. } | Happened::PairRuled { direction, .. } => stale(tx, direction).await,
        _ => Ok(()),
    }
}

/// Marks a direction as to be paired again.
async fn stale(tx: &mut Tx<'_>, direction: &str) -> Result<(), OfficeError> {
    let sql = "INSERT INTO pairings (direction, wanted, done, at) VALUES ($1, 1, 0, '')
               ON CONFLICT (direction) DO UPDATE SET wanted = pairings.wanted + 1";
    tx.execute(sql, &[text(direction)]).await?;
    // Whoever takes part, or which halves belong together, may have changed.
    crate::identities::due(tx, Some(direction)).await
}

async fn put(tx: &mut Tx<'_>, to: &Exchange, record: &Record) -> Result<(), OfficeError> {
    let body = serde_json::to_string(record)?;
    let sql = "INSERT INTO outgoing (exchange, body) VALUES ($1, $2)";
    tx.execute(sql, &[text(&to.name), Value::Text(body)]).await?;
    Ok(())
}

async fn card(tx: &mut Tx<'_>, number: &str, direction: &str) -> Result<(), OfficeError> {
    let sql = "SELECT c.body AS body FROM cards c JOIN office o ON o.side = c.side WHERE c.number = $1";
    let body = tx.row(sql, &[text(number)]).await?.text("body")?;
    let card: Card = serde_json::from_str(&body)?;
    for to in exchanges_of(tx, direction).await? {
        put(tx, &to, &Record::Card { card: Box::new(card.clone()) }).await?;
    }
    Ok(())
}

async fn notice(tx: &mut Tx<'_>, to: &Exchange, direction: &str) -> Result<(), OfficeError> {
    let sql = "SELECT contact FROM notices WHERE direction = $1";
    let Some(row) = tx.maybe_row(sql, &[text(direction)]).await? else { return Ok(()) };
    let Some(notice) = crate::views::own_notices(tx).await?.remove(direction) else { return Ok(()) };
    let Notice { number, authority, window, basis, .. } = notice;
    let told = rule_of(tx, direction).await?.filter(|_| to.terms.tells(NoticeField::Confirmations));
    let confirmations = told.map(|rule| ConfirmationDates { unit: rule.unit, recommender: rule.recommender });
    let notice = PartnerNotice { number, authority, window, basis, contact: row.text("contact")?, confirmations };
    put(tx, to, &Record::Notice { direction: direction.to_owned(), notice }).await
}

async fn closing(
    tx: &mut Tx<'_>,
    to: &Exchange,
    direction: &str,
    statement: &ClosingStatement,
) -> Result<(), OfficeError> {
    put(tx, to, &Record::Closing { direction: direction.to_owned(), statement: statement.clone() }).await
}

async fn joint(tx: &mut Tx<'_>, direction: &str, step: &Step) -> Result<(), OfficeError> {
    for to in exchanges_of(tx, direction).await?.into_iter().filter(|to| to.terms.decision) {
        put(tx, &to, &Record::Joint { direction: direction.to_owned(), step: step.clone() }).await?;
    }
    Ok(())
}

/// What the partner is told of the comparison of identity numbers.
async fn identities(tx: &mut Tx<'_>, happened: &IdentityHappened) -> Result<(), OfficeError> {
    let (direction, step) = match happened {
        IdentityHappened::Set { direction, most: Some(most), key } => {
            crate::identities::due(tx, Some(direction)).await?;
            (direction, IdentityStep::Offered { key: key.clone(), most: *most })
        }
        IdentityHappened::Set { direction, most: None, .. } => (direction, IdentityStep::Ended {}),
        IdentityHappened::Told { direction, told } => (direction, told.clone()),
        IdentityHappened::Doubted { .. } | IdentityHappened::Compared { .. } => return Ok(()),
    };
    for to in exchanges_of(tx, direction).await?.into_iter().filter(|to| to.terms.identities) {
        put(tx, &to, &Record::Identities { direction: direction.clone(), step: step.clone() }).await?;
    }
    Ok(())
}

/// All that a new partner does not know yet.
async fn everything(tx: &mut Tx<'_>, to: &Exchange) -> Result<(), OfficeError> {
    for direction in &to.terms.directions {
        notice(tx, to, direction).await?;
        let sql = "SELECT c.number AS number, c.body AS body FROM cards c JOIN office o ON o.side = c.side
                   WHERE c.direction = $1 ORDER BY c.number";
        for row in tx.rows(sql, &[text(direction)]).await? {
            let card: Card = serde_json::from_str(&row.text("body")?)?;
            put(tx, to, &Record::Card { card: Box::new(card) }).await?;
        }
        let sql = "SELECT c.body AS body FROM closings c JOIN office o ON o.side = c.side WHERE c.direction = $1";
        if let Some(row) = tx.maybe_row(sql, &[text(direction)]).await? {
            let statement: ClosingStatement = serde_json::from_str(&row.text("body")?)?;
            closing(tx, to, direction, &statement).await?;
        }
        if to.terms.decision {
            let sql = "SELECT s.body AS body FROM joint_steps s JOIN office o ON o.side = s.side
                       WHERE s.direction = $1 ORDER BY s.number";
            for row in tx.rows(sql, &[text(direction)]).await? {
                let step: Step = serde_json::from_str(&row.text("body")?)?;
                put(tx, to, &Record::Joint { direction: direction.clone(), step }).await?;
            }
        }
        if to.terms.identities {
            for step in crate::identities::told(tx, direction).await? {
                put(tx, to, &Record::Identities { direction: direction.clone(), step }).await?;
            }
        }
        stale(tx, direction).await?;
    }
    Ok(())
}
