//! The team of an application: invited by the applicant who began it, changed and taken back at once.

use hefu_store::{Act, Tx, Value};
use hefu_words::Message;
use jiff::{SignedDuration, Zoned};

use super::accounts::{plausible, record_account};
use super::notices::instant;
use super::sessions::{NewSession, Way, begin_session, sealed};
use super::{Doing, record};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::happened::Happened;
use crate::person::{AccountId, Viewer};
use crate::rights::{Action, Class};
use crate::team::TeamRole;
use crate::views::standing_of;

/// Days for which an invitation may be accepted.
pub const INVITATION_DAYS: i64 = 14;

/// Most people and open invitations of one application: a bound on letters, not on science.
pub const TEAM_MOST: i64 = 60;

/// An invitation made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The secret of the link `/invitations/SECRET`. It is nowhere kept: whoever asked sees it once, and the letter carries it.
    pub secret: String,
    /// Address it is for, lower case.
    pub email: String,
    /// Until when it may be accepted.
    pub expires: Zoned,
}

/// Invites whoever reads an address to the team of an application. Inviting the same address again makes the former link
/// useless.
///
/// # Errors
/// When the viewer may not, the address is none, its account takes part already, or the team is full.
pub async fn invite(
    office: &Office,
    doing: Doing,
    draft: &str,
    email: &str,
    role: TeamRole,
) -> Result<Invited, OfficeError> {
    let email = email.trim().to_lowercase();
    if !plausible(&email) {
        return Err(Refusal::invalid("email", Message::new("office-email-wrong").with("found", email)).into());
    }
    let draft = draft.to_owned();
    let secret = office.random().name()?;
    let expires = invitation_ends(&doing.now)?;
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let standing = standing_of(&office, act.tx(), &doing, &draft).await?;
                office.require(&standing, Action::Invite, Class::Team)?;
                let id = Value::Text(draft.clone());
                let sql = "SELECT a.account AS account FROM accounts a WHERE a.email = $2 AND (a.account = $3 OR EXISTS
                           (SELECT 1 FROM team t WHERE t.draft = $1 AND t.account = a.account))";
                let values = [id.clone(), Value::Text(email.clone()), Value::Text(standing.owner.0.clone())];
                if act.tx().maybe_row(sql, &values).await?.is_some() {
                    let message = Message::new("team-already").with("email", email);
                    return Err(Refusal {
                        field: Some("email".to_owned()),
                        ..Refusal::new(RefusalKind::Conflict, message)
                    }
                    .into());
                }
                let sql = "DELETE FROM invitations WHERE draft = $1 AND email = $2 AND accepted_by IS NULL";
                act.tx().execute(sql, &[id.clone(), Value::Text(email.clone())]).await?;
                room(act.tx(), &id).await?;
                let values = [
                    sealed(&secret),
                    id,
                    Value::Text(email.clone()),
                    Value::Text(role.word().to_owned()),
                    Value::Text(doing.viewer.actor()),
                    Value::Text(doing.now.to_string()),
                    Value::Text(expires.to_string()),
                ];
                let sql = "INSERT INTO invitations (invitation, draft, email, relation, invited_by, made, expires)
                           VALUES ($1, $2, $3, $4, $5, $6, $7)";
                act.tx().execute(sql, &values).await?;
                // A letter that carries the link is put into the outbox here, so that both or neither is stored.
                Ok(Invited { secret, email, expires })
            })
        })
        .await
}

/// Until when an invitation made now may be accepted.
pub(super) fn invitation_ends(now: &Zoned) -> Result<Zoned, OfficeError> {
    let ends = now.checked_add(SignedDuration::from_hours(24 * INVITATION_DAYS));
    ends.map_err(|error| OfficeError::Stored(error.to_string()))
}

async fn room(tx: &mut Tx<'_>, draft: &Value) -> Result<(), OfficeError> {
    let sql = "SELECT (SELECT COUNT(*) FROM team WHERE draft = $1)
               + (SELECT COUNT(*) FROM invitations WHERE draft = $1 AND accepted_by IS NULL) AS n";
    if tx.row(sql, std::slice::from_ref(draft)).await?.int("n")? < TEAM_MOST {
        return Ok(());
    }
    let message = Message::new("team-full").with("most", TEAM_MOST);
    Err(Refusal::conflict("email", message).into())
}

/// Takes an open invitation back: its link is useless from then on. Taking back what is not there is no error.
///
/// # Errors
/// When the viewer may not.
pub async fn take_back_invitation(office: &Office, doing: Doing, draft: &str, email: &str) -> Result<(), OfficeError> {
    let (draft, email) = (draft.to_owned(), email.trim().to_lowercase());
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let standing = standing_of(&office, act.tx(), &doing, &draft).await?;
                office.require(&standing, Action::Invite, Class::Team)?;
                let sql = "DELETE FROM invitations WHERE draft = $1 AND email = $2 AND accepted_by IS NULL";
                act.tx().execute(sql, &[Value::Text(draft), Value::Text(email)]).await?;
                Ok(())
            })
        })
        .await
}

/// An invitation as it stands in the table.
struct Open {
    draft: String,
    email: String,
    role: TeamRole,
    accepted_by: Option<String>,
}

/// The invitation behind a link, where it can still be accepted. Used, taken back, late and unknown are told alike.
async fn open(tx: &mut Tx<'_>, secret: &str, now: &Zoned) -> Result<Open, OfficeError> {
    let stale = || Refusal::new(RefusalKind::NotAllowed, Message::new("team-invitation-stale"));
    let sql = "SELECT draft, email, relation, expires, accepted_by FROM invitations WHERE invitation = $1";
    let row = tx.maybe_row(sql, &[sealed(secret)]).await?.ok_or_else(stale)?;
    let accepted_by = row.maybe_text("accepted_by")?;
    if accepted_by.is_none() && instant(&row.text("expires")?)? <= *now {
        return Err(stale().into());
    }
    let word = row.text("relation")?;
    let role = TeamRole::from_word(&word).ok_or_else(|| OfficeError::Stored(format!("team role `{word}`")))?;
    Ok(Open { draft: row.text("draft")?, email: row.text("email")?, role, accepted_by })
}

/// Accepts an invitation as the viewer. Gives the draft. Accepting twice is accepting once.
///
/// # Errors
/// When nobody is signed in; when the link is unknown, used by another, taken back or late; when the viewer takes part already.
pub async fn accept_invitation(office: &Office, doing: Doing, secret: &str) -> Result<String, OfficeError> {
    let Some(account) = doing.viewer.account.clone() else {
        return Err(Refusal::new(RefusalKind::NotAllowed, Message::new("office-sign-in-first")).into());
    };
    let secret = secret.to_owned();
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let found = open(act.tx(), &secret, &doing.now).await?;
                match &found.accepted_by {
                    Some(by) if *by == account.0 => return Ok(found.draft),
                    Some(_) => {
                        let message = Message::new("team-invitation-stale");
                        return Err(Refusal::new(RefusalKind::NotAllowed, message).into());
                    }
                    None => {}
                }
                join(act, &doing, &secret, &found, account).await?;
                Ok(found.draft)
            })
        })
        .await
}

/// Accepts the invitation to an application that was made for the address of the viewer's own account. Accepting twice is
/// accepting once.
///
/// # Errors
/// When nobody is signed in, or no invitation to it waits for that address.
pub async fn accept_own_invitation(office: &Office, doing: Doing, draft: &str) -> Result<(), OfficeError> {
    let Some(account) = doing.viewer.account.clone() else {
        return Err(Refusal::new(RefusalKind::NotAllowed, Message::new("office-sign-in-first")).into());
    };
    let draft = draft.to_owned();
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                if member(act.tx(), &draft, &account).await?.is_some() {
                    return Ok(());
                }
                let sql = "SELECT i.invitation AS invitation, i.relation AS relation, i.expires AS expires
                           FROM invitations i JOIN accounts a ON a.email = i.email
                           WHERE i.draft = $1 AND a.account = $2 AND i.accepted_by IS NULL
                           ORDER BY i.made DESC, i.invitation";
                let values = [Value::Text(draft.clone()), Value::Text(account.0.clone())];
                for row in act.tx().rows(sql, &values).await? {
                    if instant(&row.text("expires")?)? > doing.now {
                        let role = TeamRole::from_word(&row.text("relation")?).ok_or_else(Refusal::not_found)?;
                        let values = [Value::Text(row.text("invitation")?), Value::Text(account.0.clone())];
                        let sql = "UPDATE invitations SET accepted_by = $2 WHERE invitation = $1";
                        act.tx().execute(sql, &values).await?;
                        record(act, &doing, &Happened::TeamJoined { draft, account, role }).await?;
                        return Ok(());
                    }
                }
                Err(Refusal::not_found().into())
            })
        })
        .await
}

/// Opens an account for the invited address and accepts with it: the link has reached whoever reads that address. Gives the
/// new session's secret and the draft.
///
/// # Errors
/// As [`accept_invitation`]; when the name is empty; when the address has an account, which must then sign in.
pub async fn accept_as_new(
    office: &Office,
    secret: &str,
    name: &str,
    now: &Zoned,
) -> Result<(String, String), OfficeError> {
    let (secret, name, now) = (secret.to_owned(), name.trim().to_owned(), now.clone());
    if name.is_empty() {
        return Err(Refusal::invalid("name", Message::new("team-own-name-missing")).into());
    }
    let (account, session) = (office.random().account()?, office.random().name()?);
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let found = open(act.tx(), &secret, &now).await?;
                if found.accepted_by.is_some() {
                    let message = Message::new("team-invitation-stale");
                    return Err(Refusal::new(RefusalKind::NotAllowed, message).into());
                }
                let mut doing = Doing { viewer: Viewer::visitor(), now: now.clone() };
                record_account(act, &doing, &account, &name, &found.email).await?;
                doing.viewer = Viewer { account: Some(account.clone()), name, ..Viewer::visitor() };
                join(act, &doing, &secret, &found, account.clone()).await?;
                begin_session(act, &NewSession { secret: &session, way: Way::Link, agent: "" }, &account, &now).await?;
                Ok((session, found.draft))
            })
        })
        .await
}

async fn join(
    act: &mut Act<'_>,
    doing: &Doing,
    secret: &str,
    found: &Open,
    account: AccountId,
) -> Result<(), OfficeError> {
    let values = [Value::Text(found.draft.clone()), Value::Text(account.0.clone())];
    let sql = "SELECT d.draft AS draft FROM drafts d WHERE d.draft = $1 AND (d.owner = $2 OR EXISTS
               (SELECT 1 FROM team t WHERE t.draft = d.draft AND t.account = $2))";
    if act.tx().maybe_row(sql, &values).await?.is_some() {
        return Err(Refusal::new(RefusalKind::Conflict, Message::new("team-you-already")).into());
    }
    let sql = "UPDATE invitations SET accepted_by = $2 WHERE invitation = $1";
    act.tx().execute(sql, &[sealed(secret), Value::Text(account.0.clone())]).await?;
    let happened = Happened::TeamJoined { draft: found.draft.clone(), account, role: found.role };
    record(act, doing, &happened).await?;
    Ok(())
}

/// Gives a member of the team another role, from the next look on. Giving the one held changes nothing.
///
/// # Errors
/// When the viewer may not, or the account is no member. The applicant who began the application is none: their part is
/// nobody's to change.
pub async fn change_member(
    office: &Office,
    doing: Doing,
    draft: &str,
    account: AccountId,
    role: TeamRole,
) -> Result<(), OfficeError> {
    let draft = draft.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let standing = standing_of(&office, act.tx(), &doing, &draft).await?;
                office.require(&standing, Action::Invite, Class::Team)?;
                let held = member(act.tx(), &draft, &account).await?.ok_or_else(Refusal::not_found)?;
                if held != role.word() {
                    record(act, &doing, &Happened::TeamChanged { draft, account, role }).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Takes somebody out of the team, or leaves it oneself; effective at the next look.
///
/// # Errors
/// When the viewer may not, or the account is no member.
pub async fn remove_member(office: &Office, doing: Doing, draft: &str, account: AccountId) -> Result<(), OfficeError> {
    let draft = draft.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let standing = standing_of(&office, act.tx(), &doing, &draft).await?;
                if doing.viewer.account.as_ref() != Some(&account) {
                    office.require(&standing, Action::Invite, Class::Team)?;
                }
                member(act.tx(), &draft, &account).await?.ok_or_else(Refusal::not_found)?;
                record(act, &doing, &Happened::TeamLeft { draft, account }).await?;
                Ok(())
            })
        })
        .await
}

async fn member(tx: &mut Tx<'_>, draft: &str, account: &AccountId) -> Result<Option<String>, OfficeError> {
    let sql = "SELECT relation FROM team WHERE draft = $1 AND account = $2";
    let row = tx.maybe_row(sql, &[Value::Text(draft.to_owned()), Value::Text(account.0.clone())]).await?;
    Ok(row.map(|row| row.text("relation")).transpose()?)
}
