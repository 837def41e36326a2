//! People with an account at this office.

use std::collections::BTreeMap;

use hefu_store::Tx;

use crate::Office;
use crate::acts::Doing;
use crate::error::{OfficeError, Refusal};
use crate::person::{AccountId, OfficeRole};
use crate::rights::{Action, Thing};

/// One person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    /// The account.
    pub account: AccountId,
    /// Name.
    pub name: String,
    /// Address for letters; empty in a demonstration's list of people to sign in as.
    pub email: String,
    /// Roles.
    pub roles: Vec<OfficeRole>,
}

/// The people of a demonstration, whom anybody may sign in as.
///
/// # Errors
/// A refusal where the office is no demonstration.
pub async fn demo_people(office: &Office) -> Result<Vec<PersonLine>, OfficeError> {
    if !office.config().demo {
        return Err(Refusal::not_found().into());
    }
    let mut people = all(&mut office.db().read().await?).await?;
    people.iter_mut().for_each(|person| person.email.clear());
    Ok(people)
}

/// All accounts with their roles, for whoever administers the office.
///
/// # Errors
/// A refusal where the viewer may not see them.
pub async fn accounts(office: &Office, doing: &Doing) -> Result<Vec<PersonLine>, OfficeError> {
    office.may_here(&doing.viewer, Action::See, Thing::Accounts)?;
    all(&mut office.db().read().await?).await
}

async fn all(tx: &mut Tx<'_>) -> Result<Vec<PersonLine>, OfficeError> {
    let mut roles: BTreeMap<String, Vec<OfficeRole>> = BTreeMap::new();
    for row in tx.rows("SELECT account, role FROM roles ORDER BY account, role", &[]).await? {
        roles.entry(row.text("account")?).or_default().extend(OfficeRole::from_word(&row.text("role")?));
    }
    let mut people = Vec::new();
    for row in tx.rows("SELECT account, name, email FROM accounts ORDER BY opened, account", &[]).await? {
        let account = row.text("account")?;
        people.push(PersonLine {
            name: row.text("name")?,
            email: row.text("email")?,
            roles: roles.remove(&account).unwrap_or_default(),
            account: AccountId(account),
        });
    }
    Ok(people)
}
