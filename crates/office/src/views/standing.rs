//! What the viewer is to one application, and the state it is in: all that rights depend on.

use hefu_application::State;
use hefu_store::{Tx, Value};

use crate::Office;
use crate::acts::Doing;
use crate::confirmation::{Level, asked_of};
use crate::error::{OfficeError, Refusal};
use crate::person::AccountId;
use crate::projection;
use crate::rights::{Relation, Thing};
use crate::tokens::Scopes;

/// A viewer's standing towards one application at one instant.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The draft behind the application.
    pub draft: String,
    /// Its number, once handed in.
    pub number: Option<String>,
    /// Who answers for it.
    pub owner: AccountId,
    /// Direction number.
    pub direction: String,
    /// The thing in its state.
    pub thing: Thing,
    /// Whether the window of its direction is open.
    pub open: bool,
    /// Everything the viewer is to it.
    pub relations: Vec<Relation>,
    /// What the token in hand was made for, where a program acts for the viewer.
    pub scopes: Option<Scopes>,
}

impl Standing {
    /// The state of the application.
    pub const fn state(&self) -> State {
        match self.thing {
            Thing::Submitted => State::Submitted,
            Thing::Withdrawn => State::Withdrawn,
            _ => State::Draft,
        }
    }
}

/// The standing towards the application behind a draft.
///
/// # Errors
/// A refusal where there is no such draft.
pub(crate) async fn standing_of(
    office: &Office,
    tx: &mut Tx<'_>,
    doing: &Doing,
    draft: &str,
) -> Result<Standing, OfficeError> {
    let row = tx
        .maybe_row(
            "SELECT d.owner AS owner, d.direction AS direction, a.number AS number, a.state AS state
             FROM drafts d LEFT JOIN applications a ON a.draft = d.draft WHERE d.draft = $1",
            &[Value::Text(draft.to_owned())],
        )
        .await?
        .ok_or_else(Refusal::not_found)?;
    let direction = row.text("direction")?;
    let state = row.maybe_text("state")?.map_or(Ok(State::Draft), |word| projection::state(&word))?;
    let thing = match state {
        State::Draft => Thing::Draft,
        State::Submitted => Thing::Submitted,
        State::Withdrawn => Thing::Withdrawn,
    };
    let mut relations = Office::relations_here(&doing.viewer);
    let owner = AccountId(row.text("owner")?);
    if let Some(account) = &doing.viewer.account {
        relations.extend((*account == owner).then_some(Relation::Owner));
        let values = [Value::Text(draft.to_owned()), Value::Text(account.0.clone())];
        let team = tx.maybe_row("SELECT relation FROM team WHERE draft = $1 AND account = $2", &values).await?;
        if let Some(row) = team {
            relations.extend(Relation::from_word(&row.text("relation")?));
        }
        let asked = asked_of(tx, account, draft, &direction).await?;
        relations.extend(asked.into_iter().map(Level::relation));
    }
    let open = super::is_open(office, tx, &direction, &doing.now).await?;
    Ok(Standing {
        draft: draft.to_owned(),
        number: row.maybe_text("number")?,
        owner,
        direction,
        thing,
        open,
        relations,
        scopes: doing.viewer.scopes.clone(),
    })
}

/// The standing towards an application by its number.
///
/// # Errors
/// A refusal where there is no such number.
pub(crate) async fn standing_of_number(
    office: &Office,
    tx: &mut Tx<'_>,
    doing: &Doing,
    number: &str,
) -> Result<Standing, OfficeError> {
    let row = tx
        .maybe_row("SELECT draft FROM applications WHERE number = $1", &[Value::Text(number.to_owned())])
        .await?
        .ok_or_else(Refusal::not_found)?;
    let draft = row.text("draft")?;
    standing_of(office, tx, doing, &draft).await
}
