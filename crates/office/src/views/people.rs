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
    /// Since when the account is disabled, if it is.
    pub disabled: Option<String>,
    /// Whether the account asks for codes by time.
    pub codes: bool,
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
    people.retain(|person| person.disabled.is_none());
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
    let sql = "SELECT a.account AS account, a.name AS name, a.email AS email, a.disabled AS disabled,
                      (SELECT COUNT(*) FROM totp t WHERE t.account = a.account AND t.confirmed IS NOT NULL) AS codes
               FROM accounts a ORDER BY a.opened, a.account";
    for row in tx.rows(sql, &[]).await? {
        let account = row.text("account")?;
        people.push(PersonLine {
            name: row.text("name")?,
            email: row.text("email")?,
            disabled: row.maybe_text("disabled")?,
            codes: row.int("codes")? > 0,
            roles: roles.remove(&account).unwrap_or_default(),
            account: AccountId(account),
        });
    }
    Ok(people)
}
