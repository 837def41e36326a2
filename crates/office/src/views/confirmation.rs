//! Confirmation of one application, as those who take part in it, who are asked for it, and officers see it.

use jiff::Zoned;

use super::{Standing, own_notices, standing_of};
use crate::Office;
use crate::acts::{Doing, may_confirm};
use crate::confirmation::{Confirmation, Confirming, Level, Stand, confirming};
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::person::AccountId;
use crate::rights::{Action, Class};

/// What is asked for of one application, where it stands, and what the viewer may do.
#[derive(Clone, Debug)]
pub struct ConfirmationView {
    /// What the viewer is to the application.
    pub standing: Standing,
    /// What is asked for and where it stands.
    pub found: Confirming,
    /// When the window of its direction closes.
    pub closes: Option<Zoned>,
    /// Whether the viewer says who is asked.
    pub may_ask: bool,
    /// Those in its team who administer a unit, for whoever asks.
    pub administrators: Vec<(AccountId, String)>,
    /// Bodies that recommend, for whoever asks.
    pub bodies: Vec<String>,
    /// What the viewer may do, by level; nothing at levels at which the viewer is not asked.
    pub may: Vec<(Level, MayConfirm)>,
}

/// What somebody may do at a level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MayConfirm {
    /// Confirm the version in force.
    pub confirm: bool,
    /// Send it back.
    pub send_back: bool,
    /// Withdraw the confirmation.
    pub withdraw: bool,
}

impl MayConfirm {
    pub(super) fn of(office: &Office, standing: &Standing, asked: &Confirmation, doing: &Doing) -> Self {
        let may = |action| may_confirm(office, standing, asked, action, doing).is_ok();
        let awaited = asked.standing == Stand::Awaited;
        Self {
            confirm: awaited && may(Action::Confirm),
            send_back: may(Action::SendBack),
            withdraw: matches!(asked.standing, Stand::Given(_)) && may(Action::Withdraw),
        }
    }
}

/// Confirmation of one application; nothing where its direction asks for none.
///
/// # Errors
/// A refusal where the application does not exist for this viewer.
pub async fn confirmation_view(
    office: &Office,
    doing: &Doing,
    draft: &str,
) -> Result<Option<ConfirmationView>, OfficeError> {
    let mut tx = office.db().read().await?;
    let standing = standing_of(office, &mut tx, doing, draft).await?;
    office.require(&standing, Action::See, Class::Content)?;
    if !office.may(&standing, Action::See, Class::Findings) {
        return Err(Refusal::not_found().into());
    }
    let Some(found) = confirming(&mut tx, draft, &doing.now).await? else { return Ok(None) };
    let may_ask = office.may(&standing, Action::Ask, Class::Content);
    let (mut administrators, mut bodies) = (Vec::new(), Vec::new());
    if may_ask {
        let sql = "SELECT a.account AS account, a.name AS name FROM team t JOIN accounts a ON a.account = t.account
                   WHERE t.draft = $1 AND t.relation = 'unit_administrator' ORDER BY a.name, a.account";
        for row in tx.rows(sql, &[text(draft)]).await? {
            administrators.push((AccountId(row.text("account")?), row.text("name")?));
        }
        for row in tx.rows("SELECT DISTINCT name FROM recommenders ORDER BY name", &[]).await? {
            bodies.push(row.text("name")?);
        }
    }
    let closes = own_notices(&mut tx).await?.remove(&standing.direction).and_then(|notice| notice.window.closes);
    let may = found
        .levels
        .iter()
        .filter(|asked| standing.relations.contains(&asked.level.relation()))
        .map(|asked| (asked.level, MayConfirm::of(office, &standing, asked, doing)))
        .collect();
    Ok(Some(ConfirmationView { standing, found, closes, may_ask, administrators, bodies, may }))
}
