//! The acts of comparing identity numbers: an office sets whether it takes part, and does what is its turn.

use std::collections::BTreeSet;

use hefu_exchange::identities::IdentityStep;
use hefu_ledger::hex::hex;
use hefu_store::{Act, Value};
use hefu_words::Message;
use jiff::Zoned;

use super::{Doing, conflict, record};
use crate::Office;
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::happened::Happened;
use crate::identities::{Done, IdentityHappened, agreed, compute, derived, evaluated, material, settings};
use crate::rights::{Action, Thing};
use crate::views::is_open;

async fn step(act: &mut Act<'_>, doing: &Doing, step: IdentityHappened) -> Result<(), OfficeError> {
    record(act, doing, &Happened::Identities(step)).await?;
    Ok(())
}

/// Sets whether this office takes part in the comparison of identity numbers in a direction: how many numbers it evaluates for
/// the partner at most, or nothing to take no part. Taking part anew it makes a new key; taking part no longer it destroys the
/// key, so that what was evaluated before is of no use any more. Setting the same again changes nothing.
///
/// # Errors
/// When the viewer may not, there is no such direction, the number is 0, or the terms of its exchange do not name it.
pub async fn set_identities(
    office: &Office,
    doing: Doing,
    direction: &str,
    most: Option<u32>,
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Exchange, Thing::Exchange)?;
    let direction = office.direction(direction)?.number.clone();
    if most == Some(0) {
        return Err(Refusal::invalid("most", Message::new("identities-most-wrong")).into());
    }
    let seed = office.random().bytes()?;
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let set = settings(act.tx(), &direction).await?;
                if set.as_ref().map(|set| set.most) == most {
                    return Ok(());
                }
                let Some(most) = most else {
                    for table in ["identity_seeds", "identity_blinds", "identity_outputs", "identity_due"] {
                        let sql = format!("DELETE FROM {table} WHERE direction = $1");
                        act.tx().execute(&sql, &[text(&direction)]).await?;
                    }
                    let off = IdentityHappened::Set { direction, most: None, key: String::new() };
                    return step(act, &doing, off).await;
                };
                let exchange = agreed(act.tx(), &direction).await?;
                let exchange = exchange.ok_or_else(|| conflict("identities-not-in-terms"))?;
                let key = match set {
                    Some(set) => set.key,
                    None => {
                        let sql = "INSERT INTO identity_seeds (direction, seed) VALUES ($1, $2)";
                        act.tx().execute(sql, &[text(&direction), text(&hex(&seed))]).await?;
                        let sql = "INSERT INTO identity_due (direction, wanted, done, told) VALUES ($1, 0, 0, '')";
                        act.tx().execute(sql, &[text(&direction)]).await?;
                        derived(&office, &seed, &exchange.name, &direction)?.public()
                    }
                };
                step(act, &doing, IdentityHappened::Set { direction, most: Some(most), key }).await
            })
        })
        .await
}

/// Directions in which something has changed that the comparison of identity numbers rests on. While the window of a direction
/// is open here, its turn waits: people come and go, and nothing is told of those who may be gone tomorrow.
///
/// # Errors
/// When the store fails.
pub async fn identities_due(office: &Office, now: &Zoned) -> Result<Vec<String>, OfficeError> {
    let mut tx = office.db().read().await?;
    let mut due = Vec::new();
    for row in tx.rows("SELECT direction FROM identity_due WHERE wanted > done ORDER BY direction", &[]).await? {
        let direction = row.text("direction")?;
        if !is_open(office, &mut tx, &direction, now).await? {
            due.push(direction);
        }
    }
    Ok(due)
}

/// Does what is this office's turn in the comparison of a direction, once its window is closed here: tells the people of its halves where they have changed,
/// answers what the partner has asked, opens the partner's answer, asks, and compares. Everything is computed before the one
/// writer of the office is asked for. Gives whether there was anything to do.
///
/// # Errors
/// When the store fails.
pub async fn compare_identities(office: &Office, doing: Doing, direction: &str) -> Result<bool, OfficeError> {
    let mut tx = office.db().read().await?;
    if is_open(office, &mut tx, direction, &doing.now).await? {
        return Ok(false);
    }
    let sql = "SELECT wanted FROM identity_due WHERE direction = $1 AND wanted > done";
    let Some(row) = tx.maybe_row(sql, &[text(direction)]).await? else { return Ok(false) };
    let wanted = row.int("wanted")?;
    let found = material(office, &mut tx, direction).await?;
    drop(tx);
    let Some(found) = found else { return looked(office, direction, wanted, None, doing).await };
    let (of, about) = (office.clone(), direction.to_owned());
    let computed = tokio::task::spawn_blocking(move || {
        let done = compute(&of, &about, &found)?;
        Ok::<_, OfficeError>((
            done,
            Basis { own: found.set.key, partner: found.partner.key, evaluated: found.evaluated },
        ))
    });
    let computed = computed.await.map_err(|error| OfficeError::Stored(error.to_string()))??;
    looked(office, direction, wanted, Some(computed), doing).await
}

/// What a round was computed under: where it is otherwise by now, another node was quicker, and nothing is written.
struct Basis {
    own: String,
    partner: String,
    evaluated: u32,
}

async fn looked(
    office: &Office,
    direction: &str,
    wanted: i64,
    computed: Option<(Done, Basis)>,
    doing: Doing,
) -> Result<bool, OfficeError> {
    let direction = direction.to_owned();
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "UPDATE identity_due SET done = $2 WHERE direction = $1 AND done < $2";
                if act.tx().execute(sql, &[text(&direction), Value::Int(wanted)]).await? == 0 {
                    return Ok(false);
                }
                let Some((done, basis)) = computed else { return Ok(false) };
                if !holds(act, &direction, &basis).await? {
                    crate::identities::due(act.tx(), Some(&direction)).await?;
                    return Ok(false);
                }
                write(act, &doing, &direction, (done, basis)).await
            })
        })
        .await
}

/// Whether nobody has set, told or evaluated anything in between.
async fn holds(act: &mut Act<'_>, direction: &str, basis: &Basis) -> Result<bool, OfficeError> {
    let Some(exchange) = agreed(act.tx(), direction).await?.filter(|exchange| exchange.stopped.is_none()) else {
        return Ok(false);
    };
    let own = settings(act.tx(), direction).await?.map(|set| set.key);
    let partner = crate::identities::partners(act.tx(), direction).await?.map(|set| set.key);
    let evaluated = evaluated(act.tx(), direction, &exchange.partner_side, &basis.own).await?;
    Ok(own.as_ref() == Some(&basis.own) && partner.as_ref() == Some(&basis.partner) && evaluated == basis.evaluated)
}

async fn write(
    act: &mut Act<'_>,
    doing: &Doing,
    direction: &str,
    (done, basis): (Done, Basis),
) -> Result<bool, OfficeError> {
    let mut any = false;
    let told = |told: IdentityStep| IdentityHappened::Told { direction: direction.to_owned(), told };
    if let Some((people, digest)) = done.people {
        step(act, doing, told(people)).await?;
        let sql = "UPDATE identity_due SET told = $2 WHERE direction = $1";
        act.tx().execute(sql, &[text(direction), text(&digest)]).await?;
        any = true;
    }
    for (question, answer) in done.answers {
        if waits(act, direction, &question, "asked").await? {
            step(act, doing, told(answer)).await?;
            any = true;
        }
    }
    if let Some(opened) = done.opened {
        let of = [text(direction), text(&opened.question)];
        // What was kept of the question is dropped, whatever its answer came to.
        let sql = "DELETE FROM identity_blinds WHERE direction = $1 AND question = $2";
        if act.tx().execute(sql, &of).await? > 0 {
            match opened.outputs {
                Ok(outputs) => {
                    for (number, output) in outputs {
                        let values = [text(direction), text(&basis.partner), text(&number), text(&output.secret())];
                        let sql =
                            "INSERT INTO identity_outputs (direction, key, number, output) VALUES ($1, $2, $3, $4)
                                   ON CONFLICT (direction, key, number) DO NOTHING";
                        act.tx().execute(sql, &values).await?;
                    }
                }
                Err(reason) => {
                    let doubted = IdentityHappened::Doubted {
                        direction: direction.to_owned(),
                        question: opened.question,
                        reason,
                    };
                    step(act, doing, doubted).await?;
                }
            }
            any = true;
        }
    }
    forget(act, direction, &basis.partner, &done.numbers).await?;
    if let Some((question, id, blinds)) = done.question {
        let sql = "DELETE FROM identity_blinds WHERE direction = $1";
        act.tx().execute(sql, &[text(direction)]).await?;
        let sql = "INSERT INTO identity_blinds (direction, question, body) VALUES ($1, $2, $3)";
        act.tx().execute(sql, &[text(direction), text(&id), text(&serde_json::to_string(&blinds)?)]).await?;
        step(act, doing, told(question)).await?;
        any = true;
    }
    if let Some(result) = done.compared {
        step(act, doing, IdentityHappened::Compared { direction: direction.to_owned(), result }).await?;
        any = true;
    }
    Ok(any)
}

/// Drops what numbers come to that are no longer in the register, or under a key that is gone.
async fn forget(act: &mut Act<'_>, direction: &str, key: &str, numbers: &BTreeSet<String>) -> Result<(), OfficeError> {
    let sql = "DELETE FROM identity_outputs WHERE direction = $1 AND key <> $2";
    act.tx().execute(sql, &[text(direction), text(key)]).await?;
    let sql = "SELECT number FROM identity_outputs WHERE direction = $1 ORDER BY number";
    for row in act.tx().rows(sql, &[text(direction)]).await? {
        let number = row.text("number")?;
        if !numbers.contains(&number) {
            let sql = "DELETE FROM identity_outputs WHERE direction = $1 AND number = $2";
            act.tx().execute(sql, &[text(direction), text(&number)]).await?;
        }
    }
    Ok(())
}

/// Whether a question still stands so.
async fn waits(act: &mut Act<'_>, direction: &str, question: &str, state: &str) -> Result<bool, OfficeError> {
    let sql = "SELECT question FROM identity_questions WHERE direction = $1 AND question = $2 AND state = $3";
    Ok(act.tx().maybe_row(sql, &[text(direction), text(question), text(state)]).await?.is_some())
}
