//! A journal that was set back, as by a restored backup: found by what the other office has signed or witnessed of it, shown at
//! both offices, and healed after people have looked.

use hefu_exchange::{Answer, Answered};
use hefu_ledger::hex::hex;
use hefu_store::{Act, Value};

use super::{Doing, record};
use crate::error::OfficeError;
use crate::exchange::{Exchange, counted, stored, text};
use crate::happened::Happened;

/// Looks whether an answer of the partner's speaks of more of this journal than there is or of another parcel than this office
/// knows, or of less of its own than it has acknowledged. Then the exchange stops. Gives whether one of them was set back.
pub(super) async fn judge(
    act: &mut Act<'_>,
    doing: &Doing,
    agreed: &Exchange,
    answer: &Answer,
    signed: &str,
) -> Result<bool, OfficeError> {
    let size = counted(act.tx().journal().size().await?)?;
    let sql = "SELECT COALESCE(MAX(number), 0) AS sealed,
                 COALESCE(MAX(CASE WHEN acknowledged IS NULL THEN 0 ELSE number END), 0) AS acknowledged
               FROM parcels_sent WHERE exchange = $1";
    let row = act.tx().row(sql, &[text(&agreed.name)]).await?;
    let (sealed, acknowledged) = (counted(row.int("sealed")?)?, counted(row.int("acknowledged")?)?);
    let taken = answer.next.saturating_sub(1);
    let sql = "SELECT digest FROM parcels_sent WHERE exchange = $1 AND number = $2";
    let own_last = act.tx().maybe_row(sql, &[text(&agreed.name), Value::Int(stored(taken)?)]).await?;
    let own_last = own_last.map(|row| row.text("digest")).transpose()?;
    // Another parcel under a number of this office's: it has signed both, and does not know of the one that was taken.
    let other = answer.last.is_some_and(|digest| own_last != Some(hex(&digest)));
    if answer.witnessed > size || taken > sealed || other {
        let last = answer.last.map(|digest| (taken, hex(&digest)));
        own(act, doing, agreed, (answer.witnessed, size), last, signed).await?;
        return Ok(true);
    }
    // An answer to a parcel acknowledged since is only late, as where two nodes send at once.
    if answer.answered == Answered::Gap && answer.number > acknowledged && taken < acknowledged {
        let happened = Happened::PartnerSetBack {
            exchange: agreed.name.clone(),
            acknowledged: stored(acknowledged)?,
            waits_for: stored(answer.next)?,
            shown: signed.to_owned(),
        };
        stop(act, doing, agreed, &happened).await?;
        return Ok(true);
    }
    Ok(false)
}

/// The partner acknowledges, in a parcel of its own, one of this office's that this office does not know of.
pub(super) async fn unknown_parcel(
    act: &mut Act<'_>,
    doing: &Doing,
    agreed: &Exchange,
    (number, digest): (u64, &str),
    parcel: &str,
) -> Result<(), OfficeError> {
    let sql = "SELECT COALESCE(MAX(number), 0) AS sealed FROM parcels_sent WHERE exchange = $1";
    if number <= counted(act.tx().row(sql, &[text(&agreed.name)]).await?.int("sealed")?)? {
        return Ok(());
    }
    let size = counted(act.tx().journal().size().await?)?;
    own(act, doing, agreed, (0, size), Some((number, digest.to_owned())), parcel).await
}

async fn own(
    act: &mut Act<'_>,
    doing: &Doing,
    agreed: &Exchange,
    (witnessed, size): (u64, u64),
    last: Option<(u64, String)>,
    shown: &str,
) -> Result<(), OfficeError> {
    let last = last.map(|(number, digest)| Ok::<_, OfficeError>((stored(number)?, digest))).transpose()?;
    let happened = Happened::OwnJournalSetBack {
        exchange: agreed.name.clone(),
        witnessed: stored(witnessed)?,
        size: stored(size)?,
        last: last.clone(),
        shown: shown.to_owned(),
    };
    if !stop(act, doing, agreed, &happened).await? {
        return Ok(());
    }
    // What was sealed since and not acknowledged goes on from a state the partner does not share. What it told is told again
    // once people have looked.
    let sql = "DELETE FROM parcel_texts WHERE exchange = $1 AND way = 'sent' AND number NOT IN
               (SELECT number FROM parcels_sent WHERE exchange = $1 AND number < $2)";
    let from = last.map_or(i64::MAX, |(number, _)| number);
    act.tx().execute(sql, &[text(&agreed.name), Value::Int(from)]).await?;
    Ok(())
}

/// Records it and stops the exchange, unless it stands still already. Gives whether it was recorded.
async fn stop(act: &mut Act<'_>, doing: &Doing, agreed: &Exchange, happened: &Happened) -> Result<bool, OfficeError> {
    let stopped = crate::exchange::exchange(act.tx(), &agreed.name).await?.is_some_and(|now| now.stopped.is_some());
    if !stopped {
        record(act, doing, happened).await?;
    }
    Ok(!stopped)
}
