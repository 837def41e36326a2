//! What is asked for and where it stands, read from the tables, without asking who looks.

use hefu_application::Application;
use hefu_store::{Row, Tx};
use jiff::Zoned;

use super::{Confirmation, Confirmations, Confirming, Given, Level, SentBack, Stand};
use crate::error::OfficeError;
use crate::exchange::text;
use crate::person::AccountId;

fn level(row: &Row) -> Result<Level, OfficeError> {
    let word = row.text("level")?;
    Level::from_word(&word).ok_or_else(|| OfficeError::Stored(format!("level of confirmation `{word}`")))
}

/// What the office asks for in a direction; nothing where it is off.
pub(crate) async fn rule_of(tx: &mut Tx<'_>, direction: &str) -> Result<Option<Confirmations>, OfficeError> {
    let sql = "SELECT body FROM confirmation_rules WHERE direction = $1";
    let Some(row) = tx.maybe_row(sql, &[text(direction)]).await? else { return Ok(None) };
    let rule: Confirmations = serde_json::from_str(&row.text("body")?)?;
    Ok(Some(rule).filter(|rule| !rule.is_off()))
}

/// Whether the office asks for a confirmation anywhere: where it does not, no page speaks of any.
pub(crate) async fn used(tx: &mut Tx<'_>) -> Result<bool, OfficeError> {
    Ok(!rules(tx).await?.is_empty())
}

/// At which levels an account is asked to confirm an application in this direction.
pub(crate) async fn asked_of(
    tx: &mut Tx<'_>,
    account: &AccountId,
    draft: &str,
    direction: &str,
) -> Result<Vec<Level>, OfficeError> {
    let sql = "SELECT c.level AS level FROM confirmers c WHERE c.draft = $1 AND (
                 (c.level = 'unit' AND c.whom = $2 AND EXISTS (SELECT 1 FROM team t WHERE t.draft = c.draft
                    AND t.account = c.whom AND t.relation = 'unit_administrator'))
                 OR (c.level = 'recommender' AND EXISTS
                    (SELECT 1 FROM recommenders r WHERE r.name = c.whom AND r.account = $2)))
               ORDER BY c.level DESC";
    let rows = tx.rows(sql, &[text(draft), text(&account.0)]).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let Some(rule) = rule_of(tx, direction).await? else { return Ok(Vec::new()) };
    let mut levels = Vec::new();
    for row in rows {
        let level = level(&row)?;
        levels.extend(rule.until(level).map(|_| level));
    }
    Ok(levels)
}

/// What is asked for of one application, and where it stands at an instant; nothing where its direction asks for none.
pub(crate) async fn confirming(tx: &mut Tx<'_>, draft: &str, now: &Zoned) -> Result<Option<Confirming>, OfficeError> {
    let sql = "SELECT d.direction AS direction, a.number AS number, a.state AS state, a.revision AS revision,
                      a.digest AS digest, a.body AS body
               FROM drafts d LEFT JOIN applications a ON a.draft = d.draft WHERE d.draft = $1";
    let Some(row) = tx.maybe_row(sql, &[text(draft)]).await? else { return Ok(None) };
    let Some(rule) = rule_of(tx, &row.text("direction")?).await? else { return Ok(None) };
    let number = row.maybe_text("number")?.unwrap_or_default();
    let handed_in = row.maybe_text("state")?.is_some_and(|state| state == "submitted");
    let sent_back = sent_back(tx, &number).await?;
    let mut found = Confirming {
        revision: row.maybe_int("revision")?.unwrap_or(0),
        digest: row.maybe_text("digest")?.unwrap_or_default(),
        lead_unit: lead_unit(tx, row.maybe_text("body")?).await?,
        levels: Vec::new(),
        sent_back,
    };
    for (level, until) in rule.levels() {
        let (asked, asked_name) = asked(tx, draft, level).await?;
        // What the recommender sent back the unit confirms anew, within the recommender's time.
        let longer = found.sent_back.as_ref().is_some_and(|back| back.level == Level::Recommender);
        let until = rule.recommender.as_ref().filter(|_| longer).unwrap_or(until).clone();
        let given = if handed_in { given(tx, &number, level).await? } else { None };
        let unit_first = found.levels.iter().any(|before| !matches!(before.standing, Stand::Given(_)));
        let standing = match given {
            Some(given) => Stand::Given(given),
            None if !handed_in => Stand::NotHandedIn,
            None if *now >= until => Stand::Missing,
            None if asked_name.is_none() => Stand::NobodyAsked,
            None if unit_first => Stand::UnitFirst,
            None => Stand::Awaited,
        };
        found.levels.push(Confirmation { level, until, asked, asked_name, standing });
    }
    Ok(Some(found))
}

/// The name of the lead unit of this office's side in what was handed in.
async fn lead_unit(tx: &mut Tx<'_>, body: Option<String>) -> Result<String, OfficeError> {
    let Some(body) = body else { return Ok(String::new()) };
    let side = tx.row("SELECT side FROM office", &[]).await?.text("side")?;
    let application: Application = serde_json::from_str(&body)?;
    Ok(application.lead_unit(&side).map(|unit| unit.name.clone()).unwrap_or_default())
}

/// Whom an applicant has asked at a level, as stored, and their name while they may confirm.
async fn asked(tx: &mut Tx<'_>, draft: &str, level: Level) -> Result<(Option<String>, Option<String>), OfficeError> {
    let sql = "SELECT c.whom AS whom,
                 (SELECT a.name FROM team t JOIN accounts a ON a.account = t.account
                  WHERE t.draft = c.draft AND t.account = c.whom AND t.relation = 'unit_administrator') AS person,
                 (SELECT COUNT(*) FROM recommenders r WHERE r.name = c.whom) AS bodies
               FROM confirmers c WHERE c.draft = $1 AND c.level = $2";
    let Some(row) = tx.maybe_row(sql, &[text(draft), text(level.word())]).await? else { return Ok((None, None)) };
    let whom = row.text("whom")?;
    let name = match level {
        Level::Unit => row.maybe_text("person")?,
        Level::Recommender => Some(whom.clone()).filter(|_| row.int("bodies").is_ok_and(|count| count > 0)),
    };
    Ok((Some(whom), name))
}

async fn given(tx: &mut Tx<'_>, number: &str, level: Level) -> Result<Option<Given>, OfficeError> {
    let sql = "SELECT name, body, at, revision, digest FROM confirmations WHERE number = $1 AND level = $2";
    let row = tx.maybe_row(sql, &[text(number), text(level.word())]).await?;
    let read = |row: Row| {
        Ok(Given {
            name: row.text("name")?,
            body: row.text("body")?,
            at: row.text("at")?,
            revision: row.int("revision")?,
            digest: row.text("digest")?,
        })
    };
    row.map(read).transpose()
}

async fn sent_back(tx: &mut Tx<'_>, number: &str) -> Result<Option<SentBack>, OfficeError> {
    let sql = "SELECT level, revision, name, body, reason, at FROM sent_back WHERE number = $1";
    let Some(row) = tx.maybe_row(sql, &[text(number)]).await? else { return Ok(None) };
    Ok(Some(SentBack {
        level: level(&row)?,
        revision: row.int("revision")?,
        name: row.text("name")?,
        body: row.text("body")?,
        reason: row.text("reason")?,
        at: row.text("at")?,
    }))
}

/// The accounts that may confirm at a level of an application, as the applicant has asked.
pub(crate) async fn confirmers(tx: &mut Tx<'_>, draft: &str, level: Level) -> Result<Vec<AccountId>, OfficeError> {
    let sql = match level {
        Level::Unit => {
            "SELECT t.account AS account FROM confirmers c JOIN team t ON t.draft = c.draft AND t.account = c.whom
             WHERE c.draft = $1 AND c.level = 'unit' AND t.relation = 'unit_administrator'"
        }
        Level::Recommender => {
            "SELECT r.account AS account FROM confirmers c JOIN recommenders r ON r.name = c.whom
             WHERE c.draft = $1 AND c.level = 'recommender' ORDER BY r.account"
        }
    };
    let rows = tx.rows(sql, &[text(draft)]).await?;
    rows.iter().map(|row| Ok(AccountId(row.text("account")?))).collect()
}

/// All directions with what the office asks for in them.
pub(crate) async fn rules(tx: &mut Tx<'_>) -> Result<Vec<(String, Confirmations)>, OfficeError> {
    let mut all = Vec::new();
    for row in tx.rows("SELECT direction, body FROM confirmation_rules ORDER BY direction", &[]).await? {
        let rule: Confirmations = serde_json::from_str(&row.text("body")?)?;
        if !rule.is_off() {
            all.push((row.text("direction")?, rule));
        }
    }
    Ok(all)
}
