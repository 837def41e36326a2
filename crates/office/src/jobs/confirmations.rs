//! What time alone does to confirmations: a deadline that is near is told, one that has passed leaves a finding in the lists.

use std::collections::BTreeMap;

use hefu_store::{Act, Tx};
use jiff::{ToSpan as _, Zoned};

use crate::Office;
use crate::confirmation::{Confirmation, Level, Stand, confirmers, confirming, rule_id, rules};
use crate::error::OfficeError;
use crate::exchange::text;
use crate::letters::{Facts, LetterKind, LetterMode, Recipient, letter, mode_of, system};
use crate::person::AccountId;

/// Looks at every direction in which the office asks for confirmations.
pub(super) async fn look(office: &Office, now: &Zoned) -> Result<(), OfficeError> {
    let mut tx = office.db().read().await?;
    let rules = rules(&mut tx).await?;
    let (mode, days) = mode_of(&mut tx, LetterKind::ConfirmationNear).await?;
    let days = days.filter(|_| mode != LetterMode::Off);
    drop(tx);
    for (direction, rule) in rules {
        for (level, until) in rule.levels() {
            if until <= now {
                stale(office, &direction, level).await?;
            } else if days.is_some_and(|days| until.checked_sub(days.days()).is_ok_and(|from| from <= *now)) {
                remind(office, &direction, level, now).await?;
            }
        }
    }
    Ok(())
}

/// Has the rows of applications made again that wait at a level whose deadline has passed and lack the finding on it.
async fn stale(office: &Office, direction: &str, level: Level) -> Result<(), OfficeError> {
    let values = [text(direction), text(level.word()), text(&rule_id(level))];
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "UPDATE list_applications SET due = 1
                           WHERE direction = $1 AND state = 'submitted' AND confirmation IN ('unit', 'recommender')
                             AND NOT EXISTS (SELECT 1 FROM confirmations c
                               WHERE c.number = list_applications.number AND c.level = $2)
                             AND NOT EXISTS (SELECT 1 FROM list_findings f
                               WHERE f.about = 'application' AND f.line = list_applications.number AND f.rule = $3)";
                act.tx().execute(sql, &values).await?;
                Ok(())
            })
        })
        .await
}

/// Writes once to the applicants whose applications lack a confirmation, and once to each of those who may give them.
async fn remind(office: &Office, direction: &str, level: Level, now: &Zoned) -> Result<(), OfficeError> {
    let (direction, now) = (direction.to_owned(), now.clone());
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let open = lacking(act.tx(), &direction, level, &now).await?;
                let mut counts: BTreeMap<AccountId, (i64, Zoned)> = BTreeMap::new();
                for (draft, owner, asked) in &open {
                    let path = format!("/applications/{draft}/confirmation");
                    let facts = near(&direction, asked, 1).path(path).once(format!("{draft} {}", occasion(asked)));
                    let to = Recipient::Account(owner.clone());
                    letter(&office, act, &system(&now), LetterKind::ConfirmationNear, &to, facts).await?;
                    if asked.standing != Stand::Awaited {
                        continue;
                    }
                    for account in confirmers(act.tx(), draft, level).await? {
                        counts.entry(account).or_insert_with(|| (0, asked.until.clone())).0 += 1;
                    }
                }
                let Some((.., first)) = open.first() else { return Ok(()) };
                for (account, (count, until)) in counts {
                    let asked = Confirmation { until, ..first.clone() };
                    let once = format!("{direction} {}", occasion(&asked));
                    let facts = near(&direction, &asked, count).path("/confirmations").once(once);
                    let to = Recipient::Account(account);
                    letter(&office, act, &system(&now), LetterKind::ConfirmationNear, &to, facts).await?;
                }
                Ok(())
            })
        })
        .await
}

fn occasion(asked: &Confirmation) -> String {
    format!("{} {}", asked.level.word(), asked.until.timestamp())
}

fn near(direction: &str, asked: &Confirmation, count: i64) -> Facts {
    Facts::new()
        .direction(direction)
        .instant("closes", &asked.until)
        .blank("level", hefu_words::Message::new(format!("confirmation-by-{}", asked.level.word())))
        .blank("count", count)
}

/// Applications of a direction handed in that are not confirmed at a level: draft, owner and where it stands.
async fn lacking(
    tx: &mut Tx<'_>,
    direction: &str,
    level: Level,
    now: &Zoned,
) -> Result<Vec<(String, AccountId, Confirmation)>, OfficeError> {
    let sql = "SELECT a.draft AS draft, a.owner AS owner FROM applications a
               WHERE a.direction = $1 AND a.state = 'submitted' AND NOT EXISTS
                 (SELECT 1 FROM confirmations c WHERE c.number = a.number AND c.level = $2) ORDER BY a.number";
    let mut found = Vec::new();
    for row in tx.rows(sql, &[text(direction), text(level.word())]).await? {
        let draft = row.text("draft")?;
        let asked = confirming(tx, &draft, now).await?.and_then(|found| found.at(level).cloned());
        found.extend(asked.map(|asked| (draft, AccountId(row.text("owner").unwrap_or_default()), asked)));
    }
    Ok(found)
}
