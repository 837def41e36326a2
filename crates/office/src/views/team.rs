//! Who takes part in an application, who is invited, and what they say to each other.

use hefu_store::Value;
use hefu_words::Message;
use jiff::Zoned;

use super::{Standing, standing_of};
use crate::Office;
use crate::acts::notices::instant;
use crate::acts::{Doing, sealed};
use crate::draft::Section;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::person::AccountId;
use crate::rights::{Action, Class};
use crate::team::TeamRole;

/// The team of an application.
#[derive(Clone, Debug)]
pub struct TeamView {
    /// What the viewer is to the application.
    pub standing: Standing,
    /// The applicant who began it, then the others in the order in which they came.
    pub members: Vec<Member>,
    /// Invitations not accepted yet; empty where the viewer does not invite.
    pub invitations: Vec<OpenInvitation>,
    /// Whether the viewer may invite, change and take back.
    pub may_invite: bool,
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The account.
    pub account: AccountId,
    /// Name.
    pub name: String,
    /// Address for letters.
    pub email: String,
    /// Role; none for the applicant who began it.
    pub role: Option<TeamRole>,
    /// Since when, as an instant with its zone.
    pub since: String,
}

/// An invitation not accepted yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenInvitation {
    /// Address it is for.
    pub email: String,
    /// Role it gives.
    pub role: TeamRole,
    /// Until when it may be accepted, as an instant with its zone.
    pub expires: String,
    /// Whether that instant is past.
    pub late: bool,
}

/// The team, for those who take part.
///
/// # Errors
/// A refusal where it does not exist for this viewer.
pub async fn team_view(office: &Office, doing: &Doing, draft: &str) -> Result<TeamView, OfficeError> {
    let mut tx = office.db().read().await?;
    let standing = standing_of(office, &mut tx, doing, draft).await?;
    office.require(&standing, Action::See, Class::Team).map_err(|_| Refusal::not_found())?;
    let may_invite = office.may(&standing, Action::Invite, Class::Team);
    let id = [Value::Text(draft.to_owned())];
    let sql = "SELECT a.account AS account, a.name AS name, a.email AS email, d.begun AS since
               FROM drafts d JOIN accounts a ON a.account = d.owner WHERE d.draft = $1";
    let owner = tx.row(sql, &id).await?;
    let sql = "SELECT a.account AS account, a.name AS name, a.email AS email, t.since AS since, t.relation AS relation
               FROM team t JOIN accounts a ON a.account = t.account WHERE t.draft = $1 ORDER BY t.since, a.account";
    let mut members = Vec::new();
    for row in std::iter::once(owner).chain(tx.rows(sql, &id).await?) {
        let role = if members.is_empty() { None } else { Some(role(&row.text("relation")?)?) };
        members.push(Member {
            account: AccountId(row.text("account")?),
            name: row.text("name")?,
            email: row.text("email")?,
            role,
            since: row.text("since")?,
        });
    }
    let mut invitations = Vec::new();
    if may_invite {
        let sql = "SELECT email, relation, expires FROM invitations WHERE draft = $1 AND accepted_by IS NULL
                   ORDER BY made, email";
        for row in tx.rows(sql, &id).await? {
            let expires = row.text("expires")?;
            invitations.push(OpenInvitation {
                email: row.text("email")?,
                role: role(&row.text("relation")?)?,
                late: instant(&expires)? <= doing.now,
                expires,
            });
        }
    }
    Ok(TeamView { standing, members, invitations, may_invite })
}

fn role(word: &str) -> Result<TeamRole, OfficeError> {
    TeamRole::from_word(word).ok_or_else(|| OfficeError::Stored(format!("team role `{word}`")))
}

/// An invitation as whoever holds its link sees it before accepting: nothing of the application but that it exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationView {
    /// Who invites.
    pub inviter: String,
    /// The role it gives.
    pub role: TeamRole,
    /// The address it was made for.
    pub email: String,
    /// Whether that address has an account, which must sign in; otherwise one can be opened.
    pub has_account: bool,
    /// Until when it may be accepted.
    pub expires: String,
}

/// The invitation behind a link.
///
/// # Errors
/// A refusal where the link is unknown, used, taken back or late: which of these is not said.
pub async fn invitation_view(office: &Office, secret: &str, now: &Zoned) -> Result<InvitationView, OfficeError> {
    let stale = || Refusal::new(RefusalKind::NotAllowed, Message::new("team-invitation-stale"));
    let mut tx = office.db().read().await?;
    let sql = "SELECT i.email AS email, i.relation AS relation, i.expires AS expires, b.name AS inviter,
                      (SELECT COUNT(*) FROM accounts a WHERE a.email = i.email) AS known
               FROM invitations i JOIN accounts b ON b.account = i.invited_by
               WHERE i.invitation = $1 AND i.accepted_by IS NULL";
    let row = tx.maybe_row(sql, &[sealed(secret)]).await?.ok_or_else(stale)?;
    let expires = row.text("expires")?;
    if instant(&expires)? <= *now {
        return Err(stale().into());
    }
    Ok(InvitationView {
        inviter: row.text("inviter")?,
        role: role(&row.text("relation")?)?,
        email: row.text("email")?,
        has_account: row.int("known")? > 0,
        expires,
    })
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentLine {
    /// The section it is on.
    pub section: Section,
    /// Who wrote it.
    pub name: String,
    /// When, as an instant with its zone.
    pub at: String,
    /// What.
    pub text: String,
}

/// The comments on an application.
#[derive(Clone, Debug)]
pub struct CommentsView {
    /// All of them, by section and instant.
    pub lines: Vec<CommentLine>,
    /// Whether the viewer may write one.
    pub may_comment: bool,
}

/// The comments, for those who take part.
///
/// # Errors
/// A refusal where they do not exist for this viewer.
pub async fn comments_view(office: &Office, doing: &Doing, draft: &str) -> Result<CommentsView, OfficeError> {
    let mut tx = office.db().read().await?;
    let standing = standing_of(office, &mut tx, doing, draft).await?;
    office.require(&standing, Action::See, Class::Team).map_err(|_| Refusal::not_found())?;
    let sql = "SELECT c.section AS section, c.at AS at, c.body AS body, a.name AS name
               FROM comments c JOIN accounts a ON a.account = c.account
               WHERE c.draft = $1 ORDER BY c.section, c.at, c.comment";
    let mut lines = Vec::new();
    for row in tx.rows(sql, &[Value::Text(draft.to_owned())]).await? {
        let word = row.text("section")?;
        let section = Section::from_word(&word).ok_or_else(|| OfficeError::Stored(format!("section `{word}`")))?;
        lines.push(CommentLine { section, name: row.text("name")?, at: row.text("at")?, text: row.text("body")? });
    }
    Ok(CommentsView { lines, may_comment: office.may(&standing, Action::Comment, Class::Team) })
}
