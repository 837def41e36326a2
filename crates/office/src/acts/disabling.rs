//! Disabling an account, opening it again, and taking its second factor away where a person has lost it: the administrator's.

use hefu_store::{Act, Value};
use hefu_words::Message;

use super::credentials::drop_factors;
use super::sessions::end_others;
use super::{Doing, given, record};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::happened::{Factor, Happened};
use crate::person::{AccountId, OfficeRole};
use crate::rights::{Action, Thing};

/// Disables an account: its sessions end at once, its sign-in links are gone, and it cannot sign in. What it did stays.
/// Disabling it twice is disabling it once.
///
/// # Errors
/// When the viewer may not, there is no such account, no reason is given, or nobody would administer the office any more.
pub async fn disable_account(office: &Office, doing: Doing, account: AccountId, why: &str) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Manage, Thing::Accounts)?;
    let why = given("reason", why)?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                if disabled(act, &account).await? {
                    return Ok(());
                }
                let role = Value::Text(OfficeRole::Administrator.word().to_owned());
                let sql = "SELECT COUNT(*) AS n FROM roles r JOIN accounts a ON a.account = r.account
                           WHERE r.role = $1 AND a.disabled IS NULL AND r.account <> $2";
                let others = act.tx().row(sql, &[role.clone(), Value::Text(account.0.clone())]).await?.int("n")?;
                let sql = "SELECT role FROM roles WHERE role = $1 AND account = $2";
                let own = act.tx().maybe_row(sql, &[role, Value::Text(account.0.clone())]).await?.is_some();
                if own && others == 0 {
                    let message = Message::new("office-last-administrator");
                    return Err(Refusal::new(RefusalKind::Conflict, message).into());
                }
                end_others(act, &account, None, &doing.now).await?;
                let sql = "DELETE FROM sign_in_links WHERE account = $1";
                act.tx().execute(sql, &[Value::Text(account.0.clone())]).await?;
                record(act, &doing, &Happened::AccountDisabled { account, reason: why }).await?;
                Ok(())
            })
        })
        .await
}

/// Opens a disabled account again. Its former sessions stay ended.
///
/// # Errors
/// When the viewer may not, or there is no such account.
pub async fn enable_account(office: &Office, doing: Doing, account: AccountId) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Manage, Thing::Accounts)?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                if disabled(act, &account).await? {
                    record(act, &doing, &Happened::AccountEnabled { account }).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Takes the second factor of an account away, with its recovery codes and passkeys, and ends its sessions. A password that is too short to
/// stand alone then no longer signs in: the person needs a sign-in link and sets up both anew.
///
/// # Errors
/// When the viewer may not, or there is no such account.
pub async fn reset_factor(office: &Office, doing: Doing, account: AccountId) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Manage, Thing::Accounts)?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                disabled(act, &account).await?;
                drop_factors(act, &account).await?;
                let sql = "DELETE FROM passkeys WHERE account = $1";
                act.tx().execute(sql, &[Value::Text(account.0.clone())]).await?;
                end_others(act, &account, None, &doing.now).await?;
                record(act, &doing, &Happened::FactorRemoved { account, factor: Factor::Codes }).await?;
                Ok(())
            })
        })
        .await
}

async fn disabled(act: &mut Act<'_>, account: &AccountId) -> Result<bool, OfficeError> {
    let sql = "SELECT disabled FROM accounts WHERE account = $1";
    let row = act.tx().maybe_row(sql, &[Value::Text(account.0.clone())]).await?.ok_or_else(Refusal::not_found)?;
    Ok(row.maybe_text("disabled")?.is_some())
}
