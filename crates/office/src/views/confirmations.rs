//! What the office asks for, who recommends, and the applications that wait for one person's confirmation.

use hefu_application::State;
use hefu_store::Tx;
use jiff::Zoned;

use super::{MayConfirm, own_notices, standing_of};
use crate::Office;
use crate::acts::Doing;
use crate::confirmation::{Confirmation, Confirmations, Level, confirming, rule_of, rules, used};
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::letters::LetterKind;
use crate::person::AccountId;
use crate::projection;
use crate::rights::{Action, Class, Thing};

/// Whether the office asks for a confirmation anywhere: where it does not, nothing speaks of any.
///
/// # Errors
/// When the store fails.
pub async fn asks_confirmation(office: &Office) -> Result<bool, OfficeError> {
    used(&mut office.db().read().await?).await
}

/// The kinds of letters the office writes: those on confirmations only where it asks for any.
///
/// # Errors
/// When the store fails.
pub async fn letter_kinds(office: &Office) -> Result<Vec<LetterKind>, OfficeError> {
    let confirms = asks_confirmation(office).await?;
    Ok(LetterKind::ALL.iter().copied().filter(|kind| confirms || !kind.on_confirmation()).collect())
}

/// What the office asks for in a direction, for whoever sets it, with the closing of its window.
///
/// # Errors
/// A refusal where the viewer may not set it, or the guide has no such direction for this side.
pub async fn confirmation_rule(
    office: &Office,
    doing: &Doing,
    direction: &str,
) -> Result<(Confirmations, Option<Zoned>), OfficeError> {
    office.may_here(&doing.viewer, Action::Require, Thing::Notice)?;
    office.direction(direction)?;
    let mut tx = office.db().read().await?;
    let closes = own_notices(&mut tx).await?.remove(direction).and_then(|notice| notice.window.closes);
    Ok((rule_of(&mut tx, direction).await?.unwrap_or_default(), closes))
}

/// Somebody who acts for a body that recommends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecommenderLine {
    /// The body.
    pub name: String,
    /// The account.
    pub account: AccountId,
    /// Name of the person.
    pub person: String,
    /// Address for letters.
    pub email: String,
    /// Since when, as an instant with its zone.
    pub since: String,
}

/// Who recommends, for whoever names them.
///
/// # Errors
/// A refusal where the viewer may not.
pub async fn recommenders(office: &Office, doing: &Doing) -> Result<Vec<RecommenderLine>, OfficeError> {
    office.may_here(&doing.viewer, Action::Require, Thing::Notice)?;
    let mut tx = office.db().read().await?;
    let sql = "SELECT r.name AS name, r.account AS account, a.name AS person, a.email AS email, r.since AS since
               FROM recommenders r JOIN accounts a ON a.account = r.account ORDER BY r.name, a.name, r.account";
    let rows = tx.rows(sql, &[]).await?;
    rows.iter()
        .map(|row| {
            Ok(RecommenderLine {
                name: row.text("name")?,
                account: AccountId(row.text("account")?),
                person: row.text("person")?,
                email: row.text("email")?,
                since: row.text("since")?,
            })
        })
        .collect()
}

/// An application that somebody is asked to confirm.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedLine {
    /// The draft behind it: its address.
    pub draft: String,
    /// Its number.
    pub number: String,
    /// Direction number.
    pub direction: String,
    /// Its title as handed in.
    pub title: String,
    /// Its state.
    pub state: State,
    /// The version in force, as counted.
    pub revision: i64,
    /// Its digest.
    pub digest: String,
    /// Where its confirmation stands.
    pub asked: Confirmation,
    /// What the viewer may do.
    pub may: MayConfirm,
}

/// The applications that somebody is asked to confirm, by number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AskedPage {
    /// Lines.
    pub lines: Vec<AskedLine>,
    /// Where the next page begins, where there is more.
    pub next: Option<String>,
}

/// Lines on a page.
const PAGE: usize = 100;

/// Applications at a level that an account is asked to confirm, as a condition on `a` (applications) with the account as `$1`.
const fn asked_sql(level: Level) -> &'static str {
    match level {
        Level::Unit => {
            "EXISTS (SELECT 1 FROM confirmers c JOIN team t ON t.draft = c.draft AND t.account = c.whom
               WHERE c.draft = a.draft AND c.level = 'unit' AND c.whom = $1 AND t.relation = 'unit_administrator')"
        }
        Level::Recommender => {
            "EXISTS (SELECT 1 FROM confirmers c JOIN recommenders r ON r.name = c.whom
               WHERE c.draft = a.draft AND c.level = 'recommender' AND r.account = $1)"
        }
    }
}

/// Of these, those that wait for it: handed in, not confirmed at this level, and by the unit before where it is asked for.
fn waiting_sql(level: Level, unit: bool) -> String {
    let confirmed = |level: Level| {
        format!("EXISTS (SELECT 1 FROM confirmations o WHERE o.number = a.number AND o.level = '{}')", level.word())
    };
    let before = if unit && level == Level::Recommender { confirmed(Level::Unit) } else { "1 = 1".to_owned() };
    format!("{} AND a.state = 'submitted' AND NOT {} AND {before}", asked_sql(level), confirmed(level))
}

/// The applications handed in that the viewer is asked to confirm: all of them, or those that wait for it; after a number.
///
/// # Errors
/// A refusal for a visitor, and where the office asks for no confirmation.
pub async fn asked_to_confirm(
    office: &Office,
    doing: &Doing,
    all: bool,
    after: Option<&str>,
) -> Result<AskedPage, OfficeError> {
    let account = doing.viewer.account.as_ref().ok_or_else(Refusal::not_found)?;
    let mut tx = office.db().read().await?;
    let mut terms = Vec::new();
    for (direction, rule) in rules(&mut tx).await? {
        for (level, _) in rule.levels() {
            let term = if all { asked_sql(level).to_owned() } else { waiting_sql(level, rule.unit.is_some()) };
            terms.push(format!("(a.direction = '{}' AND {term})", direction.replace('\'', "''")));
        }
    }
    if terms.is_empty() {
        return Err(Refusal::not_found().into());
    }
    let sql = format!(
        "SELECT a.number AS number, a.draft AS draft, a.direction AS direction, a.title AS title, a.state AS state
         FROM applications a WHERE ({}) AND a.number > $2 ORDER BY a.number LIMIT {}",
        terms.join(" OR "),
        PAGE + 1
    );
    let mut rows = tx.rows(&sql, &[text(&account.0), text(after.unwrap_or_default())]).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let mut page = AskedPage::default();
    for row in rows {
        let (draft, number) = (row.text("draft")?, row.text("number")?);
        let standing = standing_of(office, &mut tx, doing, &draft).await?;
        let Some(found) = confirming(&mut tx, &draft, &doing.now).await? else { continue };
        let sees = office.may(&standing, Action::See, Class::Exchanged);
        for asked in found.levels.iter().filter(|asked| sees && standing.relations.contains(&asked.level.relation())) {
            page.lines.push(AskedLine {
                draft: draft.clone(),
                number: number.clone(),
                direction: row.text("direction")?,
                title: row.text("title")?,
                state: projection::state(&row.text("state")?)?,
                revision: found.revision,
                digest: found.digest.clone(),
                asked: asked.clone(),
                may: MayConfirm::of(office, &standing, asked, doing),
            });
        }
        page.next = Some(number).filter(|_| more);
    }
    if !all {
        page.lines.retain(|line| line.may.confirm);
    }
    Ok(page)
}

/// What an account is asked to confirm.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// Whether it is asked for any application.
    pub any: bool,
    /// How many wait for it now.
    pub waiting: usize,
    /// The nearest deadline among these.
    pub nearest: Option<Zoned>,
}

/// How many applications wait for an account's confirmation, and the nearest deadline among them.
pub(super) async fn waiting(tx: &mut Tx<'_>, account: &AccountId, now: &Zoned) -> Result<Asked, OfficeError> {
    let mut asked = Asked::default();
    for (direction, rule) in rules(tx).await? {
        for (level, until) in rule.levels() {
            let sql = format!(
                "SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN {} THEN 1 ELSE 0 END), 0) AS waiting
                 FROM applications a WHERE a.direction = $2 AND {}",
                waiting_sql(level, rule.unit.is_some()),
                asked_sql(level)
            );
            let row = tx.row(&sql, &[text(&account.0), text(&direction)]).await?;
            let found = usize::try_from(row.int("waiting")?).unwrap_or(usize::MAX);
            asked.any |= row.int("n")? > 0;
            if found > 0 && now < until {
                asked.waiting = asked.waiting.saturating_add(found);
                asked.nearest = [asked.nearest, Some(until.clone())].into_iter().flatten().min_by_key(Zoned::timestamp);
            }
        }
    }
    Ok(asked)
}
