//! Reminders of reports that are asked for after an award and not handed in.

use jiff::{ToSpan as _, Zoned};

use crate::Office;
use crate::error::OfficeError;
use crate::letters::Facts;
use crate::views::{holders, owed_reports};

/// What there is to write: draft and facts, for each report whose last day is so many days ahead or fewer and has not passed
/// where the office is; once for each report, and once more after it was returned.
pub(super) async fn near(office: &Office, days: i64, now: &Zoned) -> Result<Vec<(String, Facts)>, OfficeError> {
    let zone = &office.config().zone;
    let today = now.in_tz(zone).map_err(|error| OfficeError::Stored(format!("{zone}: {error}")))?.date();
    let mut tx = office.db().read().await?;
    let mut written = Vec::new();
    for direction in office.directions() {
        for holder in holders(office, &mut tx, &direction.number).await? {
            for owed in owed_reports(&mut tx, &direction.number, &holder.number).await? {
                let from = owed.until.checked_sub(days.days());
                if owed.until < today || from.is_ok_and(|from| today < from) {
                    continue;
                }
                let facts = Facts::of_application(&holder.draft, &holder.number, &holder.title)
                    .direction(&direction.number)
                    .path(format!("/awards/{}", holder.draft))
                    .blank("report", owed.name.as_str())
                    .blank("until", owed.until.to_string())
                    .once(format!("{} {} {} {}", holder.draft, owed.report, owed.until, owed.returned));
                written.push((holder.draft.clone(), facts));
            }
        }
    }
    Ok(written)
}
