//! What was told and heard in each exchange, number by number, and where this office's record of the partner's applications is
//! not what the partner's closing statement says.

use hefu_application::ClosingStatement;
use hefu_check::closing_digest;
use hefu_store::Tx;

use crate::Office;
use crate::acts::Doing;
use crate::error::OfficeError;
use crate::exchange::{Exchange, exchanges, text};
use crate::rights::{Action, Thing};

/// A parcel of this office's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentParcel {
    /// Its number.
    pub number: i64,
    /// Its digest, hexadecimal.
    pub digest: String,
    /// When it was made.
    pub made: String,
    /// How many records it carries.
    pub records: i64,
    /// When the partner's acknowledgement came; nothing while it has not.
    pub acknowledged: Option<String>,
}

/// A parcel of the partner's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenParcel {
    /// Its number.
    pub number: i64,
    /// Its digest, hexadecimal.
    pub digest: String,
    /// When it was made, as written in it.
    pub made: String,
    /// How many records it carries.
    pub records: i64,
    /// When it was taken; nothing where it is kept aside because parcels before it are missing.
    pub taken: Option<String>,
}

/// The list of one side in one direction: as this office has it, and as the side has stated it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListLine {
    /// Direction number.
    pub direction: String,
    /// Side.
    pub side: String,
    /// How many applications handed in this office has cards of.
    pub count: u64,
    /// The greatest number among them.
    pub last_number: Option<String>,
    /// Digest over their numbers, hexadecimal, as a closing statement has it.
    pub digest: String,
    /// What the side has stated, once it has.
    pub stated: Option<ClosingStatement>,
}

/// Where a list is not what was stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// In how many there are.
    Count,
    /// In the last number.
    LastNumber,
    /// In which they are.
    Digest,
}

impl ListLine {
    /// Where the list is not what was stated; nothing before there is a statement.
    pub fn differences(&self) -> Vec<Difference> {
        let Some(stated) = &self.stated else { return Vec::new() };
        let differs = [
            (stated.count != self.count, Difference::Count),
            (stated.last_number != self.last_number, Difference::LastNumber),
            (stated.digest.as_ref().is_some_and(|digest| *digest != self.digest), Difference::Digest),
        ];
        differs.into_iter().filter(|(differs, _)| *differs).map(|(_, what)| what).collect()
    }
}

/// One exchange, reconciled.
#[derive(Clone, Debug, PartialEq)]
pub struct Reconciliation {
    /// The exchange.
    pub exchange: Exchange,
    /// What this office has sent, newest first.
    pub sent: Vec<SentParcel>,
    /// What came of the partner's, newest first, with what is kept aside.
    pub taken: Vec<TakenParcel>,
    /// Numbers of the partner's parcels that are missing before one that came, from and to.
    pub gaps: Vec<(i64, i64)>,
    /// Records that wait to be sent.
    pub waiting: i64,
    /// The lists of both sides by direction.
    pub lists: Vec<ListLine>,
}

impl Reconciliation {
    /// Parcels that the partner has not acknowledged.
    pub fn unacknowledged(&self) -> usize {
        self.sent.iter().filter(|parcel| parcel.acknowledged.is_none()).count()
    }

    /// Whether both sides have the same: all is sent and acknowledged, nothing is missing, every statement is borne out.
    pub fn agrees(&self) -> bool {
        let told = self.waiting == 0 && self.unacknowledged() == 0 && self.gaps.is_empty();
        told && self.lists.iter().all(|line| line.differences().is_empty())
    }
}

/// Every exchange of this office, reconciled as far as it has come.
///
/// # Errors
/// A refusal where the viewer may not see exchanges.
pub async fn reconciliations(office: &Office, doing: &Doing) -> Result<Vec<Reconciliation>, OfficeError> {
    office.may_here(&doing.viewer, Action::See, Thing::Exchange)?;
    let mut tx = office.db().read().await?;
    let mut all = Vec::new();
    for exchange in exchanges(&mut tx).await? {
        all.push(one(office, &mut tx, exchange).await?);
    }
    Ok(all)
}

async fn one(office: &Office, tx: &mut Tx<'_>, exchange: Exchange) -> Result<Reconciliation, OfficeError> {
    let name = [text(&exchange.name)];
    let mut found = Reconciliation {
        sent: Vec::new(),
        taken: Vec::new(),
        gaps: Vec::new(),
        waiting: 0,
        lists: Vec::new(),
        exchange,
    };
    // An acknowledgement that waits goes along with the next parcel and makes none necessary.
    let sql = "SELECT COUNT(*) AS n FROM outgoing WHERE exchange = $1
               AND body NOT LIKE '{\"record\":\"acknowledged\"%'";
    found.waiting = tx.row(sql, &name).await?.int("n")?;
    let sql = "SELECT number, digest, made, records, acknowledged FROM parcels_sent WHERE exchange = $1
               ORDER BY number DESC";
    for row in tx.rows(sql, &name).await? {
        found.sent.push(SentParcel {
            number: row.int("number")?,
            digest: row.text("digest")?,
            made: row.text("made")?,
            records: row.int("records")?,
            acknowledged: row.maybe_text("acknowledged")?,
        });
    }
    let sql = "SELECT number, digest, made, records, taken FROM parcels_taken WHERE exchange = $1 ORDER BY number";
    for row in tx.rows(sql, &name).await? {
        found.taken.push(TakenParcel {
            number: row.int("number")?,
            digest: row.text("digest")?,
            made: row.text("made")?,
            records: row.int("records")?,
            taken: row.maybe_text("taken")?,
        });
    }
    let sql = "SELECT number, digest FROM parcels_aside WHERE exchange = $1 ORDER BY number, digest";
    for row in tx.rows(sql, &name).await? {
        let (number, digest) = (row.int("number")?, row.text("digest")?);
        found.taken.push(TakenParcel { number, digest, made: String::new(), records: 0, taken: None });
    }
    found.taken.sort_by_key(|parcel| parcel.number);
    found.gaps = gaps(found.taken.iter().map(|parcel| parcel.number));
    found.taken.reverse();
    for direction in &found.exchange.terms.directions {
        for side in [&office.config().side, &found.exchange.partner_side] {
            found.lists.push(list(tx, direction, side).await?);
        }
    }
    Ok(found)
}

/// The numbers from 1 that are missing before one that is there, as ranges.
fn gaps(numbers: impl IntoIterator<Item = i64>) -> Vec<(i64, i64)> {
    let (mut missing, mut next) = (Vec::new(), 1);
    for number in numbers {
        if number > next {
            missing.push((next, number - 1));
        }
        next = next.max(number.saturating_add(1));
    }
    missing
}

async fn list(tx: &mut Tx<'_>, direction: &str, side: &str) -> Result<ListLine, OfficeError> {
    let of = [text(direction), text(side)];
    let sql = "SELECT number FROM cards WHERE direction = $1 AND side = $2 AND state = 'submitted' ORDER BY number";
    let rows = tx.rows(sql, &of).await?;
    let numbers = rows.iter().map(|row| row.text("number")).collect::<Result<Vec<_>, _>>()?;
    let sql = "SELECT body FROM closings WHERE direction = $1 AND side = $2";
    let stated = tx.maybe_row(sql, &of).await?;
    Ok(ListLine {
        direction: direction.to_owned(),
        side: side.to_owned(),
        count: u64::try_from(numbers.len()).unwrap_or(u64::MAX),
        last_number: numbers.last().cloned(),
        digest: closing_digest(numbers.iter().map(String::as_str)),
        stated: stated.map(|row| Ok::<_, OfficeError>(serde_json::from_str(&row.text("body")?)?)).transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use super::gaps;

    #[test]
    fn what_is_missing_is_told_in_ranges() {
        assert_eq!(gaps([]), []);
        assert_eq!(gaps([1, 2, 3]), []);
        assert_eq!(gaps([3, 4, 7, 7, 9]), [(1, 2), (5, 6), (8, 8)]);
    }
}
