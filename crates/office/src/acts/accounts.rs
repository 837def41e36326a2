//! Accounts and roles.

use hefu_store::{Act, Value};
use hefu_words::Message;

use super::{Doing, record};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::happened::Happened;
use crate::letters::{Facts, LetterKind, Recipient, letter};
use crate::person::{AccountId, OfficeRole};
use crate::rights::{Action, Thing};

impl Office {
    fn may_manage(&self, doing: &Doing) -> Result<(), Refusal> {
        self.may_here(&doing.viewer, Action::Manage, Thing::Accounts)
    }
}

/// Opens an account for a person. Whoever administers the office does this; the very first account of an office is opened
/// by its installation.
///
/// # Errors
/// When the viewer may not, the name is empty, or the address is none or taken.
pub async fn open_account(office: &Office, doing: Doing, name: &str, email: &str) -> Result<AccountId, OfficeError> {
    let name = name.trim().to_owned();
    let email = email.trim().to_lowercase();
    if name.is_empty() {
        return Err(Refusal::invalid("name", Message::new("office-name-missing")).into());
    }
    if !plausible(&email) {
        return Err(Refusal::invalid("email", Message::new("office-email-wrong").with("found", email)).into());
    }
    let account = office.random().account()?;
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let first = act.tx().row("SELECT COUNT(*) AS n FROM accounts", &[]).await?.int("n")? == 0;
                if !first {
                    office.may_manage(&doing)?;
                }
                record_account(act, &doing, &account, &name, &email).await?;
                if first {
                    let role = OfficeRole::Administrator;
                    record(act, &doing, &Happened::RoleGiven { account: account.clone(), role }).await?;
                } else {
                    let to = Recipient::Account(account.clone());
                    letter(&office, act, &doing, LetterKind::AccountOpened, &to, Facts::new()).await?;
                }
                Ok(account)
            })
        })
        .await
}

/// Journals a new account, unless its address has one.
pub(super) async fn record_account(
    act: &mut Act<'_>,
    doing: &Doing,
    account: &AccountId,
    name: &str,
    email: &str,
) -> Result<(), OfficeError> {
    let sql = "SELECT account FROM accounts WHERE email = $1";
    if act.tx().maybe_row(sql, &[Value::Text(email.to_owned())]).await?.is_some() {
        return Err(Refusal {
            field: Some("email".to_owned()),
            ..Refusal::new(RefusalKind::Conflict, Message::new("office-email-taken").with("found", email))
        }
        .into());
    }
    let happened = Happened::AccountOpened { account: account.clone(), name: name.to_owned(), email: email.to_owned() };
    record(act, doing, &happened).await?;
    Ok(())
}

/// Whether a text looks like an address for letters. Whether letters arrive is seen when one is sent.
pub(crate) fn plausible(email: &str) -> bool {
    let parts = email.split_once('@');
    parts.is_some_and(|(left, right)| {
        !left.is_empty() && right.contains('.') && !right.starts_with('.') && !right.ends_with('.')
    }) && !email.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Gives a role. Giving one that is held already changes nothing and is not journalled again.
///
/// # Errors
/// When the viewer may not, or there is no such account.
pub async fn give_role(office: &Office, doing: Doing, account: AccountId, role: OfficeRole) -> Result<(), OfficeError> {
    change_role(office, doing, account, role, true).await
}

/// Takes a role back. An administrator cannot take the last administrator's role.
///
/// # Errors
/// As [`give_role`], and when nobody would administer the office any more.
pub async fn take_role(office: &Office, doing: Doing, account: AccountId, role: OfficeRole) -> Result<(), OfficeError> {
    change_role(office, doing, account, role, false).await
}

async fn change_role(
    office: &Office,
    doing: Doing,
    account: AccountId,
    role: OfficeRole,
    give: bool,
) -> Result<(), OfficeError> {
    office.may_manage(&doing)?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let id = Value::Text(account.0.clone());
                let known = act
                    .tx()
                    .maybe_row("SELECT account FROM accounts WHERE account = $1", std::slice::from_ref(&id))
                    .await?;
                if known.is_none() {
                    return Err(Refusal::not_found().into());
                }
                let sql = "SELECT role FROM roles WHERE account = $1 AND role = $2";
                let held = act.tx().maybe_row(sql, &[id, Value::Text(role.word().to_owned())]).await?.is_some();
                if held == give {
                    return Ok(());
                }
                if give {
                    record(act, &doing, &Happened::RoleGiven { account, role }).await?;
                    return Ok(());
                }
                let holders = act
                    .tx()
                    .row(
                        "SELECT COUNT(*) AS n FROM roles r JOIN accounts a ON a.account = r.account
                         WHERE r.role = $1 AND a.disabled IS NULL",
                        &[Value::Text(role.word().to_owned())],
                    )
                    .await?
                    .int("n")?;
                if role == OfficeRole::Administrator && holders == 1 {
                    let message = Message::new("office-last-administrator");
                    return Err(Refusal::new(RefusalKind::Conflict, message).into());
                }
                record(act, &doing, &Happened::RoleTaken { account, role }).await?;
                Ok(())
            })
        })
        .await
}
