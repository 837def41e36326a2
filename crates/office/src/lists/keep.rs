//! Keeps the rows of the lists up to date. Called inside the act that changes what they are made of.

use hefu_application::{Application, State};
use hefu_check::{Finding, Outcome, resolve};
use hefu_guide::Guide;
use hefu_store::{Tx, Value};
use hefu_text::script::fold;
use jiff::Zoned;

use super::{Stage, evidence};
use crate::Office;
use crate::acts::notices::instant;
use crate::confirmation::{ConfirmationStep, confirming};
use crate::error::OfficeError;
use crate::exchange::text;
use crate::happened::Happened;
use crate::projection;
use crate::views::{findings_of, settled};

/// The word of an outcome in tables and addresses.
pub(crate) const fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "pass",
        Outcome::Fail => "fail",
        Outcome::Person => "person",
        Outcome::Unset => "unset",
        Outcome::Hint => "hint",
    }
}

/// The outcome of this word.
pub(crate) fn outcome(word: &str) -> Option<Outcome> {
    [Outcome::Pass, Outcome::Fail, Outcome::Person, Outcome::Unset, Outcome::Hint]
        .into_iter()
        .find(|outcome| outcome_word(*outcome) == word)
}

/// Marks rows to be made again because of what happened to their whole direction.
pub(crate) async fn due(tx: &mut Tx<'_>, happened: &Happened) -> Result<(), OfficeError> {
    if let Happened::NoticePublished { direction, .. }
    | Happened::DeadlineExtended { direction, .. }
    | Happened::Confirmation(ConfirmationStep::Required { direction, .. }) = happened
    {
        tx.execute("UPDATE list_applications SET due = 1 WHERE direction = $1", &[text(direction)]).await?;
    }
    Ok(())
}

/// Makes rows that are due, at most so many. Gives how many were made.
pub(crate) async fn again(office: &Office, tx: &mut Tx<'_>, most: i64, now: &Zoned) -> Result<usize, OfficeError> {
    let sql = "SELECT number FROM list_applications WHERE due = 1 ORDER BY number LIMIT $1";
    let rows = tx.rows(sql, &[Value::Int(most)]).await?;
    for row in &rows {
        keep_application(office, tx, &row.text("number")?, now).await?;
    }
    Ok(rows.len())
}

/// Makes the row of an application anew, with its findings and its words.
pub(crate) async fn keep_application(
    office: &Office,
    tx: &mut Tx<'_>,
    number: &str,
    now: &Zoned,
) -> Result<(), OfficeError> {
    let sql = "SELECT draft, direction, state, revision, body, submitted FROM applications WHERE number = $1";
    let row = tx.row(sql, &[text(number)]).await?;
    let (draft, direction) = (row.text("draft")?, row.text("direction")?);
    let state = projection::state(&row.text("state")?)?;
    let application: Application = serde_json::from_str(&row.text("body")?)?;
    let findings = if state == State::Submitted { findings_of(office, tx, &draft, now).await? } else { Vec::new() };
    let side = office.config().side.as_str();
    let count = |outcome: Outcome| {
        Value::Int(i64::try_from(findings.iter().filter(|found| found.outcome == outcome).count()).unwrap_or(i64::MAX))
    };
    let confirmation = match confirming(tx, &draft, now).await?.filter(|_| state == State::Submitted) {
        Some(found) => found.waits().map_or("confirmed", |waits| waits.level.word()),
        None => "",
    };
    let values = [
        text(number),
        text(&draft),
        text(&direction),
        text(projection::word(state)),
        text(Stage::HandedIn.word()),
        text(&topic(office.guide(), &direction, application.topic.as_deref())),
        text(&application.title.own),
        text(application.lead_unit(side).map_or("", |unit| unit.name.as_str())),
        text(application.principal_investigator(side).map_or("", |person| person.name.as_str())),
        text(""),
        Value::Int(instant(&row.text("submitted")?)?.timestamp().as_millisecond()),
        Value::Int(row.int("revision")?),
        count(Outcome::Fail),
        count(Outcome::Person),
        count(Outcome::Unset),
        Value::Int(0),
        text(confirmation),
    ];
    tx.execute("DELETE FROM list_applications WHERE number = $1", &[text(number)]).await?;
    let sql = "INSERT INTO list_applications (number, draft, direction, state, stage, topic, title, unit, person, pair,
                 submitted, revision, fails, persons, unsets, due, confirmation)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    tx.execute(sql, &values).await?;
    keep_words(tx, "application", number, words_of(&application)).await?;
    keep_findings(tx, ("application", number, &direction), &findings).await?;
    stages(office, tx, &direction, number).await
}

/// The topic by its id in the guide, else as it was written.
pub(crate) fn topic(guide: &Guide, direction: &str, written: Option<&str>) -> String {
    let known = guide.direction(direction).and_then(|direction| resolve::topic(direction, written).leaf());
    known.map_or_else(|| written.unwrap_or_default().trim().to_owned(), |topic| topic.id.clone())
}

fn words_of(application: &Application) -> [(&'static str, Vec<&str>); 5] {
    let title = [Some(application.title.own.as_str()), application.title.english.as_deref()];
    let units = application.units.iter().flat_map(|unit| [Some(unit.name.as_str()), unit.english.as_deref()]);
    let people = application.people.iter().flat_map(|person| [Some(person.name.as_str()), person.english.as_deref()]);
    let identity = application.people.iter().flat_map(|person| person.identifiers.values().map(String::as_str));
    [
        ("number", vec![application.id.number.as_str()]),
        ("title", title.into_iter().flatten().collect()),
        ("unit", units.flatten().collect()),
        ("person", people.flatten().collect()),
        ("identity", identity.collect()),
    ]
}

pub(super) async fn keep_words<'a>(
    tx: &mut Tx<'_>,
    about: &str,
    line: &str,
    fields: impl IntoIterator<Item = (&'static str, Vec<&'a str>)>,
) -> Result<(), OfficeError> {
    tx.execute("DELETE FROM list_words WHERE about = $1 AND line = $2", &[text(about), text(line)]).await?;
    for (field, words) in fields {
        let words: Vec<String> = words.into_iter().map(fold).collect();
        let values = [text(about), text(line), text(field), Value::Text(words.join("\n"))];
        let sql = "INSERT INTO list_words (about, line, field, words) VALUES ($1, $2, $3, $4)";
        tx.execute(sql, &values).await?;
    }
    Ok(())
}

pub(super) async fn keep_findings(
    tx: &mut Tx<'_>,
    (about, line, direction): (&str, &str, &str),
    findings: &[Finding],
) -> Result<(), OfficeError> {
    tx.execute("DELETE FROM list_findings WHERE about = $1 AND line = $2", &[text(about), text(line)]).await?;
    for (place, finding) in (0_i64..).zip(findings) {
        let found = finding.ruled.as_ref().map_or(finding.outcome, |ruled| ruled.before);
        let values = [
            text(&finding.id),
            text(about),
            text(line),
            text(direction),
            Value::Int(place),
            text(&finding.clause),
            text(&finding.rule),
            text(outcome_word(found)),
            text(outcome_word(finding.outcome)),
            Value::Text(evidence(finding)?),
            Value::Text(serde_json::to_string(&finding.message)?),
        ];
        let sql = "INSERT INTO list_findings (finding, about, line, direction, place, clause, rule, found, stands,
                     evidence, says)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (finding) DO NOTHING";
        tx.execute(sql, &values).await?;
    }
    Ok(())
}

/// Brings the stages of a direction's applications up to date with its pairs; of one application where `number` names one.
pub(crate) async fn stages(office: &Office, tx: &mut Tx<'_>, direction: &str, number: &str) -> Result<(), OfficeError> {
    let side = office.config().side.as_str();
    let pair = "COALESCE((SELECT h.pair FROM halves h
                          WHERE h.side = $2 AND h.number = list_applications.number), '')";
    let stage = "CASE WHEN state = 'withdrawn' THEN 'withdrawn' ELSE COALESCE((
                   SELECT CASE WHEN h.state <> 'paired' THEN h.state
                               WHEN p.state = 'consistent' AND list_applications.fails = 0
                                 AND list_applications.persons = 0 AND list_applications.unsets = 0 THEN 'ready'
                               WHEN p.state = 'consistent' THEN 'paired'
                               ELSE p.state END
                   FROM halves h LEFT JOIN pairs p ON p.pair = h.pair
                   WHERE h.side = $2 AND h.number = list_applications.number), 'handed_in') END";
    // Named by its key, so that one application is found without looking at the whole direction.
    let which = if number.is_empty() { "$3 = ''" } else { "number = $3" };
    // Rows that stay as they are are not written: this is done with every pairing of a whole direction.
    let sql = format!(
        "UPDATE list_applications SET pair = {pair}, stage = {stage}
         WHERE direction = $1 AND {which} AND (pair <> {pair} OR stage <> {stage})"
    );
    tx.execute(&sql, &[text(direction), text(side), text(number)]).await?;
    let Some(Happened::DirectionSettled { void, pairs, failed, .. }) = settled(tx, direction).await? else {
        return Ok(());
    };
    let mut ends: Vec<(Stage, &str, &str)> = Vec::new();
    ends.extend(void.iter().map(|void| (Stage::Void, "number", void.number.as_str())));
    ends.extend(failed.iter().map(|number| (Stage::Failed, "number", number.as_str())));
    ends.extend(pairs.iter().map(|pair| (Stage::Stands, "pair", pair.as_str())));
    for (stage, column, name) in ends {
        let sql = format!(
            "UPDATE list_applications SET stage = $2
             WHERE {column} = $1 AND direction = $3 AND ($4 = '' OR number = $4)"
        );
        tx.execute(&sql, &[text(name), text(stage.word()), text(direction), text(number)]).await?;
    }
    Ok(())
}
