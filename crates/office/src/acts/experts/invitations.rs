//! Inviting experts, and their answers.

use std::collections::BTreeSet;

use hefu_ledger::hex::hex;
use hefu_store::{Act, Tx};
use hefu_words::Message;
use jiff::Zoned;
use sha2::{Digest as _, Sha256};

use super::step;
use crate::Office;
use crate::acts::Doing;
use crate::acts::accounts::record_account;
use crate::acts::notices::instant;
use crate::acts::seats::end_seats;
use crate::acts::sessions::{NewSession, Way, begin_session, sealed};
use crate::acts::team::invitation_ends;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::exchange::text;
use crate::experts::{ExpertState, ExpertStep, expert_of, seats_of_one, settings, state_of};
use crate::letters::{Facts, LetterKind, Recipient, letter, letter_secret};
use crate::person::{AccountId, Viewer};
use crate::rights::{Action, Thing};

/// By what somebody shows that an invitation is theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InvitedBy {
    /// The secret of a letter's link.
    Link(String),
    /// The address of their own account.
    Address,
}

/// Digest of a statement, which whoever accepts it names.
pub(crate) fn statement_digest(statement: &str) -> String {
    hex(&Sha256::digest(statement.as_bytes()))
}

/// Invites experts: each gets a letter with a link, and finds the invitation under their own account. Inviting again makes the
/// former link useless. Those who have accepted are passed over.
///
/// # Errors
/// When the viewer may not, nobody is named, the confidentiality statement is not set, or one is not in the register or no
/// longer asked.
pub async fn invite_experts(office: &Office, doing: Doing, experts: BTreeSet<String>) -> Result<usize, OfficeError> {
    office.may_here(&doing.viewer, Action::Assign, Thing::Experts)?;
    if experts.is_empty() {
        return Err(Refusal::invalid("expert", Message::new("experts-invite-none")).into());
    }
    let expires = invitation_ends(&doing.now)?;
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                if settings(act.tx()).await?.statement.is_empty() {
                    return Err(Refusal::conflict("expert", Message::new("experts-statement-unset")).into());
                }
                let mut count = 0;
                for expert in experts {
                    count += usize::from(invite_one(&office, act, &doing, &expert, &expires).await?);
                }
                Ok(count)
            })
        })
        .await
}

async fn invite_one(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    expert: &str,
    expires: &Zoned,
) -> Result<bool, OfficeError> {
    let sql = "SELECT e.name AS name, e.email AS email, e.state AS state, a.account AS account
               FROM experts e LEFT JOIN accounts a ON a.email = e.email WHERE e.expert = $1";
    let row = act.tx().maybe_row(sql, &[text(expert)]).await?;
    let unknown = || Refusal::invalid("expert", Message::new("experts-unknown").with("expert", expert));
    let row = row.ok_or_else(unknown)?;
    match state_of(&row.text("state")?)? {
        ExpertState::Accepted => return Ok(false),
        ExpertState::Retired => {
            let message = Message::new("experts-not-asked").with("expert", expert);
            return Err(Refusal::invalid("expert", message).into());
        }
        ExpertState::Entered | ExpertState::Invited | ExpertState::Declined => {}
    }
    let (name, email) = (row.text("name")?, row.text("email")?);
    let to = match row.maybe_text("account")? {
        Some(account) => Recipient::Account(AccountId(account)),
        None => Recipient::Address {
            name,
            email: email.clone(),
            lang: office.config().langs().first().copied().unwrap_or_default(),
        },
    };
    step(act, doing, ExpertStep::Invited { expert: expert.to_owned(), email }).await?;
    act.tx().execute("DELETE FROM expert_links WHERE expert = $1", &[text(expert)]).await?;
    let facts = Facts::new().instant("closes", expires).path("/experts/invited/{secret}");
    if let Some(id) = letter(office, act, doing, LetterKind::ExpertInvited, &to, facts).await? {
        let values = [sealed(&letter_secret(office, &id)), text(expert), text(&expires.to_string())];
        act.tx().execute("INSERT INTO expert_links (link, expert, expires) VALUES ($1, $2, $3)", &values).await?;
    }
    Ok(true)
}

/// The expert whom an invitation is for, where it can still be answered. What is unknown, late or answered by acceptance is told
/// alike.
pub(crate) async fn open_invitation(
    tx: &mut Tx<'_>,
    by: &InvitedBy,
    viewer: &Viewer,
    now: &Zoned,
) -> Result<String, OfficeError> {
    let stale = || Refusal::new(RefusalKind::NotAllowed, Message::new("experts-invitation-stale"));
    let row = match (by, &viewer.account) {
        (InvitedBy::Link(secret), _) => {
            let sql = "SELECT l.expert AS expert, l.expires AS expires, e.state AS state
                       FROM expert_links l JOIN experts e ON e.expert = l.expert WHERE l.link = $1";
            let row = tx.maybe_row(sql, &[sealed(secret)]).await?.ok_or_else(stale)?;
            if instant(&row.text("expires")?)? <= *now {
                return Err(stale().into());
            }
            row
        }
        (InvitedBy::Address, Some(account)) => {
            let sql = "SELECT e.expert AS expert, e.state AS state, i.invited AS invited FROM expert_invitations i
                       JOIN experts e ON e.expert = i.expert JOIN accounts a ON a.email = i.email
                       WHERE a.account = $1 AND e.state IN ('invited', 'declined') ORDER BY e.expert";
            let mut open = None;
            for row in tx.rows(sql, &[text(&account.0)]).await? {
                let ends = invitation_ends(&instant(&row.text("invited")?)?)?;
                open = open.or_else(|| (ends > *now).then_some(row));
            }
            open.ok_or_else(stale)?
        }
        (InvitedBy::Address, None) => return Err(stale().into()),
    };
    match state_of(&row.text("state")?)? {
        ExpertState::Invited | ExpertState::Declined => Ok(row.text("expert")?),
        _ => Err(stale().into()),
    }
}

/// Accepts an invitation with the confidentiality statement; the account is from then on the expert's. `agreed` is the digest
/// of the statement that was read. Gives the expert's number.
///
/// # Errors
/// When nobody is signed in, the invitation cannot be answered any more, the statement is another by now or was not accepted,
/// or the account is bound to another expert.
pub async fn accept_as_expert(
    office: &Office,
    doing: Doing,
    by: InvitedBy,
    agreed: &str,
) -> Result<String, OfficeError> {
    let Some(account) = doing.viewer.account.clone() else {
        return Err(Refusal::new(RefusalKind::NotAllowed, Message::new("office-sign-in-first")).into());
    };
    let agreed = agreed.to_owned();
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let expert = open_invitation(act.tx(), &by, &doing.viewer, &doing.now).await?;
                bind(act, &doing, &expert, account, &agreed).await?;
                Ok(expert)
            })
        })
        .await
}

async fn bind(
    act: &mut Act<'_>,
    doing: &Doing,
    expert: &str,
    account: AccountId,
    agreed: &str,
) -> Result<(), OfficeError> {
    let statement = statement_digest(&settings(act.tx()).await?.statement);
    if agreed != statement {
        return Err(Refusal::invalid("agreed", Message::new("experts-agree-first")).into());
    }
    if expert_of(act.tx(), &account).await?.is_some_and(|other| other != expert) {
        return Err(Refusal::new(RefusalKind::Conflict, Message::new("experts-bound-already")).into());
    }
    let expert = expert.to_owned();
    step(act, doing, ExpertStep::Agreed { expert: expert.clone(), statement }).await?;
    step(act, doing, ExpertStep::Bound { expert, account }).await
}

/// Opens an account for the invited address and accepts with it: the link has reached whoever reads that address. Gives the new
/// session's secret.
///
/// # Errors
/// As [`accept_as_expert`]; when the address has an account, which must then sign in.
pub async fn accept_as_new_expert(
    office: &Office,
    secret: &str,
    agreed: &str,
    now: &Zoned,
) -> Result<String, OfficeError> {
    let (by, agreed, now) = (InvitedBy::Link(secret.to_owned()), agreed.to_owned(), now.clone());
    let (account, session) = (office.random().account()?, office.random().name()?);
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let mut doing = Doing { viewer: Viewer::visitor(), now };
                let expert = open_invitation(act.tx(), &by, &doing.viewer, &doing.now).await?;
                let sql = "SELECT e.name AS name, i.email AS email FROM experts e
                           JOIN expert_invitations i ON i.expert = e.expert WHERE e.expert = $1";
                let row = act.tx().row(sql, &[text(&expert)]).await?;
                let (name, email) = (row.text("name")?, row.text("email")?);
                record_account(act, &doing, &account, &name, &email).await?;
                doing.viewer = Viewer { account: Some(account.clone()), name, ..Viewer::visitor() };
                bind(act, &doing, &expert, account.clone(), &agreed).await?;
                let new = NewSession { secret: &session, way: Way::Link, agent: "" };
                begin_session(act, &new, &account, &doing.now).await?;
                Ok(session)
            })
        })
        .await
}

/// Declines an invitation; seats that were given already are free again. It may still be accepted while it holds.
///
/// # Errors
/// When the invitation cannot be answered any more.
pub async fn decline_as_expert(office: &Office, doing: Doing, by: InvitedBy, reason: &str) -> Result<(), OfficeError> {
    let reason = reason.trim().to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let expert = open_invitation(act.tx(), &by, &doing.viewer, &doing.now).await?;
                step(act, &doing, ExpertStep::Declined { expert: expert.clone(), reason: reason.clone() }).await?;
                for (direction, seats) in seats_of_one(act.tx(), &expert).await? {
                    let order = office.random().name()?;
                    end_seats(act, &doing, order, direction, seats, reason.clone()).await?;
                }
                Ok(())
            })
        })
        .await
}
