//! The seats of one expert, as that expert sees them.

use super::standing_of;
use crate::Office;
use crate::acts::Doing;
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::experts::expert_of;
use crate::rights::{Action, Class};

/// An application on which the viewer has a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSeat {
    /// The expert the viewer is bound to.
    pub expert: String,
    /// The application's number.
    pub number: String,
    /// The draft behind it: its address.
    pub draft: String,
    /// Direction number.
    pub direction: String,
    /// Its title as handed in, where the viewer may read it.
    pub title: Option<String>,
    /// Since when the seat is the viewer's, as an instant with its zone.
    pub since: String,
}

/// The seats of the viewer as an expert, by number.
///
/// # Errors
/// A refusal where the viewer is bound to no expert.
pub async fn seats_of_expert(office: &Office, doing: &Doing) -> Result<Vec<OwnSeat>, OfficeError> {
    let account = doing.viewer.account.as_ref().ok_or_else(Refusal::not_found)?;
    let mut tx = office.db().read().await?;
    let expert = expert_of(&mut tx, account).await?.ok_or_else(Refusal::not_found)?;
    let sql =
        "SELECT a.number AS number, a.draft AS draft, a.direction AS direction, a.title AS title, s.since AS since
               FROM seats s JOIN applications a ON a.number = s.number WHERE s.expert = $1 ORDER BY a.number";
    let mut seats = Vec::new();
    for row in tx.rows(sql, &[text(&expert)]).await? {
        let draft = row.text("draft")?;
        let standing = standing_of(office, &mut tx, doing, &draft).await?;
        let title = office.may(&standing, Action::See, Class::Exchanged).then(|| row.text("title")).transpose()?;
        seats.push(OwnSeat {
            expert: expert.clone(),
            number: row.text("number")?,
            draft,
            direction: row.text("direction")?,
            title,
            since: row.text("since")?,
        });
    }
    Ok(seats)
}
