//! Findings alike, rulings made by one order, and the next finding that waits for a person.

use hefu_check::Ruling;
use hefu_words::Message;

use crate::Office;
use crate::acts::Doing;
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::lists::{Ask, Kind, Query, Scope};
use crate::person::Viewer;
use crate::rights::{Action, Class, Question, Thing};

use super::lists::open_now;

/// Findings that say the same and rest on the same: what a person says of one holds for all.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike {
    /// Digest of what they rest on.
    pub evidence: String,
    /// Their clause.
    pub clause: String,
    /// What they say.
    pub says: Message,
    /// How many wait for a person.
    pub count: i64,
}

/// Groups of two or more findings alike that wait for a person, the largest first.
///
/// # Errors
/// A refusal where the viewer may not rule.
pub async fn alike(office: &Office, doing: &Doing) -> Result<Vec<Alike>, OfficeError> {
    may_rule(office, doing)?;
    let mut tx = office.db().read().await?;
    let sql = "SELECT f.evidence AS evidence, f.clause AS clause, MIN(f.says) AS says, COUNT(*) AS n
               FROM list_findings f JOIN list_applications a ON a.number = f.line AND a.state = 'submitted'
               WHERE f.about = 'application' AND f.stands = 'person'
               GROUP BY f.evidence, f.clause HAVING COUNT(*) > 1
               ORDER BY n DESC, f.clause, f.evidence LIMIT 100";
    let rows = tx.rows(sql, &[]).await?;
    rows.iter()
        .map(|row| {
            Ok(Alike {
                evidence: row.text("evidence")?,
                clause: row.text("clause")?,
                says: serde_json::from_str(&row.text("says")?)?,
                count: row.int("n")?,
            })
        })
        .collect()
}

/// The findings alike to one, itself among them, that wait for a person: number and finding.
///
/// # Errors
/// A refusal where the viewer may not rule.
pub async fn findings_alike(
    office: &Office,
    doing: &Doing,
    evidence: &str,
) -> Result<Vec<(String, String)>, OfficeError> {
    may_rule(office, doing)?;
    let mut tx = office.db().read().await?;
    let sql = "SELECT f.line AS number, f.finding AS finding
               FROM list_findings f JOIN list_applications a ON a.number = f.line AND a.state = 'submitted'
               WHERE f.about = 'application' AND f.stands = 'person' AND f.evidence = $1 ORDER BY f.line, f.finding";
    let rows = tx.rows(sql, &[text(evidence)]).await?;
    rows.iter().map(|row| Ok((row.text("number")?, row.text("finding")?))).collect()
}

/// Whether the viewer rules on findings at this office at all: others are not led to where it is done.
pub fn rules(office: &Office, viewer: &Viewer) -> bool {
    let ask = |relation| Question {
        relation,
        action: Action::Rule,
        thing: Thing::Submitted,
        class: Class::Findings,
        open: false,
    };
    Office::relations_here(viewer).into_iter().any(|relation| office.rights().may(ask(relation)).yes())
}

fn may_rule(office: &Office, doing: &Doing) -> Result<(), Refusal> {
    if rules(office, &doing.viewer) { Ok(()) } else { Err(Refusal::not_found()) }
}

/// Rulings made by one order.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderLine {
    /// Its name.
    pub order: String,
    /// When.
    pub made: String,
    /// The first of the rulings: who, what, why.
    pub ruling: Ruling,
    /// How many findings it ruled on.
    pub count: i64,
    /// How many of them were undone since.
    pub undone: i64,
}

/// Orders of rulings, newest first, at most a hundred.
///
/// # Errors
/// A refusal where the viewer may not see findings.
pub async fn orders(office: &Office, doing: &Doing) -> Result<Vec<OrderLine>, OfficeError> {
    if Scope::of(office, doing).states(Class::Findings).is_empty() {
        return Err(Refusal::not_found().into());
    }
    let mut tx = office.db().read().await?;
    let sql = "SELECT plan, MIN(made) AS made, MIN(body) AS body, COUNT(*) AS n, COUNT(undone) AS undone
               FROM plan_rulings GROUP BY plan ORDER BY made DESC, plan LIMIT 100";
    let rows = tx.rows(sql, &[]).await?;
    rows.iter()
        .map(|row| {
            Ok(OrderLine {
                order: row.text("plan")?,
                made: row.text("made")?,
                ruling: serde_json::from_str(&row.text("body")?)?,
                count: row.int("n")?,
                undone: row.int("undone")?,
            })
        })
        .collect()
}

/// The neighbours of a finding in the list that the officer works through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The finding before: draft and finding.
    pub before: Option<(String, String)>,
    /// The finding after.
    pub after: Option<(String, String)>,
    /// The first finding of the next application.
    pub next: Option<(String, String)>,
    /// The last finding of the application before.
    pub previous: Option<(String, String)>,
}

/// The neighbours of a finding among those of applications that wait for a person, as the list is narrowed.
///
/// # Errors
/// A refusal where the viewer may see no findings.
pub async fn neighbours(office: &Office, doing: &Doing, ask: &Ask, finding: &str) -> Result<Neighbours, OfficeError> {
    let scope = Scope::of(office, doing);
    let mut tx = office.db().read().await?;
    let open = open_now(office, &mut tx, &doing.now).await?;
    let ask = ask.clone().with("about", "application").with("outcome", "person");
    let place = format!("{finding}|{finding}");
    let own = finding.split_once('/').map_or(finding, |(own, _)| own);
    // Ids begin with side and number: `/` ends them, and `0` is the sign after it.
    let (first, beyond) = (format!("{own}/|{own}/"), format!("{own}0|{own}0"));
    let mut found = Vec::new();
    for (after, before) in [(None, Some(&place)), (Some(&place), None), (Some(&beyond), None), (None, Some(&first))] {
        let ask =
            Ask { after: after.cloned(), before: before.cloned(), sort: String::new(), down: false, ..ask.clone() };
        let query = Query::new(&scope, Kind::Findings, &ask, &open)?;
        let (rows, ..) = query.page(&mut tx, "l.finding AS finding, a.draft AS draft", &ask, 1).await?;
        let one = rows.first().map(|row| Ok::<_, OfficeError>((row.text("draft")?, row.text("finding")?)));
        found.push(one.transpose()?);
    }
    let mut found = found.into_iter();
    let mut one = || found.next().flatten();
    Ok(Neighbours { before: one(), after: one(), next: one(), previous: one() })
}
