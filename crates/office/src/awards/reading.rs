//! What the tables hold of an award.

use std::collections::BTreeMap;

use hefu_application::Application;
use hefu_closing::{ChangeKind, Outcome, Ruled};
use hefu_exchange::joint::{Award, Held, Registered};
use hefu_store::{Row, Tx};
use jiff::Zoned;

use super::{AskedReport, Closing, FigureCheck, LineNow, OwnChange, ReportVersion, TheirChange};
use crate::Office;
use crate::acts::publication;
use crate::documents::{Document, Held as HeldFile};
use crate::error::OfficeError;
use crate::exchange::text;
use crate::joint::{Course, course};
use crate::views::shown_awards;

/// An award that an application of this office holds, as published.
pub(crate) struct AwardOf {
    /// The direction's way to it.
    pub course: Course,
    /// The award.
    pub award: Award,
    /// Digest of the minute.
    pub minute: String,
    /// Digest of the minute or promotion by which it holds it.
    pub decided: String,
    /// When this office published that.
    pub published: Zoned,
}

impl AwardOf {
    /// What both offices have told of it since.
    pub fn told(&self) -> Option<&Held> {
        self.course.joint.round()?.held.get(&self.award.line.pair)
    }

    /// How the award of a side is registered.
    pub fn registered(&self, side: &str) -> Option<&Registered> {
        self.told()?.registered.get(side)
    }

    /// The changes to which the partner's office agrees.
    pub fn theirs(&self) -> Vec<TheirChange> {
        let told = self.told().into_iter().flat_map(|told| &told.changes);
        let theirs = told.filter(|((side, _), _)| side == self.course.partner());
        theirs
            .map(|((_, change), told)| TheirChange {
                change: change.clone(),
                kind: told.kind.clone(),
                from: told.from.clone(),
                to: told.to.clone(),
                reason: told.reason.clone(),
                asked: told.asked.clone(),
                answer: told.answer.clone(),
            })
            .collect()
    }
}

/// The award of an application of this office; none where nothing is published, it holds none, or it was declined.
pub(crate) async fn award_of(
    office: &Office,
    tx: &mut Tx<'_>,
    direction: &str,
    number: &str,
) -> Result<Option<AwardOf>, OfficeError> {
    let own = office.config().side.clone();
    find(office, tx, direction, |award| award.line.numbers.get(&own).is_some_and(|known| known == number)).await
}

/// The award of a pair.
pub(crate) async fn award_of_pair(
    office: &Office,
    tx: &mut Tx<'_>,
    direction: &str,
    pair: &str,
) -> Result<Option<AwardOf>, OfficeError> {
    find(office, tx, direction, |award| award.line.pair == pair).await
}

async fn find(
    office: &Office,
    tx: &mut Tx<'_>,
    direction: &str,
    wanted: impl Fn(&Award) -> bool,
) -> Result<Option<AwardOf>, OfficeError> {
    let Some(course) = course(office, tx, direction).await? else { return Ok(None) };
    let Some((round, minute, _)) = publication(&course) else { return Ok(None) };
    let Some(first) = round.published.get(&course.own) else { return Ok(None) };
    let award = shown_awards(round, &course.own).into_iter().find(|award| wanted(award) && !award.declined);
    let Some(award) = award else { return Ok(None) };
    let promoted = award.promoted.as_ref();
    let published = match promoted {
        Some(digest) => round.promoted.get(&(digest.clone(), course.own.clone())).map(|published| &published.at),
        None => Some(&first.at),
    };
    let (Some(published), minute) = (published.cloned(), minute.clone()) else { return Ok(None) };
    let decided = promoted.unwrap_or(&minute).clone();
    Ok(Some(AwardOf { award, minute, decided, published, course }))
}

/// The half in force.
pub(crate) async fn own_half(tx: &mut Tx<'_>, number: &str) -> Result<Application, OfficeError> {
    let row = tx.row("SELECT body FROM applications WHERE number = $1", &[text(number)]).await?;
    Ok(serde_json::from_str(&row.text("body")?)?)
}

/// The reports asked for in a direction, in the order of their days.
pub(crate) async fn asked_reports(tx: &mut Tx<'_>, direction: &str) -> Result<Vec<AskedReport>, OfficeError> {
    let sql = "SELECT report, name, until FROM award_reports WHERE direction = $1 ORDER BY until, report";
    let read = |row: &Row| {
        let until = row.text("until")?;
        let until = until.parse().map_err(|error| OfficeError::Stored(format!("{until}: {error}")))?;
        Ok(AskedReport { report: row.text("report")?, name: row.text("name")?, until })
    };
    tx.rows(sql, &[text(direction)]).await?.iter().map(read).collect()
}

/// All versions of the reports of an award, the newest first.
pub(crate) async fn report_versions_of(tx: &mut Tx<'_>, number: &str) -> Result<Vec<ReportVersion>, OfficeError> {
    let sql = "SELECT report, revision, body, at, ruled, reason, ruled_at FROM award_report_versions
               WHERE number = $1 ORDER BY report, revision DESC";
    let read = |row: &Row| {
        let ruled = ruling(row)?.map(|(word, reason, at)| (word == Ruled::Accepted.word(), reason, at));
        Ok(ReportVersion {
            report: row.text("report")?,
            revision: row.int("revision")?,
            content: serde_json::from_str(&row.text("body")?)?,
            at: row.text("at")?,
            ruled,
        })
    };
    tx.rows(sql, &[text(number)]).await?.iter().map(read).collect()
}

fn ruling(row: &Row) -> Result<Option<(String, String, String)>, OfficeError> {
    let Some(word) = row.maybe_text("ruled")? else { return Ok(None) };
    Ok(Some((word, row.text("reason")?, row.maybe_text("ruled_at")?.unwrap_or_default())))
}

/// The last that was shown for each line of an award, by line.
pub(crate) async fn lines_of(tx: &mut Tx<'_>, number: &str) -> Result<BTreeMap<String, LineNow>, OfficeError> {
    let sql = "SELECT line, revision, body, at, ruled, reason, ruled_at FROM award_lines
               WHERE number = $1 ORDER BY line, revision";
    let mut found = BTreeMap::new();
    for row in tx.rows(sql, &[text(number)]).await? {
        let ruled = match ruling(&row)? {
            Some((word, reason, at)) => {
                let known = Ruled::from_word(&word).ok_or_else(|| OfficeError::Stored(format!("ruling `{word}`")))?;
                Some((known, reason, at))
            }
            None => None,
        };
        let now = LineNow {
            revision: row.int("revision")?,
            shown: serde_json::from_str(&row.text("body")?)?,
            at: row.text("at")?,
            ruled,
        };
        found.insert(row.text("line")?, now);
    }
    Ok(found)
}

/// The changes asked for at this office, in their order, with the partner's answers as far as it has told them.
pub(crate) async fn changes_of(
    tx: &mut Tx<'_>,
    number: &str,
    own: &str,
    told: Option<&Held>,
) -> Result<Vec<OwnChange>, OfficeError> {
    let sql = "SELECT change, kind, stood, wanted, reason, at, agreed, answer, answered FROM award_changes
               WHERE number = $1 ORDER BY at, change";
    let mut found = Vec::new();
    for row in tx.rows(sql, &[text(number)]).await? {
        let (change, kind) = (row.text("change")?, row.text("kind")?);
        let kind = ChangeKind::from_word(&kind).ok_or_else(|| OfficeError::Stored(format!("change `{kind}`")))?;
        let partner = told.and_then(|held| held.changes.get(&(own.to_owned(), told_as(number, &change))));
        let answer = match row.maybe_int("agreed")? {
            Some(agreed) => Some((agreed != 0, row.text("answer")?, row.maybe_text("answered")?.unwrap_or_default())),
            None => None,
        };
        found.push(OwnChange {
            kind,
            from: row.text("stood")?,
            to: row.text("wanted")?,
            reason: row.text("reason")?,
            at: row.text("at")?,
            answer,
            partner: partner.and_then(|told| told.answer.clone()),
            change,
        });
    }
    Ok(found)
}

/// The figures of an award that were checked, each with its line, in their order.
pub(crate) async fn checks_of(tx: &mut Tx<'_>, number: &str) -> Result<Vec<(String, FigureCheck)>, OfficeError> {
    let sql = "SELECT number_of_check, line, claim, verdict, recomputed, file, sha256, by_whom, at FROM award_checks
               WHERE number = $1 ORDER BY number_of_check";
    let read = |row: &Row| {
        let check = FigureCheck {
            check: row.int("number_of_check")?,
            claim: serde_json::from_str(&row.text("claim")?)?,
            verdict: row.text("verdict")?,
            recomputed: row.maybe_text("recomputed")?,
            file: row.text("file")?,
            sha256: row.text("sha256")?,
            by: row.text("by_whom")?,
            at: row.text("at")?,
        };
        Ok((row.text("line")?, check))
    };
    tx.rows(sql, &[text(number)]).await?.iter().map(read).collect()
}

/// What the partner's office knows a change by.
pub(crate) fn told_as(number: &str, change: &str) -> String {
    format!("{number}/{change}")
}

/// How an award was closed here.
pub(crate) async fn closing_of(tx: &mut Tx<'_>, number: &str) -> Result<Option<Closing>, OfficeError> {
    let sql = "SELECT outcome, reason, at FROM award_closings WHERE number = $1";
    let Some(row) = tx.maybe_row(sql, &[text(number)]).await? else { return Ok(None) };
    let word = row.text("outcome")?;
    let outcome = Outcome::from_word(&word).ok_or_else(|| OfficeError::Stored(format!("closing `{word}`")))?;
    Ok(Some(Closing { outcome, reason: row.text("reason")?, at: row.text("at")? }))
}

/// The files that reports and lines of an award name, by name.
pub(crate) async fn documents_of(tx: &mut Tx<'_>, number: &str) -> Result<Vec<Document>, OfficeError> {
    let sql = "SELECT digest, name, length, media, pages FROM award_documents WHERE number = $1 ORDER BY name, digest";
    let read = |row: &Row| {
        let (bytes, pages) =
            (u64::try_from(row.int("length")?), row.maybe_int("pages")?.map(u32::try_from).transpose());
        let wrong = |_| OfficeError::Stored(format!("a document of {number}"));
        let held = HeldFile {
            digest: row.text("digest")?,
            bytes: bytes.map_err(wrong)?,
            media: row.text("media")?,
            pages: pages.map_err(wrong)?,
        };
        Ok(Document { name: row.text("name")?, held: Some(held) })
    };
    tx.rows(sql, &[text(number)]).await?.iter().map(read).collect()
}
