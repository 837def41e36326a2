//! Overlap as the form-check desk sees it: the last comparison of a direction, its findings, and one finding with its texts.

mod finding;

use std::collections::BTreeMap;

use hefu_store::{Row, Tx, Value};
use hefu_words::Message;

pub use finding::{FindingView, NoteLine, PassageView, finding_view};

use crate::Office;
use crate::acts::{Doing, RunState};
use crate::error::OfficeError;
use crate::exchange::text;
use crate::overlap::{CommonText, Finding, OverlapSettings, Unread, comparison, in_force, settings, written_now};
use crate::rights::{Action, Thing};
use finding::notes_of;

/// Findings on a page.
const PAGE: usize = 50;
/// Texts common to many, and documents not read, that are shown.
const SHOWN: usize = 50;
/// Characters shown of a text common to many.
const EXCERPT: usize = 240;

/// What has happened since a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// Applications that came in.
    pub came: usize,
    /// Applications handed in again.
    pub changed: usize,
    /// Applications taken back.
    pub gone: usize,
}

impl Since {
    /// Whether nothing has.
    pub fn nothing(self) -> bool {
        self == Self::default()
    }

    fn of(compared: &BTreeMap<String, i64>, now: &BTreeMap<String, i64>) -> Self {
        let other = |(number, revision): &(&String, &i64)| compared.get(*number).is_some_and(|then| then != *revision);
        Self {
            came: now.keys().filter(|number| !compared.contains_key(*number)).count(),
            changed: now.iter().filter(other).count(),
            gone: compared.keys().filter(|number| !now.contains_key(*number)).count(),
        }
    }
}

/// One direction in the list of directions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlapLine {
    /// Direction number.
    pub direction: String,
    /// Applications in force.
    pub applications: usize,
    /// When it was compared last, as an instant with its zone.
    pub at: Option<String>,
    /// Findings that stand out, and those only listed, of applications in force.
    pub counts: [usize; 2],
    /// What has happened since.
    pub since: Since,
}

/// A comparison asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlapRun {
    /// Where it stands.
    pub state: RunState,
    /// Texts compared so far, and all.
    pub done: (i64, i64),
    /// Why it failed.
    pub failed: Option<Message>,
    /// Who asked.
    pub who: String,
    /// When, as an instant with its zone.
    pub at: String,
}

/// The last comparison of a direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonView {
    /// When it ended, as an instant with its zone.
    pub at: String,
    /// Who asked for it.
    pub who: String,
    /// The thresholds it went by.
    pub settings: OverlapSettings,
    /// How many applications were compared.
    pub applications: usize,
    /// What has happened since.
    pub since: Since,
    /// Findings that stand out, and those only listed, of applications in force.
    pub counts: [usize; 2],
    /// Findings on applications taken back since. They are not shown.
    pub withheld: usize,
    /// The findings asked for, those that share most first.
    pub lines: Vec<FindingLine>,
    /// Where the next page begins.
    pub next: Option<i64>,
    /// Texts common to many, the most widely shared first.
    pub common: Vec<CommonLine>,
    /// How many of these there are.
    pub common_count: usize,
    /// Documents that took no part, or only in part.
    pub unread: Vec<Unread>,
    /// How many of these there are.
    pub unread_count: usize,
}

/// An application of a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Its number.
    pub number: String,
    /// Its title as it is now.
    pub title: String,
    /// The draft behind it: its address.
    pub draft: String,
    /// Whether it was handed in again since.
    pub changed: bool,
}

/// A finding in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingLine {
    /// What was found.
    pub finding: Finding,
    /// The two applications.
    pub applications: [Compared; 2],
    /// What was noted last.
    pub note: Option<NoteLine>,
}

/// A text common to many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommonLine {
    /// What was found; of the applications only those in force.
    pub common: CommonText,
    /// How it begins where it is longest; none where that application is not what it was.
    pub excerpt: Option<String>,
}

/// A direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlapView {
    /// What is set.
    pub settings: OverlapSettings,
    /// Applications in force.
    pub applications: usize,
    /// The comparison asked for last.
    pub run: Option<OverlapRun>,
    /// What was found last.
    pub comparison: Option<ComparisonView>,
    /// Whether the viewer may have it compared.
    pub may_compare: bool,
    /// Whether the viewer may set thresholds.
    pub may_set: bool,
}

fn may_see(office: &Office, doing: &Doing) -> Result<(), OfficeError> {
    Ok(office.may_see_here(&doing.viewer, Thing::Overlap)?)
}

/// All directions of this office.
///
/// # Errors
/// A refusal where the viewer may not see them.
pub async fn overlap_lines(office: &Office, doing: &Doing) -> Result<Vec<OverlapLine>, OfficeError> {
    may_see(office, doing)?;
    let mut tx = office.db().read().await?;
    let mut lines = Vec::new();
    for direction in office.directions() {
        let number = direction.number.as_str();
        let now = in_force(&mut tx, number).await?;
        let compared = comparison(&mut tx, number).await?;
        let since = compared.as_ref().map(|compared| Since::of(&compared.applications, &now)).unwrap_or_default();
        lines.push(OverlapLine {
            direction: number.to_owned(),
            applications: now.len(),
            at: compared.map(|compared| compared.at),
            counts: counts(&mut tx, number).await?,
            since,
        });
    }
    Ok(lines)
}

/// A direction with the findings of its last comparison: all, or those on one application; from `after` on.
///
/// # Errors
/// A refusal where the viewer may not see it, or there is no such direction.
pub async fn overlap_view(
    office: &Office,
    doing: &Doing,
    direction: &str,
    number: Option<&str>,
    after: Option<i64>,
) -> Result<OverlapView, OfficeError> {
    may_see(office, doing)?;
    let direction = office.direction(direction)?.number.as_str();
    let mut tx = office.db().read().await?;
    let now = in_force(&mut tx, direction).await?;
    Ok(OverlapView {
        settings: settings(&mut tx, direction).await?,
        applications: now.len(),
        run: run_of(&mut tx, direction).await?,
        comparison: last(&mut tx, direction, &now, (number, after)).await?,
        may_compare: office.may_here(&doing.viewer, Action::Compare, Thing::Overlap).is_ok(),
        may_set: office.may_here(&doing.viewer, Action::Require, Thing::Overlap).is_ok(),
    })
}

async fn run_of(tx: &mut Tx<'_>, direction: &str) -> Result<Option<OverlapRun>, OfficeError> {
    let sql = "SELECT state, done, total, message, who, at FROM overlap_runs WHERE direction = $1
               ORDER BY place DESC LIMIT 1";
    let Some(row) = tx.maybe_row(sql, &[text(direction)]).await? else { return Ok(None) };
    let (state, message) = (RunState::of(&row.text("state")?)?, row.text("message")?);
    Ok(Some(OverlapRun {
        state,
        done: (row.int("done")?, row.int("total")?),
        failed: (state == RunState::Failed).then(|| serde_json::from_str(&message)).transpose()?,
        who: row.text("who")?,
        at: row.text("at")?,
    }))
}

/// Findings of applications that are both in force.
const STANDING: &str = "FROM overlap_findings f
    JOIN applications a ON a.number = f.first AND a.state = 'submitted'
    JOIN applications b ON b.number = f.second AND b.state = 'submitted'
    WHERE f.direction = $1";

async fn counts(tx: &mut Tx<'_>, direction: &str) -> Result<[usize; 2], OfficeError> {
    let sql = format!("SELECT f.alert AS alert, COUNT(*) AS found {STANDING} GROUP BY f.alert");
    let mut counts = [0, 0];
    for row in tx.rows(&sql, &[text(direction)]).await? {
        let [alerts, listed] = &mut counts;
        let count = if row.int("alert")? == 0 { listed } else { alerts };
        *count = usize::try_from(row.int("found")?).unwrap_or_default();
    }
    Ok(counts)
}

async fn last(
    tx: &mut Tx<'_>,
    direction: &str,
    now: &BTreeMap<String, i64>,
    (number, after): (Option<&str>, Option<i64>),
) -> Result<Option<ComparisonView>, OfficeError> {
    let Some(compared) = comparison(tx, direction).await? else { return Ok(None) };
    let sql = "SELECT COUNT(*) AS found FROM overlap_findings WHERE direction = $1";
    let all = usize::try_from(tx.row(sql, &[text(direction)]).await?.int("found")?).unwrap_or_default();
    let counts = counts(tx, direction).await?;
    let sql = format!(
        "SELECT f.place AS place, f.body AS body, a.title AS title_a, a.draft AS draft_a, b.title AS title_b,
                b.draft AS draft_b
         {STANDING} AND f.place > $2 AND ($3 = '' OR f.first = $3 OR f.second = $3) ORDER BY f.place LIMIT {}",
        PAGE + 1
    );
    let values = [text(direction), Value::Int(after.unwrap_or(-1)), text(number.unwrap_or_default())];
    let rows = tx.rows(&sql, &values).await?;
    let more = rows.len() > PAGE;
    let (mut lines, mut place) = (Vec::new(), None);
    for row in rows.iter().take(PAGE) {
        place = Some(row.int("place")?);
        let (finding, applications) = line(row, &compared.applications, now)?;
        let note = notes_of(tx, &finding).await?.pop();
        lines.push(FindingLine { finding, applications, note });
    }
    let mut shared = compared.rest.common;
    shared.iter_mut().for_each(|one| one.applications.retain(|number| now.contains_key(number)));
    shared.retain(|one| one.applications.len() > 1);
    let mut unread = compared.rest.unread;
    unread.retain(|unread| now.contains_key(&unread.application));
    let (common_count, unread_count) = (shared.len(), unread.len());
    let mut common = Vec::new();
    for one in shared.into_iter().take(SHOWN) {
        common.push(common_line(tx, one).await?);
    }
    unread.truncate(SHOWN);
    Ok(Some(ComparisonView {
        since: Since::of(&compared.applications, now),
        at: compared.at,
        who: compared.who,
        settings: compared.settings,
        applications: compared.applications.len(),
        withheld: all.saturating_sub(counts.iter().sum()),
        counts,
        next: place.filter(|_| more),
        lines,
        common,
        common_count,
        unread,
        unread_count,
    }))
}

/// A finding and its two applications, from a row of them.
fn line(
    row: &Row,
    compared: &BTreeMap<String, i64>,
    now: &BTreeMap<String, i64>,
) -> Result<(Finding, [Compared; 2]), OfficeError> {
    let finding: Finding = serde_json::from_str(&row.text("body")?)?;
    let of = |number: &String, title: &str, draft: &str| -> Result<Compared, OfficeError> {
        Ok(Compared {
            title: row.text(title)?,
            draft: row.text(draft)?,
            changed: compared.get(number) != now.get(number),
            number: number.clone(),
        })
    };
    let [first, second] = &finding.applications;
    let applications = [of(first, "title_a", "draft_a")?, of(second, "title_b", "draft_b")?];
    Ok((finding, applications))
}

/// A text common to many with how it begins.
async fn common_line(tx: &mut Tx<'_>, common: CommonText) -> Result<CommonLine, OfficeError> {
    let written = written_now(tx, &common.example).await?;
    let same = written.filter(|(digest, _)| *digest == common.text);
    let excerpt = same.map(|(_, written)| {
        let words = common.span.of(&written.text);
        match words.char_indices().nth(EXCERPT) {
            Some((cut, _)) => format!("{}…", words.get(..cut).unwrap_or_default()),
            None => words.to_owned(),
        }
    });
    Ok(CommonLine { common, excerpt })
}
