//! Where the comparison of identity numbers of a direction stands, as officers see it. No number is in it.

use hefu_store::Tx;

use super::experts::may_see;
use super::is_open;
use crate::Office;
use crate::acts::Doing;
use crate::error::OfficeError;
use crate::exchange::text;
use crate::identities::{
    Compared, IdentitySettings, agreed, compared, evaluated, experts_compared, own_told, partners, settings,
};
use crate::rights::{Action, Thing};

/// What keeps this office from asking what it does not know yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// The window of the direction is still open here.
    Open,
    /// The partner has not answered yet.
    Asked,
    /// The partner has refused the last question.
    Refused,
    /// The proof of the partner's answer did not hold.
    Doubted,
    /// The partner evaluates no more than it has.
    Most,
}

impl Halt {
    /// Its word in catalogues.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Asked => "asked",
            Self::Refused => "refused",
            Self::Doubted => "doubted",
            Self::Most => "most",
        }
    }
}

/// Where the comparison of a direction stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentitiesView {
    /// Whether the terms of an exchange name it.
    pub in_terms: bool,
    /// What this office has set; nothing where it takes no part.
    pub set: Option<IdentitySettings>,
    /// What the partner has set.
    pub partner: Option<IdentitySettings>,
    /// Numbers of experts of this office that the partner has evaluated.
    pub had: u32,
    /// Numbers that this office has evaluated for the partner.
    pub evaluated: u32,
    /// Pairs of which this office has told the people of its half.
    pub told: usize,
    /// Experts with a number that can be compared, and without.
    pub experts: (usize, usize),
    /// The last comparison, and when.
    pub compared: Option<(Compared, String)>,
    /// Numbers that are not compared yet.
    pub outstanding: usize,
    /// What keeps this office from asking.
    pub halt: Option<Halt>,
    /// Whether the viewer may set it.
    pub may_set: bool,
}

/// Where the comparison of identity numbers of a direction stands.
///
/// # Errors
/// A refusal where the viewer may not see conflicts of interest, or there is no such direction.
pub async fn identities_view(office: &Office, doing: &Doing, direction: &str) -> Result<IdentitiesView, OfficeError> {
    may_see(office, doing)?;
    office.direction(direction)?;
    let mut tx = office.db().read().await?;
    let exchange = agreed(&mut tx, direction).await?;
    let (set, partner) = (settings(&mut tx, direction).await?, partners(&mut tx, direction).await?);
    let own = office.config().side.as_str();
    let (mut had, mut evaluated_here, mut halt, mut known) = (0, 0, None, 0);
    if let Some(partner) = &partner {
        had = evaluated(&mut tx, direction, own, &partner.key).await?;
        halt = halted(&mut tx, direction, own, &partner.key).await?;
        if set.is_some() {
            known = count(&mut tx, direction, &partner.key).await?;
        }
    }
    if let (Some(set), Some(exchange)) = (&set, &exchange) {
        evaluated_here = evaluated(&mut tx, direction, &exchange.partner_side, &set.key).await?;
    }
    let (with, without, numbers) = experts_compared(&mut tx).await?;
    let outstanding = numbers.saturating_sub(known);
    let open = set.is_some() && is_open(office, &mut tx, direction, &doing.now).await?;
    let full = partner.as_ref().is_some_and(|partner| had >= partner.most);
    Ok(IdentitiesView {
        in_terms: exchange.is_some(),
        told: own_told(&mut tx, direction, own).await?,
        had,
        evaluated: evaluated_here,
        experts: (with, without),
        compared: compared(&mut tx, direction).await?,
        outstanding,
        halt: open.then_some(Halt::Open).or(halt).or((outstanding > 0 && full).then_some(Halt::Most)),
        may_set: office.may_here(&doing.viewer, Action::Exchange, Thing::Exchange).is_ok(),
        set,
        partner,
    })
}

/// How many numbers of this office are known under a key.
async fn count(tx: &mut Tx<'_>, direction: &str, key: &str) -> Result<usize, OfficeError> {
    let sql = "SELECT COUNT(*) AS n FROM identity_outputs WHERE direction = $1 AND key = $2";
    Ok(usize::try_from(tx.row(sql, &[text(direction), text(key)]).await?.int("n")?).unwrap_or(0))
}

async fn halted(tx: &mut Tx<'_>, direction: &str, own: &str, key: &str) -> Result<Option<Halt>, OfficeError> {
    let sql = "SELECT state FROM identity_questions WHERE direction = $1 AND side = $2 AND key = $3
               AND state IN ('asked', 'refused', 'doubted') ORDER BY asked DESC LIMIT 1";
    let row = tx.maybe_row(sql, &[text(direction), text(own), text(key)]).await?;
    Ok(match row.map(|row| row.text("state")).transpose()?.as_deref() {
        Some("asked") => Some(Halt::Asked),
        Some("refused") => Some(Halt::Refused),
        Some("doubted") => Some(Halt::Doubted),
        _ => None,
    })
}
