//! From what happened to the tables: the only place that writes a journalled table.

use hefu_application::State;
use hefu_store::{Tx, Value};

use crate::documents::Document;
use crate::error::OfficeError;
use crate::happened::Happened;
use crate::letters::LetterKind;

mod appeals;
mod awards;
mod confirmations;
mod discussions;
mod early;
mod exchange;
mod experts;
mod identities;
mod joint;
mod overlap;
mod reviews;
mod rulings;

pub(crate) use early::number_of;
pub(crate) use exchange::{fields, standing};

/// Brings the tables up to date with one event that happened at `at`.
///
/// # Errors
/// When the store fails or the event contradicts the tables.
pub(crate) async fn apply(tx: &mut Tx<'_>, happened: &Happened, at: &str) -> Result<(), OfficeError> {
    let text = |value: &str| Value::Text(value.to_owned());
    match happened {
        Happened::OfficeOpened { side, authority, guide, version, digest } => {
            let values = [text(side), text(authority), text(guide), text(version), text(digest)];
            tx.execute(
                "INSERT INTO office (side, authority, guide, version, digest) VALUES ($1, $2, $3, $4, $5)",
                &values,
            )
            .await?;
        }
        Happened::AccountOpened { account, name, email } => {
            tx.execute(
                "INSERT INTO accounts (account, name, email, opened) VALUES ($1, $2, $3, $4)",
                &[text(&account.0), text(name), text(email), text(at)],
            )
            .await?;
        }
        Happened::RoleGiven { account, role } => {
            tx.execute(
                "INSERT INTO roles (account, role, given) VALUES ($1, $2, $3)",
                &[text(&account.0), text(role.word()), text(at)],
            )
            .await?;
        }
        Happened::RoleTaken { account, role } => {
            tx.execute("DELETE FROM roles WHERE account = $1 AND role = $2", &[text(&account.0), text(role.word())])
                .await?;
        }
        Happened::NoticePublished { direction, notice, contact } => {
            let instant = |at: &Option<jiff::Zoned>| at.as_ref().map_or_else(String::new, ToString::to_string);
            let values = [
                text(direction),
                Value::Text(serde_json::to_string(notice)?),
                text(contact),
                Value::Text(instant(&notice.window.opens)),
                Value::Text(instant(&notice.window.closes)),
                text(at),
            ];
            tx.execute(
                "INSERT INTO notices (direction, body, contact, opens, closes, published) VALUES ($1, $2, $3, $4, $5, $6)",
                &values,
            )
            .await?;
        }
        Happened::DeadlineExtended { direction, closes, .. } => {
            tx.execute(
                "UPDATE notices SET closes = $2 WHERE direction = $1",
                &[text(direction), Value::Text(closes.to_string())],
            )
            .await?;
        }
        Happened::ApplicationSubmitted { number, draft, owner, revision, content, digest, documents } => {
            let values = [
                text(number),
                text(draft),
                text(&owner.0),
                text(&content.direction),
                text(word(State::Submitted)),
                Value::Int(*revision),
                text(&content.title.own),
                Value::Text(serde_json::to_string(content)?),
                text(digest),
                text(at),
            ];
            tx.execute(
                "INSERT INTO applications
                   (number, draft, owner, direction, state, revision, title, body, digest, submitted, withdrawn)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL)
                 ON CONFLICT (number) DO UPDATE SET state = excluded.state, revision = excluded.revision,
                   title = excluded.title, body = excluded.body, digest = excluded.digest,
                   submitted = excluded.submitted, withdrawn = NULL",
                &values,
            )
            .await?;
            keep_documents(tx, number, *revision, documents).await?;
            // A ruling is on what was handed in then; the journal keeps it.
            tx.execute("DELETE FROM rulings WHERE number = $1", &[text(number)]).await?;
            confirmations::lapse(tx, number).await?;
            early::handed_in(tx, draft).await?;
            exchange::own_card(tx, content, *revision, at).await?;
        }
        Happened::ApplicationWithdrawn { number, .. } => withdrawn(tx, number, at).await?,
        Happened::Confirmation(step) => confirmations::apply(tx, step, at).await?,
        Happened::Review(step) => reviews::apply(tx, step, at).await?,
        Happened::Discussion(step) => discussions::apply(tx, step, at).await?,
        Happened::Award { step } => awards::apply(tx, step, at).await?,
        Happened::Appeal { step } => appeals::apply(tx, step, at).await?,
        Happened::Expert { step } => experts::apply(tx, step, at).await?,
        Happened::Overlap(step) => overlap::apply(tx, step, at).await?,
        Happened::Identities(step) => identities::apply(tx, step, at).await?,
        Happened::HalfShown { .. } | Happened::HalfHidden { .. } | Happened::PairingCodeSet { .. } => {
            early::apply(tx, happened, at).await?;
        }
        Happened::RulingMade { .. } | Happened::RulingUndone { .. } => rulings::apply(tx, happened, at).await?,
        Happened::LetterModeSet { kind, mode, days } => {
            tx.execute(
                "INSERT INTO letter_settings (kind, mode, days) VALUES ($1, $2, $3)
                 ON CONFLICT (kind) DO UPDATE SET mode = excluded.mode, days = excluded.days",
                &[text(kind.word()), text(mode.word()), days.map_or(Value::Null, Value::Int)],
            )
            .await?;
        }
        Happened::LetterReleased { letter, kind, to } => step(tx, letter, "released", (*kind, to), at).await?,
        Happened::LetterDiscarded { letter, kind, to } => step(tx, letter, "discarded", (*kind, to), at).await?,
        Happened::LetterSent { letter, kind, to } => step(tx, letter, "sent", (*kind, to), at).await?,
        Happened::TermsSigned { .. }
        | Happened::ExchangeAgreed { .. }
        | Happened::ExchangeResumed { .. }
        | Happened::ParcelSealed { .. }
        | Happened::ParcelAcknowledged { .. }
        | Happened::ParcelTaken { .. }
        | Happened::PartnerContradicted { .. }
        | Happened::OwnJournalSetBack { .. }
        | Happened::PartnerSetBack { .. }
        | Happened::CheckpointWitnessed { .. }
        | Happened::ListEntered { .. }
        | Happened::DirectionClosed { .. }
        | Happened::PairRuled { .. }
        | Happened::DirectionSettled { .. } => exchange::apply(tx, happened, at).await?,
        Happened::JointStep { .. }
        | Happened::SupportListEntered { .. }
        | Happened::MembersSet { .. }
        | Happened::ListSealed { .. } => {
            joint::apply(tx, happened, at).await?;
        }
        Happened::TeamJoined { draft, account, role } => {
            let values = [text(draft), text(&account.0), text(role.word()), text(at)];
            let sql = "INSERT INTO team (draft, account, relation, since) VALUES ($1, $2, $3, $4)";
            tx.execute(sql, &values).await?;
        }
        Happened::TeamChanged { draft, account, role } => {
            let sql = "UPDATE team SET relation = $3 WHERE draft = $1 AND account = $2";
            tx.execute(sql, &[text(draft), text(&account.0), text(role.word())]).await?;
        }
        Happened::TeamLeft { draft, account } => {
            let sql = "DELETE FROM team WHERE draft = $1 AND account = $2";
            tx.execute(sql, &[text(draft), text(&account.0)]).await?;
        }
        // What an account signs in with stands in tables of its own, which hold secrets and are not the journal's.
        Happened::PasswordSet { .. }
        | Happened::FactorAdded { .. }
        | Happened::FactorRemoved { .. }
        | Happened::SignOnBound { .. } => {}
        Happened::TokenMade { account, token, name, scopes, expires } => {
            let values = [
                text(token),
                text(&account.0),
                text(name),
                Value::Text(crate::acts::scope_words(scopes)),
                text(at),
                Value::Text(expires.to_string()),
            ];
            let sql = "INSERT INTO tokens (token, account, name, scopes, made, expires)
                       VALUES ($1, $2, $3, $4, $5, $6)";
            tx.execute(sql, &values).await?;
        }
        Happened::TokenRevoked { token, .. } => {
            tx.execute("UPDATE tokens SET revoked = $2 WHERE token = $1", &[text(token), text(at)]).await?;
        }
        Happened::AccountDisabled { account, .. } => {
            let sql = "UPDATE accounts SET disabled = $2 WHERE account = $1";
            tx.execute(sql, &[text(&account.0), text(at)]).await?;
        }
        Happened::AccountEnabled { account } => {
            tx.execute("UPDATE accounts SET disabled = NULL WHERE account = $1", &[text(&account.0)]).await?;
        }
    }
    Ok(())
}

/// An application is no longer handed in: what was confirmed of it is confirmed no more.
async fn withdrawn(tx: &mut Tx<'_>, number: &str, at: &str) -> Result<(), OfficeError> {
    let values = [Value::Text(number.to_owned()), word(State::Withdrawn).into(), at.into()];
    tx.execute("UPDATE applications SET state = $2, withdrawn = $3 WHERE number = $1", &values).await?;
    confirmations::lapse(tx, number).await?;
    exchange::own_card_withdrawn(tx, number, at).await
}

async fn keep_documents(
    tx: &mut Tx<'_>,
    number: &str,
    revision: i64,
    documents: &[Document],
) -> Result<(), OfficeError> {
    for document in documents {
        let held = document.held.as_ref();
        let bytes = held.map(|held| i64::try_from(held.bytes)).transpose();
        let bytes = bytes.map_err(|_| OfficeError::Stored(format!("size of {}", document.name)))?;
        let text = |value: Option<&String>| value.map_or(Value::Null, |value| Value::Text(value.clone()));
        let values = [
            Value::Text(number.to_owned()),
            Value::Int(revision),
            Value::Text(document.name.clone()),
            text(held.map(|held| &held.digest)),
            bytes.map_or(Value::Null, Value::Int),
            text(held.map(|held| &held.media)),
            held.and_then(|held| held.pages).map_or(Value::Null, |pages| Value::Int(i64::from(pages))),
        ];
        tx.execute(
            "INSERT INTO application_documents (number, revision, name, digest, length, media, pages)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &values,
        )
        .await?;
    }
    Ok(())
}

async fn step(
    tx: &mut Tx<'_>,
    letter: &str,
    step: &str,
    (kind, to): (LetterKind, &str),
    at: &str,
) -> Result<(), OfficeError> {
    let values = [letter.into(), step.into(), kind.word().into(), to.into(), at.into()];
    let sql = "INSERT INTO letter_steps (letter, step, kind, recipient, at) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (letter, step) DO UPDATE SET at = excluded.at";
    tx.execute(sql, &values).await?;
    Ok(())
}

/// A state as the tables write it.
pub(crate) const fn word(state: State) -> &'static str {
    match state {
        State::Draft => "draft",
        State::Submitted => "submitted",
        State::Withdrawn => "withdrawn",
    }
}

/// The state of this word.
pub(crate) fn state(word: &str) -> Result<State, OfficeError> {
    [State::Draft, State::Submitted, State::Withdrawn]
        .into_iter()
        .find(|state| self::word(*state) == word)
        .ok_or_else(|| OfficeError::Stored(format!("application state `{word}`")))
}
