//! Invitations to become an expert: by link, to the viewer's own address, and who can be invited.

use hefu_store::Tx;

use crate::Office;
use crate::acts::{Doing, InvitedBy, open_invitation, statement_digest};
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::experts::{Expert, ExpertState, register_of, settings, state_of};
use crate::rights::{Action, Thing};

/// An invitation as whoever holds its link sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitedView {
    /// The expert's number.
    pub expert: String,
    /// Name.
    pub name: String,
    /// The address it was made for.
    pub email: String,
    /// Whether that address has an account, which must sign in; otherwise one can be opened.
    pub has_account: bool,
    /// The confidentiality statement.
    pub statement: String,
    /// Its digest, which whoever accepts it names.
    pub digest: String,
}

/// The invitation behind a link.
///
/// # Errors
/// A refusal where the link is unknown, late or answered: which of these is not said.
pub async fn invited_view(office: &Office, doing: &Doing, secret: &str) -> Result<InvitedView, OfficeError> {
    let mut tx = office.db().read().await?;
    let by = InvitedBy::Link(secret.to_owned());
    let expert = open_invitation(&mut tx, &by, &doing.viewer, &doing.now).await?;
    invited(&mut tx, expert).await
}

async fn invited(tx: &mut Tx<'_>, expert: String) -> Result<InvitedView, OfficeError> {
    let sql = "SELECT e.name AS name, i.email AS email,
                      (SELECT COUNT(*) FROM accounts a WHERE a.email = i.email) AS known
               FROM experts e JOIN expert_invitations i ON i.expert = e.expert WHERE e.expert = $1";
    let row = tx.row(sql, &[text(&expert)]).await?;
    let statement = settings(tx).await?.statement;
    Ok(InvitedView {
        expert,
        name: row.text("name")?,
        email: row.text("email")?,
        has_account: row.int("known")? > 0,
        digest: statement_digest(&statement),
        statement,
    })
}

/// An invitation to the viewer's own address that can be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnInvitation {
    /// The invitation.
    pub invitation: InvitedView,
    /// Whether it was declined before.
    pub declined: bool,
}

/// The expert whom the viewer's own address is invited as, where that can be answered.
async fn invited_as(tx: &mut Tx<'_>, doing: &Doing) -> Result<Option<String>, OfficeError> {
    match open_invitation(tx, &InvitedBy::Address, &doing.viewer, &doing.now).await {
        Ok(open) => Ok(Some(open)),
        Err(OfficeError::Refused(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether the viewer has an invitation to become an expert.
pub(super) async fn is_invited(tx: &mut Tx<'_>, doing: &Doing) -> Result<bool, OfficeError> {
    Ok(invited_as(tx, doing).await?.is_some())
}

/// The invitation to the viewer's own address.
///
/// # Errors
/// A refusal where there is none that can be answered.
pub async fn own_invitation(office: &Office, doing: &Doing) -> Result<OwnInvitation, OfficeError> {
    let mut tx = office.db().read().await?;
    let expert = invited_as(&mut tx, doing).await?.ok_or_else(Refusal::not_found)?;
    let row = tx.row("SELECT state FROM experts WHERE expert = $1", &[text(&expert)]).await?;
    let declined = state_of(&row.text("state")?)? == ExpertState::Declined;
    Ok(OwnInvitation { invitation: invited(&mut tx, expert).await?, declined })
}

/// Those who can be invited, by number: all but those who have accepted or are taken off.
///
/// # Errors
/// A refusal where the viewer may not invite.
pub async fn invitable(office: &Office, doing: &Doing) -> Result<Vec<(Expert, ExpertState)>, OfficeError> {
    office.may_here(&doing.viewer, Action::Assign, Thing::Experts)?;
    let all = register_of(&mut office.db().read().await?).await?;
    let open = |state: ExpertState| !matches!(state, ExpertState::Accepted | ExpertState::Retired);
    Ok(all.into_iter().filter(|(_, state)| open(*state)).collect())
}
